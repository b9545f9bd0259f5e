import { expect, test } from 'vitest'
import { figuresOf } from '../scripts/source/figures.ts'
import { kindBranches, kindFiles } from '../scripts/source/kind-branches.ts'
import { literalSpreads } from '../scripts/source/literal-spreads.ts'
import { parseSource, readSources } from '../scripts/source/read.ts'
import { kindNames, kindOf } from '../src/records/registry.ts'

const root = new URL('..', import.meta.url).pathname

const vote = parseSource(
  'src/records/talk/vote.ts',
  `import { defineKind } from '../kind.ts'
/** A vote. */
export const vote = defineKind({ name: 'vote', formerly: ['ballot'] as const, fields: {} })
export const own = (kind: string) => kind === 'vote'
`,
)
const others = parseSource(
  'src/records/talk/others.ts',
  `defineKind({ name: 'statement' })\ndefineKind({ name: 'import' })\ndefineKind({ name: 'other' })\n`,
)
const kinds = kindFiles([vote, others])

/** How, and on which kind, some code branches. */
const branchesIn = (code: string, path = 'src/views/a.ts') =>
  kindBranches([parseSource(path, code)], kinds).map(({ line, how, kind }) => `${line} ${how} ${kind}`)

test('a kind is known by its own file, and by its earlier words', () => {
  expect([...kinds]).toEqual([
    ['vote', 'src/records/talk/vote.ts'],
    ['ballot', 'src/records/talk/vote.ts'],
    ['statement', 'src/records/talk/others.ts'],
    ['import', 'src/records/talk/others.ts'],
    ['other', 'src/records/talk/others.ts'],
  ])
  const words = kindNames.flatMap((name) => [name, ...(kindOf(name).formerly ?? [])])
  expect([...kindFiles(readSources(root, ['src/records'])).keys()].sort()).toEqual(words.sort())
})

test('comparisons with the kind of a record are branches', () => {
  expect(branchesIn(`a(record?.kind === 'vote', 'ballot' != record!.kind, (kind as string) === 'vote')`)).toEqual([
    '1 comparison vote',
    '1 comparison ballot',
    '1 comparison vote',
  ])
  expect(branchesIn(`a(kindNamed(word) === 'vote', envelope.action === 'vote')`)).toHaveLength(2)
  expect(branchesIn(`a(record.kind === 'transfer', column === 'vote', typeof kind === 'vote', kind < 'vote')`)).toEqual(
    [],
  )
})

test('cases, literal lists and tables are branches, once for each kind', () => {
  expect(branchesIn(`switch (record.kind) {\n case 'vote':\n case 'statement':\n case 'transfer': a() }`)).toEqual([
    '2 case vote',
    '3 case statement',
  ])
  expect(branchesIn(`switch (column) { case 'vote': a() }`)).toEqual([])
  expect(branchesIn(`['vote', 'else', 'import'].includes(kind)`)).toEqual(['1 list vote', '1 list import'])
  expect(branchesIn(`a({ vote: 1, statement() {}, 'import': 2, more: 3 })`)).toEqual([
    '1 table vote',
    '1 table statement',
    '1 table import',
  ])
  expect(branchesIn(`a({ vote: 1, statement: 2 }, { vote, statement, other, a, b, c, d })`)).toEqual([])
})

test('a kind may branch on itself, and the registry names all', () => {
  expect(kindBranches([vote], kinds)).toEqual([])
  expect(branchesIn(`kind === 'vote'`, 'src/records/talk/others.ts')).toHaveLength(1)
  expect(branchesIn(`a({ vote, statement, import: importKind })`, 'src/records/registry.ts')).toEqual([])
})

test('what a component says is read, in its scripts and in its markup, at its own lines', () => {
  const component = `<script lang="ts">
let { record }: { record: { kind: string } } = $props()
</script>
<p class={record.kind === 'vote' ? 'a' : 'b'}>kind === 'vote' {record.kind}{record.kind}</p>
{#if record.kind === 'statement'}
  {#each list as { id } (id)}<b on:click={() => a(id!)}>{@html id as string}</b>{/each}
  {@const found = record.kind === 'import'}
{/if}
`
  expect(branchesIn(component, 'src/web/a.svelte')).toEqual([
    '4 comparison vote',
    '5 comparison statement',
    '7 comparison import',
  ])
  expect(figuresOf([parseSource('src/web/a.svelte', component)])).toMatchObject({ casts: 1, nonNull: 1 })
})

test('an object literal spread in a literal is found, a spread of a condition is not', () => {
  const code = `const a = {\n ...{ b },\n c: { ...({ d }) },\n ...(e && { e }),\n ...(e ? { e } : {}),\n ...f }\ng([...[1]])`
  expect(literalSpreads(parseSource('src/a.ts', code))).toEqual([2, 3])
})

test('figures of a small house', () => {
  const long = `/** Long. */\nexport function long(a: any) {\n${'  a()\n'.repeat(50)}}\n`
  const short = `const one = () => 1
export const two = (a?: number) => a! + (b as number) + (c as const)
/** A type. */
export interface Three { method(): void }
export type Four = { [5]: number }
export const five = 5
call(() => undefined)
`
  const sources = [
    parseSource('src/math/long.ts', long),
    parseSource('src/cli/short.ts', short),
    parseSource('src/log/short.ts', short),
    parseSource('src/log/short.test.ts', long),
    parseSource('src/web/lib/testing/x.ts', long),
  ]
  expect(figuresOf(sources)).toEqual({
    files: { count: 3, lines: 67, median: 7, longest: { path: 'src/math/long.ts', lines: 53 } },
    functions: { count: 5, median: 1, over50: [{ path: 'src/math/long.ts', line: 2, name: 'long', lines: 52 }] },
    casts: 2,
    nonNull: 2,
    any: 1,
    exported: { count: 4, documented: 2 },
    kindBranches: { count: 0, files: 0 },
    literalSpreads: 0,
  })
})
