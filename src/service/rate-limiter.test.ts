import { describe, expect, test } from 'vitest'
import { addressOf } from '../log/ss58.ts'
import { recordId } from '../records/ids.ts'
import { isRefusal } from '../records/refusals.ts'
import { solveWork } from '../records/work.ts'
import { networkOf } from './networks.ts'
import { type Limits, startRateLimiter, type Weight } from './rate-limiter.ts'

const id = recordId('ab'.repeat(32))
const account = (n: number) => addressOf(Uint8Array.from({ length: 32 }, (_, i) => (i < 4 ? n >> (8 * i) : 9)))

function limiterWith(limits: Partial<Limits>) {
  const clock = { now: Date.UTC(2026, 10, 22) }
  const plenty = { burst: 1e6, perSecond: 1e6 }
  const remarks = { prefix: plenty, all: plenty }
  const all = {
    account: plenty,
    guest: plenty,
    prefix: plenty,
    remarks,
    dailyBytes: 1000,
    openShare: 0.5,
    guestShare: 0.5,
    workBits: 0,
    ...limits,
  }
  return { clock, limiter: startRateLimiter(all, () => clock.now) }
}

const weight = (more: Partial<Weight> = {}): Weight => ({
  id,
  account: account(1),
  bytes: 100,
  known: true,
  signedIn: false,
  guest: false,
  operator: false,
  ...more,
})

const codeOf = (answer: unknown): string | null => (isRefusal(answer) ? answer.code : null)

describe('a network prefix', () => {
  test.each([
    ['203.0.113.77', '203.0.113'],
    ['::ffff:203.0.113.9', '203.0.113'],
    ['2001:0db8:0001:2::5', '2001:db8:1'],
    ['2001:db8::5', '2001:db8:0'],
    ['fe80::1%eth0', 'fe80:0:0'],
    ['127.0.0.1', null],
    ['::1', null],
    ['::ffff:127.0.0.1', null],
    [undefined, null],
  ])('of %s is %s', (address, prefix) => expect(networkOf(address)).toBe(prefix))
})

describe('buckets', () => {
  test('an account writes its burst, then as fast as the bucket fills', () => {
    const { limiter, clock } = limiterWith({ account: { burst: 2, perSecond: 0.5 }, dailyBytes: 1e9 })
    expect([0, 1, 2].map(() => codeOf(limiter.charge(weight())))).toEqual([null, null, 'rate-limited'])
    expect(codeOf(limiter.charge(weight({ account: account(2) })))).toBeNull()
    clock.now += 2000
    expect([0, 1].map(() => codeOf(limiter.charge(weight())))).toEqual([null, 'rate-limited'])
  })

  test('a guest has a smaller one of its own', () => {
    const { limiter } = limiterWith({ guest: { burst: 1, perSecond: 0.1 }, dailyBytes: 1e9 })
    expect([0, 1].map(() => codeOf(limiter.charge(weight({ guest: true }))))).toEqual([null, 'rate-limited'])
    expect(codeOf(limiter.charge(weight()))).toBeNull()
  })

  test('a clock that steps back takes no tokens away', () => {
    const { limiter, clock } = limiterWith({ account: { burst: 2, perSecond: 1 }, dailyBytes: 1e9 })
    expect(codeOf(limiter.charge(weight()))).toBeNull()
    clock.now -= 60_000
    expect([0, 1].map(() => codeOf(limiter.charge(weight())))).toEqual([null, 'rate-limited'])
  })

  test('a prefix is charged before the signature is checked, the account only after it', () => {
    const { limiter } = limiterWith({ account: { burst: 1, perSecond: 1 }, prefix: { burst: 3, perSecond: 1 } })
    const from = (last: number) => weight({ address: `203.0.113.${last}` })
    expect([1, 2, 3, 4].map((last) => codeOf(limiter.check(from(last))))).toEqual([null, null, null, 'rate-limited'])
    expect(codeOf(limiter.check(weight({ address: '198.51.100.1' })))).toBeNull()
    expect(codeOf(limiter.charge(weight()))).toBeNull()
  })

  test('the operator gets through', () => {
    const { limiter } = limiterWith({ account: { burst: 0, perSecond: 1 }, dailyBytes: 0, workBits: 30 })
    const operator = weight({ operator: true, known: false, address: '203.0.113.1' })
    expect([codeOf(limiter.check(operator)), codeOf(limiter.charge(operator))]).toEqual([null, null])
  })
})

describe('the bytes of a day', () => {
  test('throw-away keys use up the open share and no more', () => {
    const { limiter } = limiterWith({})
    const flood = Array.from({ length: 100 }, (_, n) => codeOf(limiter.charge(weight({ account: account(n) }))))
    expect(flood.filter((code) => code === null)).toHaveLength(5)
    expect(flood.at(-1)).toBe('budget-spent')
    const signedIn = Array.from({ length: 6 }, () => codeOf(limiter.charge(weight({ signedIn: true }))))
    expect(signedIn).toEqual([null, null, null, null, null, 'budget-spent'])
  })

  test('are used up by guests as far as their part of the open share, which leaves the rest to others', () => {
    const { limiter } = limiterWith({})
    const by = (n: number, guest: boolean) => codeOf(limiter.charge(weight({ account: account(n), guest })))
    expect([1, 2, 3].map((n) => by(n, true))).toEqual([null, null, 'budget-spent'])
    expect([4, 5, 6, 7].map((n) => by(n, false))).toEqual([null, null, null, 'budget-spent'])
  })

  test('begin anew at midnight UTC', () => {
    const { limiter, clock } = limiterWith({})
    for (let n = 0; n < 10; n++) limiter.charge(weight())
    expect(codeOf(limiter.charge(weight()))).toBe('budget-spent')
    clock.now += 86_400_000
    expect(codeOf(limiter.charge(weight()))).toBeNull()
  })
})

describe('work', () => {
  test('is asked of accounts that the log does not know', () => {
    const { limiter } = limiterWith({ workBits: 8 })
    expect(codeOf(limiter.check(weight({ known: false })))).toBe('work-required')
    expect(codeOf(limiter.check(weight({ known: false, work: solveWork(id, 8) })))).toBeNull()
    expect(codeOf(limiter.check(weight()))).toBeNull()
  })

  test('is asked of a guest for every record, however well the log knows it', () => {
    const { limiter } = limiterWith({ workBits: 8 })
    const refusal = limiter.check(weight({ guest: true }))
    expect(isRefusal(refusal) && refusal.params).toEqual({ reason: 'guest', bits: 8 })
    expect(codeOf(limiter.check(weight({ guest: true, work: solveWork(id, 8) })))).toBeNull()
  })

  test('grows as the open share is used up, and shrinks the next day', () => {
    const { limiter, clock } = limiterWith({ workBits: 8 })
    const bits = [limiter.bits()]
    for (let n = 0; n < 5; n++) {
      limiter.charge(weight({ account: account(n) }))
      bits.push(limiter.bits())
    }
    expect(bits).toEqual([8, 9, 10, 11, 12, 14])
    clock.now += 86_400_000
    expect(limiter.bits()).toBe(8)
  })
})
