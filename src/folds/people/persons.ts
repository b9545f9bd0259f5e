/**
 * Who speaks: accounts that are proven to belong together, by both keys or on the chain, are one person. A person is
 * named by the account that the latest snapshot names its entity by, or by the account alone when no snapshot knows it.
 */

import { nobody } from '../../evidence/accounts.ts'
import type { Address } from '../../log/ss58.ts'
import { rowOfAddress } from '../chain/balance-sheet.ts'
import { newest } from '../chain/links.ts'
import { entityOf } from '../chain/names.ts'
import type { ChainBase } from '../chain.ts'

/** Names the person that an account belongs to. */
export type PersonOf = (account: Address) => Address

/** The naming of persons after the latest snapshot; ask it for as many accounts as needed. */
export function personsOf(chain: ChainBase): PersonOf {
  const known = new Map<Address, Address>()
  const unseen = unseenGroups(chain)
  return (account) => {
    let person = known.get(account)
    if (person === undefined) {
      const now = newest(chain.ties, account)
      person = seenEntity(chain, now) ?? unseen.get(now) ?? now
      known.set(account, person)
    }
    return person
  }
}

/** The account that names the entity of an account in the latest snapshot; null when it is not in there. */
function seenEntity(chain: ChainBase, account: Address): Address | null {
  const { latest } = chain
  return latest === null || rowOfAddress(latest, account) === nobody ? null : entityOf(chain, account)
}

/** Linked accounts of which the snapshot does not know all: named by one that it knows, or else the first by address. */
function unseenGroups(chain: ChainBase): Map<Address, Address> {
  const { ties } = chain
  const groups = new Map<Address, Set<Address>>()
  for (const { accounts } of ties.pairs) {
    const [a, b] = accounts.map((account) => newest(ties, account)) as [Address, Address]
    const joined = new Set([a, b, ...(groups.get(a) ?? []), ...(groups.get(b) ?? [])])
    for (const each of joined) groups.set(each, joined)
  }
  const names = new Map<Address, Address>()
  for (const joined of new Set(groups.values())) {
    const seen = [...joined].map((each) => seenEntity(chain, each)).find((name) => name !== null)
    const name = seen ?? [...joined].sort()[0]!
    for (const each of joined) names.set(each, name)
  }
  return names
}

/** How we know that an account belongs to a person: both keys signed so, or the chain swapped one for the other. */
export type Tie = 'linked' | 'swapped'

/** Another account of a person, and how we know. */
export interface OwnAccount {
  account: Address
  tie: Tie
  /** The two records of a link, or the snapshot whose flows show a swap, and its block. */
  indexes: number[]
  block: number | null
}

/** Accounts of a person that links and swaps have shown; those that the chain owns stand in the view `influence`. */
export function tiedAccounts({ ties, snapshots }: ChainBase, personOf: PersonOf, person: Address): OwnAccount[] {
  const linked = ties.pairs
    .filter(({ accounts: [a] }) => personOf(a) === person)
    .flatMap(({ accounts, indexes }) =>
      accounts.map((account) => ({ account, tie: 'linked' as const, indexes: [...indexes], block: null })),
    )
  const swapped = [...ties.swapped]
    .filter(([account]) => personOf(account) === person)
    .map(([account, { block }]) => {
      const shows = snapshots.find(({ first, block: last }) => first !== null && first <= block && block <= last)
      return { account, tie: 'swapped' as const, indexes: shows ? [shows.index] : [], block }
    })
  const first = new Map<Address, OwnAccount>()
  for (const each of [...linked, ...swapped]) if (!first.has(each.account)) first.set(each.account, each)
  return [...first.values()]
}
