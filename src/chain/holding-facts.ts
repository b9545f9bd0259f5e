/** The smaller facts of a snapshot: subnets and their prices, keys, bodies, proxies, announced swaps, identities. */

import type { Body, HoldingsFacts, Recipe, Subnet, SubnetIdentity } from '../evidence/holdings.ts'
import { unhex } from '../log/bytes.ts'
import { addressOf } from '../log/ss58.ts'
import type { LockReader } from './locks.ts'
import type { RuntimeCall, TakeRow } from './reading.ts'
import type { Runtime } from './runtime.ts'
import { plainText } from './text.ts'

/** What this part of the recipe asks for and has learnt; accounts in hex. */
export interface Facts {
  /** Single values, to be asked first. */
  keys: { name: string; key: Uint8Array; take(value: Uint8Array | null): void }[]
  /** Readers of the maps that these facts come from, by `Pallet.Item`. */
  readers: [string, TakeRow][]
  /** Prices of the subnets, once they are known. */
  calls(): RuntimeCall[]
  finish(): {
    facts: Omit<HoldingsFacts, 'format' | 'chain' | 'block' | 'hash' | 'stateRoot' | 'spec' | 'era'>
    named: string[]
  }
}

interface State {
  single: Map<string, unknown>
  /** By `Pallet.Item`, then by netuid. */
  bySubnet: Map<string, Map<number, unknown>>
  prices: Map<number, bigint>
  /** Of the first recipe, which says less of subnets. */
  isFirst: boolean
  hasMovingPrice: boolean
  rootSeats: string[]
  collectives: Map<string, string[]>
  proxies: { account: string; delegate: string; type: string; delay: number }[]
  swaps: { account: string; block: number }[]
  identities: { account: string; value: Record<string, unknown> }[]
}

const module = 'SubtensorModule'

/** Values that stand alone, by `Pallet.Item`. */
const singles = [
  'Timestamp.Now',
  'SubtensorModule.TotalIssuance',
  'Balances.TotalIssuance',
  'SubtensorModule.TaoWeight',
  'Sudo.Key',
  'Triumvirate.Members',
  'SenateMembers.Members',
  'SubtensorModule.NetworkImmunityPeriod',
  'SubtensorModule.SubnetLimit',
]

/** Maps by subnet. */
const subnetMaps = [
  'NetworksAdded',
  'SubnetOwner',
  'SubnetOwnerHotkey',
  'NetworkRegisteredAt',
  'TokenSymbol',
  'SubnetTAO',
  'SubnetAlphaIn',
  'SubnetAlphaOut',
  'SubnetMechanism',
  'SubnetMovingPrice',
  'SubnetIdentitiesV3',
  'SubnetIdentitiesV2',
  'SubnetIdentities',
]

/** What `holdings-1` does not read. */
const later = ['SubnetMovingPrice', 'NetworkImmunityPeriod', 'SubnetLimit'].map((item) => `${module}.${item}`)
const isLater = (name: string): boolean => later.includes(name)

/** What somebody would look for in vain: named in the snapshot when the runtime does not have it. */
const looked = [
  ...singles,
  ...['Owner', 'Delegates', 'ChildKeys', 'Lock', 'NetworksAdded', 'SubnetOwner', 'IdentitiesV2', 'Keys'].map(
    (item) => `${module}.${item}`,
  ),
  `${module}.ColdkeySwapAnnouncements`,
  `${module}.SubnetMovingPrice`,
  'Proxy.Proxies',
  'MultiCollective.Members',
]

/** Before any storage was read. The first recipe reads less. What is a fact of locks comes from their reader. */
export function startFacts(runtime: Runtime, locks: LockReader, recipe: Recipe): Facts {
  const isFirst = recipe === 'holdings-1'
  const isRead = (name: string): boolean => has(runtime, name) && !(isFirst && isLater(name))
  const state: State = {
    single: new Map(),
    bySubnet: new Map(subnetMaps.map((item) => [item, new Map()])),
    prices: new Map(),
    isFirst,
    hasMovingPrice: isRead(`${module}.SubnetMovingPrice`),
    rootSeats: [],
    collectives: new Map(),
    proxies: [],
    swaps: [],
    identities: [],
  }
  return {
    keys: [
      ...singles.filter(isRead).map((name) => singleKey(runtime, name, (value) => state.single.set(name, value))),
      ...locks.singles.map(([name, take]) => singleKey(runtime, name, take)),
    ],
    readers: factReaders(runtime, state).filter(([name]) => isRead(name)),
    calls: () => priceCalls(runtime, state),
    finish: () => finishFacts(runtime, state, locks),
  }
}

