import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import type { ViewVectors } from '../scripts/vectors/views.ts'
import { townStory } from '../src/dev/simulated-chain/town.ts'
import { townNotes } from '../src/dev/town.ts'
import { influence, votingStake } from '../src/draw/chain/influence.ts'
import { type PictureName, pictureNames, pictureOf } from '../src/draw/registry.ts'
import { fills, type Whole, wholeOf } from '../src/draw/whole.ts'
import { sha256, unbase64, utf8 } from '../src/log/bytes.ts'
import { accountKey } from '../src/log/sign.ts'
import { parseRecord, type SignedRecord } from '../src/records/record.ts'
import { isRefusal } from '../src/records/refusals.ts'
import { scribe } from '../src/service/begin.ts'
import type { InfluenceValue } from '../src/views/chain/values.ts'
import { Fold } from '../src/views/fold.ts'
import { votesBar } from '../src/web/lib/conversation/bar.ts'
import { stanceColumns } from '../src/web/lib/people/columns.ts'
import { english } from '../src/words/en.ts'
import { chainAt, closeChains, nodesOf, observedSite, viewed } from './chain-parts.ts'
import { anyLog, evidence } from './determinism/any-log.ts'
import { closeSites } from './site.ts'

afterAll(closeChains)
afterAll(closeSites)

/** Pictures that divide nothing: lines over time, and dots that are no parts of anything. */
const undivided: readonly PictureName[] = ['concentration', 'movements']

/** Asks a view of something; null when it has no answer. */
type Ask = (view: string, params: Record<string, string>) => object | null

const askFold =
  (fold: Fold): Ask =>
  (view, params) => {
    const value = fold.view(view, params)
    return isRefusal(value) ? null : value
  }

interface Divided {
  picture: PictureName
  wholes: readonly Whole[]
  /** Drawn too: what is false is not drawn. */
  svg: string
}

/** Everything that a picture draws of a log: with each parameter that it needs, and with each option that it has. */
function drawnOf(picture: PictureName, ask: Ask): Divided[] {
  const shown = pictureOf(picture)
  const asked = askedFor(picture, ask)
  return asked.flatMap((params) => {
    const value = ask(shown.view, { ...shown.params, ...params })
    if (value === null) return []
    return optionsOf(picture, value).flatMap((options) => {
      const svg = shown.draw(value, options, { params, beside: null, words: english.say })
      return typeof svg === 'string' ? [{ picture, wholes: shown.wholes(value, options), svg }] : []
    })
  })
}

interface Lists {
  questions?: { id: string }[]
  conversations?: { id: string }[]
  statements?: { id: string }[]
  rules?: { rule: string }[]
}

function askedFor(picture: PictureName, ask: Ask): Record<string, string>[] {
  const listed = (view: string): Lists => ask(view, {}) ?? {}
  if (picture === 'positions') return (listed('positions').questions ?? []).map(({ id }) => ({ question: id }))
  if (picture === 'statement-map')
    return (listed('conversations').conversations ?? []).flatMap(({ id }) =>
      ((ask('conversations', { conversation: id }) as Lists | null)?.statements ?? []).map((statement) => ({
        conversation: id,
        statement: statement.id,
      })),
    )
  if (picture === 'opinion-map' || picture === 'reading-map')
    return (listed('conversations').conversations ?? []).map(({ id }) => ({ conversation: id }))
  if (picture === 'influence' || picture === 'voting-stake') return [{}, { level: 'account' }, { limit: '2' }]
  return [{}]
}

const optionsOf = (picture: PictureName, value: Lists): { rule?: string }[] =>
  picture === 'power' ? (value.rules ?? []).map(({ rule }) => ({ rule })) : [{}]

/** Wholes of these drawings that are not the sum of their parts. */
const broken = (drawings: readonly Divided[]): string[] =>
  drawings.flatMap(({ picture, wholes }) =>
    wholes
      .filter(({ amount, parts }) => parts.length > 0 && !fills(amount, parts))
      .map(({ of }) => `${picture}: ${of}`),
  )

const dividing = (drawings: readonly Divided[]): PictureName[] =>
  pictureNames.filter((name) =>
    drawings.some(({ picture, wholes }) => picture === name && wholes.some(({ parts }) => parts.length > 1)),
  )

function goldenFold(name: string): Fold {
  const file = new URL(`../vectors/${name}.json`, import.meta.url)
  const { entries, evidence: files } = JSON.parse(readFileSync(file, 'utf8')) as ViewVectors
  const fold = new Fold()
  fold.push(
    entries.map(({ note, ...entry }) => ({ ...entry, record: note === null ? null : read(note) })),
    (hash) => (files[hash] === undefined ? undefined : unbase64(files[hash])),
  )
  return fold
}

function read(note: string): SignedRecord | null {
  const record = parseRecord(note)
  return isRefusal(record) ? null : record
}

/** A town that votes. */
function votingTown(): Fold {
  const [origin, ms] = ['town.example.org/log', Date.UTC(2026, 10, 23, 9)]
  const operator = accountKey('ed25519-bytes', sha256(utf8('operator of the town')))
  const write = scribe(operator, origin, ms, () => new Uint8Array(16))
  const policy = write('policy', { name: 'Town', contact: 'nobody', body: 'Simulated.' }).note
  const fold = new Fold()
  for (const part of [[policy], ...townNotes({ origin, operator, ms, people: 120 })])
    fold.push(
      part.map((note, i) => ({ index: fold.ledger.size + i, ms, record: read(note) })),
      () => undefined,
    )
  return fold
}

