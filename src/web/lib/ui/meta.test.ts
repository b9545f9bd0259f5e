import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const routes = new URL('../../routes/', import.meta.url).pathname
const pages = readdirSync(routes, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('+page.svelte'))

test.each(pages)('the page %s says what other sites show of a link to it', (path) => {
  const source = readFileSync(join(routes, path), 'utf8')
  const [meta = ''] = /^<Meta [^\n]*\/>$/m.exec(source) ?? []
  expect(meta).toMatch(/title=|\{title\}/)
  expect(meta).toMatch(/description=|\{description\}/)
  expect(source).not.toContain('<title>')
})

test('the pages are found', () => {
  expect(pages.length).toBeGreaterThan(12)
})
