import { potOf, subnetPot } from '../../evidence/pots.ts'
import { type Address, addressOf, publicKeyOf } from '../../log/ss58.ts'

/** What an account holds outside stake, in rao. */
export interface Balance {
  free: bigint
  reserved: bigint
  nonce: number
}

export interface SubnetState {
  owner: Address
  ownerHotkey: Address
  /** TAO in the pool, and alpha that is staked, in rao. */
  tao: bigint
  alphaOut: bigint
  /** TAO for one alpha, times 10^9: what the runtime's price call answers. */
  price: bigint
  registeredAt: number
  name: string
  /** Alpha that the protocol holds, and that was burned. */
  alphaProtocol: bigint
  alphaBurned: bigint
  /** Hotkeys by uid. */
  neurons: Address[]
}

export interface Proxy {
  delegate: Address
  type: string
  delay: number
}

export interface Multisig {
  when: { height: number; index: number }
  deposit: bigint
  depositor: Address
  approvals: Address[]
}

export interface Proposal {
  index: number
  threshold: number
  ayes: Address[]
  nays: Address[]
  end: number
  call: unknown
}

export interface Poll {
  track: number
  proposer: Address
  status: string
  at: number
  votes: Map<Address, boolean>
}

export interface Identity {
  name: string
  url: string
  github: string
  description: string
}

/** A lock as the chain keeps it: rao of alpha, conviction as U64F64, and the block of both. */
export interface LockState {
  mass: bigint
  conviction: bigint
  since: number
}

/** How many blocks a lock takes to fall to 1/e, and conviction to come as near to it. */
export interface Rates {
  unlock: number
  maturity: number
}

/** What is in a validator's basket is stake of the escrow on it; these are the shares of that. */
export interface Basket {
  shares: bigint
  /** What coldkeys are owed, together no more than all shares. */
  owed: Map<Address, bigint>
}

export type Body = 'triumvirate' | 'senate' | 'proposers' | 'economic' | 'building' | 'economic-eligible'

/**
 * What is true on the simulated chain, in plain integers: the truth with which readers of its bytes are compared. Stake
 * is kept by position, never in shares. Keys that join words are made by `key`. Everything in it can be cloned.
 */
export interface Ledger {
  block: number
  /** All TAO there is: balances, root stake and the subnets' pools. */
  issuance: bigint
  /** Whether the TAO of subnets lies in accounts of their own, as since May 2026. */
  potted: boolean
  accounts: Map<Address, Balance>
  /** By `key(hotkey, netuid)`: what each coldkey has staked there, in rao of TAO (netuid 0) or of alpha. */
  pools: Map<string, Map<Address, bigint>>
  /** Owner coldkey of each hotkey that was ever used. */
  owners: Map<Address, Address>
  owned: Map<Address, Address[]>
  /** Hotkeys a coldkey ever staked to; they stay when the stake has gone, as on the real chain. */
  staking: Map<Address, Address[]>
  /** Takes of delegates, of 65,535. */
  takes: Map<Address, number>
  subnets: Map<number, SubnetState>
  /** By `key(hotkey, netuid)`: proportion of 2^64 - 1, and child. */
  children: Map<string, [bigint, Address][]>
  identities: Map<Address, Identity>
  /** By `key(coldkey, netuid, hotkey)`. */
  locks: Map<string, LockState>
  /** `key(coldkey, netuid)` of those whose locks do not decay. */
  perpetual: Set<string>
  /** What the chain adds up of locks, by netuid, as last written. */
  lockSums: Map<number, Map<string, LockState>>
  lockRates: Rates
  /** By hotkey. */
  baskets: Map<Address, Basket>
  swaps: Map<Address, { block: number; hash: string }>
  disputes: Map<Address, number>
  proxies: Map<Address, Proxy[]>
  /** By `key(account, call hash)`. */
  multisigs: Map<string, Multisig>
  sudo: Address | null
  bodies: Map<Body, Address[]>
  proposals: Map<string, Proposal>
  proposalCount: number
  polls: Map<number, Poll>
  /** Cells that changed in the present block, for the encoder: `account A`, `pool H N`, `position C H N`, ... */
  touched: Set<string>
}

/** Words joined to a key; none of them holds a space. */
export const key = (...words: (string | number)[]): string => words.join(' ')

export const oneTao = 1_000_000_000n

/** TAO to rao; up to nine decimals. */
export const tao = (amount: number): bigint => BigInt(Math.round(amount * 1e9))

/** An empty chain: no account, the root subnet, no governance. */
export function emptyLedger(nobody: Address): Ledger {
  const root: SubnetState = {
    owner: nobody,
    ownerHotkey: nobody,
    tao: 0n,
    alphaOut: 0n,
    price: oneTao,
    registeredAt: 0,
    name: 'root',
    alphaProtocol: 0n,
    alphaBurned: 0n,
    neurons: [],
  }
  return {
    block: 0,
    issuance: 0n,
    potted: false,
    accounts: new Map(),
    pools: new Map(),
    owners: new Map(),
    owned: new Map(),
    staking: new Map(),
    takes: new Map(),
    subnets: new Map([[0, root]]),
    children: new Map(),
    identities: new Map(),
    locks: new Map(),
    perpetual: new Set(),
    lockSums: new Map(),
    lockRates: { unlock: 934_866, maturity: 934_866 },
    baskets: new Map(),
    swaps: new Map(),
    disputes: new Map(),
    proxies: new Map(),
    multisigs: new Map(),
    sudo: null,
    bodies: new Map(),
    proposals: new Map(),
    proposalCount: 0,
    polls: new Map(),
    touched: new Set(['sudo', 'totals', 'subnet 0']),
  }
}

