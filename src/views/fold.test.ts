import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { folded, keyOf, type Story, story } from '../../test/story.ts'
import { ballots } from '../folds/conversation/ballots.ts'
import { judgeNext, startFolds, step } from '../folds/ledger.ts'
import { allFolds } from '../folds/table.ts'
import { isRefusal, refusalLine } from '../records/refusals.ts'
import { Fold } from './fold.ts'
import { stableJson } from './json.ts'
import { viewNames } from './registry.ts'
import type { Entry } from './view.ts'

const people = ['alice', 'bob', 'carol', 'dora'] as const
const trees = ['river', 'hill', 'square'] as const

const opening = `
  alice begins trees: Where should the trees go? (closes 2h)
  bob begins bikes: Where should the bikes go?
  alice states river in trees: Along the river.
  bob states hill in trees: On the hill.
  carol states square in trees: On the square.
  bob states lane in bikes: In a lane.
`

const oneOf = (words: readonly string[]): fc.Arbitrary<string> => fc.constantFrom(...words)
const choice = oneOf(['agree', 'disagree', 'pass'])

/** Lines about the trees, in which everything may happen but removals. */
const line = fc.oneof(
  {
    weight: 8,
    arbitrary: fc
      .tuple(oneOf(people), choice, oneOf(trees))
      .map(([who, how, what]) => `${who} votes ${how} on ${what}`),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(oneOf(people), choice, oneOf(trees))
      .map(([who, how, what]) => `${who}/phone votes ${how} on ${what}`),
  },
  { weight: 2, arbitrary: fc.tuple(oneOf(people), fc.nat(30)).map(([who, n]) => `${who} revokes line${n}`) },
  oneOf(people).map((who) => `${who} signs in as phone for 30m`),
  fc.tuple(oneOf(people), oneOf(trees)).map(([who, what]) => `${who} revokes ${what}`),
  fc.constantFrom('wait 20m', 'bob shouts: Trees!', 'bob revokes phone'),
)

/** Lines that have nothing to do with the trees. */
const aside = fc.oneof(
  fc.tuple(oneOf(people), choice).map(([who, how]) => `${who} votes ${how} on lane`),
  oneOf(people).map((who) => `${who} states more in bikes: Everywhere.`),
  oneOf(people).map((who) => `${who} begins other: Something else?`),
  oneOf(people).map((who) => `${who} shouts: Bikes!`),
)

/** Votes get names, so that later lines can take them back. */
const tell = (lines: string[]): Story =>
  story(
    opening +
      lines
        .map(
          (each, n) => each + (/ votes /.test(each) ? ` as line${n}` : '') + (each.startsWith('wait') ? '' : ' => *'),
        )
        .join('\n'),
  )

const stories = fc.array(line, { minLength: 5, maxLength: 40 }).map(tell)

/** Every view for every conversation and person, as text. */
function everything(fold: Fold, told: Story): string[] {
  const conversations = ['trees', 'bikes'].map((name) => ({ conversation: told.id(name) as string }))
  const accounts = people.map((name) => ({ account: told.address(name) as string }))
  const asked: Record<string, Record<string, string>[]> = {
    conversations: [{}, ...conversations],
    'opinion-map': conversations,
    'opinion-groups': conversations,
    'opinion-statements': conversations,
    'opinion-stability': conversations,
    account: accounts,
    'next-statement': conversations.flatMap((each) => [each, ...accounts.map((who) => ({ ...each, ...who }))]),
  }
  return viewNames.flatMap((name) =>
    (asked[name] ?? [{}]).map((params) => stableJson({ name, params, value: fold.view(name, params) })),
  )
}

