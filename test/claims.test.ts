import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import * as z from 'zod'
import { isViewName, viewOf } from '../src/views/registry.ts'

const web = new URL('../src/web', import.meta.url).pathname

/** Words by which a heading claims something of many. */
const claims = /\b(all|most|whatever|every|everybody|everyone)\b/i
const heading = /<(h[1-6]|caption|th|legend)\b((?:[^>{]|\{[^}]*\})*)>([\s\S]*?)<\/\1>/g

interface Heading {
  file: string
  words: string
  /** What stands in `data-figure`: the view, and the path of the figure in its value. */
  figure: string | null
}

const sources = (readdirSync(web, { recursive: true }) as string[]).filter((path) => path.endsWith('.svelte'))

const headings = sources.flatMap((file): Heading[] =>
  Array.from(readFileSync(`${web}/${file}`, 'utf8').matchAll(heading), ([, , attributes = '', inside = '']) => ({
    file,
    words: wordsIn(inside),
    figure: /data-figure="([^"]*)"/.exec(attributes)?.[1] ?? null,
  })),
)

/** What can be read there: text, and texts in expressions; tags and names of variables are no words. */
function wordsIn(inside: string): string {
  const texts = (expression: string): string =>
    Array.from(expression.matchAll(/'([^']*)'|`([^`]*)`/g), ([, one = '', other = '']) => one || other).join(' ')
  return inside.replace(/<[^>]*>/g, ' ').replace(/\{[^}]*\}/g, texts)
}

test('every heading that claims something of all, of most or of everybody names the figure that it rests on', () => {
  const bare = headings.filter(({ words, figure }) => claims.test(words) && figure === null)
  expect(bare.map(({ file, words }) => `${file}: ${words}`)).toEqual([])
})

test('every figure that a heading names is in the value of its view', () => {
  const named = headings.flatMap(({ figure }) => (figure === null ? [] : [figure]))
  expect(named.length).toBeGreaterThan(5)
  expect([...new Set(named)].filter((figure) => !isPublished(figure))).toEqual([])
})

test('a figure that no view has is noticed', () => {
  expect(['opinion-map harmony', 'weather rain', 'opinion-map'].filter(isPublished)).toEqual([])
  expect(isPublished('opinion-map consensus.agree.product')).toBe(true)
})

/** Does the value of the view have something at the path? Lists are passed through to what they hold. */
function isPublished(figure: string): boolean {
  const [view = '', path] = figure.split(' ')
  if (!isViewName(view) || path === undefined) return false
  return hasPath(z.toJSONSchema(viewOf(view).value, { unrepresentable: 'any' }), path.split('.'))
}

function hasPath(schema: unknown, [name, ...rest]: string[]): boolean {
  if (name === undefined) return true
  if (typeof schema !== 'object' || schema === null) return false
  const { properties, items, anyOf = [] } = schema as Record<'properties' | 'items', object> & { anyOf?: unknown[] }
  const inner: unknown = Object.getOwnPropertyDescriptor(properties ?? {}, name)?.value
  if (inner !== undefined) return hasPath(inner, rest)
  return [items, ...anyOf].some((each) => hasPath(each, [name, ...rest]))
}