function factReaders(runtime: Runtime, state: State): [string, TakeRow][] {
  return [
    ...subnetMaps.map((item): [string, TakeRow] => [`${module}.${item}`, subnetReader(runtime, state, item)]),
    [`${module}.Keys`, rootReader(runtime, state)],
    ['MultiCollective.Members', collectiveReader(runtime, state)],
    ['Proxy.Proxies', proxyReader(runtime, state)],
    [`${module}.ColdkeySwapAnnouncements`, swapReader(runtime, state, 'ColdkeySwapAnnouncements')],
    [`${module}.ColdkeySwapScheduled`, swapReader(runtime, state, 'ColdkeySwapScheduled')],
    [identityItem(runtime), identityReader(runtime, state)],
  ]
}

function has(runtime: Runtime, name: string): boolean {
  const [pallet = '', item = ''] = name.split('.')
  return runtime.hasStorage(pallet, item)
}

function item(runtime: Runtime, name: string) {
  const [pallet = '', own = ''] = name.split('.')
  return runtime.storage(pallet, own)
}

function singleKey(runtime: Runtime, name: string, take: (value: unknown) => void): Facts['keys'][number] {
  const { key, decode, fallback } = item(runtime, name)
  return { name, key: key(), take: (value) => take(value === null ? fallback : decode(value)) }
}

function subnetReader(runtime: Runtime, { bySubnet }: State, own: string): TakeRow {
  return (key, value) => {
    const { decodeKey, decode } = runtime.storage(module, own)
    bySubnet.get(own)!.set(Number(decodeKey(key)[0]), decode(value))
  }
}

/** Hotkeys by seat of the root network, which is subnet 0. */
function rootReader(runtime: Runtime, { rootSeats }: State): TakeRow {
  return (key, value) => {
    const { decodeKey, decode } = runtime.storage(module, 'Keys')
    if (decodeKey(key)[0] === 0) rootSeats.push(decode(value) as string)
  }
}

function collectiveReader(runtime: Runtime, { collectives }: State): TakeRow {
  return (key, value) => {
    const { decodeKey, decode } = runtime.storage('MultiCollective', 'Members')
    const { type } = decodeKey(key)[0] as { type: string }
    collectives.set(type, decode(value) as string[])
  }
}

interface ProxyDefinition {
  delegate: string
  proxy_type: { type: string }
  delay: number
}

function proxyReader(runtime: Runtime, { proxies }: State): TakeRow {
  return (key, value) => {
    const { decodeKey, decode } = runtime.storage('Proxy', 'Proxies')
    const account = decodeKey(key)[0] as string
    for (const { delegate, proxy_type, delay } of (decode(value) as [ProxyDefinition[], bigint])[0])
      proxies.push({ account, delegate, type: proxy_type.type, delay })
  }
}

/**
 * An announcement names the block from which it can be carried out, which is that of the announcement and the delay; the
 * older schedule has none here, so 0 stands for "under way".
 */
function swapReader(runtime: Runtime, { swaps }: State, own: string): TakeRow {
  return (key, value) => {
    const { decodeKey, decode } = runtime.storage(module, own)
    const said = decode(value)
    swaps.push({ account: decodeKey(key)[0] as string, block: Array.isArray(said) ? Number(said[0]) : 0 })
  }
}

const identityItem = (runtime: Runtime): string =>
  has(runtime, `${module}.IdentitiesV2`) ? `${module}.IdentitiesV2` : `${module}.Identities`

function identityReader(runtime: Runtime, { identities }: State): TakeRow {
  return (key, value) => {
    const { decodeKey, decode } = item(runtime, identityItem(runtime))
    identities.push({ account: decodeKey(key)[0] as string, value: decode(value) as Record<string, unknown> })
  }
}

/**
 * A runtime that swaps gives the price itself, and no other reading of its pools is safe: the curve changed three times.
 * Before it had that call, pools were of constant product, and the price follows from them.
 */
const hasPrices = (runtime: Runtime): boolean =>
  runtime.hasApi('SwapRuntimeApi', 'current_alpha_price') || runtime.hasPallet('Swap')

