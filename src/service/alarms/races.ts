/** Who comes near to taking a subnet by conviction: judged once for each snapshot, some way ahead. */

import { addressOfRow, nobody } from '../../evidence/accounts.ts'
import { rowAt } from '../../evidence/rows.ts'
import { type CrossingPart, crossingsIn } from '../../folds/chain/conviction-race.ts'
import type { Severity } from '../../views/chain/values.ts'
import type { AlarmKind, Seen } from './alarm.ts'
import type { Basis } from './basis.ts'
import { nothing } from './detect.ts'

/** Blocks of a week: snapshots are closer to each other. */
const ahead = 50_400

const said: Record<CrossingPart, { what: AlarmKind; severity: Severity }> = {
  half: { what: 'takeover-near', severity: 'large' },
  whole: { what: 'takeover-reached', severity: 'very-large' },
}

/** Races past a threshold, in the block in which they are; those of the past in the block of the snapshot. */
export interface Races {
  of: Basis
  crossings: Omit<Seen, 'id'>[]
  /** Those of the past have been told of. */
  told: boolean
}

/** What a snapshot says of races, the one given when it is of that snapshot. */
export function racesOf(basis: Basis, known: Races | null): Races {
  if (known?.of === basis) return known
  const { holdings, sheet } = basis
  const { accounts, facts } = holdings
  const crossings = crossingsIn(holdings, sheet, ahead).map(({ netuid, hotkey, part, block, conviction }) => {
    const owner = rowAt(sheet.owner, hotkey)
    return {
      ...nothing,
      ...said[part],
      block,
      extrinsic: null,
      from: owner === nobody ? null : addressOfRow(accounts, owner),
      to: facts.subnets.find((each) => each.netuid === netuid)?.owner ?? null,
      hotkey: addressOfRow(accounts, hotkey),
      netuid,
      amount: String(conviction),
    }
  })
  return { of: basis, crossings, told: false }
}

/** Those that pass in blocks after one up to another; of a new snapshot those of the past as well. */
export function racesSeen(races: Races, after: number, last: number): Omit<Seen, 'id'>[] {
  const { block: from } = races.of
  return races.crossings.filter(({ block }) => (block > after && block <= last) || (!races.told && block <= from))
}