export const balanceOf = (ledger: Ledger, who: Address): Balance =>
  ledger.accounts.get(who) ?? { free: 0n, reserved: 0n, nonce: 0 }

/** Adds to (or takes from) balances. Throws when an account would owe: the story asks for more than there is. */
export function credit(ledger: Ledger, who: Address, free: bigint, reserved = 0n): Balance {
  const old = balanceOf(ledger, who)
  const next = { ...old, free: old.free + free, reserved: old.reserved + reserved }
  if (next.free < 0n || next.reserved < 0n) {
    throw new Error(`In block ${ledger.block} of the story ${who} has ${old.free} rao, too little to take ${-free}`)
  }
  ledger.accounts.set(who, next)
  ledger.touched.add(key('account', who))
  return next
}

/** TAO that comes into being (or goes out of it) in an account. */
export function mint(ledger: Ledger, who: Address, amount: bigint): void {
  credit(ledger, who, amount)
  ledger.issuance += amount
  ledger.touched.add('totals')
}

export const stakeOf = (ledger: Ledger, coldkey: Address, hotkey: Address, netuid: number): bigint =>
  ledger.pools.get(key(hotkey, netuid))?.get(coldkey) ?? 0n

/** Adds to (or takes from) a position. Throws when it would be negative. */
export function addStake(ledger: Ledger, coldkey: Address, hotkey: Address, netuid: number, amount: bigint): void {
  const next = stakeOf(ledger, coldkey, hotkey, netuid) + amount
  if (next < 0n) {
    throw new Error(`In block ${ledger.block} of the story ${coldkey} has not ${-amount} staked on ${hotkey} ${netuid}`)
  }
  const pool = ledger.pools.get(key(hotkey, netuid)) ?? new Map<Address, bigint>()
  ledger.pools.set(key(hotkey, netuid), pool.set(coldkey, next))
  subnetOf(ledger, netuid).alphaOut += amount
  touchStake(ledger, coldkey, hotkey, netuid)
  append(ledger.staking, coldkey, hotkey) && ledger.touched.add(key('staking', coldkey))
}

export function touchStake({ touched, baskets }: Ledger, coldkey: Address, hotkey: Address, netuid: number): void {
  // What somebody is owed of a basket is kept beside root stake, and written anew with it.
  if (netuid === 0 && baskets.has(hotkey)) touched.add(key('basket', hotkey))
  touched.add(key('position', coldkey, hotkey, netuid))
  for (const cell of [key('pool', hotkey, netuid), key('cold', coldkey), key('subnet', netuid), 'totals'])
    touched.add(cell)
}

/** Appends where it does not stand yet; says whether it was appended. */
export function append<K, V>(lists: Map<K, V[]>, at: K, value: V): boolean {
  const list = lists.get(at) ?? []
  if (list.includes(value)) return false
  lists.set(at, [...list, value])
  return true
}

/** Throws when the story names a subnet that is not there. */
export function subnetOf(ledger: Ledger, netuid: number): SubnetState {
  const subnet = ledger.subnets.get(netuid)
  if (!subnet) throw new Error(`In block ${ledger.block} of the story there is no subnet ${netuid}`)
  return subnet
}

/** Alpha in the pool: as much as makes the price that of its TAO. */
export const alphaInOf = ({ tao, price }: SubnetState): bigint => (tao * oneTao) / price

/** All positions that hold something, of all coldkeys. */
export function* positions(
  ledger: Ledger,
): Iterable<{ coldkey: Address; hotkey: Address; netuid: number; amount: bigint }> {
  for (const [at, pool] of ledger.pools) {
    const [hotkey, netuid] = at.split(' ') as [Address, string]
    for (const [coldkey, amount] of pool) if (amount > 0n) yield { coldkey, hotkey, netuid: Number(netuid), amount }
  }
}

/** TAO of a subnet: staked on root, or in its pool. */
const taoOfSubnet = (netuid: number, { alphaOut, tao }: SubnetState): bigint => (netuid === 0 ? alphaOut : tao)

/** The account in which the TAO of a subnet lies. */
export const potAddress = (netuid: number): Address => addressOf(subnetPot(netuid))

/** Puts into the account of each subnet what it has, and nothing into that of one that is gone. */
export function fillPots(ledger: Ledger): void {
  const due = new Map<Address, bigint>()
  for (const who of ledger.accounts.keys()) if (potOf(publicKeyOf(who))) due.set(who, 0n)
  for (const [netuid, subnet] of ledger.subnets) due.set(potAddress(netuid), taoOfSubnet(netuid, subnet))
  for (const [pot, amount] of due) {
    credit(ledger, pot, amount - balanceOf(ledger, pot).free)
    // An account that holds nothing is none.
    if (amount === 0n) ledger.accounts.delete(pot)
  }
}

/** TAO in balances, and in root stake and pools where they have no account: equal to `issuance` at all times. */
export function taoInLedger(ledger: Ledger): bigint {
  let sum = 0n
  for (const { free, reserved } of ledger.accounts.values()) sum += free + reserved
  if (!ledger.potted) for (const [netuid, subnet] of ledger.subnets) sum += taoOfSubnet(netuid, subnet)
  return sum
}
