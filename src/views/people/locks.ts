import * as z from 'zod'
import { type LockHistory, type LockSight, type LockTrail, lockHistory } from '../../folds/chain/lock-history.ts'
import { named } from '../../folds/chain/names.ts'
import { observed } from '../../folds/chain/observed.ts'
import { snapshots } from '../../folds/chain/snapshots.ts'
import type { Address } from '../../log/ss58.ts'
import { latestSource } from '../chain/source.ts'
import { accountAddress, nextOf, pageUpTo, rowsOn } from '../params.ts'
import { defineView } from '../view.ts'
import { speaking } from './refs.ts'
import { heldOf } from './subnets/locks.ts'
import { type LocksValue, locksValue } from './values/locks.ts'

/** What a person has locked where, and what snapshots showed of it before. */
export const locks = defineView({
  name: 'locks',
  version: 1,
  title: 'Locks of a person',
  summary:
    'What a person has locked on which subnet, as of the block of the latest snapshot, and how each lock went from snapshot to snapshot.',
  value: locksValue,
  params: z.strictObject({
    account: accountAddress.describe('An account of the person.').meta({ own: true }),
    ...pageUpTo(100, 20),
  }),

  from: { ...speaking, snapshots, observed, lockHistory },

  answer({ persons, naming, ledger, snapshots, observed, lockHistory }, { account, ...page }) {
    const key = persons(account)
    const subnets = new Map(observed?.holdings.facts.subnets.map((each) => [each.netuid, each]))
    const all = trailsOf(lockHistory, (coldkey) => persons(coldkey) === key).sort(byPlace)
    return {
      now: ledger.ms,
      source: latestSource(snapshots),
      person: named(naming, key),
      rows: rowsOn(all, page).map(({ coldkey, trail: { hotkey, netuid, sights } }) => ({
        coldkey,
        hotkey,
        netuid,
        name: subnets.get(netuid)?.name ?? '',
        symbol: subnets.get(netuid)?.symbol ?? '',
        now: heldIn(sights.at(-1)),
        trail: sights.map((each) => ({ block: each.block, at: each.at, index: each.index, held: heldIn(each) })),
      })),
      next: nextOf(page, all.length),
      total: all.length,
    }
  },
})

interface Owned {
  coldkey: Address
  trail: LockTrail
}

const trailsOf = (history: Readonly<LockHistory>, isTheirs: (coldkey: Address) => boolean): Owned[] =>
  [...history].flatMap(([coldkey, trails]) =>
    isTheirs(coldkey)
      ? [...trails.values()].filter(({ sights }) => sights.length > 0).map((trail) => ({ coldkey, trail }))
      : [],
  )

/** What is there before what is gone, then by subnet, coldkey and hotkey. */
function byPlace(a: Owned, b: Owned): number {
  const gone = ({ trail }: Owned): number => (trail.sights.at(-1)?.lock ? 0 : 1)
  const name = ({ coldkey, trail }: Owned): string => `${coldkey} ${trail.hotkey}`
  return gone(a) - gone(b) || a.trail.netuid - b.trail.netuid || (name(a) < name(b) ? -1 : 1)
}

const heldIn = (sight: LockSight | undefined): LocksValue['rows'][number]['now'] =>
  sight?.lock ? heldOf(sight.lock) : null
