import type { Address } from '../../log/ss58.ts'
import type { CallOf, Happening } from './calls.ts'
import { convertHolding, escrow } from './escrow.ts'
import { event, subtensor } from './happenings.ts'
import { addStake, credit, key, type Ledger, oneTao, potAddress, subnetOf, touchStake } from './ledger.ts'

/** Which position a leg of a move is about. */
interface Position {
  coldkey: Address
  hotkey: Address
  netuid: number
}

/** Where subnets have accounts, what goes in or out of one is a transfer as well. */
function throughPot({ potted }: Ledger, from: Address, to: Address, amount: bigint): Happening[] {
  return potted && amount > 0n ? [event('Balances', 'Transfer', { from, to, amount })] : []
}

/** Where they have none, TAO that is staked is in no account. */
const withoutPot = ({ potted }: Ledger, name: 'Withdraw' | 'Deposit', who: Address, amount: bigint): Happening[] =>
  potted || amount === 0n ? [] : [event('Balances', name, { who, amount })]

/** TAO into stake at the subnet's price; gives the alpha. TAO must have been taken from where it came. */
function buy(ledger: Ledger, { coldkey, hotkey, netuid }: Position, amount: bigint): [bigint, Happening[]] {
  const subnet = subnetOf(ledger, netuid)
  const alpha = netuid === 0 ? amount : (amount * oneTao) / subnet.price
  if (netuid !== 0) subnet.tao += amount
  addStake(ledger, coldkey, hotkey, netuid, alpha)
  const moved = throughPot(ledger, coldkey, potAddress(netuid), amount)
  return [alpha, [...moved, subtensor('StakeAdded', [coldkey, hotkey, amount, alpha, netuid, 0n])]]
}

/** Stake into TAO at the subnet's price, no more than its pool has; gives the TAO, which must go somewhere. */
function sell(ledger: Ledger, { coldkey, hotkey, netuid }: Position, alpha: bigint): [bigint, Happening[]] {
  const subnet = subnetOf(ledger, netuid)
  const worth = netuid === 0 ? alpha : (alpha * subnet.price) / oneTao
  const amount = netuid !== 0 && worth > subnet.tao ? subnet.tao : worth
  if (netuid !== 0) subnet.tao -= amount
  addStake(ledger, coldkey, hotkey, netuid, -alpha)
  const moved = throughPot(ledger, potAddress(netuid), coldkey, amount)
  return [amount, [...moved, subtensor('StakeRemoved', [coldkey, hotkey, amount, alpha, netuid, 0n])]]
}

export function stake(ledger: Ledger, coldkey: Address, { hotkey, netuid, amount }: CallOf<'stake'>): Happening[] {
  credit(ledger, coldkey, -amount)
  const [, added] = buy(ledger, { coldkey, hotkey, netuid }, amount)
  return [...withoutPot(ledger, 'Withdraw', coldkey, amount), ...added]
}

export function unstake(ledger: Ledger, coldkey: Address, { hotkey, netuid, amount }: CallOf<'unstake'>): Happening[] {
  const [got, removed] = sell(ledger, { coldkey, hotkey, netuid }, amount)
  credit(ledger, coldkey, got)
  return [...withoutPot(ledger, 'Deposit', coldkey, got), ...removed]
}

/** From one position to another: within a subnet the alpha itself, between subnets through TAO. */
function shift(ledger: Ledger, from: Position, to: Position, alpha: bigint): [bigint, Happening[]] {
  if (from.netuid === to.netuid) {
    const { price } = subnetOf(ledger, from.netuid)
    const worth = from.netuid === 0 ? alpha : (alpha * price) / oneTao
    addStake(ledger, from.coldkey, from.hotkey, from.netuid, -alpha)
    addStake(ledger, to.coldkey, to.hotkey, to.netuid, alpha)
    const legs = [subtensor('StakeRemoved', [from.coldkey, from.hotkey, worth, alpha, from.netuid, 0n])]
    return [worth, [...legs, subtensor('StakeAdded', [to.coldkey, to.hotkey, worth, alpha, to.netuid, 0n])]]
  }
  const [amount, removed] = sell(ledger, from, alpha)
  const [, added] = buy(ledger, to, amount)
  const handed = from.coldkey === to.coldkey ? [] : throughPot(ledger, from.coldkey, to.coldkey, amount)
  return [amount, [...removed, ...handed, ...added]]
}

