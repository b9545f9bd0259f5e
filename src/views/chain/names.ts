import type { Address } from '../../log/ss58.ts'
import { addressAt } from '../../records/accounts.ts'
import type { Holdings } from '../../records/holdings.ts'
import type { ChainBase } from './state.ts'
import type { Named } from './values.ts'

const identities = new WeakMap<Holdings, Map<Address, string>>()

/** What accounts call themselves on the chain. */
function namesOf(holdings: Holdings): Map<Address, string> {
  const known = identities.get(holdings)
  if (known) return known
  const names = holdings.facts.identities
    .filter(({ name }) => name !== '')
    .map(({ account, name }) => [account, name] as const)
  const map = new Map(names)
  identities.set(holdings, map)
  return map
}

/** An account with the name it gives itself and what the log's list of known accounts says. */
export function named(
  { latest, labels, introduced }: Pick<ChainBase, 'latest' | 'labels' | 'introduced'>,
  account: Address,
): Named {
  const label = labels.get(account)
  return {
    key: account,
    introduced: introduced.get(account)?.at(-1)?.name ?? null,
    name: (latest && namesOf(latest).get(account)) ?? null,
    label: label ? { role: label.role, name: label.name } : null,
  }
}

/** The account in a row, named. */
export function namedRow(chain: Pick<ChainBase, 'labels' | 'introduced'> & { latest: Holdings }, row: number): Named {
  return named(chain, addressAt(chain.latest.accounts, row)!)
}
