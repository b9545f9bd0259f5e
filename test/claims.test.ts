import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import * as z from 'zod'
import { pictureNames, pictureOf, picturesOf } from '../src/draw/registry.ts'
import { isViewName, viewOf } from '../src/views/registry.ts'
import { allHeadings, calledIn, catalogue, type Heading, headingsOf, isKnownCall } from './headings.ts'

const web = new URL('../src/web', import.meta.url).pathname

/** Words by which a heading claims something of many. */
const claims = /\b(all|most|whatever|every|everybody|everyone)\b/i

const headings = allHeadings()

const bareOf = (all: readonly Heading[]): string[] =>
  all.filter(({ words, figure }) => claims.test(words) && figure === null).map(({ file, words }) => `${file}: ${words}`)

test('every heading that claims something of all, of most or of everybody names the figure that it rests on', () => {
  expect(bareOf(headings)).toEqual([])
})

const claiming: [what: string, source: string][] = [
  ['in its text', '<h2 id="x">What do most people say?</h2>'],
  ['in a summary', '<summary>All of them</summary>'],
  ['in an expression with braces in it', `<h3>{many ? \`\${figure(n)} of all\` : 'few'}</h3>`],
  ['in a constant', "<script>\nconst title = $derived(a ? 'Everybody' : 'Some')\n</script>\n<h1>{title}</h1>"],
  [
    'in a snippet',
    "{#snippet list(rows, caption)}<caption>{caption}</caption>{/snippet}\n{@render list([], 'All rows')}",
  ],
  ['in a list', "{#each [{ title: 'Every group' }] as { title }}\n<h3>{title}</h3>"],
  ['handed to a part', '<Picture src="x" question="How much of all TAO?" />'],
  ['in an object', "<Form purpose={{ heading: 'Sign for everyone' }} />"],
  ['as the name of a region', '<section aria-label="What most say"></section>'],
  ['from the catalogue', "<th>{say('movement.because.issuance')}</th>"],
  ['from the catalogue, by a code', `<th>{say(\`movement.because.\${code}\`)}</th>`],
]

test.each(claiming)('a claim %s is noticed, and is none beside its figure', (_, source) => {
  expect(bareOf(headingsOf('made-up', source))).toHaveLength(1)
  const figure = source.replace(/<(h\d|summary|caption|Picture|section|th)\b/, '<$1 data-figure="opinion-map groups"')
  expect(bareOf(headingsOf('made-up', figure))).toHaveLength(source.includes('heading:') ? 1 : 0)
})

test('of every function that a heading calls it is known what it says', () => {
  const called = (readdirSync(web, { recursive: true }) as string[])
    .filter((path) => path.endsWith('.svelte'))
    .flatMap((path) => calledIn(readFileSync(`${web}/${path}`, 'utf8')))
  expect(called.length).toBeGreaterThan(10)
  expect([...new Set(called)].filter((name) => !isKnownCall(name))).toEqual([])
})

test('titles of the catalogue claim nothing of many: no figure can stand beside them there', () => {
  const titles = catalogue(/\.title$|^title\.|-short\./)
  expect(titles.length).toBeGreaterThan(5)
  expect(titles.filter((each) => claims.test(each))).toEqual([])
})

test('every picture whose title claims something of many names it as the whole that it divides', () => {
  const claiming = pictureNames.filter((name) => claims.test(pictureOf(name).title))
  expect(claiming.map((name) => [name, picturesOf(pictureOf(name).view).includes(name)])).toEqual([
    ['influence', true],
    ['voting-stake', true],
  ])
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