export function move(ledger: Ledger, coldkey: Address, call: CallOf<'move'>): Happening[] {
  const { from, to, fromNetuid, toNetuid, amount } = call
  const position = (hotkey: Address, netuid: number): Position => ({ coldkey, hotkey, netuid })
  const [worth, legs] = shift(ledger, position(from, fromNetuid), position(to, toNetuid), amount)
  return [...legs, subtensor('StakeMoved', [coldkey, from, fromNetuid, to, toNetuid, worth])]
}

export function swap(ledger: Ledger, coldkey: Address, call: CallOf<'swap'>): Happening[] {
  const { hotkey, fromNetuid, toNetuid, amount } = call
  const position = (netuid: number): Position => ({ coldkey, hotkey, netuid })
  const [worth, legs] = shift(ledger, position(fromNetuid), position(toNetuid), amount)
  return [...legs, subtensor('StakeSwapped', [coldkey, hotkey, fromNetuid, toNetuid, worth])]
}

export function transferStake(ledger: Ledger, coldkey: Address, call: CallOf<'transfer-stake'>): Happening[] {
  const { to, hotkey, fromNetuid, toNetuid, amount } = call
  const [worth, legs] = shift(
    ledger,
    { coldkey, hotkey, netuid: fromNetuid },
    { coldkey: to, hotkey, netuid: toNetuid },
    amount,
  )
  return [...legs, subtensor('StakeTransferred', [coldkey, to, hotkey, fromNetuid, toNetuid, worth])]
}

/** Stake of one coldkey with one hotkey to another coldkey with another hotkey. */
export function handOver(ledger: Ledger, coldkey: Address, call: CallOf<'hand-over'>): Happening[] {
  const { to, from, hotkey, fromNetuid, toNetuid, amount } = call
  const [worth, legs] = shift(
    ledger,
    { coldkey, hotkey: from, netuid: fromNetuid },
    { coldkey: to, hotkey, netuid: toNetuid },
    amount,
  )
  const told = {
    origin_coldkey: coldkey,
    destination_coldkey: to,
    origin_hotkey: from,
    destination_hotkey: hotkey,
    origin_netuid: fromNetuid,
    destination_netuid: toNetuid,
    amount: worth,
  }
  return [...legs, subtensor('StakeAndHotkeyTransferred', told)]
}

/** Stake that grows with no event, shared by what each has; what does not divide goes to the hotkey's owner. */
export function emission(ledger: Ledger, hotkey: Address, netuid: number, amount: bigint): void {
  const pool = [...(ledger.pools.get(key(hotkey, netuid)) ?? [])].filter(([, held]) => held > 0n)
  const [first] = pool
  if (!first) return
  const total = pool.reduce((sum, [, held]) => sum + held, 0n)
  let rest = amount
  for (const [coldkey, held] of pool) {
    const part = (amount * held) / total
    rest -= part
    addStake(ledger, coldkey, hotkey, netuid, part)
  }
  addStake(ledger, ledger.owners.get(hotkey) ?? first[0], hotkey, netuid, rest)
  if (netuid === 0) ledger.issuance += amount
}

/** Every holder's stake moves to the new hotkey, in all subnets; one event tells of it. */
export function swapHotkey(ledger: Ledger, coldkey: Address, { from, to }: CallOf<'swap-hotkey'>): Happening[] {
  for (const [at, pool] of [...ledger.pools]) {
    const [hotkey, netuid] = at.split(' ')
    if (hotkey !== from) continue
    for (const [holder, amount] of [...pool]) {
      addStake(ledger, holder, from, Number(netuid), -amount)
      addStake(ledger, holder, to, Number(netuid), amount)
    }
  }
  for (const [netuid, subnet] of ledger.subnets) replaceHotkey(ledger, netuid, subnet, from, to)
  renameOwner(ledger, coldkey, from, to)
  const basket = ledger.baskets.get(from)
  if (basket) ledger.baskets.set(to, basket).delete(from)
  ledger.touched.add(key('basket', from)).add(key('basket', to))
  return [subtensor('HotkeySwapped', { coldkey, old_hotkey: from, new_hotkey: to })]
}

function replaceHotkey(
  ledger: Ledger,
  netuid: number,
  subnet: ReturnType<typeof subnetOf>,
  from: Address,
  to: Address,
): void {
  if (subnet.ownerHotkey === from) subnet.ownerHotkey = to
  subnet.neurons = subnet.neurons.map((hotkey) => (hotkey === from ? to : hotkey))
  const children = ledger.children.get(key(from, netuid))
  if (children) ledger.children.delete(key(from, netuid))
  if (children) ledger.children.set(key(to, netuid), children)
  for (const [at, list] of ledger.children) {
    if (at.endsWith(` ${netuid}`))
      ledger.children.set(
        at,
        list.map(([share, child]) => [share, child === from ? to : child]),
      )
  }
  ledger.touched.add(key('subnet', netuid)).add(key('family', netuid))
}

