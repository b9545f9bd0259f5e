import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { least } from './concentration.ts'
import { decayOver, type Lock, type LockForm, lockAfter, spanOf } from './locks.ts'

const unit = 1n << 128n
const year = 934_866n
const rao = (alpha: number): bigint => BigInt(Math.round(alpha * 1e9))

const blocks = fc.bigInt(0n, 20_000_000n)
const rate = fc.bigInt(1n, 5_000_000n)
/** So slow that nothing below decays by more than 40 times its rate. */
const slow = fc.bigInt(300_000n, 5_000_000n)
const rates = fc.oneof(
  fc.record({ unlock: rate, maturity: rate }),
  rate.map((each) => ({ unlock: each, maturity: each })),
)
const slowRates = fc.record({ unlock: slow, maturity: slow })
const lock = fc.record({ mass: fc.bigInt(0n, 2n ** 62n), conviction: fc.bigInt(0n, 2n ** 62n) })
const form = fc.record({ perpetual: fc.boolean(), owner: fc.boolean() })
const kept: LockForm = { perpetual: true, owner: false }
const decaying: LockForm = { perpetual: false, owner: false }

const distance = (a: bigint, b: bigint): bigint => (a > b ? a - b : b - a)

describe('e to the power of minus something', () => {
  test('equals published digits of e^-1 and e^-10 to 37 places', () => {
    const digits = (value: bigint): string => ((value * 10n ** 37n) / unit).toString().padStart(37, '0')
    expect(digits(decayOver(7n, 7n))).toBe('3678794411714423215955237701614608674')
    expect(digits(decayOver(10n, 1n))).toBe('0000453999297624848515355915155605506')
  })

  test('is what the library says, to its last places', () => {
    fc.assert(
      fc.property(blocks, rate, (blocks, rate) => {
        const exponent = Math.min(40, Number(blocks) / Number(rate))
        const own = Number(decayOver(blocks, rate)) / 2 ** 128
        expect(Math.abs(own / Math.exp(-exponent) - 1)).toBeLessThan(1e-13)
      }),
    )
  })

  test('of a sum is the product, to 2^-120', () => {
    fc.assert(
      fc.property(
        fc.bigInt(0n, 4_000_000n),
        fc.bigInt(0n, 4_000_000n),
        fc.bigInt(300_000n, 5_000_000n),
        (a, b, rate) => {
          const product = (decayOver(a, rate) * decayOver(b, rate)) >> 128n
          expect(distance(product, decayOver(a + b, rate))).toBeLessThan(1n << 8n)
        },
      ),
    )
  })

  test('is one for no time, nothing for a rate of nothing, and goes no further than 40 times the rate', () => {
    expect([decayOver(0n, 0n), decayOver(0n, year), decayOver(1n, 0n)]).toEqual([unit, unit, 0n])
    expect(decayOver(41n * year, year)).toBe(decayOver(40n * year, year))
    expect(decayOver(39n * year, year)).toBeGreaterThan(decayOver(40n * year, year))
  })
})

