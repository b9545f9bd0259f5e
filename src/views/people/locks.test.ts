import { describe, expect, test } from 'vitest'
import { chainLog, type Tells } from '../../../test/chain-log.ts'
import { holdings } from '../../../test/holdings.ts'
import { mostSights } from '../../folds/chain/lock-history.ts'
import type { LocksValue } from './values.ts'

const day = (block: number, lines: string) =>
  holdings(`
    block ${block}
    bob has 100
    olga runs own
    carol runs hal
    bob stakes 300 on hal in 3
    subnet 3 of olga at 0.5
    ${lines}
  `)
const newer = (block: number, lines: string) => day(block, `locks fall in 72000 and grow in 72000\n${lines}`)

const { address } = day(7200, '')
const ask = (days: Tells[], who = 'bob', params: Record<string, string> = {}) =>
  chainLog(...days)
    .fold()
    .view('locks', { account: address(who), ...params }) as LocksValue
const alpha = (rao: string | undefined) => Number(rao) / 1e9
const trail = (days: Tells[]) =>
  ask(days).rows[0]?.trail.map(({ block, held }) => [block, held && alpha(held.alpha), held?.perpetual])

describe('locks of a person', () => {
  test('go from snapshot to snapshot: first and last sight of what the chain wrote, decayed to each block', () => {
    const written = 'bob locks 100 on hal in 3 since 7200 with 0'
    const days = [7200, 14_400, 21_600].map((block) => newer(block, written))
    expect(trail([...days, newer(28_800, 'bob locks 70 on hal in 3 since 28800 with 20, stays')])).toEqual([
      [7200, 100, false],
      // 100 e^(-2/10); what stood between the two follows from them.
      [21_600, 81.873075307, false],
      [28_800, 70, true],
    ])
  })

  test('begin and end, and begin again; whatever the order in which snapshots come', () => {
    const [first, gone, again] = [
      newer(7200, 'bob locks 10 on hal in 3 since 7200 with 0, stays'),
      newer(14_400, ''),
      newer(21_600, 'bob locks 5 on hal in 3 since 21000 with 0, stays'),
    ]
    const told = [
      [7200, 10, true],
      [14_400, null, undefined],
      [21_600, 5, true],
    ]
    expect(trail([first, gone, again])).toEqual(told)
    expect(trail([first, again, gone])).toEqual(told)
    // A later record about the same block counts.
    expect(trail([first, newer(7200, ''), again])).toEqual([[21_600, 5, true]])
    // Of what was not there yet nothing is said.
    expect(trail([gone, again])).toEqual([[21_600, 5, true]])
  })

  test('of snapshots of the older recipe are what the chain last wrote', () => {
    const value = ask([day(7200, 'bob locks 10 on hal in 3')])
    expect(value.rows).toMatchObject([
      { netuid: 3, name: 'subnet 3', now: { alpha: '10000000000', conviction: null, perpetual: null, since: null } },
    ])
    expect(ask([day(7200, '')], 'nora')).toMatchObject({ rows: [], total: 0, next: null })
  })

  test('are kept in bounds, and paged', () => {
    const days = Array.from({ length: mostSights + 5 }, (_, i) => {
      const block = 7200 * (i + 1)
      return newer(block, `bob locks ${i + 1} on hal in 3 since ${block} with 0, stays`)
    })
    const [row] = ask(days).rows
    expect([row!.trail.length, row!.trail[0]!.block, alpha(row!.now!.alpha)]).toEqual([
      mostSights,
      7200 * 6,
      mostSights + 5,
    ])
    const two = newer(7200, 'bob locks 5 on hal in 3 since 7000 with 0\nbob locks 6 on own in 3 since 7000 with 0')
    expect(ask([two], 'bob', { limit: '1' })).toMatchObject({ total: 2, next: 1, rows: [{ netuid: 3 }] })
  })
})
