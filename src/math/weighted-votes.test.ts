import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type CastVotes, effectiveVoices, stanceOn, weighVotes } from './weighted-votes.ts'

/** Votes of voice after voice on one statement. */
function on(...choices: number[]): CastVotes {
  return {
    voice: Int32Array.from(choices, (_, voice) => voice),
    statement: new Int32Array(choices.length),
    choice: Int8Array.from(choices),
  }
}

const weights = (...units: number[]) => Float64Array.from(units)
const stance = (choices: number[], units: number[]) => stanceOn(weighVotes(on(...choices), weights(...units), 1), 0)

test('counts by hand', () => {
  const counts = weighVotes(on(1, 1, -1, 0, 1), weights(3, 1, 4, 2, 0), 1)
  expect([counts.agree[0], counts.disagree[0], counts.seen[0], counts.squares[0]]).toEqual([4, 4, 10, 30])
  expect([counts.voters[0], counts.voices]).toEqual([4, 4])
  expect(effectiveVoices(counts, 0)).toBeCloseTo(100 / 30, 12)
})

test.each([
  ['six of six equal voices', [1, 1, 1, 1, 1, 1], [1, 1, 1, 1, 1, 1], 'agree'],
  ['the same turned round', [-1, -1, -1, -1, -1, -1], [1, 1, 1, 1, 1, 1], 'disagree'],
  ['four voices', [1, 1, 1, 1], [1, 1, 1, 1], 'few'],
  ['five voices, one with nearly all weight', [1, -1, -1, -1, -1], [1e10, 1, 1, 1, 1], 'few'],
  ['three to three', [1, 1, 1, -1, -1, -1], [1, 1, 1, 1, 1, 1], 'open'],
  [
    'six heavy against eight light',
    [1, 1, 1, 1, 1, 1, -1, -1, -1, -1, -1, -1, -1, -1],
    [...Array(6).fill(90), ...Array(8).fill(1)],
    'agree',
  ],
  ['passes only', [0, 0, 0, 0, 0], [1, 1, 1, 1, 1], 'open'],
  ['six of whom two have weight', [1, 1, 1, 1, 1, 1], [5, 5, 0, 0, 0, 0], 'few'],
])('%s', (_, choices, units, said) => expect(stance(choices, units)).toBe(said))

const voters = fc.array(fc.tuple(fc.constantFrom(-1, 0, 1), fc.integer({ min: 0, max: 21_000_000_000 })), {
  maxLength: 40,
})

test('equal weights of any size say what one each says, in whatever order', () => {
  fc.assert(
    fc.property(voters, fc.integer({ min: 1, max: 1_000_000 }), fc.nat(40), (cast, units, turn) => {
      const choices = cast.map(([choice]) => choice)
      const turned = [...choices.slice(turn % (cast.length || 1)), ...choices.slice(0, turn % (cast.length || 1))]
      const once = stance(
        choices,
        choices.map(() => 1),
      )
      expect(
        stance(
          choices,
          choices.map(() => units),
        ),
      ).toBe(once)
      expect(
        stance(
          turned,
          choices.map(() => 1),
        ),
      ).toBe(once)
    }),
  )
})

test('effective voices are between one and their number, and one voice alone says nothing however heavy', () => {
  fc.assert(
    fc.property(voters, (cast) => {
      const counts = weighVotes(on(...cast.map(([choice]) => choice)), weights(...cast.map(([, units]) => units)), 1)
      const voices = effectiveVoices(counts, 0)
      if (counts.voters[0]! > 0) expect(voices).toBeGreaterThanOrEqual(1 - 1e-9)
      expect(voices).toBeLessThanOrEqual(counts.voters[0]! + 1e-9)
    }),
  )
  expect(stance([1, 0, 0, 0, 0, 0], [1e10, 1, 1, 1, 1, 1])).toBe('few')
})

test('a further supporter never turns a reading against what they support', () => {
  const rank = { disagree: 0, few: 1, open: 1, agree: 2 }
  fc.assert(
    fc.property(fc.array(fc.constantFrom(-1, 0, 1), { minLength: 10, maxLength: 60 }), (choices) => {
      const one = (all: number[]) =>
        rank[
          stance(
            all,
            all.map(() => 1),
          )
        ]
      expect(one([...choices, 1])).toBeGreaterThanOrEqual(one(choices))
    }),
  )
})
