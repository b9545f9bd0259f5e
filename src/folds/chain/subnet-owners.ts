import { addressAt } from '../../evidence/accounts.ts'
import { type Flows, flowAt, flowKinds } from '../../evidence/flows.ts'
import type { Subnet } from '../../evidence/holdings.ts'
import type { Address } from '../../log/ss58.ts'
import { leading } from '../../math/search.ts'
import { defineFold } from '../fold.ts'
import { snapshots } from './snapshots.ts'

/** Who owned each subnet, as snapshots and flows show it. */
export interface SubnetOwners {
  /** By netuid, by rising block: the first and the last sight of each time of one owner. */
  seen: Map<number, Sight[]>
  /** Changes that flows tell, by netuid, by rising block. */
  changes: Map<number, { block: number; to: Address | null; index: number }[]>
}

/** A subnet in one snapshot. */
interface Sight extends Pick<Subnet, 'owner' | 'registeredAt'> {
  block: number
  /** Place of the snapshot in the log. */
  index: number
}

/** Since when the owner owns: told by a flow, by the registration, or seen in a snapshot for the first time. */
export interface OwnedSince {
  how: 'changed' | 'registered' | 'seen'
  block: number
  /** Place of the snapshot that shows it. */
  index: number
}

export const subnetOwners = defineFold({
  name: 'subnet-owners',
  needs: { snapshots },
  kinds: ['snapshot'],
  start: (): SubnetOwners => ({ seen: new Map(), changes: new Map() }),
  take(state, { index }, { snapshots: { fresh } }) {
    if (fresh === null) return undefined
    const { block, subnets } = fresh.holdings.facts
    for (const { netuid, owner, registeredAt } of subnets) see(state, netuid, { block, index, owner, registeredAt })
    if (fresh.flows) noteChanges(state, fresh.flows, index)
    return undefined
  },
  // A snapshot cannot be taken back.
  takeBack: () => undefined,
})

function see({ seen }: SubnetOwners, netuid: number, sight: Sight): void {
  const sights = seen.get(netuid) ?? []
  seen.set(netuid, sights)
  const place = leading(sights, ({ block }) => block < sight.block)
  sights.splice(place, sights[place]?.block === sight.block ? 1 : 0, sight)
  for (const at of [place + 1, place, place - 1]) if (isWithin(sights, at)) sights.splice(at, 1)
}

/** Between two sights of the same owner another one says nothing more. */
function isWithin(sights: readonly Sight[], at: number): boolean {
  const [before, own, after] = [sights[at - 1], sights[at], sights[at + 1]]
  return before !== undefined && own !== undefined && after !== undefined && same(before, own) && same(own, after)
}

const same = (a: Sight, b: Sight): boolean => a.owner === b.owner && a.registeredAt === b.registeredAt

const ownerChanged = flowKinds.indexOf('subnet-owner-changed')

function noteChanges({ changes }: SubnetOwners, flows: Flows, index: number): void {
  for (const [row, kind] of flows.kind.entries()) {
    if (kind !== ownerChanged) continue
    const { block, netuid, to } = flowAt(flows, row)
    const list = changes.get(netuid) ?? []
    changes.set(netuid, list)
    list.splice(
      leading(list, (each) => each.block <= block),
      0,
      { block, to: addressAt(flows.accounts, to), index },
    )
  }
}

/** Since when the owner of the latest snapshot owns a subnet; null for a subnet that no snapshot has. */
export function ownedSince({ seen, changes }: SubnetOwners, netuid: number): OwnedSince | null {
  const sights = seen.get(netuid) ?? []
  const last = sights.at(-1)
  if (last === undefined) return null
  const before = sights.findLastIndex((each) => !same(each, last))
  const first = sights[before + 1] ?? last
  const former = sights[before]
  const told = (changes.get(netuid) ?? []).findLast(
    ({ block, to }) => to === last.owner && block <= first.block && block > (former?.block ?? -1),
  )
  if (told && told.block >= last.registeredAt) return { how: 'changed', block: told.block, index: told.index }
  if (former && former.registeredAt !== last.registeredAt)
    return { how: 'registered', block: last.registeredAt, index: first.index }
  return { how: 'seen', block: first.block, index: first.index }
}
