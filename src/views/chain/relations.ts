import { addressOfRow } from '../../evidence/accounts.ts'
import { flowAt, flowKinds } from '../../evidence/flows.ts'
import { childAt } from '../../evidence/holdings.ts'
import { rowOfAddress } from '../../folds/chain/balance-sheet.ts'
import { addressIn } from '../../folds/chain/dictionary.ts'
import type { ChainFlows } from '../../folds/chain/flows.ts'
import { type Naming, named, namedRow } from '../../folds/chain/names.ts'
import type { Observed } from '../../folds/chain/observed.ts'
import type { Address } from '../../log/ss58.ts'
import type { Relation, RelationDetail } from './values.ts'

/** What relations are read from. */
export interface Related {
  observed: Observed
  flows: Readonly<ChainFlows>
  naming: Naming
}

/** Most relations that are listed. */
const mostListed = 200

/** What the chain says of the accounts of an entity and those of others; none of it joins the two. */
export function relationsOf(related: Related, entity: number): Relation[] {
  const { holdings, groups } = related.observed
  const isOwn = (account: Address): boolean => groups.groupOf[rowOfAddress(holdings, account)] === entity
  return [
    ...proxies(related, isOwn),
    ...multisigs(related, isOwn),
    ...children(related, entity),
    ...swaps(related, isOwn),
  ]
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

function proxies({ observed, naming }: Related, isOwn: IsOwn): Relation[] {
  return observed.holdings.facts.proxies.flatMap(({ account, delegate, type, delay }): Relation[] => {
    const detail = { ...nothing, proxyType: type, delay: delay === 0 ? null : delay }
    if (isOwn(account)) return [{ own: account, other: named(naming, delegate), how: 'proxy', detail }]
    return isOwn(delegate) ? [{ own: delegate, other: named(naming, account), how: 'proxy-for', detail }] : []
  })
}

function multisigs({ flows, naming }: Related, isOwn: IsOwn): Relation[] {
  return [...flows.multisigs.values()].flatMap(({ account, threshold, signatories }): Relation[] => {
    const detail = { ...nothing, threshold, of: signatories.length }
    if (isOwn(account))
      return signatories.map((each) => ({ own: account, other: named(naming, each), how: 'signatory', detail }))
    return signatories
      .filter(isOwn)
      .map((own) => ({ own, other: named(naming, account), how: 'signatory-of' as const, detail }))
  })
}

function children({ observed, naming }: Related, entity: number): Relation[] {
  const { holdings, groups } = observed
  const account = (row: number): Address => addressOfRow(holdings.accounts, row)
  return Array.from(holdings.childParent.keys()).flatMap((row): Relation[] => {
    const { parent, child, netuid } = childAt(holdings, row)
    const detail = { ...nothing, netuid }
    if (groups.groupOf[parent] === entity)
      return [{ own: account(parent), other: namedRow(naming, holdings, child), how: 'child', detail }]
    if (groups.groupOf[child] !== entity) return []
    return [{ own: account(child), other: namedRow(naming, holdings, parent), how: 'parent', detail }]
  })
}

/** Swaps of a coldkey that are announced, and those that were seen. */
function swaps({ observed, flows, naming }: Related, isOwn: IsOwn): Relation[] {
  const announced = observed.holdings.facts.swaps
    .filter(({ account }) => isOwn(account))
    .map(
      ({ account, block }): Relation => ({ own: account, other: null, how: 'swap-due', detail: { ...nothing, block } }),
    )
  const swapped = flowKinds.indexOf('coldkey-swapped')
  const seen = flows.tables.flatMap((table) =>
    Array.from(table.kind, (kind, row) => (kind === swapped ? row : null)).flatMap((row): Relation[] => {
      if (row === null) return []
      const { from, to, block } = flowAt(table, row)
      const [before, after] = [addressIn(flows.dictionary, from), addressIn(flows.dictionary, to)]
      const detail = { ...nothing, block }
      if (isOwn(after)) return [{ own: after, other: named(naming, before), how: 'swapped-from', detail }]
      return isOwn(before) ? [{ own: before, other: named(naming, after), how: 'swapped-to', detail }] : []
    }),
  )
  return [...announced, ...seen]
}
