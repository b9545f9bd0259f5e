/** What happened in an extrinsic beside what events say by themselves: told by its calls, and by what is left of balances. */

import { type BalanceBook, leftOf } from './balance-book.ts'
import { accountIn, type BlockEvent, fieldsOf } from './event-fields.ts'
import type { Nested } from './extrinsics.ts'
import { isPot, nameOf, row, someEvent, type Told } from './reader.ts'

/** All proxies of an account are taken back without an event; their deposit comes back, whatever the call stands in. */
export function proxiesRemoved(group: readonly BlockEvent[], told: readonly Nested[]): Told[] {
  const from = told
    .filter(({ call }) => nameOf(call) === 'Proxy.remove_proxies')
    .map(({ origin }) => accountIn(origin))
    .filter((account) => someEvent(group, 'Balances.Unreserved', (f) => f.account('who', 0) === account))
    .filter((account) => !someEvent(group, 'Proxy.ProxyRemoved', (f) => f.account('delegator', 0) === account))
  return rows([...new Set(from)].map((account) => row('proxies-removed', { from: account })))
}

/**
 * What is left of the balances of people once every row of an extrinsic was taken off: what a dissolved subnet paid,
 * what was burned, and what no known event explains. Pots are nobody's; whether all TAO is found in them, every snapshot
 * says.
 */
export function remainders(group: readonly BlockEvent[], book: BalanceBook): Told[] {
  const dissolved = group.find(({ pallet, name }) => `${pallet}.${name}` === 'SubtensorModule.NetworkRemoved')
  const netuid = dissolved && fieldsOf(dissolved).number('netuid', 0)
  return [...book.left.keys()].flatMap((account) => {
    const left = leftOf(book, account)
    if (left === 0n || isPot(account)) return []
    if (left > 0n && netuid !== undefined) return rows([row('subnet-paid-out', { to: account, netuid, amount: left })])
    const burned = left < 0n ? smaller(-left, burnedBy(group, account)) : 0n
    const rest = left + burned
    return rows([
      burned > 0n ? row('burned', { from: account, amount: burned }) : null,
      rest > 0n ? row('unexplained', { to: account, amount: rest }) : null,
      rest < 0n ? row('unexplained', { from: account, amount: -rest }) : null,
    ])
  })
}

const rows = (found: (Told | null | undefined)[]): Told[] => found.filter((each) => each !== null && each !== undefined)

const smaller = (a: bigint, b: bigint): bigint => (a < b ? a : b)

/** TAO of an account that events say is no more; too little to keep an account goes as well. */
const burnedBy = (group: readonly BlockEvent[], account: string): bigint =>
  group.reduce((sum, event) => sum + (isOf(event, account) ? (fieldsOf(event).amount('amount', 1) ?? 0n) : 0n), 0n)

function isOf(event: BlockEvent, account: string): boolean {
  if (event.pallet !== 'Balances') return false
  if (event.name === 'Burned') return fieldsOf(event).account('who', 0) === account
  return event.name === 'DustLost' && fieldsOf(event).account('account', 0) === account
}