describe('folding', () => {
  test('in parts is folding once', () => {
    fc.assert(
      fc.property(stories, fc.array(fc.nat(46), { maxLength: 4 }), (told, cuts) => {
        const fold = new Fold()
        const places = [...cuts, told.entries.length]
          .map((at) => Math.min(at, told.entries.length))
          .sort((a, b) => a - b)
        for (const place of places) {
          fold.push(told.entries.slice(fold.size, place), told.evidence)
          everything(fold, told)
        }
        expect(everything(fold, told)).toEqual(everything(told.fold(), told))
      }),
      { numRuns: 40 },
    )
  })

  test('asks the ledger the same as admission', () => {
    fc.assert(
      fc.property(stories, ({ entries, evidence }) => {
        const folds = startFolds(allFolds)
        for (const entry of entries) {
          const before = judgeNext(allFolds, folds, entry.record!, entry.ms)
          expect(step(allFolds, folds, entry, evidence)).toEqual(before)
        }
      }),
      { numRuns: 40 },
    )
  })

  test('counts the last vote that was not taken back', () => {
    fc.assert(
      fc.property(stories, (told) => {
        const held = new Map<string, string>()
        const fold = told.fold()
        const before = startFolds(allFolds)
        for (const entry of told.entries) {
          const counts =
            step(allFolds, before, entry, told.evidence) === null && !fold.ledger.revoked.has(entry.record!.id)
          if (counts && entry.record!.kind === 'vote')
            held.set(`${entry.record!.account} ${entry.record!.fields.about}`, entry.record!.fields.choice)
        }
        const { tally, held: kept } = fold.state(ballots).get(told.id('trees')) ?? { tally: null, held: [] }
        const of = (name: 'agree' | 'disagree' | 'pass'): number =>
          [...held.values()].filter((each) => each === name).length
        const sum = (column: number[] | undefined): number => (column ?? []).reduce((total, each) => total + each, 0)
        expect([sum(tally?.agree), sum(tally?.disagree), sum(tally?.pass)]).toEqual([
          of('agree'),
          of('disagree'),
          of('pass'),
        ])
        expect(tally?.votes ?? 0).toBe(held.size)
        expect(kept.reduce((total, votes) => total + votes.size, 0)).toBe(held.size)
      }),
      { numRuns: 40 },
    )
  })

  test('gives a conversation the same map whatever else is in the log', () => {
    const mixed = fc.array(fc.oneof(line, aside), { minLength: 5, maxLength: 40 }).map(tell)
    fc.assert(
      fc.property(mixed, (told) => {
        const conversation = told.id('trees') as string
        const about = (fold: Fold): unknown => [
          fold.view('opinion-map', { conversation }),
          (fold.view('conversations', { conversation }) as { statements: { index: number }[] }).statements.map(
            ({ index: _, ...rest }) => rest,
          ),
          people.map((name) => fold.view('next-statement', { conversation, account: told.address(name) })),
        ]
        expect(about(folded(onlyTrees(told)))).toEqual(about(told.fold()))
      }),
      { numRuns: 40 },
    )
  })

  test('throws at a gap, and for a checkpoint of another size', () => {
    const { entries } = story('alice begins trees: Where?')
    const fold = new Fold()
    expect(() => fold.push(entries.slice(1), () => undefined)).toThrow('Entry 1 came where 0 is due.')
    fold.push(entries, () => undefined)
    expect(() => fold.push(entries.slice(1), () => undefined)).toThrow('Entry 1 came where 2 is due.')
    const checkpoint = { origin: 'o', size: 3, root: new Uint8Array(32) }
    expect(() => fold.result('conversations', {}, checkpoint)).toThrow('2 entries, not 3')
    expect(fold.result('conversations', {}, { ...checkpoint, size: 2 })).toMatch(/^\{"checkpoint":/)
  })
})

describe('asking', () => {
  const fold = story('').fold()
  test.each([
    ['nothing', {}, 'not-found', 'nothing'],
    ['toString', {}, 'not-found', 'toString'],
    ['opinion-map', {}, 'bad-parameter', 'conversation'],
    ['opinion-map', { conversation: 'ABC' }, 'bad-parameter', '64 lowercase hexadecimal digits'],
    ['conversations', { conversation: 'a'.repeat(64), colour: 'red' }, 'bad-parameter', 'colour'],
    ['account', { account: 'alice' }, 'bad-parameter', 'SS58'],
    ['next-statement', { conversation: 'a'.repeat(64), seen: 'x' }, 'bad-parameter', 'seen'],
  ])('%s with %j is refused as %s', (name, params, code, words) => {
    const refusal = fold.view(name, params as Record<string, string>)
    expect(isRefusal(refusal) && refusal.code).toBe(code)
    expect(isRefusal(refusal) && refusalLine(refusal)).toContain(words)
  })

  test('an account in any prefix, known or not', () => {
    const { address } = keyOf('nobody')
    expect(fold.view('account', { account: address })).toEqual({
      account: address,
      first: null,
      guest: null,
      adopted: [],
      sessions: [],
      records: [],
      next: null,
    })
  })
})

/** The log without what has nothing to do with the trees, its places numbered anew. */
function onlyTrees(told: Story): Entry[] {
  const bikes = [told.id('bikes'), told.id('lane')] as string[]
  const related = told.entries.filter(({ record, index }) => {
    if (record!.kind === 'unknown') return false
    if (record!.kind === 'conversation') return index < 7
    if (record!.kind === 'vote') return !bikes.includes(record!.fields.about)
    return record!.kind !== 'statement' || !bikes.includes(record!.fields.conversation)
  })
  return related.map((entry, index) => ({ ...entry, index }))
}
