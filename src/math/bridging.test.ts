import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Bridging, bridging, bridgingStatus, enoughRatings, type Ratings } from './bridging.ts'

/** Rows of raters, columns of notes; null where there is no rating. */
function ratingsOf(table: (number | null)[][]): Ratings {
  const cells = table.flatMap((row, rater) =>
    row.flatMap((value, note) => (value === null ? [] : [{ rater, note, value }])),
  )
  return {
    raters: table.length,
    notes: table[0]?.length ?? 0,
    rater: Int32Array.from(cells, ({ rater }) => rater),
    note: Int32Array.from(cells, ({ note }) => note),
    value: Float64Array.from(cells, ({ value }) => value),
  }
}

const anyTable = fc.tuple(fc.integer({ min: 2, max: 8 }), fc.integer({ min: 2, max: 6 })).chain(([raters, notes]) =>
  fc.array(fc.array(fc.constantFrom(0, 0.5, 1, null), { minLength: notes, maxLength: notes }), {
    minLength: raters,
    maxLength: raters,
  }),
)

/** The loss in plain words, of other parameters too. */
function plainLoss({ rater, note, value }: Ratings, model: Omit<Bridging, 'loss' | 'rounds'>): number {
  const { global, raterIntercept: iu, noteIntercept: i, raterFactor: fu, noteFactor: f } = model
  const squares = Array.from(value, (r, k) => {
    const [u, n] = [rater[k]!, note[k]!]
    return (r - global - iu[u]! - i[n]! - fu[u]! * f[n]!) ** 2
  })
  const mean = (all: ArrayLike<number>, of: (x: number) => number = (x) => x) =>
    Array.from(all, of).reduce((sum, each) => sum + each, 0) / all.length
  const square = (x: number) => x * x
  const penalties =
    0.03 * (mean(fu, square) + mean(f, square)) + 0.15 * (mean(iu, square) + mean(i, square) + global ** 2)
  return mean(squares) + penalties
}

/** Two camps of six: notes 0 and 1 please one camp each, note 2 both, note 3 nobody. */
const camps = Array.from({ length: 12 }, (_, rater) => (rater < 6 ? [1, 0, 1, 0] : [0, 1, 1, 0]))

describe('bridging', () => {
  test('ranks what both camps like above what one camp loves', () => {
    const { noteIntercept, noteFactor, raterFactor } = bridging(ratingsOf(camps))
    const [left, right, both, none] = noteIntercept
    expect(both).toBeGreaterThan(left! + 0.15)
    expect(left).toBeCloseTo(right!, 6)
    expect(none).toBeLessThan(left! - 0.15)
    expect(Math.abs(noteFactor[2]!)).toBeLessThan(1e-6)
    expect(noteFactor[0]! * noteFactor[1]!).toBeLessThan(0)
    expect(raterFactor[0]! * raterFactor[11]!).toBeLessThan(0)
  })

  test('ratings that are only additive have their lower minimum at a factor, which no single start finds', () => {
    const { loss, noteIntercept, noteFactor } = bridging(ratingsOf(Array.from({ length: 12 }, () => [1, 0])))
    expect(loss).toBeCloseTo(0.0311, 4)
    expect(noteIntercept[0]).toBeCloseTo(0.274, 3)
    expect(Math.abs(noteFactor[0]!)).toBeCloseTo(0.81, 2)
  })

  test('the larger camp has the negative factor', () => {
    const { raterFactor } = bridging(ratingsOf(camps.slice(0, 9)))
    expect([raterFactor[0]! < 0, raterFactor[8]! > 0]).toEqual([true, true])
  })

  test('no step away from where it ends has a smaller loss, and the loss is what it says', () => {
    fc.assert(
      fc.property(anyTable, fc.nat(), fc.constantFrom(-1e-3, 1e-3), (table, which, step) => {
        const ratings = ratingsOf(table)
        fc.pre(ratings.value.length > 0)
        const model = bridging(ratings)
        expect(model.loss).toBeCloseTo(plainLoss(ratings, model), 12)
        const names = ['raterIntercept', 'raterFactor', 'noteIntercept', 'noteFactor'] as const
        const name = names[which % 4]!
        const moved = model[name].slice()
        moved[which % moved.length]! += step
        expect(plainLoss(ratings, { ...model, [name]: moved })).toBeGreaterThanOrEqual(model.loss - 1e-12)
        expect(plainLoss(ratings, { ...model, global: model.global + step })).toBeGreaterThanOrEqual(model.loss - 1e-12)
      }),
    )
  })

  test('is the same to the bit for the same ratings, and empty for none', () => {
    expect(bridging(ratingsOf(camps))).toEqual(bridging(ratingsOf(camps)))
    expect(bridging(ratingsOf([]))).toMatchObject({ global: 0, loss: 0, rounds: 0 })
    const silent = bridging(ratingsOf([[null, null]]))
    expect([...silent.noteIntercept, ...silent.raterFactor]).toEqual([0, 0, 0])
  })
})

test('a note stands by the published thresholds', () => {
  expect(bridgingStatus(0.4, 0.49)).toBe('helpful')
  expect(bridgingStatus(0.4, -0.5)).toBe('needs more ratings')
  expect(bridgingStatus(0.399, 0)).toBe('needs more ratings')
  expect(bridgingStatus(-0.051, 0)).toBe('not helpful')
  expect(bridgingStatus(-0.3, 0.5)).toBe('needs more ratings')
})

describe('enough ratings', () => {
  test('who has too few goes, and whoever has too few without them', () => {
    // Rater 2 has one rating; without it note 2 has one, and goes too.
    const { ratings, raters, notes } = enoughRatings(
      ratingsOf([
        [1, 0, 1],
        [1, 1, null],
        [null, null, 0],
      ]),
      ...([2, 2] as [number, number]),
    )
    expect([[...raters], [...notes]]).toEqual([
      [0, 1],
      [0, 1],
    ])
    expect([[...ratings.rater], [...ratings.note], [...ratings.value]]).toEqual([
      [0, 0, 1, 1],
      [0, 1, 0, 1],
      [1, 0, 1, 1],
    ])
  })

  test('what stays has enough, and nothing that has enough together is lost', () => {
    fc.assert(
      fc.property(anyTable, (table) => {
        const all = ratingsOf(table)
        const { ratings } = enoughRatings(all, 2, 2)
        const counts = (key: Int32Array, size: number) =>
          Array.from({ length: size }, (_, k) => key.filter((each) => each === k).length)
        for (const count of [...counts(ratings.rater, ratings.raters), ...counts(ratings.note, ratings.notes)])
          expect(count).toBeGreaterThanOrEqual(2)
        expect(enoughRatings(all, 1, 1).ratings.value.length).toBe(all.value.length)
      }),
    )
  })
})
