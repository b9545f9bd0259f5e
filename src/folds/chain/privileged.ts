/** Who can use the privileged key: the key itself, and whoever acts for it as its proxy. */

import type { Multisig } from '../../evidence/flows.ts'
import type { HoldingsFacts } from '../../evidence/holdings.ts'
import type { Address } from '../../log/ss58.ts'

/** Somebody who may act for an account, and in what. */
export type Proxied = Pick<HoldingsFacts['proxies'][number], 'delegate' | 'type'>

/**
 * Types of proxy that let a call through sudo pass, by their names in any runtime; those that list what they let pass
 * name no such call. Source: opentensor/subtensor, ProxyType's filter; older runtimes spell one of them otherwise.
 */
const letSudoPass: ReadonlySet<string> = new Set([
  'Any',
  'NonTransfer',
  'NonFungible',
  'NonFungibile',
  'SudoUncheckedSetCode',
])

/** The key, then those who can act for it, those of its own proxies too. None where there is no key. */
export function holdersOf(key: Address | null, proxiesOf: (account: Address) => readonly Proxied[]): Set<Address> {
  const holders = new Set<Address>(key === null ? [] : [key])
  // A set is walked in the order in which it grows, so those who are added are asked as well.
  for (const each of holders)
    for (const { delegate, type } of proxiesOf(each)) if (letSudoPass.has(type)) holders.add(delegate)
  return holders
}

/** Those who can use the privileged key that a snapshot shows. */
export function holdersIn({ sudo, proxies }: Pick<HoldingsFacts, 'sudo' | 'proxies'>): Set<Address> {
  return holdersOf(sudo, (account) => proxies.filter((each) => each.account === account))
}

/** The multisig that decides for the privileged key: the key itself, or one that is its proxy; null where none was seen. */
export function decidingFor(
  facts: Pick<HoldingsFacts, 'sudo' | 'proxies'>,
  multisigs: ReadonlyMap<Address, Multisig>,
): Multisig | null {
  for (const each of holdersIn(facts)) {
    const made = multisigs.get(each)
    if (made) return made
  }
  return null
}
