import { expect, test } from 'vitest'
import { crowdOf } from '../../../../test/crowds.ts'
import type { Address } from '../../../log/ss58.ts'
import type { Voices } from './voices.ts'
import { weightedMapOf } from './weighted-map.ts'

const statements = Array.from({ length: 20 }, (_, s) => ({
  id: s.toString(16).padStart(64, '0'),
  imported: null,
  moderated: false,
  meta: false,
}))

/** The votes of a crowd, and of `more` who all say what the first of it says. */
function voicesOf(people: number, more: number): Voices {
  const { votes } = crowdOf('two groups', people, 20, 7, 0.95)
  const [voice, statement, choice]: [number[], number[], number[]] = [[], [], []]
  const row = (from: number, as: number): void => {
    for (let i = votes.start[from]!; i < votes.start[from + 1]!; i++) {
      voice.push(as)
      statement.push(votes.column[i]!)
      choice.push(votes.choice[i]!)
    }
  }
  for (let p = 0; p < people + more; p++) row(p < people ? p : 0, p)
  const persons = Array.from({ length: people + more }, (_, p) => `5${String(p).padStart(5, '0')}` as Address)
  const votesCast = {
    voice: Int32Array.from(voice),
    statement: Int32Array.from(statement),
    choice: Int8Array.from(choice),
  }
  return { persons, votes: votesCast }
}

/** There is no other map to be like. */
const none = { axes: [], groups: [], participants: [] }
const map = (voices: Voices, weight: (person: number) => number) =>
  weightedMapOf(voices, statements, Float64Array.from(voices.persons.keys(), weight), 'talk', none)

test('301 keys with one ballot change no verdict and no axis where heads are counted', () => {
  const [without, with_] = [map(voicesOf(80, 0), () => 1), map(voicesOf(80, 301), () => 1)]
  const { repeated, ...verdict } = with_.verdict
  const { repeated: before, ...same } = without.verdict
  expect(verdict).toEqual(same)
  expect(repeated - before).toBe(301)
  expect(with_.axes.map(({ share }) => share)).toEqual(without.axes.map(({ share }) => share))
  expect(with_.loadings).toEqual(without.loadings)
})

test('whoever has no weight is not there', () => {
  expect(map(voicesOf(80, 301), (p) => (p < 80 ? 5 : 0))).toEqual(map(voicesOf(80, 0), () => 5))
})

test('no unit of weight matters', () => {
  const weight = (p: number): number => 1 + (p % 3)
  const [one, other] = [map(voicesOf(80, 0), weight), map(voicesOf(80, 0), (p) => 64 * weight(p))]
  expect(other).toEqual(one)
})

test('one who outweighs all is too few to tell', () => {
  const { verdict, participants } = map(voicesOf(80, 0), (p) => (p === 3 ? 1e6 : 1))
  expect(verdict.state).toBe('too-few')
  expect(verdict.voices).toBeLessThan(1.1)
  expect(participants.filter(({ voice }) => voice === 1).map(({ key }) => key)).toEqual(['500003'])
})

test('nobody', () => {
  const empty = map(
    { persons: [], votes: { voice: new Int32Array(0), statement: new Int32Array(0), choice: new Int8Array(0) } },
    () => 1,
  )
  expect(empty).toMatchObject({ participants: [], groups: [], parts: { cut: 'none' }, verdict: { state: 'too-few' } })
})