describe('a lock', () => {
  test('of a form that is known, after one time its rate', () => {
    const even = spanOf(year, { unlock: year, maturity: year })
    const locked = { mass: rao(1000), conviction: 0n }
    // 1 - 1/e, and 1/e twice: what decays has kept 1/e of its mass and given as much conviction.
    expect(lockAfter(locked, even, kept)).toEqual({ mass: rao(1000), conviction: 632_120_558_828n })
    expect(lockAfter(locked, even, decaying)).toEqual({ mass: 367_879_441_171n, conviction: 367_879_441_171n })
    expect(lockAfter(locked, even, { perpetual: false, owner: true })).toEqual({
      mass: 367_879_441_171n,
      conviction: 367_879_441_171n,
    })
    expect(lockAfter(locked, even, { perpetual: true, owner: true })).toEqual({
      mass: rao(1000),
      conviction: rao(1000),
    })
    // With U = 3M after M blocks: m·U·(e^(-1/3) - e^(-1))/(U - M) = 1.5 m (0.7165313… - 0.3678794…).
    const uneven = spanOf(311_622n, { unlock: 934_866n, maturity: 311_622n })
    expect(lockAfter(locked, uneven, decaying)).toEqual({ mass: 716_531_310_573n, conviction: 522_977_804_103n })
  })

  test('of less than 100 rao of both is nothing; of conviction alone it goes on', () => {
    const none = spanOf(0n, { unlock: year, maturity: year })
    expect(lockAfter({ mass: 99n, conviction: 99n }, none, kept)).toEqual({ mass: 0n, conviction: 0n })
    expect(lockAfter({ mass: 0n, conviction: 100n }, none, kept)).toEqual({ mass: 0n, conviction: 100n })
    expect(lockAfter({ mass: 100n, conviction: 0n }, none, kept)).toEqual({ mass: 100n, conviction: 0n })
  })

  test('that was written later than the block is as it was written', () => {
    fc.assert(
      fc.property(lock, form, rates, fc.bigInt(-1_000_000n, 0n), (lock, form, rates, blocks) => {
        const none = spanOf(0n, rates)
        expect(lockAfter(lock, spanOf(blocks, rates), form)).toEqual(lockAfter(lock, none, form))
      }),
    )
  })

  test('after two times is as after both together, but for what is cut off', () => {
    fc.assert(
      fc.property(
        lock,
        form,
        slowRates,
        fc.bigInt(0n, 3_000_000n),
        fc.bigInt(0n, 3_000_000n),
        (lock, form, rates, a, b) => {
          const twice = lockAfter(lockAfter(lock, spanOf(a, rates), form), spanOf(b, rates), form)
          const once = lockAfter(lock, spanOf(a + b, rates), form)
          if (once.mass < 200n && once.conviction < 200n) return
          expect(distance(twice.mass, once.mass)).toBeLessThanOrEqual(101n)
          expect(distance(twice.conviction, once.conviction)).toBeLessThanOrEqual(103n)
        },
      ),
      { numRuns: 300 },
    )
  })

  test('follows its differential equation, whatever the form', () => {
    // Source: mass' = -mass/U, conviction' = (mass - conviction)/M, in small steps with doubles.
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), fc.boolean(), (start, perpetual) => {
        const [unlock, maturity, steps, length] = [934_866, 311_622, 20_000, 600_000]
        let [mass, conviction] = [1, start]
        for (let i = 0; i < steps; i++) {
          const slope = (m: number, c: number): [number, number] => [perpetual ? 0 : -m / unlock, (m - c) / maturity]
          const h = length / steps
          const [m1, c1] = slope(mass, conviction)
          const [m2, c2] = slope(mass + (h * m1) / 2, conviction + (h * c1) / 2)
          mass += h * m2
          conviction += h * c2
        }
        const span = spanOf(BigInt(length), { unlock: BigInt(unlock), maturity: BigInt(maturity) })
        const scale = 1e15
        const found = lockAfter({ mass: BigInt(scale), conviction: BigInt(Math.round(start * scale)) }, span, {
          perpetual,
          owner: false,
        })
        expect(Number(found.mass) / scale).toBeCloseTo(mass, 8)
        expect(Number(found.conviction) / scale).toBeCloseTo(conviction, 8)
      }),
      { numRuns: 10 },
    )
  })

  test('never has more conviction than mass where it had not before and its mass stays, and never loses a form', () => {
    fc.assert(
      fc.property(lock, rates, blocks, (lock, rates, blocks) => {
        const below: Lock = { mass: lock.mass, conviction: least(lock.conviction, lock.mass) }
        const after = lockAfter(below, spanOf(blocks, rates), kept)
        expect(after.conviction).toBeLessThanOrEqual(after.mass)
        if (after.mass > 0n) expect(after.mass).toBe(lock.mass)
      }),
    )
  })

  test('is within some parts in 10^12 of what the chain computes with 64 bits after the point', () => {
    fc.assert(
      fc.property(fc.bigInt(10n ** 9n, 2n ** 60n), fc.bigInt(1n, 4_000_000n), (mass, blocks) => {
        const [unlock, maturity] = [934_866, 311_622]
        const [u, w] = [Math.exp(-Number(blocks) / unlock), Math.exp(-Number(blocks) / maturity)]
        const found = lockAfter(
          { mass, conviction: 0n },
          spanOf(blocks, { unlock: 934_866n, maturity: 311_622n }),
          decaying,
        )
        const told = (Number(mass) * unlock * (u - w)) / (unlock - maturity)
        expect(Math.abs(Number(found.conviction) - told)).toBeLessThan(Number(mass) * 1e-12 + 100)
      }),
    )
  })
})
