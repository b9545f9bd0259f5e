import type { Address } from '../../log/ss58.ts'
import type { CallOf, Happening } from './calls.ts'
import { escrow } from './escrow.ts'
import { event, subtensor } from './happenings.ts'
import { addStake, type Basket, credit, key, type Ledger, oneTao, potAddress, stakeOf, subnetOf } from './ledger.ts'

const basketOf = (ledger: Ledger, hotkey: Address): Basket => {
  const basket = ledger.baskets.get(hotkey) ?? { shares: 0n, owed: new Map() }
  ledger.baskets.set(hotkey, basket)
  ledger.touched.add(key('basket', hotkey))
  return basket
}

/** Positions of the escrow on a hotkey, by netuid. */
function holdingsOf(ledger: Ledger, hotkey: Address): [netuid: number, amount: bigint][] {
  return [...ledger.subnets.keys()]
    .map((netuid): [number, bigint] => [netuid, stakeOf(ledger, escrow, hotkey, netuid)])
    .filter(([, amount]) => amount > 0n)
}

const worth = (ledger: Ledger, netuid: number, amount: bigint): bigint =>
  netuid === 0 ? amount : (amount * subnetOf(ledger, netuid).price) / oneTao

/** TAO of all that is in a basket. */
const taoIn = (ledger: Ledger, hotkey: Address): bigint =>
  holdingsOf(ledger, hotkey).reduce((sum, [netuid, amount]) => sum + worth(ledger, netuid, amount), 0n)

/** Mints shares for what came in, at the value before; gives how many. */
function mintShares(basket: Basket, added: bigint, before: bigint): bigint {
  const shares = before === 0n || basket.shares === 0n ? added : (added * basket.shares) / before
  basket.shares += shares
  return shares
}

const owe = ({ owed }: Basket, who: Address, shares: bigint): void => {
  owed.set(who, (owed.get(who) ?? 0n) + shares)
}

/** TAO from a balance into a basket: its alpha of one subnet, or TAO itself on root. */
export function stakeIntoBasket(ledger: Ledger, who: Address, call: CallOf<'stake-into-basket'>): Happening[] {
  const { hotkey, netuid, amount } = call
  const before = taoIn(ledger, hotkey)
  credit(ledger, who, -amount)
  const subnet = subnetOf(ledger, netuid)
  if (netuid !== 0) subnet.tao += amount
  addStake(ledger, escrow, hotkey, netuid, netuid === 0 ? amount : (amount * oneTao) / subnet.price)
  const value = taoIn(ledger, hotkey) - before
  const basket = basketOf(ledger, hotkey)
  const shares = mintShares(basket, value, before)
  owe(basket, who, shares)
  return [
    event('Balances', 'Transfer', { from: who, to: potAddress(netuid), amount }),
    subtensor('BasketStakedIn', { hotkey, coldkey: who, tao: amount, value, shares }),
  ]
}

/** Dividends of a subnet that go into a basket; shares of them are owed by root stake, and what does not divide to nobody. */
export function basketDividend(ledger: Ledger, hotkey: Address, netuid: number, amount: bigint): Happening[] {
  const before = taoIn(ledger, hotkey)
  addStake(ledger, escrow, hotkey, netuid, amount)
  const basket = basketOf(ledger, hotkey)
  const tao = taoIn(ledger, hotkey) - before
  const shares = mintShares(basket, tao, before)
  const stakers = [...(ledger.pools.get(key(hotkey, 0)) ?? [])].filter(([who, held]) => held > 0n && who !== escrow)
  const total = stakers.reduce((sum, [, held]) => sum + held, 0n)
  for (const [who, held] of stakers) owe(basket, who, (shares * held) / total)
  return [subtensor('BasketDeposited', { hotkey, tao, shares })]
}

/** All that somebody is owed of a basket is sold, and staked on root with its validator. */
export function claimBasket(ledger: Ledger, who: Address, { hotkey }: CallOf<'claim-basket'>): Happening[] {
  const basket = basketOf(ledger, hotkey)
  const owed = basket.owed.get(who) ?? 0n
  const told: Happening[] = []
  let got = 0n
  for (const [netuid, amount] of holdingsOf(ledger, hotkey)) {
    const part = (amount * owed) / basket.shares
    const value = worth(ledger, netuid, part)
    const subnet = subnetOf(ledger, netuid)
    const paid = netuid !== 0 && value > subnet.tao ? subnet.tao : value
    if (netuid !== 0) subnet.tao -= paid
    addStake(ledger, escrow, hotkey, netuid, -part)
    if (netuid !== 0 && paid > 0n)
      told.push(event('Balances', 'Transfer', { from: potAddress(netuid), to: potAddress(0), amount: paid }))
    got += paid
  }
  basket.owed.delete(who)
  basket.shares -= owed
  addStake(ledger, who, hotkey, 0, got)
  return [
    ...told,
    subtensor('BasketClaimed', { hotkey, coldkey: who, tao: got }),
    subtensor('RootClaimed', { coldkey: who, tao: got }),
  ]
}

/** The validator trades what is in its basket; shares stay as they are. */
export function swapBasket(ledger: Ledger, _: Address, call: CallOf<'swap-basket'>): Happening[] {
  const { hotkey, fromNetuid, toNetuid, amount } = call
  const [from, to] = [subnetOf(ledger, fromNetuid), subnetOf(ledger, toNetuid)]
  const value = worth(ledger, fromNetuid, amount)
  const mid = fromNetuid !== 0 && value > from.tao ? from.tao : value
  if (fromNetuid !== 0) from.tao -= mid
  if (toNetuid !== 0) to.tao += mid
  addStake(ledger, escrow, hotkey, fromNetuid, -amount)
  const bought = toNetuid === 0 ? mid : (mid * oneTao) / to.price
  addStake(ledger, escrow, hotkey, toNetuid, bought)
  ledger.touched.add(key('subnet', fromNetuid)).add(key('subnet', toNetuid))
  const told = { hotkey, origin_netuid: fromNetuid, destination_netuid: toNetuid }
  return [
    event('Balances', 'Transfer', { from: potAddress(fromNetuid), to: potAddress(toNetuid), amount: mid }),
    subtensor('BasketSwapped', { ...told, alpha_sold: amount, tao_mid: mid, alpha_bought: bought }),
  ]
}

/** Alpha that nobody can sell goes out of a basket. */
export function writeOffBasket(ledger: Ledger, hotkey: Address, netuid: number): Happening[] {
  const alpha = stakeOf(ledger, escrow, hotkey, netuid)
  addStake(ledger, escrow, hotkey, netuid, -alpha)
  subnetOf(ledger, netuid).alphaBurned += alpha
  return [subtensor('BasketAlphaWrittenOff', { hotkey, netuid, alpha })]
}
