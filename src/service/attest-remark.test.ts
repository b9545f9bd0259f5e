import { describe, expect, test } from 'vitest'
import { address } from '../log/ss58.ts'
import { recordId } from '../records/ids.ts'
import type { SignedRecord } from '../records/record.ts'
import { isRefusal, Refusal } from '../records/refusals.ts'
import { remarkAttester } from './attest-remark.ts'
import { defaultLimits, startRateLimiter, type Weight } from './rate-limiter.ts'

const account = address('5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY')
const idOf = (n: number) => recordId(String(n).padStart(64, '0'))
const hashOf = (n: number) => n.toString(16).padStart(64, 'a')
// All that is looked at of a record.
const recordOf = (n: number) => ({ id: idOf(n), account }) as SignedRecord

function started() {
  const clock = { now: 0 }
  const asked: string[] = []
  const limiter = startRateLimiter({ ...defaultLimits, workBits: 0 }, () => clock.now)
  const attest = remarkAttester(
    async ({ id }) => {
      asked.push(id)
      return new Refusal('remark-unseen', { reason: 'no-block' })
    },
    () => '',
    async () => new Refusal('busy'),
    () => clock.now,
  )
  const post = (n: number, from?: string, hash = hashOf(n)) => {
    const who = { account, known: true, signedIn: false, guest: false, operator: false }
    const weight: Weight = { id: idOf(n), bytes: 500, ...who }
    return attest(recordOf(n), { hash, extrinsic: 1 }, () =>
      limiter.lookUp({ ...weight, ...(from && { address: from }) }),
    )
  }
  return { clock, asked, post }
}

const codesOf = (answers: (Refusal | null)[]) => new Set(answers.map((each) => (isRefusal(each) ? each.code : null)))

describe('looking for remarks', () => {
  test('200 posts in a stranger’s name ask the chain a few times, wherever they come from', async () => {
    for (const from of [undefined, (n: number) => `203.0.113.${n % 250}`, (n: number) => `10.${n}.7.1`]) {
      const { asked, post } = started()
      const answers = await Promise.all(Array.from({ length: 200 }, (_, n) => post(n, from?.(n))))
      expect(asked.length).toBeLessThanOrEqual(30)
      expect(codesOf(answers)).toEqual(new Set(['remark-unseen', 'rate-limited']))
    }
  })

  test('one network leaves tokens to the others', async () => {
    const { asked, post } = started()
    for (let n = 0; n < 200; n++) await post(n, '203.0.113.1')
    expect(asked.length).toBe(10)
    expect(await post(1000, '198.51.100.1')).toMatchObject({ code: 'remark-unseen' })
  })

  test('the same remark is asked about once at a time, and not again soon after it was not there', async () => {
    const { clock, asked, post } = started()
    await Promise.all([post(1), post(1), post(1)])
    for (let i = 0; i < 100; i++) expect(await post(1)).toMatchObject({ code: 'remark-unseen' })
    expect(asked.length).toBe(1)
    clock.now += 20_000
    await post(1)
    expect(asked.length).toBe(2)
    await post(1, undefined, hashOf(2))
    expect(asked.length).toBe(3)
  })
})