function priceCalls(runtime: Runtime, { bySubnet, prices }: State): RuntimeCall[] {
  if (!hasPrices(runtime)) return []
  const { method, args, decode } = runtime.api('SwapRuntimeApi', 'current_alpha_price')
  return netuids(bySubnet)
    .filter((netuid) => netuid !== 0)
    .map((netuid) => ({
      method,
      args: args(netuid),
      take: (bytes) => {
        prices.set(netuid, decode(bytes) as bigint)
      },
    }))
}

const billion = 1_000_000_000n

function priceOf({ prices, bySubnet }: State, netuid: number): bigint {
  const told = prices.get(netuid)
  if (told !== undefined) return told
  const of = (own: string): bigint => BigInt((bySubnet.get(own)!.get(netuid) as bigint | undefined) ?? 0n)
  const isFixed = netuid === 0 || of('SubnetMechanism') === 0n || of('SubnetAlphaIn') === 0n
  return isFixed ? billion : (of('SubnetTAO') * billion) / of('SubnetAlphaIn')
}

function netuids(bySubnet: State['bySubnet']): number[] {
  const added = bySubnet.get('NetworksAdded')!
  return [...added.keys()].filter((netuid) => added.get(netuid) === true).sort((a, b) => a - b)
}

const zeros = '0'.repeat(64)
const isSomebody = (account: unknown): account is string => typeof account === 'string' && account !== zeros
const addressIn = (account: unknown) => (isSomebody(account) ? addressOf(unhex(account)) : null)

function finishFacts(runtime: Runtime, state: State, locks: LockReader): ReturnType<Facts['finish']> {
  const { single, bySubnet } = state
  const amount = (name: string): string => String(single.get(name) ?? 0n)
  const subnets = netuids(bySubnet).map((netuid) => ({ ...subnetOf(state, netuid), ...locks.subnetFacts(netuid) }))
  const facts = {
    ms: Number(single.get('Timestamp.Now') ?? 0n),
    issuance: amount(
      single.has('SubtensorModule.TotalIssuance') ? 'SubtensorModule.TotalIssuance' : 'Balances.TotalIssuance',
    ),
    taoWeight: amount('SubtensorModule.TaoWeight'),
    subnets,
    ...pruningOf(state),
    sudo: addressIn(single.get('Sudo.Key')),
    bodies: bodiesOf(state),
    proxies: sorted(
      state.proxies.map((each) => ({ ...each, account: address(each.account), delegate: address(each.delegate) })),
      ({ account, delegate, type }) => `${account} ${delegate} ${type}`,
    ),
    swaps: sorted(
      state.swaps.map((each) => ({ ...each, account: address(each.account) })),
      ({ account }) => account,
    ),
    identities: sorted(state.identities.map(identityOf), ({ account }) => account),
    missing: looked.filter((name) => !has(runtime, name) && !(state.isFirst && isLater(name))),
    ...locks.facts(),
  }
  return { facts, named: namedIn(state) }
}

const address = (account: string) => addressOf(unhex(account))

/** In the order of a text, so that the pages in which a node answered leave no trace. */
function sorted<T>(rows: T[], by: (row: T) => string): T[] {
  return rows.toSorted((a, b) => (by(a) < by(b) ? -1 : 1))
}

function subnetOf(state: State, netuid: number): Subnet {
  const of = (own: string): unknown => state.bySubnet.get(own)!.get(netuid)
  const identity = (of('SubnetIdentitiesV3') ?? of('SubnetIdentitiesV2') ?? of('SubnetIdentities') ?? {}) as Record<
    string,
    unknown
  >
  const movingPrice = movingPriceOf(state, netuid)
  return {
    netuid,
    name: plainText(identity.subnet_name, 64),
    symbol: plainText(of('TokenSymbol'), 8),
    owner: addressIn(of('SubnetOwner')),
    ownerHotkey: addressIn(of('SubnetOwnerHotkey')),
    price: String(priceOf(state, netuid)),
    taoIn: String(of('SubnetTAO') ?? 0n),
    alphaIn: String(of('SubnetAlphaIn') ?? 0n),
    alphaOut: String(of('SubnetAlphaOut') ?? 0n),
    registeredAt: Number(of('NetworkRegisteredAt') ?? 0n),
    ...(!state.isFirst && saidBy(identity)),
    ...(movingPrice !== null && { movingPrice: String(movingPrice) }),
  }
}

