import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { buildInputs } from '../scripts/source-hash.js'

const root = fileURLToPath(new URL('..', import.meta.url))
const build = join(root, 'build')

/** Text files of both halves, without what tests leave there. */
function built(): string[] {
  if (!existsSync(join(build, '.web'))) throw new Error('The pages are not built: run "npm test" or "npm run build".')
  return (readdirSync(build, { recursive: true }) as string[]).filter((path) =>
    /^(?!tests\.).*\.(js|json|map|css|html)$/.test(path),
  )
}

test('nothing that was built names the folder that it was built in', () => {
  const files = built()
  expect(files.length).toBeGreaterThan(100)
  expect(files.filter((path) => readFileSync(join(build, path), 'utf8').includes(root.slice(0, -1)))).toEqual([])
})

test('a build is called by what it follows from, and not by its time', () => {
  const { version } = JSON.parse(readFileSync(join(build, 'web', 'client', '_app', 'version.json'), 'utf8'))
  const said = readFileSync(join(build, '.web'), 'utf8')
  expect(said).toMatch(/^[0-9a-f]{64}\n$/)
  expect(said.startsWith(version) && version.length === 16).toBe(true)
})

test('all that a build follows from is there', () => {
  expect(buildInputs.filter((path) => !existsSync(join(root, path)))).toEqual([])
})
