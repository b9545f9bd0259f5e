import { describe, expect, test } from 'vitest'
import { opinionMapSvg } from '../../src/draw/conversation/opinion-map.ts'
import { readingMap } from '../../src/draw/people/reading-map.ts'
import type { ReadingMapValue, ReadingsValue } from '../../src/views/people/values.ts'
import { english } from '../../src/words/en.ts'
import { holdings } from '../holdings.ts'
import { type Story, story } from '../story.ts'

const crowd = Array.from({ length: 24 }, (_, i) => `p${i}`)
const whales = Array.from({ length: 8 }, (_, i) => `w${i}`)
const honest = [...crowd, ...whales]
const cats = Array.from({ length: 301 }, (_, i) => `cat${i}`)
const eight = Array.from({ length: 8 }, (_, i) => `s${i}`)

/** All have staked something, the eight some more; they alone have locked some. */
const monday = holdings(`
  block 7200 (issuance 20000)
  val has 10
  val runs hot (take 18%)
  subnet 3 of val at 0.5 since 1
  ${crowd.map((who) => `${who} has 10\n${who} stakes 10 on hot in 3`).join('\n')}
  ${whales.map((who) => `${who} has 10\n${who} stakes 15 on hot in 3\n${who} locks 10 on hot in 3`).join('\n')}
`)

/** Two camps, the odd and the even, with people and whales in both. */
const camp = (who: string): number => honest.indexOf(who) % 2
/** What somebody says of the eight: what the camp says, but for one that they turn and one that they pass on. */
function says(who: string, s: number): string {
  const own = honest.indexOf(who)
  if (s === (own + Math.floor(own / 8) + 1) % 8) return 'pass'
  return (camp(who) === s % 2) !== (s === own % 8) ? 'agree' : 'disagree'
}
const vote = (who: string, choice: string, what: string): string => `${who} votes ${choice} on ${what}`

const talk = `
  operator sees monday
  operator begins talk: What now?
  ${[...eight, 'peace', 'black'].map((each) => `operator states ${each} in talk: This is ${each}.`).join('\n')}
  ${honest.flatMap((who) => eight.map((name, s) => vote(who, says(who, s), name))).join('\n')}
  ${honest.map((who) => vote(who, 'agree', 'peace')).join('\n')}
  ${honest.map((who) => vote(who, 'disagree', 'black')).join('\n')}
`

/** Fresh keys with nearly the ballot of the even camp, each with a statement turned round, who want the black cat too. */
const brigade = cats
  .flatMap((who, cat) => [
    ...eight.slice(0, 5).map((name, s) => vote(who, (s % 2 === 0) !== (s === cat % 6) ? 'agree' : 'disagree', name)),
    vote(who, 'agree', 'peace'),
    vote(who, 'agree', 'black'),
  ])
  .join('\n')

/** A story, folded once. */
interface Told extends Pick<Story, 'id'> {
  view(name: string, params?: Record<string, string>): unknown
}

function tell(script: string): Told {
  const told = story(script, {}, { monday })
  const fold = told.fold()
  return { id: told.id, view: (name, params) => fold.view(name, { conversation: told.id('talk'), ...params }) }
}

const ask = (told: Told, view: string, params: Record<string, string> = {}) => told.view(view, params)
const read = (told: Told): ReadingsValue => ask(told, 'readings', { limit: '100' }) as ReadingsValue
const mapOf = (told: Told, reading: string): ReadingMapValue => ask(told, 'reading-map', { reading }) as ReadingMapValue

const before = tell(talk)

