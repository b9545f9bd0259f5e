import { addressOfRow, nobody } from '../../evidence/accounts.ts'
import type { Holdings } from '../../evidence/holdings.ts'
import { rowAt } from '../../evidence/rows.ts'
import type { Address } from '../../log/ss58.ts'
import { lookOf } from '../../records/look.ts'
import { derived, remembered } from '../derived.ts'
import { rowOfAddress } from './balance-sheet.ts'
import { introduced } from './introduced.ts'
import { knownAccounts, type Label, type LabelRole, listInForce } from './known-accounts.ts'
import { type AccountLinks, links, newest } from './links.ts'
import { type Observed, observed } from './observed.ts'

/** An account or an entity as it is named in a picture or a table. */
export interface Named {
  /** The coldkey that the entity is named by, or the account itself. */
  key: Address
  /** What it calls itself in this log, by its latest introduction; nobody checks it, and it is not unique. */
  introduced: string | null
  /** What it says of itself on the chain; nobody checks it. */
  name: string | null
  /** What the log's list of known accounts says. */
  label: { role: LabelRole; name: string } | null
  /** Somebody else's account that used one of these names, or one that looks the same, before; null when none did. */
  taken: Address | null
}

/** How accounts are named. */
export interface Naming {
  introduced: ReadonlyMap<Address, string>
  onChain: ReadonlyMap<Address, string>
  labels: ReadonlyMap<Address, Label>
  /** By an account whose name somebody else used before: that other account. */
  taken: ReadonlyMap<Address, Address>
}

/**
 * Names after the latest snapshot. What an account calls itself goes with the account that signed it, with what that
 * account was swapped to, and with the account that its entity is named by as long as they belong together.
 */
export const naming = derived({
  name: 'naming',
  from: { introduced, knownAccounts, links, observed },
  compute: ({ introduced: said, knownAccounts: lists, links, observed }): Naming => {
    const names = new Map<Address, string>()
    for (const { account, name } of said.values()) {
      const bearers = new Set([account, newest(links, account), entityOf(observed, links, account)])
      for (const each of bearers) names.set(each, name)
    }
    const onChain = observed ? namesOf(observed.holdings) : new Map<Address, string>()
    const labels = listInForce(lists)?.labels ?? new Map<Address, Label>()
    const entity = (account: Address): Address => entityOf(observed, links, account)
    // The operator's list comes before what the chain has, and that before what is said here; there the first counts.
    const uses = [
      [...labels.values()],
      [...onChain].map(([account, name]) => ({ account, name })),
      ...[...said.values()].map((each) => [each]),
    ]
    return { introduced: names, onChain, labels, taken: takenNames(names, onChain, firstUsers(uses, entity), entity) }
  },
})

/** Entities that were the first to use a name, by its look. Several of one step are all first: which was, nobody knows. */
function firstUsers(
  uses: readonly (readonly { account: Address; name: string }[])[],
  entity: (account: Address) => Address,
): Map<string, Set<Address>> {
  const first = new Map<string, { step: number; users: Set<Address> }>()
  for (const [step, together] of uses.entries())
    for (const { account, name } of together) {
      const look = lookOf(name)
      const found = first.get(look)
      if (found === undefined) first.set(look, { step, users: new Set([entity(account)]) })
      else if (found.step === step) found.users.add(entity(account))
    }
  return new Map([...first].map(([look, { users }]) => [look, users]))
}

function takenNames(
  introduced: Naming['introduced'],
  onChain: Naming['onChain'],
  first: ReadonlyMap<string, ReadonlySet<Address>>,
  entity: (account: Address) => Address,
): Map<Address, Address> {
  const taken = new Map<Address, Address>()
  for (const [account, name] of [...onChain, ...introduced]) {
    const users = first.get(lookOf(name)) ?? new Set()
    const [earliest] = [...users].sort()
    if (earliest !== undefined && !users.has(entity(account))) taken.set(account, earliest)
  }
  return taken
}

/** What accounts call themselves on the chain. */
function namesOf({ facts: { identities } }: Holdings): Map<Address, string> {
  return new Map(identities.filter(({ name }) => name !== '').map(({ account, name }) => [account, name]))
}

/** The account that names the entity of an account after its swaps; itself when the snapshot does not know it. */
export function entityOf(observed: Observed | null, links: Pick<AccountLinks, 'swapped'>, account: Address): Address {
  const now = newest(links, account)
  return seenEntity(observed, now) ?? now
}

/** The account that names the entity of an account in the latest snapshot; null when it is not in there. */
export function seenEntity(observed: Observed | null, account: Address): Address | null {
  if (observed === null) return null
  const { holdings, groups } = observed
  const row = rowOfAddress(holdings, account)
  return row === nobody ? null : addressOfRow(holdings.accounts, rowAt(groups.groupOf, row))
}

/** An account with the name it gives itself and what the log's list of known accounts says. */
export function named({ introduced, onChain, labels, taken }: Naming, account: Address): Named {
  const label = labels.get(account)
  return {
    key: account,
    introduced: introduced.get(account) ?? null,
    name: onChain.get(account) ?? null,
    label: label ? { role: label.role, name: label.name } : null,
    taken: taken.get(account) ?? null,
  }
}

/** The account in a row of a snapshot, named. */
export function namedRow(naming: Naming, { accounts }: Pick<Holdings, 'accounts'>, row: number): Named {
  return named(naming, addressOfRow(accounts, row))
}

/** Names the person that an account belongs to. */
export type PersonOf = (account: Address) => Address

/** How many accounts are remembered at once with their person. */
const mostPersons = 200_000

/**
 * Who speaks: accounts that are proven to belong together, by both keys or on the chain, are one person. A person is named
 * by the account that the latest snapshot names its entity by, or by the account alone when no snapshot knows it.
 */
export const persons = derived({
  name: 'persons',
  from: { links, observed },
  compute: ({ links, observed }): PersonOf => {
    const unseen = unseenGroups(observed, links)
    return remembered(mostPersons, (account: Address) => {
      const now = newest(links, account)
      return seenEntity(observed, now) ?? unseen.get(now) ?? now
    })
  },
})

/** Linked accounts of which the snapshot does not know all: named by one that it knows, or else the first by address. */
function unseenGroups(observed: Observed | null, links: AccountLinks): Map<Address, Address> {
  const groups = new Map<Address, Set<Address>>()
  for (const { accounts } of links.pairs.values()) {
    const [a, b] = [newest(links, accounts[0]), newest(links, accounts[1])]
    const [one, other] = [groups.get(a) ?? new Set([a]), groups.get(b) ?? new Set([b])]
    const [larger, smaller] = one.size < other.size ? [other, one] : [one, other]
    for (const each of smaller) groups.set(each, larger.add(each))
    for (const each of [a, b]) groups.set(each, larger.add(each))
  }
  const names = new Map<Address, Address>()
  for (const joined of new Set(groups.values())) {
    const members = [...joined].sort()
    const seen = members.map((each) => seenEntity(observed, each)).find((name) => name !== null)
    const [first] = members
    if (first !== undefined) for (const each of members) names.set(each, seen ?? first)
  }
  return names
}
