import * as z from 'zod'
import { type Holdings, stakeAt } from '../../evidence/holdings.ts'
import { type Coverage, coverage as coverageFold, type Unread } from '../../folds/chain/coverage.ts'
import { snapshots } from '../../folds/chain/snapshots.ts'
import { accountAddress, nextOf, pageUpTo, rowsOn } from '../params.ts'
import { defineView } from '../view.ts'
import { latestSource } from './source.ts'
import { type CoverageValue, coverageValue } from './values.ts'

/** What of the chain this reader does not know yet: counted and named, so that its silence is none. */
export const coverage = defineView({
  name: 'coverage',
  version: 1,
  title: 'What this reader does not know yet',
  summary:
    'Events, calls and storage of the chain that were seen and not read, with their count, and changes of balances that no known event explains.',
  value: coverageValue,
  params: z.strictObject({
    account: accountAddress.optional().describe('Only changes of the balance of this account.'),
    ...pageUpTo(1000, 200),
  }),

  from: { snapshots, coverage: coverageFold },

  answer({ snapshots, coverage }, { account, ...page }) {
    const { blocks, undecoded, fees, storage } = coverage
    const [events, calls] = [ranked(coverage.events), ranked(coverage.calls)]
    const changes = coverage.unexplained.filter((each) => account === undefined || each.account === account)
    const unpriced = snapshots.latest ? unpricedIn(snapshots.latest) : []
    return {
      source: latestSource(snapshots),
      blocks,
      undecoded,
      fees: String(fees),
      counts: {
        events: events.length,
        calls: calls.length,
        storage: storage.reduce((sum, { items }) => sum + items.length, 0),
        unexplained: changes.length,
      },
      events: rowsOn(events, page),
      calls: rowsOn(calls, page),
      storage: rowsOn(storage, page),
      unpriced: rowsOn(unpriced, page),
      unexplained: rowsOn(changes.toReversed(), page).map(changeOf),
      next: nextOf(page, events.length, calls.length, storage.length, unpriced.length, changes.length),
    }
  },
})

/** Most frequent first; of two seen as often the one whose name comes first. */
function ranked(counts: ReadonlyMap<string, Unread>): CoverageValue['events'] {
  return [...counts]
    .sort(([a, one], [b, other]) => other.count - one.count || (a < b ? -1 : 1))
    .map(([whole, { count, last }]) => {
      const dot = whole.indexOf('.')
      return { pallet: whole.slice(0, dot), name: whole.slice(dot + 1) || null, count, last }
    })
}

const changeOf = ({
  came,
  amount,
  ...rest
}: Coverage['unexplained'][number]): CoverageValue['unexplained'][number] => ({
  ...rest,
  way: came ? 'came' : 'left',
  amount: String(amount),
})

/** Positions of a subnet that is gone stay in storage: one row for each such number, and no price. */
function unpricedIn(holdings: Holdings): CoverageValue['unpriced'] {
  const known = new Set([0, ...holdings.facts.subnets.map(({ netuid }) => netuid)])
  const found = new Map<number, { positions: number; amount: bigint }>()
  for (const row of holdings.stakeAmount.keys()) {
    const { netuid } = stakeAt(holdings, row)
    if (known.has(netuid)) continue
    const { positions, amount } = found.get(netuid) ?? { positions: 0, amount: 0n }
    found.set(netuid, { positions: positions + 1, amount: amount + (holdings.stakeAmount[row] ?? 0n) })
  }
  return [...found]
    .sort(([a], [b]) => a - b)
    .map(([netuid, { positions, amount }]) => ({ netuid, positions, amount: String(amount) }))
}
