import { describe, expect, test } from 'vitest'
import { chainLog } from '../../../test/chain-log.ts'
import { holdings } from '../../../test/holdings.ts'
import { keyOf } from '../../../test/story.ts'
import { isRefusal, refusalLine } from '../../records/refusals.ts'
import type { WhatIfValue } from './values.ts'

/** Stake votes: ann 60 (of it 10 her own), ben 30, cat 10. */
const told = holdings(`
  block 100
  ann runs a
  ben runs b
  cat runs c
  ann stakes 10 on a
  dan stakes 50 on a
  ben stakes 30 on b
  cat stakes 10 on c
  senate: ann, ben, cat
`)

const key = (name: string) => keyOf(name).address
const ask = (params: Record<string, string>) => chainLog(told).fold().view('what-if', params)
const then = (params: Record<string, string>): WhatIfValue => {
  const value = ask(params)
  if (isRefusal(value)) throw new Error(refusalLine(value))
  return value as WhatIfValue
}
/** Shares before and after, by name. */
const gains = ({ gains: all }: WhatIfValue) => {
  const name = (address: string) => ['ann', 'ben', 'cat'].find((each) => key(each) === address)
  return Object.fromEntries(all.map((each) => [name(each.key), [each.before, each.after]]))
}

describe('what if', () => {
  test('delegators move: own stake stays, and others are needed for more than half', () => {
    const value = then({ from: key('a'), to: key('ben') })
    expect(value.moved).toBe('50000000000')
    expect(gains(value)).toEqual({ ann: [0.6, 0.1], ben: [0.3, 0.8] })
    expect(value.nakamoto.half).toEqual({ before: 1, after: 1 })
    expect(value.rules).toEqual([
      expect.objectContaining({
        rule: 'stake-two-thirds',
        pass: { before: 2, after: 1 },
        block: { before: 1, after: 1 },
      }),
    ])
  })

  test('half of them move', () => {
    const value = then({ from: key('ann'), to: key('c'), share: '50' })
    expect(value.moved).toBe('25000000000')
    expect(gains(value)).toEqual({ ann: [0.6, 0.35], cat: [0.1, 0.35] })
    expect(value.nakamoto).toEqual({ half: { before: 1, after: 2 }, third: { before: 1, after: 1 } })
  })

  test('somebody leaves, with seats, own stake and what lay on the validator', () => {
    const value = then({ leave: key('ann') })
    expect(value.moved).toBe('60000000000')
    expect(gains(value)).toEqual({ ann: [0.6, 0], ben: [0.3, 0.75], cat: [0.1, 0.25] })
    expect(value.rules.map(({ rule }) => rule)).toContain('senate')
  })

  test('to the same validator nothing moves', () => {
    expect(then({ from: key('a'), to: key('ann') })).toMatchObject({ moved: '0', gains: [], rules: [] })
  })

  test('asks for one of the two, and for accounts that there are', () => {
    expect(ask({})).toMatchObject({ code: 'bad-parameter' })
    expect(ask({ from: key('a') })).toMatchObject({ code: 'bad-parameter' })
    expect(ask({ from: key('a'), to: key('b'), leave: key('c') })).toMatchObject({ code: 'bad-parameter' })
    expect(ask({ from: key('a'), to: key('stranger') })).toMatchObject({ code: 'not-found' })
    expect(ask({ leave: key('stranger') })).toMatchObject({ code: 'not-found' })
    expect(ask({ leave: key('ann'), share: '0' })).toMatchObject({ code: 'bad-parameter' })
    expect(
      chainLog()
        .fold()
        .view('what-if', { leave: key('ann') }),
    ).toMatchObject({ code: 'not-found' })
  })
})
