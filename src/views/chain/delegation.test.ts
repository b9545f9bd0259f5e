import { describe, expect, test } from 'vitest'
import { chainLog } from '../../../test/chain-log.ts'
import { flowsTold } from '../../../test/flows.ts'
import { holdings } from '../../../test/holdings.ts'
import { keyOf } from '../../../test/story.ts'
import { isRefusal, refusalLine } from '../../records/refusals.ts'
import type { DelegationValue } from './values.ts'

const town = (block: number) => `
  block ${block}
  val runs hal (take 18%)
  vera runs hella
  val stakes 5 on hal
  alice stakes 60 on hal
  alice stakes 20 on hal in 3
  bob stakes 30 on hal
  bob stakes 40 on hella
  subnet 3 of bob at 0.5
`

const key = (name: string) => keyOf(name).address
const first = holdings(town(7200))
const second = holdings(town(14_400))
const script = `
  8000: alice stakes 10 on hal
  8100: alice moves 7 from hella to hal
  8200: bob moves 3 from hella to hal
  8300: bob unstakes 2 from hella
  8400: bob swaps 1 on hal from 3 to 4
`

const ask = (params: Record<string, string> = {}): DelegationValue => {
  const value = chainLog(first, { ...second, flows: flowsTold(second, 7201, script) })
    .fold()
    .view('delegation', params)
  if (isRefusal(value)) throw new Error(refusalLine(value))
  return value as DelegationValue
}

describe('delegation', () => {
  test('of each validator: its own, what others gave, what it takes, what came and went', () => {
    const { validators, source } = ask()
    expect(source!.block).toBe(14_400)
    // 20 alpha at half a TAO are 10.
    expect(validators).toMatchObject([
      {
        key: key('val'),
        hotkey: key('hal'),
        own: '5000000000',
        delegated: '100000000000',
        delegators: 2,
        gained: '20000000000',
        lost: '0',
      },
      {
        key: key('vera'),
        hotkey: key('hella'),
        own: '0',
        delegated: '40000000000',
        delegators: 1,
        gained: '0',
        lost: '12000000000',
      },
    ])
    expect(validators[0]!.take).toBeCloseTo(0.18, 4)
  })

  test('flows from validator to validator, and from and to none; within one validator nothing moves', () => {
    expect(ask().flows).toEqual([
      { from: key('hella'), to: key('hal'), amount: '10000000000', coldkeys: 2, count: 2 },
      { from: null, to: key('hal'), amount: '10000000000', coldkeys: 1, count: 1 },
      { from: key('hella'), to: null, amount: '2000000000', coldkeys: 1, count: 1 },
    ])
    expect(ask().since).toMatchObject({ block: 1 })
    expect(ask({ window: '1' }).since).toMatchObject({ block: 7200 })
  })

  test('who delegates to one validator, named by its hotkey or its coldkey', () => {
    const shares = [70 / 105, 30 / 105, 5 / 105].map((share) => expect.closeTo(share, 9))
    for (const validator of [key('hal'), key('val')]) {
      const { delegators } = ask({ validator })
      expect(delegators!.map((each) => [each.key, each.share])).toEqual(
        ['alice', 'bob', 'val'].map((name, i) => [key(name), shares[i]]),
      )
    }
    expect(
      chainLog(first)
        .fold()
        .view('delegation', { validator: key('nobody') }),
    ).toMatchObject({ code: 'not-found' })
  })

  test('a window counts back from the last snapshot', () => {
    expect(ask({ window: '1' }).flows).toHaveLength(3)
    expect(chainLog(first).fold().view('delegation', {})).toMatchObject({ since: { block: 1 }, flows: [] })
    expect(chainLog().fold().view('delegation', {})).toMatchObject({ source: null, validators: [] })
  })
})
