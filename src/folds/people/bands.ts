/** Which bands of the ladder each entity reaches, and since when. */

import { addressAt } from '../../evidence/accounts.ts'
import type { Holdings } from '../../evidence/holdings.ts'
import type { Address } from '../../log/ss58.ts'
import type { Band } from '../../records/people/ladder.ts'
import { type GovernanceRoles, rolesOf } from '../chain/governance-roles.ts'
import { type Groups, groupsOf } from '../chain/groups.ts'
import { byInfluence, shareOf } from '../chain/order.ts'
import type { ChainBase, Fresh } from '../chain.ts'

/** An entity with its share of influence, the number of bands that it reaches, and what it holds in office. */
export interface Standing {
  key: Address
  share: number
  band: number
  offices: GovernanceRoles
}

export interface Bands {
  /** Those that reach any band, the largest first. */
  rows: Standing[]
  /** Entities that reach each band and no higher one, in the order of the ladder; and those that reach none. */
  counts: number[]
  below: number
}

/** How many bands a share reaches; an office counts like the share of the highest band that names offices. */
export function bandOf(bands: readonly Band[], share: number, office: boolean): number {
  const byShare = bands.filter(({ from }) => share >= from).length
  const byOffice = office ? bands.findLastIndex((band) => band.office) + 1 : 0
  return Math.max(byShare, byOffice)
}

interface Kept {
  bands: readonly Band[]
  value: Bands
}

const made = new WeakMap<Groups, Kept>()

/** Every entity of the latest snapshot on the ladder; made once for each snapshot and ladder. */
export function bandsIn(chain: ChainBase, bands: readonly Band[]): Bands {
  const { latest, ties } = chain
  if (latest === null) return { rows: [], counts: bands.map(() => 0), below: 0 }
  const groups = groupsOf(latest, 'entity', ties)
  const known = made.get(groups)
  if (known && JSON.stringify(known.bands) === JSON.stringify(bands)) return known.value
  const value = placeAll(chain, latest, groups, bands)
  made.set(groups, { bands, value })
  return value
}

function placeAll(chain: ChainBase, latest: Holdings, groups: Groups, bands: readonly Band[]): Bands {
  const offices = rolesOf(chain, latest, groups.of)
  const lowest = bands[0]?.from ?? 1
  const rows: Standing[] = []
  const seen = new Set<number>()
  for (const row of byInfluence(groups, latest)) {
    if (shareOf(groups, latest, row) < lowest) break
    seen.add(row)
    rows.push(sharesIn(latest, groups, offices, bands, row))
  }
  for (const row of [...offices.keys()].filter((each) => !seen.has(each)).sort((a, b) => a - b))
    rows.push(sharesIn(latest, groups, offices, bands, row))
  const reached = rows.filter(({ band }) => band > 0)
  const counts = bands.map((_, i) => reached.filter(({ band }) => band === i + 1).length)
  return { rows: reached, counts, below: groups.count - reached.length }
}

/** Where the entity in a row stands. */
export function sharesIn(
  latest: Holdings,
  groups: Groups,
  offices: Map<number, GovernanceRoles>,
  bands: readonly Band[],
  row: number,
): Standing {
  const share = shareOf(groups, latest, row)
  const held = offices.get(row)
  return {
    key: addressAt(latest.accounts, row)!,
    share,
    band: bandOf(bands, share, held !== undefined),
    offices: held ?? { subnets: [], seats: [], keys: [] },
  }
}

/** Since when each entity reaches each band without interruption, by the account that names it. */
export interface Reached {
  /** Record of the ladder that this was counted by; null: the default. */
  ladder: number | null
  since: Map<Address, (number | undefined)[]>
}

/** Takes in a snapshot, at the time of its block, and another ladder, at the time when it came into force. */
export function stepReached(
  state: Reached,
  ms: number,
  fresh: Fresh | null,
  chain: ChainBase,
  { index, bands }: { index: number | null; bands: readonly Band[] },
): void {
  if (index !== state.ladder) {
    state.ladder = index
    state.since = new Map()
    note(state, chain, bands, ms)
  }
  // A snapshot of an earlier block says nothing about now.
  if (fresh && chain.snapshots.at(-1) === fresh.point) note(state, chain, bands, fresh.point.at)
}

function note(state: Reached, chain: ChainBase, bands: readonly Band[], at: number): void {
  if (chain.latest === null) return
  const next: Reached['since'] = new Map()
  for (const { key, band } of bandsIn(chain, bands).rows) {
    const before = state.since.get(key)
    next.set(
      key,
      Array.from({ length: band }, (_, i) => before?.[i] ?? at),
    )
  }
  state.since = next
}