function renameOwner(ledger: Ledger, coldkey: Address, from: Address, to: Address): void {
  const { owners, owned, takes, touched } = ledger
  owners.delete(from)
  owners.set(to, coldkey)
  owned.set(coldkey, [...(owned.get(coldkey) ?? []).filter((hotkey) => hotkey !== from), to])
  const take = takes.get(from)
  takes.delete(from)
  if (take !== undefined) takes.set(to, take)
  for (const hotkey of [from, to]) touched.add(key('owner', hotkey)).add(key('delegate', hotkey))
  touched.add(key('owned', coldkey))
}

/** All that a coldkey has goes to the new one: stake, hotkeys, subnets, balance. */
export function swapColdkey(ledger: Ledger, { from, to }: CallOf<'swap-coldkey'>): Happening[] {
  for (const [at, pool] of [...ledger.pools]) {
    const amount = pool.get(from) ?? 0n
    const [hotkey, netuid] = at.split(' ') as [Address, string]
    if (amount === 0n) continue
    addStake(ledger, from, hotkey, Number(netuid), -amount)
    addStake(ledger, to, hotkey, Number(netuid), amount)
  }
  for (const [netuid, subnet] of ledger.subnets) {
    if (subnet.owner === from) subnet.owner = to
    ledger.touched.add(key('subnet', netuid))
  }
  for (const [hotkey, { owed }] of ledger.baskets) {
    const shares = owed.get(from)
    if (shares !== undefined) owed.set(to, (owed.get(to) ?? 0n) + shares)
    owed.delete(from)
    ledger.touched.add(key('basket', hotkey))
  }
  for (const hotkey of ledger.owned.get(from) ?? []) renameColdkey(ledger, hotkey, from, to)
  const { free } = ledger.accounts.get(from) ?? { free: 0n }
  credit(ledger, from, -free)
  credit(ledger, to, free)
  ledger.swaps.delete(from)
  ledger.touched.add(key('swap', from))
  const done = subtensor('ColdkeySwapped', { old_coldkey: from, new_coldkey: to, swap_cost: 0n })
  return free > 0n ? [event('Balances', 'Transfer', { from, to, amount: free }), done] : [done]
}

function renameColdkey(ledger: Ledger, hotkey: Address, from: Address, to: Address): void {
  const { owned, owners, touched } = ledger
  owners.set(hotkey, to)
  owned.set(
    from,
    (owned.get(from) ?? []).filter((other) => other !== hotkey),
  )
  owned.set(to, [...(owned.get(to) ?? []), hotkey])
  touched.add(key('owner', hotkey)).add(key('owned', from)).add(key('owned', to))
}

/** The pool's TAO goes back to the holders of alpha by what they hold; what does not divide, to the owner. */
export function dissolveSubnet(ledger: Ledger, { netuid }: CallOf<'dissolve-subnet'>): Happening[] {
  const subnet = subnetOf(ledger, netuid)
  const pools = [...ledger.pools].filter(([at]) => at.endsWith(` ${netuid}`))
  const { tao, alphaOut } = subnet
  const paid: Happening[] = []
  const pay = (who: Address, amount: bigint): void => {
    if (amount === 0n) return
    credit(ledger, who, amount)
    paid.push(...withoutPot(ledger, 'Deposit', who, amount), ...throughPot(ledger, potAddress(netuid), who, amount))
  }
  let rest = tao
  for (const [at, pool] of pools) {
    const hotkey = at.split(' ')[0] as Address
    for (const [coldkey, amount] of pool) {
      const part = alphaOut === 0n ? 0n : (tao * amount) / alphaOut
      rest -= part
      if (coldkey === escrow && part > 0n) paid.push(...convertHolding(ledger, hotkey, netuid, part))
      else pay(coldkey, part)
      touchStake(ledger, coldkey, hotkey, netuid)
    }
    ledger.pools.delete(at)
    ledger.children.delete(at)
  }
  pay(subnet.owner, rest)
  for (const at of [...ledger.locks.keys()]) {
    if (at.split(' ')[1] === String(netuid)) ledger.locks.delete(at) && ledger.touched.add(`lock ${at}`)
  }
  ledger.lockSums.delete(netuid)
  ledger.subnets.delete(netuid)
  ledger.touched.add(key('subnet', netuid)).add(key('family', netuid)).add(key('locks', netuid)).add('totals')
  return [...paid, subtensor('NetworkRemoved', netuid)]
}
