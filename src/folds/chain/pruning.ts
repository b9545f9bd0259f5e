import type { Holdings, Subnet } from '../../evidence/holdings.ts'

/** Which subnet the chain would remove next, as it looks for it when a new one is registered. */
export interface Pruning {
  /** How many subnets there may be beside root, and how many there are. */
  limit: number
  count: number
  /** For so many blocks after its registration a subnet is not removed. */
  immunityPeriod: number
  /** Numbers of those that may be removed, in the order in which they would be. */
  order: readonly number[]
  /** By number, those that may not yet: the first block in which they may. */
  immuneUntil: ReadonlyMap<number, number>
}

/**
 * The rule of the runtime (opentensor/subtensor, get_network_to_prune and do_register_network): when as many subnets as the
 * limit stand beside root, a registration removes the one with the lowest moving price among those whose immunity is over;
 * of equal prices the one registered first. null where the snapshot does not say enough.
 */
export function pruningOf({ facts }: Pick<Holdings, 'facts'>): Pruning | null {
  const { block, subnets, subnetLimit: limit, immunityPeriod } = facts
  const others = subnets.filter(({ netuid }) => netuid !== 0)
  const priced = others.filter((each): each is Priced => each.movingPrice !== undefined)
  if (limit === undefined || immunityPeriod === undefined || priced.length < others.length) return null
  const immune = ({ registeredAt }: Subnet): boolean => block < registeredAt + immunityPeriod
  const order = priced.filter((each) => !immune(each)).sort(byPrice)
  return {
    limit,
    count: others.length,
    immunityPeriod,
    order: order.map(({ netuid }) => netuid),
    immuneUntil: new Map(
      others.filter(immune).map(({ netuid, registeredAt }) => [netuid, registeredAt + immunityPeriod]),
    ),
  }
}

type Priced = Subnet & { movingPrice: string }

function byPrice(a: Priced, b: Priced): number {
  const more = BigInt(a.movingPrice) - BigInt(b.movingPrice)
  if (more !== 0n) return more < 0n ? -1 : 1
  return a.registeredAt - b.registeredAt || a.netuid - b.netuid
}

/** Rao of TAO for one alpha, from a moving price: rounded down. */
export const movingPriceInRao = (bits: string): bigint => (BigInt(bits) * 1_000_000_000n) >> 32n
