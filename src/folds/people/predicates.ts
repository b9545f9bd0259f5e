import { nobody } from '../../evidence/accounts.ts'
import type { Holdings } from '../../evidence/holdings.ts'
import { raoAt, rowAt } from '../../evidence/rows.ts'
import type { Address } from '../../log/ss58.ts'
import type { RecordId } from '../../records/ids.ts'
import type { Predicate } from '../../records/people/predicate.ts'
import { rowOfAddress } from '../chain/balance-sheet.ts'
import { freshGroups, type GroupedSnapshot } from '../chain/fresh-groups.ts'
import { locksIn } from '../chain/held-locks.ts'
import { type AccountLinks, links, newest } from '../chain/links.ts'
import { shareOf } from '../chain/order.ts'
import { defineFold } from '../fold.ts'

/** What snapshots have shown of predicates, by the promise or the position that says one. */
export type Predicates = Map<RecordId, Shown>

/** One predicate, and what each snapshot said of it. */
export interface Shown {
  predicate: Predicate
  /** Said at, and ends at; Unix milliseconds. */
  from: number
  until: number | null
  /** By block. */
  seen: Map<number, Seen>
}

/** What one snapshot showed of a predicate. */
export interface Seen {
  index: number
  /** Time of the block, Unix milliseconds. */
  at: number
  value: Figure
  holds: boolean
}

/** The figure that a predicate is about: hundredths of a per cent, rao of TAO or of alpha as digits, or an account. */
export type Figure = { share: number } | { rao: string } | { alpha: string } | { account: Address | null }

export const predicates = defineFold({
  name: 'predicates',
  needs: { freshGroups, links },
  kinds: ['snapshot', 'promise', 'position'],
  start: (): Predicates => new Map(),
  take(state, record, { freshGroups: { fresh }, links }) {
    if (record.kind === 'snapshot') {
      if (fresh) look(state, fresh, links)
      return undefined
    }
    const { predicate, until = null } = record.fields
    if (predicate) state.set(record.id, { predicate, from: record.ms, until, seen: new Map() })
    return undefined
  },
  takeBack(state, { id }) {
    state.delete(id)
  },
})

/** A snapshot shows something of whatever was said before its block and had not ended. */
function look(state: Predicates, fresh: GroupedSnapshot, links: AccountLinks): void {
  const { block, index, at } = fresh.point
  const locked = lockedIn(fresh)
  for (const { predicate, from, until, seen } of state.values()) {
    if (at <= from || (until !== null && at > until)) continue
    const shown = evaluate(fresh, links, predicate, locked)
    if (shown) seen.set(block, { index, at, ...shown })
  }
}

/** What an entity has locked on a subnet, in rao of alpha; null where the snapshot does not say what it is by now. */
type Locked = (group: number, netuid: number) => bigint | null

/** Locks of a snapshot are added up once, when the first predicate asks. */
function lockedIn({ holdings, groups }: GroupedSnapshot): Locked {
  let sums: Map<string, bigint> | null = null
  return (group, netuid) => {
    if (holdings.later === undefined) return null
    if (sums === null) {
      sums = new Map()
      for (const { coldkey, netuid, alpha } of locksIn(holdings)) {
        const key = `${rowAt(groups.groupOf, coldkey)} ${netuid}`
        sums.set(key, (sums.get(key) ?? 0n) + alpha)
      }
    }
    return sums.get(`${group} ${netuid}`) ?? 0n
  }
}

/**
 * The figure of a predicate, and whether it holds; null where the snapshot says nothing of it. An account whose key was
 * swapped is asked under its new one.
 */
function evaluate(
  { holdings, sheet, groups }: GroupedSnapshot,
  links: AccountLinks,
  predicate: Predicate,
  locked: Locked,
): Pick<Seen, 'value' | 'holds'> | null {
  const row = rowOfAddress(holdings, newest(links, predicate.account))
  const group = row === nobody ? nobody : rowAt(groups.groupOf, row)
  switch (predicate.what) {
    case 'take':
      return shareAtMost(takeOf(holdings, row), predicate.most)
    case 'influence':
      return shareAtMost(group === nobody ? 0 : shareOf(groups, sheet, group), predicate.most)
    case 'stake': {
      const stake = group === nobody ? 0n : raoAt(groups.ownStake, group)
      return { value: { rao: String(stake) }, holds: stake >= predicate.least }
    }
    case 'lock': {
      const alpha = locked(group, predicate.netuid)
      return alpha === null ? null : { value: { alpha: String(alpha) }, holds: alpha >= predicate.least }
    }
    case 'owner': {
      const owner = holdings.facts.subnets.find(({ netuid }) => netuid === predicate.netuid)?.owner ?? null
      const owning = owner === null ? nobody : groups.groupOf[rowOfAddress(holdings, owner)]
      return { value: { account: owner }, holds: group !== nobody && owning === group }
    }
  }
}

/** What a hotkey takes, as a fraction; 0 for an account that is no hotkey. */
function takeOf({ hotkey, hotkeyTake }: Holdings, row: number): number {
  const place = row === nobody ? -1 : hotkey.indexOf(row)
  return (hotkeyTake[place] ?? 0) / 65_535
}

/** Rounded to hundredths of a per cent first: 18 % of 65,535 is no whole number. */
function shareAtMost(share: number, most: number): Pick<Seen, 'value' | 'holds'> {
  const hundredths = Math.round(share * 10_000)
  return { value: { share: hundredths }, holds: hundredths <= most }
}
