import { describe, expect, test } from 'vitest'
import type { RobustMap } from '../../src/views/conversation/opinion-map/robust-value.ts'
import { memoryInWords } from '../../src/web/lib/conversation/memory-in-words.ts'
import { type Story, story } from '../story.ts'

const people = Array.from({ length: 64 }, (_, i) => `p${i}`)
/** Three camps, mixed: the first two say the same at first, and part later. */
const campOf = (i: number): 'tall' | 'small' | 'other' =>
  (['tall', 'small', 'other'] as const)[[0, 2, 1, 0, 2, 1, 0, 2][i % 8]!]!
const dozen = (letter: string) => Array.from({ length: 12 }, (_, i) => `${letter}${i}`)

/** A person passes on one statement of a dozen and turns on another: no two of a camp say quite the same. */
function says(i: number, s: number, agrees: boolean): string {
  const own = Math.floor(i / 8)
  if (s === (own + 3 * (i % 4)) % 12) return 'pass'
  return agrees !== (s === (5 * own + i + 1) % 12) ? 'agree' : 'disagree'
}

const first = (i: number, s: number): string => says(i, s, (campOf(i) === 'other') !== (s % 2 === 0))
const later = (i: number, s: number): string =>
  says(i, s, campOf(i) === 'other' ? s % 3 === 0 : (campOf(i) === 'tall') === (s % 2 === 0))

const talk = `
  operator begins talk: Where to?
  ${[...dozen('f'), ...dozen('l')].map((each) => `operator states ${each} in talk: This is ${each}.`).join('\n')}
`
const votes = (who: readonly number[], letter: string, choice: (i: number, s: number) => string): string =>
  who
    .flatMap((i) =>
      dozen(letter).map((name, s) => `${people[i]} votes ${choice(i, s)} on ${name} as ${people[i]}${name}`),
    )
    .join('\n')
const everybody = [...people.keys()]

const mapOf = (told: Story): RobustMap =>
  told.fold().view('opinion-map', { conversation: told.id('talk') }) as RobustMap
/** The number of the group that most of a camp are in. */
function numberOf(told: Story, map: RobustMap, camp: ReturnType<typeof campOf>): number | null {
  const found = everybody
    .filter((i) => campOf(i) === camp)
    .map((i) => map.participants.find(({ key }) => key === told.address(people[i]!))?.group ?? null)
  const counts = new Map<number | null, number>()
  for (const each of found) counts.set(each, (counts.get(each) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1])[0]![0]
}

describe('a group that splits in two over time', () => {
  const then = story(`${talk}${votes(everybody, 'f', first)}`)
  const now = story(`${talk}${votes(everybody, 'f', first)}\n${votes(everybody, 'l', later)}`)
  const [before, after] = [mapOf(then), mapOf(now)]

  test('was one', () => {
    expect(before.verdict).toMatchObject({ state: 'groups', k: 2 })
    expect(numberOf(then, before, 'tall')).toBe(0)
    expect(numberOf(then, before, 'small')).toBe(0)
    expect(numberOf(then, before, 'other')).toBe(1)
    expect(before.before).toMatchObject({ votes: 512 })
  })

  test('keeps its letter for the larger part, and the other says where it came from', () => {
    expect(after.verdict).toMatchObject({ state: 'groups', k: 3 })
    expect(after.before).toMatchObject({ votes: 1024, size: expect.any(Number) })
    expect(numberOf(now, after, 'other')).toBe(1)
    const [tall, small] = [numberOf(now, after, 'tall'), numberOf(now, after, 'small')]
    expect([tall, small].sort()).toEqual([0, 2])
    const kept = after.groups.find(({ id }) => id === 0)!
    const parted = after.groups.find(({ id }) => id === 2)!
    expect(kept.size).toBeGreaterThanOrEqual(parted.size)
    expect(kept.memory).toMatchObject({ how: 'same', since: { votes: 256 } })
    expect(parted.memory).toMatchObject({ how: 'split-of', since: null, from: [{ id: 0 }] })
    expect(memoryInWords(2, parted.memory, after.before)[0]).toMatch(
      /^Since the map at 1,024 votes it has split off from A \(\d+ of its \d+ people\)\.$/,
    )
  })

  test('says when each letter began by the log, and the picture does not turn', () => {
    for (const { memory } of after.groups)
      if (memory.since !== null) {
        const entry = now.entries[memory.since.size - 1]!
        expect([entry.ms, entry.record?.kind]).toEqual([memory.since.ms, 'vote'])
      }
    for (const axis of [0, 1] as const) {
      const loadings = before.axes[axis]!.loadings
      const same = loadings.reduce((sum, each, s) => sum + each * after.axes[axis]!.loadings[s]!, 0)
      if (axis === 0) expect(same).toBeGreaterThan(0)
    }
  })
})
