import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import type { ViewVectors } from '../../scripts/vectors/views.ts'
import { unbase64 } from '../log/bytes.ts'
import { parseRecord } from '../records/record.ts'
import { isRefusal } from '../records/refusals.ts'
import { Fold } from './fold.ts'
import { nextOf, rowsOn } from './params.ts'
import { isViewName, viewNames, viewOf } from './registry.ts'

/** Lists that end by themselves, and why: no page is cut from them. */
const whole: Record<string, Record<string, string>> = {
  concentration: {
    without: 'what was asked',
    spreads: 'a row for each measure and level',
    rules: 'the rules of the chain',
  },
  influence: { without: 'what was asked', relations: 'at most 200' },
  'opinion-map': {
    participants: 'a map is one figure: a part of it would be another',
    statements: 'a map is one figure',
    groups: 'at most five',
    ends: 'two',
    axes: 'two',
    components: 'two',
    silhouettes: 'one for each number of groups',
  },
  'opinion-groups': { groups: 'at most five', ends: 'two', axes: 'two' },
  opinions: { byRole: 'the roles', byGroup: 'at most five' },
  people: { bands: 'those of the ladder', roles: 'those of the kind' },
  positions: { byBand: 'those of the ladder', byGroup: 'at most five', silent: 'at most 50' },
  power: { rules: 'the rules of the chain', rotation: 'the seats of the chain' },
  proposal: {
    signatories: 'those of one multisig, of which the chain allows 100',
    calls: 'at most 100',
    steps: 'at most 500',
    consequences: 'at most 50',
    questions: 'at most 20',
    conversations: 'at most 20',
    before: 'the roles',
    after: 'the roles',
  },
  'reading-map': { participants: 'a map is one figure', groups: 'at most five', axes: 'two' },
  readings: { readings: 'the ways of weighing' },
  referenda: { collectives: 'the five of the design' },
  referendum: {
    conversations: 'at most 20',
    collectives: 'the five of the design',
    calls: 'at most 100',
    voters: 'at most 200',
    steps: 'at most 500',
  },
  'statement-map': { participants: 'a map is one figure', groups: 'at most five' },
  subject: { byRole: 'the roles' },
  subnet: { byRole: 'the roles' },
  upgrade: { counts: 'one for each kind and change' },
  'writing-hints': { near: 'at most three', personal: 'what is in 280 characters' },
  'what-if': { rules: 'the rules of the chain' },
}

interface Shape {
  type?: string
  properties?: Record<string, Shape>
  anyOf?: Shape[]
  oneOf?: Shape[]
  maximum?: number
}

/** Names of the lists in a value, or in each of its forms. */
function listsIn({ properties = {}, anyOf = [], oneOf = [] }: Shape): string[] {
  const isList = ({ type, anyOf: forms = [] }: Shape): boolean => type === 'array' || forms.some(isList)
  const own = Object.entries(properties).flatMap(([name, each]) => (isList(each) ? [name] : []))
  return [...own, ...[...anyOf, ...oneOf].flatMap(listsIn)]
}

const shapeOf = (schema: z.ZodType, io: 'input' | 'output'): Shape =>
  z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Shape

const pagedOf = (name: (typeof viewNames)[number]): string[] =>
  listsIn(shapeOf(viewOf(name).value, 'output')).filter((list) => whole[name]?.[list] === undefined)

test.each(viewNames)('%s pages every list that can grow', (name) => {
  const { value, params } = viewOf(name)
  const shape = shapeOf(value, 'output')
  const asked = Object.keys(shapeOf(params, 'input').properties ?? {})
  if (pagedOf(name).length === 0) return expect(asked).not.toContain('limit')
  expect(asked).toEqual(expect.arrayContaining(['limit', 'after']))
  for (const form of shape.anyOf ?? [shape]) expect(Object.keys(form.properties ?? {})).toContain('next')
})

test('what is called whole is a list of that view', () => {
  for (const [name, lists] of Object.entries(whole)) {
    if (!isViewName(name)) throw new Error(name)
    expect(listsIn(shapeOf(viewOf(name).value, 'output'))).toEqual(expect.arrayContaining(Object.keys(lists)))
  }
})

const logs = ['views', 'chain-views', 'people-views'].map((name) => {
  const file = new URL(`../../vectors/${name}.json`, import.meta.url)
  return JSON.parse(readFileSync(file, 'utf8')) as ViewVectors
})

const walked = new Map<string, number>()

describe.each(logs)('$about', (vectors) => {
  const fold = new Fold()
  fold.push(
    vectors.entries.map(({ note, ...entry }) => {
      const record = note === null ? null : parseRecord(note)
      if (isRefusal(record)) throw new Error(record.code)
      return { ...entry, record }
    }),
    (hash) => {
      const bytes = vectors.evidence[hash]
      return bytes === undefined ? undefined : unbase64(bytes)
    },
  )
  const at = { origin: vectors.origin, size: vectors.size, root: unbase64(vectors.root) }
  const ask = (view: string, params: Record<string, string>): Record<string, unknown> => {
    const text = fold.result(view, params, at)
    if (isRefusal(text)) throw new Error(`${view}: ${text.code}`)
    return JSON.parse(text)
  }
  const told = vectors.results.filter(({ view, refused }) => !refused && isViewName(view) && pagedOf(view).length > 0)

  test.each(told)(
    '$view with $params: its pages together are the list, and the last says that it is the last',
    (each) => {
      if (!isViewName(each.view)) throw new Error(each.view)
      const { properties = {} } = shapeOf(viewOf(each.view).params, 'input')
      const most = String(Math.min(properties.limit?.maximum ?? 1000, 1000))
      const all = ask(each.view, { ...each.params, limit: most })
      expect(all.next).toBeNull()
      const lists = pagedOf(each.view).filter((list) => Array.isArray(all[list]))
      const together = new Map<string, unknown[]>(lists.map((list) => [list, []]))
      for (let after: unknown = 0, size = 1; typeof after === 'number'; ) {
        const page = ask(each.view, { ...each.params, limit: String(size), after: String(after) })
        for (const [list, rows] of together) {
          const own = z.array(z.unknown()).parse(page[list])
          expect(own.length, list).toBeLessThanOrEqual(size)
          rows.push(...own)
          walked.set(`${each.view} ${list}`, Math.max(walked.get(`${each.view} ${list}`) ?? 0, rows.length))
        }
        if (page.next !== null) expect(page.next).toBe(after + size)
        after = page.next
      }
      for (const [list, rows] of together) expect([list, rows]).toEqual([list, all[list]])
    },
  )
})

test('many lists were longer than a page', () => {
  const longer = [...walked.values()].filter((rows) => rows > 1)
  expect(longer.length).toBeGreaterThan(walked.size / 3)
})

test('rows and the next page follow from limit and after alone', () => {
  const rows = [1, 2, 3, 4, 5]
  expect(rowsOn(rows, { limit: 2, after: 2 })).toEqual([3, 4])
  expect(rowsOn(rows, {})).toEqual(rows)
  expect([nextOf({ limit: 2 }, 5), nextOf({ limit: 2, after: 4 }, 5), nextOf({ limit: 5 }, 5)]).toEqual([2, null, null])
  expect([nextOf({}, 5), nextOf({ limit: 2, after: 2 }, 1, 5)]).toEqual([null, 4])
})
