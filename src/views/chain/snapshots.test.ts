import { describe, expect, test } from 'vitest'
import { chainLog, type Tells } from '../../../test/chain-log.ts'
import { flowsTold } from '../../../test/flows.ts'
import { holdings } from '../../../test/holdings.ts'
import { keyOf } from '../../../test/story.ts'
import type { ConcentrationValue, SnapshotsValue } from './values.ts'

const town = (block: number, more = '') => holdings(`block ${block}\nalice has 10\nbob has 5\n${more}`)
const ask = (...tells: Tells[]) =>
  chainLog(...tells)
    .fold()
    .view('snapshots', {}) as SnapshotsValue
const blocks = ({ snapshots }: SnapshotsValue) => snapshots.map(({ block }) => block)

describe('snapshots', () => {
  const first = town(7200)
  const second = town(14_400)

  test('stand by their block, latest first, with the chain that the first one names', () => {
    const value = ask(second, first)
    expect(blocks(value)).toEqual([14_400, 7200])
    expect(value).toMatchObject({ chain: first.holdings.facts.chain, total: 2, broken: [] })
    expect(value.snapshots[1]).toMatchObject({
      index: 2,
      flows: { first: 1 },
      endpoints: 3,
      agreed: 3,
      backed: 'agreed',
    })
  })

  test('of two about one block the later counts', () => {
    const value = ask(first, town(7200, 'carol has 1'))
    expect(value.snapshots).toMatchObject([{ block: 7200, index: 2 }])
  })

  test('another observer finds the same, or something else', () => {
    const [point] = ask(first, { again: first, by: 'alice' }, { again: first, by: 'bob', otherwise: true }).snapshots
    expect(point!.confirmed).toEqual([keyOf('alice').address])
    expect(point!.contradicted).toEqual([{ account: keyOf('bob').address, holdings: expect.any(String), index: 3 }])
  })

  test('who looked before the snapshot was taken is heard all the same, and once', () => {
    const again = { again: first, by: 'alice' }
    expect(ask(again, first, again).snapshots[0]!.confirmed).toEqual([keyOf('alice').address])
  })

  test('what another says of another block is about that block alone', () => {
    const [latest] = ask(first, second, { again: first, by: 'alice' }).snapshots
    expect(latest).toMatchObject({ block: 14_400, confirmed: [], contradicted: [] })
  })

  test('evidence that is not at hand is told, and the rest goes on', () => {
    const value = ask(first, { ...second, lost: true })
    expect(blocks(value)).toEqual([7200])
    const lost = {
      code: 'evidence-missing',
      params: { file: 'holdings', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
    }
    expect(value.broken).toEqual([{ index: 2, block: 14_400, fault: lost }])
    const { history } = chainLog(first, { ...second, lost: true })
      .fold()
      .view('concentration', {}) as ConcentrationValue
    expect(history.map(({ block }) => block)).toEqual([7200])
  })

  test('flows of other blocks than the record says are told', () => {
    const flows = {
      ...flowsTold(second, 7201, ''),
      facts: { ...flowsTold(second, 7201, '').facts, lastHash: '0'.repeat(64) },
    }
    expect(ask(first, { ...second, flows }).broken).toEqual([
      { index: 2, block: 14_400, fault: { code: 'evidence-mismatch', params: { reason: 'flows' } } },
    ])
  })

  test('flows that another table has told already are not told again', () => {
    const again = town(14_401)
    const script = '8000: alice transfers 3 to bob'
    const log = chainLog(
      first,
      { ...second, flows: flowsTold(second, 7201, script) },
      { ...again, flows: flowsTold(again, 7201, script) },
    )
    expect(log.fold().view('movements', {})).toMatchObject({ total: 1 })
  })

  test('the latest list of known accounts is the one in force', () => {
    const [alice, bob] = [first.address('alice'), first.address('bob')]
    const value = ask(first, { known: `${alice} exchange Old` }, { known: `${bob} treasury New` })
    expect(value.known).toEqual({ index: 3, accounts: [{ account: bob, role: 'treasury', name: 'New' }] })
  })

  test('before the first there is nothing', () => {
    expect(ask()).toEqual({ chain: null, snapshots: [], next: null, total: 0, broken: [], known: null })
  })
})