/** What an owner says of a subnet beside its name; nothing where every text is empty. */
function saidBy(identity: Record<string, unknown>): { identity?: SubnetIdentity } {
  const said = {
    url: plainText(identity.subnet_url, 256),
    description: plainText(identity.description, 512),
    github: plainText(identity.github_repo, 256),
    discord: plainText(identity.discord, 256),
  }
  return Object.values(said).some((text) => text !== '') ? { identity: said } : {}
}

/** 1 as the runtime keeps moving prices: I96F32, of which 32 bits are the fraction. */
const onePrice = 1n << 32n
const u64Max = 2n ** 64n - 1n

/**
 * The moving price as the runtime takes it where it looks for the subnet to remove (opentensor/subtensor,
 * get_moving_alpha_price): 1 for root and for subnets of the stable mechanism. null where the runtime keeps none.
 */
function movingPriceOf({ bySubnet, hasMovingPrice }: State, netuid: number): bigint | null {
  if (!hasMovingPrice) return null
  if (netuid === 0 || ((bySubnet.get('SubnetMechanism')!.get(netuid) as number | undefined) ?? 0) === 0) return onePrice
  const bits = (bySubnet.get('SubnetMovingPrice')!.get(netuid) as bigint | undefined) ?? 0n
  return bits < 0n ? 0n : bits > u64Max ? u64Max : bits
}

/** How many subnets there may be, and for how many blocks a new one is kept, where the runtime says so. */
function pruningOf({ single }: State): Pick<HoldingsFacts, 'subnetLimit' | 'immunityPeriod'> {
  const [limit, period] = ['SubnetLimit', 'NetworkImmunityPeriod'].map((own) => single.get(`${module}.${own}`))
  return {
    ...(limit !== undefined && { subnetLimit: Number(limit) }),
    ...(period !== undefined && { immunityPeriod: Math.min(Number(period), Number.MAX_SAFE_INTEGER) }),
  }
}

/** Names of the collectives as the chain and the snapshot spell them. */
const collectiveNames: Record<string, Body['name']> = {
  Proposers: 'proposers',
  Triumvirate: 'triumvirate',
  Economic: 'economic',
  Building: 'building',
  EconomicEligible: 'economic-eligible',
}

function bodiesOf({ single, collectives, rootSeats }: State): Body[] {
  const found: [Body['name'], string[]][] = [
    ['triumvirate', (single.get('Triumvirate.Members') as string[] | undefined) ?? []],
    ['senate', (single.get('SenateMembers.Members') as string[] | undefined) ?? []],
    ...[...collectives].flatMap(([name, members]): [Body['name'], string[]][] =>
      collectiveNames[name] ? [[collectiveNames[name], members]] : [],
    ),
    ['root', rootSeats],
  ]
  const filled = found.filter(([, members]) => members.length > 0)
  return sorted(
    filled.map(([name, members]) => ({ name, members: members.map(address).sort() })),
    ({ name }) => name,
  )
}

function identityOf({ account, value }: State['identities'][number]): HoldingsFacts['identities'][number] {
  return {
    account: address(account),
    name: plainText(value.name, 64),
    url: plainText(value.url, 256),
    description: plainText(value.description, 512),
    github: plainText(value.github_repo, 256),
  }
}

/** Every account that a fact names, so that it has a row. */
function namedIn(state: State): string[] {
  const { single, bySubnet, proxies, swaps, identities, rootSeats, collectives } = state
  const members = ['Triumvirate.Members', 'SenateMembers.Members'].flatMap(
    (name) => (single.get(name) as string[] | undefined) ?? [],
  )
  const owners = ['SubnetOwner', 'SubnetOwnerHotkey'].flatMap((own) => [...bySubnet.get(own)!.values()])
  const told = [
    ...proxies.flatMap(({ account, delegate }) => [account, delegate]),
    ...swaps.map(({ account }) => account),
  ]
  const seats = [...rootSeats, ...[...collectives.values()].flat(), ...members]
  const all: unknown[] = [
    single.get('Sudo.Key'),
    ...owners,
    ...told,
    ...seats,
    ...identities.map(({ account }) => account),
  ]
  return all.filter(isSomebody)
}
