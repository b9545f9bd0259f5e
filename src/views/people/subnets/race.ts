import { addressOfRow } from '../../../evidence/accounts.ts'
import type { Subnet } from '../../../evidence/holdings.ts'
import { rowAt } from '../../../evidence/rows.ts'
import { type Runner, raceFor } from '../../../folds/chain/conviction-race.ts'
import type { Named } from '../../../folds/chain/names.ts'
import type { Observed } from '../../../folds/chain/observed.ts'
import type { SubnetOwners } from '../../../folds/chain/subnet-owners.ts'
import { ratio } from '../../../math/concentration.ts'
import { blockTime } from '../opinions/roles.ts'
import type { SubnetValue } from '../values/subnets.ts'

/** Who would own a subnet by conviction; null where the snapshot does not say. `nameRow` names an entity. */
export function raceOn(
  observed: Observed,
  subnet: Subnet,
  nameRow: (row: number) => Named,
  owners: Readonly<SubnetOwners>,
): SubnetValue['race'] {
  const { holdings, groups, sheet } = observed
  // Root is nobody's.
  const race = subnet.netuid === 0 ? null : raceFor(holdings, sheet, subnet)
  if (race === null) return null
  const { eligible, needed, oldAt, runners, others, leader, takeover } = race
  const moment = (block: number) => ({ block, at: blockTime(observed, block) })
  const hotkeyAt = (place: number) => addressOfRow(holdings.accounts, runners[place]!.hotkey)
  return {
    eligible: String(eligible),
    needed: needed === null ? null : String(needed),
    old: moment(oldAt),
    enforced: owners.changes.size > 0 ? 'seen' : 'unknown',
    leader: leader === null ? null : hotkeyAt(leader),
    takeover: takeover && { hotkey: hotkeyAt(takeover.place), ...moment(takeover.block) },
    rows: runners.toSorted(byConviction).map(({ hotkey, isOwners, locked, conviction, reaches }) => ({
      ...nameRow(rowAt(groups.groupOf, hotkey)),
      hotkey: addressOfRow(holdings.accounts, hotkey),
      isOwners,
      locked: String(locked),
      conviction: String(conviction),
      ofNeeded: needed === null ? null : ratio(conviction, needed),
      reaches: reaches === null ? null : moment(reaches),
    })),
    others,
  }
}

function byConviction(a: Runner, b: Runner): number {
  if (a.conviction !== b.conviction) return a.conviction < b.conviction ? 1 : -1
  if (a.locked !== b.locked) return a.locked < b.locked ? 1 : -1
  return a.hotkey - b.hotkey
}
