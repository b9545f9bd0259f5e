import { describe, expect, test } from 'vitest'
import { chainLog } from '../../../test/chain-log.ts'
import { holdings, type Told } from '../../../test/holdings.ts'
import { takeoverAge } from '../../math/conviction-race.ts'
import type { SubnetValue } from './values/subnets.ts'

const town = `
  alice has 100
  olga runs own
  bob runs hal
  carol runs hella
  bob stakes 300 on hal in 3
  carol stakes 700 on hella in 3
  subnet 3 of olga at 0.5 since 1000
  subnet 3 counts 1000 under own
`
const rates = 'locks fall in 934866 and grow in 311622'
const old = 1000 + takeoverAge

const subnet = (told: Told): SubnetValue => chainLog(told).fold().view('subnet', { netuid: '3' }) as SubnetValue
const alpha = (rao: string | null) => (rao === null ? null : Number(rao) / 1e9)
/** Rao of alpha at block `old` of what was written so many blocks before. */
const locked = (lines: string, block = old) => holdings(`block ${block}\n${town}\n${rates}\n${lines}`)

describe('locks of a subnet', () => {
  test('are decayed to the block of the snapshot, those that stay and those that do not', () => {
    const value = subnet(
      locked(`
        bob locks 200 on hal in 3 since ${old - 934_866} with 0
        carol locks 100 on hella in 3 since ${old - 311_622} with 0, stays
        carol locks 50 on own in 3 since ${old - 10} with 50, stays`),
    )
    expect(
      value.locks.map(({ alpha: amount, conviction, perpetual, since }) => [
        alpha(amount),
        alpha(conviction),
        perpetual,
        since,
      ]),
    ).toEqual([
      [100, 63.212055882, true, old - 311_622],
      // 200/e, and 200·1.5·(e^-1 - e^-3).
      [73.575888234, 95.427711841, false, old - 934_866],
      [50, 50, true, old - 10],
    ])
    expect(alpha(value.locked)).toBe(223.575888234)
  })

  test('are as the chain last wrote them in a snapshot of the older recipe, and there is no race', () => {
    const value = subnet(holdings(`block ${old}\n${town.replace(/subnet 3 counts.*/, '')}\nbob locks 200 on hal in 3`))
    expect(value.locks[0]).toMatchObject({ alpha: '200000000000', conviction: null, perpetual: null, since: null })
    expect(value.race).toBeNull()
  })
})

describe('the race for a subnet', () => {
  test('says what is needed, how far each is, and who leads', () => {
    const { race } = subnet(
      locked(`
        alice locks 60 on hal in 3 since ${old} with 45, stays
        bob locks 60 on hal in 3 since ${old} with 45
        olga locks 10 on own in 3 since ${old} with 10, stays`),
    )
    expect(race).toMatchObject({ eligible: '1000000000000', needed: '180000000001', enforced: 'unknown' })
    expect(race!.old.block).toBe(old)
    expect(
      race!.rows.map(({ conviction, locked, ofNeeded, isOwners }) => [
        alpha(conviction),
        alpha(locked),
        Number(ofNeeded!.toFixed(6)),
        isOwners,
      ]),
    ).toEqual([
      [90, 120, 0.5, false],
      [10, 10, 0.055556, true],
    ])
    // 120 is less than 180: it never does, and nothing changes.
    expect([race!.rows[0]!.reaches, race!.takeover, race!.others]).toEqual([null, null, 0])
    expect(race!.leader).toBe(race!.rows[0]!.hotkey)
  })

  test('says by when somebody takes it, and not before the subnet is old enough', () => {
    const lines = (block: number) => `carol locks 200 on hella in 3 since ${block} with 0, stays`
    const { race } = subnet(locked(lines(old), old))
    const reaches = old + Math.ceil(311_622 * Math.log(200 / (200 - 180.000000001)))
    expect(race!.rows[0]!.reaches?.block).toBe(reaches)
    expect(race!.takeover).toMatchObject({ block: reaches, hotkey: race!.rows[0]!.hotkey })
    // The pace of blocks gives the time: 12 seconds each.
    expect(race!.takeover!.at - race!.old.at).toBe((reaches - old) * 12_000)
    const young = subnet(locked(lines(2000), 2000)).race!
    expect([young.rows[0]!.reaches!.block < old, young.takeover?.block]).toEqual([true, old])
  })

  test('is of no subnet without eligible alpha, and of no more than 24', () => {
    const many = Array.from({ length: 30 }, (_, i) => `p${i} locks ${i + 1} on h${i} in 3 since ${old} with 0, stays`)
    const { race } = subnet(locked(many.join('\n')))
    expect([race!.rows.length, race!.others, alpha(race!.rows[0]!.locked)]).toEqual([24, 6, 30])
    const none = holdings(`block ${old}\n${town.replace('counts 1000', 'counts 0')}\n${rates}\nbob locks 5 on hal in 3`)
    expect(subnet(none).race).toMatchObject({ eligible: '0', needed: null, takeover: null, rows: [{ ofNeeded: null }] })
  })
})

describe('baskets', () => {
  test('count as holdings of those to whom they are owed', () => {
    const told = locked(`
      escrow stakes 100 on hal in 3
      the basket of hal has 10 shares
      alice is owed 4 of the basket of hal`)
    const { holders, inPots, totals } = subnet(told)
    expect(holders.map(({ key, alpha: held }) => [key, alpha(held)])).toEqual([
      [told.address('carol'), 700],
      [told.address('bob'), 300],
      [told.address('alice'), 40],
    ])
    expect([alpha(inPots), totals.holders]).toEqual([60, 3])
  })
})
