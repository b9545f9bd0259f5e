import { describe, expect, test } from 'vitest'
import { chainLog } from '../../../test/chain-log.ts'
import { flowsTold } from '../../../test/flows.ts'
import { holdings, type Told } from '../../../test/holdings.ts'
import { keyOf } from '../../../test/story.ts'
import type { FlowFacts } from '../../evidence/flows.ts'
import type { CoverageValue } from './values.ts'

const town = (block: number, more = '') => holdings(`block ${block}\nalice has 10\nbob has 5\n${more}`)

/** A snapshot with its flows since a block, which say so much of what was not read. */
function day(at: Told, first: number, script: string, facts: Partial<FlowFacts> = {}) {
  const flows = flowsTold(at, first, script)
  return { ...at, flows: { ...flows, facts: { ...flows.facts, ...facts } } }
}

const ask = (tells: Parameters<typeof chainLog>, params: Record<string, string> = {}) =>
  chainLog(...tells)
    .fold()
    .view('coverage', params) as CoverageValue

const first = town(7200)
const seen = (events: number, items: string[]): Partial<FlowFacts> => ({
  unread: [
    { pallet: 'Drand', name: 'NewPulse', events },
    { pallet: 'Swap', name: 'FeeRateSet', events: 1 },
  ],
  unreadCalls: [{ pallet: 'SubtensorModule', name: 'set_weights', calls: 2 * events }],
  unreadStorage: [{ pallet: 'Swap', items }],
  fees: String(events),
})
const second = day(town(14_400), 7201, '8000: alice loses 3\n8000: bob gains 2', seen(5, ['FeeRate']))
const third = day(town(21_600), 14_401, '15000: alice gains 4', seen(7, ['FeeRate', 'Ticks']))

describe('what the reader does not know', () => {
  test('is added up over all tables by name, whatever order they come in; storage is that of the latest', () => {
    const value = ask([first, second, third])
    expect(ask([first, third, second])).toEqual({
      ...value,
      source: expect.anything(),
      unexplained: value.unexplained.map((each) => ({ ...each, index: expect.any(Number) })),
    })
    expect(value).toMatchObject({
      blocks: 21_600,
      undecoded: 0,
      fees: '12',
      counts: { events: 2, calls: 1, storage: 2, unexplained: 3 },
      events: [
        { pallet: 'Drand', name: 'NewPulse', count: 12, last: 21_600 },
        { pallet: 'Swap', name: 'FeeRateSet', count: 2, last: 21_600 },
      ],
      calls: [{ pallet: 'SubtensorModule', name: 'set_weights', count: 24, last: 21_600 }],
      storage: [{ pallet: 'Swap', items: ['FeeRate', 'Ticks'] }],
      next: null,
    })
  })

  test('changes of balances stand latest first, of all or of one account, page by page', () => {
    const [alice, bob] = [keyOf('alice').address, keyOf('bob').address]
    const said = ({ unexplained }: CoverageValue) =>
      unexplained.map(({ block, account, way, amount }) => [block, account, way, amount])
    const all = [
      [15_000, alice, 'came', '4000000000'],
      [8000, bob, 'came', '2000000000'],
      [8000, alice, 'left', '3000000000'],
    ]
    const tells = [first, second, third] as const
    expect(said(ask([...tells]))).toEqual(all)
    expect(said(ask([...tells], { account: alice }))).toEqual([all[0], all[2]])
    const page = ask([...tells], { limit: '2' })
    expect([said(page), page.next]).toEqual([all.slice(0, 2), 2])
    expect(said(ask([...tells], { limit: '2', after: '2' }))).toEqual(all.slice(2))
  })

  test('older evidence tells the pallet alone', () => {
    const { unreadCalls: _, unreadStorage: __, fees: ___, ...facts } = second.flows.facts
    const unread = [{ pallet: 'Drand', events: 3 }]
    const flows = { ...flowsTold(second, 7201, ''), facts: { ...facts, format: 'flows-1' as const, unread, texts: [] } }
    expect(ask([first, { ...second, flows }])).toMatchObject({
      events: [{ pallet: 'Drand', name: null, count: 3 }],
      calls: [],
      storage: [],
      fees: '0',
    })
  })

  test('stake under the number of a subnet that is gone is one row, without a price', () => {
    const stakes =
      'alice stakes 3 on hal in 9\nbob stakes 4 on hal in 9\nbob stakes 4 on hal in 3\nsubnet 3 of alice at 0.5'
    expect(ask([town(7200, stakes)]).unpriced).toEqual([{ netuid: 9, positions: 2, amount: '7000000000' }])
  })

  test('before the first snapshot nothing was looked through', () => {
    expect(ask([])).toMatchObject({ source: null, blocks: 0, counts: { events: 0, unexplained: 0 }, next: null })
  })
})
