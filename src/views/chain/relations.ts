import { addressAt } from '../../evidence/accounts.ts'
import { flowKinds } from '../../evidence/flows.ts'
import type { Holdings } from '../../evidence/holdings.ts'
import { rowOfAddress } from '../../folds/chain/balance-sheet.ts'
import type { Groups } from '../../folds/chain/groups.ts'
import { named } from '../../folds/chain/names.ts'
import type { ChainBase } from '../../folds/chain/state.ts'
import type { Address } from '../../log/ss58.ts'
import type { Relation, RelationDetail } from './values.ts'

type Observed = ChainBase & { latest: Holdings }

/** Most relations that are listed. */
const mostListed = 200

/** What the chain says of the accounts of an entity and those of others; none of it joins the two. */
export function relationsOf(chain: Observed, { of }: Groups, entity: number): Relation[] {
  const { latest } = chain
  const isOwn = (account: Address): boolean => of[rowOfAddress(latest, account)] === entity
  return [...proxies(chain, isOwn), ...multisigs(chain, isOwn), ...children(chain, of, entity), ...swaps(chain, isOwn)]
    .filter(({ own, other }) => other === null || !isOwn(other.key) || own === other.key)
    .slice(0, mostListed)
}

type IsOwn = (account: Address) => boolean

const nothing: RelationDetail = {
  proxyType: null,
  delay: null,
  threshold: null,
  of: null,
  netuid: null,
  block: null,
}

function proxies(chain: Observed, isOwn: IsOwn): Relation[] {
  return chain.latest.facts.proxies.flatMap(({ account, delegate, type, delay }): Relation[] => {
    const detail = { ...nothing, proxyType: type, delay: delay === 0 ? null : delay }
    if (isOwn(account)) return [{ own: account, other: named(chain, delegate), how: 'proxy', detail }]
    return isOwn(delegate) ? [{ own: delegate, other: named(chain, account), how: 'proxy-for', detail }] : []
  })
}

function multisigs(chain: Observed, isOwn: IsOwn): Relation[] {
  return [...chain.multisigs.values()].flatMap(({ account, threshold, signatories }): Relation[] => {
    const detail = { ...nothing, threshold, of: signatories.length }
    if (isOwn(account))
      return signatories.map((each) => ({ own: account, other: named(chain, each), how: 'signatory', detail }))
    return signatories
      .filter(isOwn)
      .map((own) => ({ own, other: named(chain, account), how: 'signatory-of' as const, detail }))
  })
}

function children(chain: Observed, of: Uint32Array, entity: number): Relation[] {
  const { accounts, childParent, childHotkey, childNetuid } = chain.latest
  const found: Relation[] = []
  for (let i = 0; i < childParent.length; i++) {
    const [parent, child] = [childParent[i]!, childHotkey[i]!]
    if (of[parent] !== entity && of[child] !== entity) continue
    const [own, other] = (of[parent] === entity ? [parent, child] : [child, parent]).map(
      (row) => addressAt(accounts, row)!,
    )
    const how = of[parent] === entity ? 'child' : 'parent'
    found.push({ own: own!, other: named(chain, other!), how, detail: { ...nothing, netuid: childNetuid[i]! } })
  }
  return found
}

/** Swaps of a coldkey that are announced, and those that were seen. */
function swaps(chain: Observed, isOwn: IsOwn): Relation[] {
  const announced = chain.latest.facts.swaps
    .filter(({ account }) => isOwn(account))
    .map(
      ({ account, block }): Relation => ({ own: account, other: null, how: 'swap-due', detail: { ...nothing, block } }),
    )
  const { dictionary } = chain
  const swapped = flowKinds.indexOf('coldkey-swapped')
  const seen = chain.moving.flatMap(({ kind, from, to, block }) =>
    Array.from(kind.keys()).flatMap((row): Relation[] => {
      if (kind[row] !== swapped) return []
      const [before, after] = [dictionary.address(from[row]!), dictionary.address(to[row]!)]
      const detail = { ...nothing, block: block[row]! }
      if (isOwn(after)) return [{ own: after, other: named(chain, before), how: 'swapped-from', detail }]
      return isOwn(before) ? [{ own: before, other: named(chain, after), how: 'swapped-to', detail }] : []
    }),
  )
  return [...announced, ...seen]
}
