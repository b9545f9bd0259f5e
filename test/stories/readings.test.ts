import { describe, expect, test } from 'vitest'
import { readingStates } from '../../src/views/people/readings/compare.ts'
import { readingNames } from '../../src/views/people/readings/table.ts'
import type { ReadingsValue } from '../../src/views/people/values.ts'
import { english } from '../../src/words/en.ts'
import { holdings } from '../holdings.ts'
import { type Story, story } from '../story.ts'

const crowd = Array.from({ length: 12 }, (_, i) => `p${i}`)
const whales = ['w0', 'w1', 'w2', 'w3', 'w4', 'w5']
const cats = Array.from({ length: 301 }, (_, i) => `cat${i}`)
const eight = Array.from({ length: 8 }, (_, i) => `s${i}`)
const camps = [...crowd.slice(0, 6), ...whales.slice(0, 3)]

/** All have staked something; whales most, and they alone have locked some. */
const monday = holdings(`
  block 7200 (issuance 20000)
  val has 10
  val runs hot (take 18%)
  subnet 3 of val at 0.5 since 1
  ${crowd.map((who) => `${who} has 10\n${who} stakes 10 on hot in 3`).join('\n')}
  ${whales.map((who) => `${who} has 10\n${who} stakes 400 on hot in 3\n${who} locks 300 on hot in 3`).join('\n')}
`)

const votes = (who: readonly string[], choice: (who: string, i: number) => string, what: string): string =>
  who.map((each, i) => `${each} votes ${choice(each, i)} on ${what}`).join('\n')

/** Two camps with people and whales in both; all want peace, whales alone want dues. */
const talk = `
  operator begins talk: What now?
  operator states peace in talk: Peace.
  operator states dues in talk: Dues.
  ${eight.map((each) => `operator states ${each} in talk: This is ${each}.`).join('\n')}
  ${eight.map((s, i) => votes([...crowd, ...whales], (who) => (camps.includes(who) === i < 5 ? 'agree' : 'disagree'), s)).join('\n')}
  ${votes([...crowd, ...whales], () => 'agree', 'peace')}
  ${votes(crowd, () => 'disagree', 'dues')}
  ${votes(whales, () => 'agree', 'dues')}
`
const brigade = `
  cat0 states black in talk: The black cat is best.
  ${votes([...crowd, ...whales], () => 'disagree', 'black')}
  ${votes(cats, () => 'agree', 'black')}
`

const tell = (script: string): Story => story(script, {}, { monday })
const read = (told: Story, params: Record<string, string> = {}): ReadingsValue =>
  told.fold().view('readings', { conversation: told.id('talk'), ...params }) as ReadingsValue
const row = (told: Story, name: string) => read(told).rows.find(({ id }) => id === told.id(name))!
const said = (told: Story, name: string) => row(told, name).readings.map(({ reading, says }) => `${reading} ${says}`)

describe('readings of one conversation', () => {
  const told = tell(`operator sees monday\n${talk}`)

  test('agree on what everybody wants, and say which of them flips what only the rich want', () => {
    expect(row(told, 'peace')).toMatchObject({ state: 'robust', side: 'agree', flips: [] })
    expect(said(told, 'dues')).toEqual(['people disagree', 'stake agree', 'conviction agree', 'balanced disagree'])
    expect(row(told, 'dues')).toMatchObject({
      state: 'contested',
      side: null,
      flips: [
        { reading: 'people', side: 'disagree', voters: 12, elsewhereNone: 0, largest: [] },
        { reading: 'stake', side: 'agree', voters: 6, largest: [{ part: 1 / 6 }, { part: 1 / 6 }, { part: 1 / 6 }] },
        { reading: 'conviction', side: 'agree', voters: 6 },
        { reading: 'balanced', side: 'disagree', voters: 12, elsewhereNone: 0 },
      ],
    })
    const { readings, states, persons, imported, source } = read(told)
    expect([persons, imported, source?.block]).toEqual([18, 0, 7200])
    expect(readings.map(({ reading, known, voices }) => [reading, known, voices])).toEqual([
      ['people', true, 18],
      ['stake', true, 18],
      ['conviction', true, 6],
      ['balanced', true, 18],
    ])
    expect(Object.values(states).reduce((sum, each) => sum + each, 0)).toBe(10)
  })

  test('weigh by stake at the prices of the block, and by what is locked', () => {
    const stake = row(told, 'dues').readings.find(({ reading }) => reading === 'stake')!
    expect(stake.agree).toBeCloseTo((6 * 200) / (6 * 200 + 12 * 5), 9)
    expect([stake.voters, row(told, 'dues').readings[2]!.voters]).toEqual([18, 6])
  })

  test('follow a taken-back vote, and can be asked for by state and page by page', () => {
    const back = tell(`operator sees monday\n${talk}\nw0 votes disagree on dues as turned\nw0 revokes turned`)
    expect(row(back, 'dues').readings).toEqual(row(told, 'dues').readings)
    const one = read(told, { state: 'robust', limit: '1' })
    expect(one.rows.map(({ state }) => state)).toEqual(['robust'])
    expect(one.total).toBe(read(told).states.robust)
    expect(read(told, { limit: '4', after: '8' }).rows).toEqual(read(told).rows.slice(8))
  })
})

describe('301 fresh keys', () => {
  const [before, after] = [tell(`operator sees monday\n${talk}`), tell(`operator sees monday\n${talk}${brigade}`)]

  test('make no robust consensus and break none; what they move is contested, and it is said by whom', () => {
    const robust = (told: Story) => read(told, { state: 'robust' }).rows.map(({ id, side }) => [id, side])
    expect(robust(after)).toEqual(robust(before))
    expect(said(after, 'black')).toEqual(['people agree', 'stake disagree', 'conviction disagree', 'balanced disagree'])
    expect(row(after, 'black')).toMatchObject({
      state: 'contested',
      side: null,
      flips: [{ reading: 'people', side: 'agree', voters: 301, elsewhereNone: 301, largest: [] }],
    })
  })
})

test('without a snapshot there is nothing to weigh by, and two accounts of one person are one voice', () => {
  const told = tell(`${talk}
    p0 signs link (with p1) as half
    p1 signs link (with p0)`)
  expect(read(told).readings.map(({ reading, known }) => [reading, known])).toEqual([
    ['people', true],
    ['stake', false],
    ['conviction', false],
    ['balanced', true],
  ])
  expect(read(told).source).toBeNull()
})

test('totals that are hidden until the close are in no reading before it', () => {
  const told = tell(`operator begins talk: What now? (closes 2h, totals after-close)
    operator states s in talk: This.
    p0 votes agree on s`)
  expect(read(told)).toMatchObject({ code: 'totals-hidden' })
  expect(told.fold().view('readings', { conversation: 'ab'.repeat(32) })).toMatchObject({
    code: 'conversation-unknown',
  })
})

test('every reading and every state has its words', () => {
  const ids = [
    ...readingNames.flatMap((name) =>
      ['reading', 'reading-means', 'reading-unknown'].map((group) => `${group}.${name}`),
    ),
    ...readingStates.flatMap((state) => ['', '.why'].map((part) => `reading-state.${state}${part}`)),
  ]
  expect(ids.filter((id) => !english.has(id))).toEqual([])
})