/** A town that holds, stakes and governs, after two snapshots of its chain; its views by name and parameters. */
async function holdingTown(): Promise<Ask> {
  const { story, tick } = townStory({ people: 60 })
  for (let blocks = 0; blocks < 60; blocks++) tick()
  const [node] = await nodesOf(story, 1)
  const { site, run } = await observedSite()
  await run({ chain: chainAt([node!.url]).chain, every: 20, range: { first: 20, last: 40 } })
  const values = new Map<string, object>()
  for (const limit of ['60', '2'])
    for (const level of ['entity', 'account'] as const)
      values.set(`influence ${limit} ${level}`, await viewed(site, 'influence', { limit, level }))
  for (const view of ['power', 'delegation', 'concentration', 'movements'] as const)
    values.set(view, await viewed(site, view))
  return (view, { limit = '60', level = 'entity' }) =>
    values.get(view === 'influence' ? `${view} ${limit} ${level}` : view) ?? null
}

const everyPicture = (ask: Ask): Divided[] => pictureNames.flatMap((name) => drawnOf(name, ask))

describe('every drawn whole is the sum of its parts', () => {
  test('in every picture of the golden logs and of the town', async () => {
    const golden = ['views', 'chain-views', 'people-views'].map((name) => askFold(goldenFold(name)))
    const drawings = [...golden, askFold(votingTown()), await holdingTown()].flatMap(everyPicture)
    expect(broken(drawings)).toEqual([])
    expect(dividing(drawings)).toEqual(pictureNames.filter((name) => !undivided.includes(name)))
  })

  test('in every picture of logs drawn by chance', () => {
    fc.assert(
      fc.property(anyLog, (entries) => {
        const fold = new Fold()
        fold.push(entries, evidence)
        expect(broken(everyPicture(askFold(fold)))).toEqual([])
      }),
      { numRuns: 40 },
    )
  })

  test('in the bars of the pages', () => {
    fc.assert(
      fc.property(fc.nat(999), fc.nat(999), fc.nat(999), (agree, pass, disagree) => {
        const { amount, parts } = votesBar({ agree, pass, disagree })
        const end = parts.at(-1)
        expect(amount).toBe(agree + pass + disagree)
        expect(parts.reduce((sum, each) => sum + each.amount, 0)).toBe(amount)
        expect((end?.from ?? 0) + (end?.length ?? 100)).toBeCloseTo(100, 9)
      }),
    )
    const spread = (['1', '7', 'depends'] as const).map((stance) => ({ stance, people: 2, holdings: 0, weight: 0 }))
    expect(stanceColumns(spread, 6).parts).toHaveLength(3)
    expect(() => stanceColumns(spread, 7)).toThrow('sum to 6 and not to 7')
  })
})

/** The shares of the entities of a chain whose sum of maxima is far beyond one whole. */
const twoWholes = (): InfluenceValue => goldenFold('chain-views').view('influence', {}) as InfluenceValue

describe('no picture draws a sum of maxima', () => {
  test('each tile is a part of the one whole that the picture names', () => {
    const value = twoWholes()
    const share = (amounts: readonly bigint[], whole: string) => Number(amounts.reduce((a, b) => a + b)) / Number(whole)
    const expected = {
      influence: value.rows.map(({ free, ownStake }) => share([BigInt(free), BigInt(ownStake)], value.totals.issuance)),
      'voting-stake': value.rows.map(({ weight }) => share([BigInt(weight)], value.totals.staked)),
    }
    for (const picture of [influence, votingStake]) {
      const amounts = picture.wholes(value, {}).flatMap(({ parts }) => parts.map(({ amount }) => amount))
      const own = expected[picture.name as keyof typeof expected].filter((each) => each > 0)
      for (const each of own) expect(amounts.some((amount) => Math.abs(amount - each) < 1e-8)).toBe(true)
      expect(amounts.length - own.length).toBeLessThanOrEqual(1)
    }
  })

  test('parts that are the larger of two shares, or count somebody twice, are refused', () => {
    const { rows } = twoWholes()
    const larger = rows.map(({ shares }) => ({ amount: Math.max(shares.holdings, shares.weight) }))
    expect(() => wholeOf('all TAO', 1, larger)).toThrow(/^The parts of all TAO sum to/)
    expect(() => wholeOf('votes', 3, [{ amount: 2 }, { amount: 2 }])).toThrow('sum to 4 and not to 3')
    expect(() => wholeOf('votes', 3, [{ amount: 4 }, { amount: -1 }])).toThrow('less than nothing')
  })
})

test('a page that gives a shape its length by a figure draws it from a checked whole', () => {
  const web = new URL('../src/web', import.meta.url).pathname
  const length =
    /<(rect|circle|meter)\b[^>]*\s(width|height|r|value|stroke-dasharray)=\{|conic-gradient|style:(width|height)|--share/
  const drawing = (readdirSync(web, { recursive: true }) as string[])
    .filter((path) => path.endsWith('.svelte') && length.test(readFileSync(`${web}/${path}`, 'utf8')))
    .map((path) => [path, /\b(votesBar|stanceColumns|wholeOf)\(/.test(readFileSync(`${web}/${path}`, 'utf8'))])
  expect(drawing.sort()).toEqual([
    ['lib/conversation/Bar.svelte', true],
    ['lib/people/Spread.svelte', true],
  ])
})