describe('the map of one conversation under each reading', () => {
  test('names the snapshot, the voices, and whom it leaves out', () => {
    expect(mapOf(before, 'people')).toMatchObject({ known: true, source: null, without: 0 })
    const stake = mapOf(before, 'stake')
    expect([stake.source?.block, stake.without, stake.participants.length]).toEqual([7200, 0, 32])
    expect(new Set(stake.participants.map(({ voice }) => Math.round(voice * 3)))).toEqual(new Set([2, 3]))
    const conviction = mapOf(before, 'conviction')
    expect([conviction.source?.block, conviction.without, conviction.participants.length]).toEqual([7200, 24, 8])
    expect(conviction.verdict).toMatchObject({ state: 'too-few', core: 8 })
  })

  test('is the one opinion map where everybody has one voice', () => {
    const { verdict, participants, parts } = ask(before, 'opinion-map') as ReadingMapValue
    const people = mapOf(before, 'people')
    expect(people.verdict).toEqual(verdict)
    expect(people.parts).toEqual(parts)
    expect(people.participants.map(({ voice: _, ...each }) => each)).toEqual(participants)
  })

  test('which of them say the same of groups, and what all hold', () => {
    const { onMaps } = read(before)
    expect(onMaps.verdicts).toEqual([
      { state: 'groups', k: 2, readings: ['people', 'stake', 'balanced'] },
      { state: 'too-few', k: 0, readings: ['conviction'] },
    ])
    expect(onMaps.compared).toEqual(['people', 'stake', 'balanced'])
    expect(onMaps.held.map(({ id, side, in: readings }) => [id, side, readings.length])).toEqual([
      [before.id('peace'), 'agree', 3],
      [before.id('black'), 'disagree', 3],
    ])
    expect([onMaps.heldByAll, onMaps.heldBySome]).toEqual([2, 0])
    for (const { reading, likeness, axis } of onMaps.maps) {
      expect(axis === null, reading).toBe(false)
      expect(likeness, reading).toBeGreaterThan(0.9)
    }
  })

  test('before a snapshot, stake and conviction know nothing', () => {
    const told = tell(talk.replace('operator sees monday', ''))
    expect(mapOf(told, 'stake')).toMatchObject({
      known: false,
      source: null,
      without: 32,
      participants: [],
      verdict: { state: 'too-few', core: 0 },
    })
    expect(read(told).onMaps.verdicts.flatMap(({ readings }) => readings)).toEqual(['people', 'balanced'])
  })

  test('is drawn, and the picture says whose groups they are', () => {
    const svg = readingMap.draw(
      mapOf(before, 'stake'),
      {},
      {
        params: { conversation: before.id('talk'), reading: 'stake' },
        beside: null,
        words: english.say,
      },
    )
    expect(svg).toContain('id="reading-map-stake-title"')
    expect(String(svg).match(/data-key=/g)).toHaveLength(32)
    expect(opinionMapSvg(ask(before, 'opinion-map') as never)).toContain('id="opinion-map-title"')
  })
})

describe('301 fresh keys with nearly one ballot', () => {
  const after = tell(`${talk}${brigade}`)
  const robust = (told: Told) =>
    read(told)
      .rows.filter(({ state }) => state === 'robust')
      .map(({ id, side }) => `${side} ${id}`)

  test('make no robust consensus', () => {
    const [then, now] = [robust(before), robust(after)]
    expect(then).toContain(`agree ${before.id('peace')}`)
    expect(now).toContain(`agree ${after.id('peace')}`)
    expect(now.filter((each) => !then.includes(each))).toEqual([])
  })

  test('move the reading that counts heads: what they want is contested, and it is said by whom', () => {
    const black = (told: Told) => read(told).rows.find(({ id }) => id === told.id('black'))!
    expect(black(before)).toMatchObject({ state: 'robust', side: 'disagree' })
    expect(black(after)).toMatchObject({
      state: 'contested',
      side: null,
      flips: [{ reading: 'people', side: 'agree', voters: 301, elsewhereNone: 301, largest: [] }],
    })
    const [flip] = black(after).flips
    const told = { reading: english.say('reading.people'), n: flip!.voters, none: flip!.elsewhereNone }
    expect(english.say('reading-flip', { ...told, side: english.say('reading-side.agree') })).toBe(
      'People: 301 people who agree. 301 of them have no weight where the opposite comes out.',
    )
  })

  test('change neither map that weighs what was there before them, but for the way that it points', () => {
    const bare = ({ verdict, parts, consensus, participants }: ReadingMapValue) => {
      const places = participants.map(({ key, x, y, voice }) => [key, Math.abs(x), Math.abs(y), voice])
      const found = verdict.tried.map(({ k, accepted }) => [k, accepted])
      const held = [consensus.agree, consensus.disagree].map((list) => list.map(({ id }) => id))
      return { ...verdict, tried: found, sizes: [...parts.sizes].sort((m, n) => m - n), held, places }
    }
    for (const reading of ['stake', 'conviction'])
      expect(bare(mapOf(after, reading))).toEqual(bare(mapOf(before, reading)))
    expect(mapOf(after, 'stake').without).toBe(301)
  })

  test('hold nothing together on the maps that was not held before', () => {
    const inAll = (told: Told) =>
      read(told).onMaps.held.flatMap(({ id, side, in: own }) =>
        own.length === read(told).onMaps.compared.length ? [`${side} ${id}`] : [],
      )
    expect(inAll(after).filter((each) => !inAll(before).includes(each))).toEqual([])
  })
})
