/**
 * Snapshots told in words, one fact a line. Amounts are TAO, or the subnet's alpha, with up to nine decimals.
 *
 *     block 3000000 (spec 424, issuance 21000, tao weight 18%)
 *     alice has 100 and 5 reserved
 *     alice runs hal (take 18%)                 hal is a hotkey that alice owns
 *     bob stakes 50 on hal                      on root; with `in 3` as alpha of subnet 3
 *     subnet 3 of alice at 0.5 since 1000       one alpha is worth half a TAO; registered in block 1000
 *     subnet 3 of alice at 0.5 holding 400      400 TAO in its pool
 *     subnet 3 of alice at 0.5 moving 0.4       its moving price
 *     room for 4 subnets, new ones kept 500     how many there may be, and for how many blocks none is removed
 *     subnet 3 says It is open                  its description
 *     hal gives 25% to hella in 3               a child takes part of the weight
 *     bob locks 10 on hal in 3
 *     locks fall in 934866 and grow in 311622   rates in blocks: from here on a snapshot of the newer recipe
 *     bob locks 10 on hal in 3 since 2999000 with 4         its conviction, as of a block; and stays, after a comma
 *     subnet 3 counts 900 under hal             alpha outside its pool, the hotkey of its owner; all of it is eligible
 *     the basket of hal has 40 shares
 *     bob is owed 25 of the basket of hal       the stake in it is that of `escrow`
 *     senate: alice, bob                        or triumvirate, proposers, economic, building, root
 *     sudo: safe
 *     safe needs 2 of alice, bob, carol         a multisig; its members are known
 *     alice proxies to bob as Staking
 *     alice is called Alice & sons
 *     alice moves at 5000                       an announced change of coldkey
 */

import { nobody, rowOf, sortAccounts } from '../src/evidence/accounts.ts'
import type { Multisig } from '../src/evidence/flows.ts'
import type { Body, Holdings, HoldingsFacts } from '../src/evidence/holdings.ts'
import type { LaterColumns } from '../src/evidence/later-columns.ts'
import { hex, sha256, utf8 } from '../src/log/bytes.ts'
import { type Address, addressOf } from '../src/log/ss58.ts'
import { lockAfter, spanOf } from '../src/math/locks.ts'
import { keyOf } from './story.ts'

/** A snapshot that was told. */
export interface Told {
  holdings: Holdings
  multisigs: Multisig[]
  /** Accounts by name. */
  address(name: string): Address
}

/** The 32 bytes of an account, from its name. */
export type Naming = (name: string) => Uint8Array

/** A person of a snapshot is the same account as in `story`. */
const asInStories: Naming = (name) => keyOf(name).publicKey

/** Other accounts under the same names: what holds for a story holds whichever accounts play it. */
export const anew = (salt: string): Naming => {
  return (name) => sha256(utf8(`${salt} ${name}`))
}

/** Tells a snapshot; throws at the first line that says nothing. */
export function holdings(script: string, naming: Naming = asInStories): Told {
  const said = startSaying()
  for (const line of script.split('\n').map((each) => each.trim())) if (line) say(said, line)
  const address = (name: string): Address => addressOf(naming(name))
  const multisigs = said.multisigs.map(({ account, threshold, members }) => ({
    account: address(account),
    threshold,
    signatories: members.map(address),
  }))
  return { holdings: columnsOf(said, naming, address), multisigs, address }
}

/** Rao of TAO written with up to nine decimals. */
export function rao(text: string): bigint {
  const [, whole, part = ''] = /^(\d+)(?:\.(\d{1,9}))?$/.exec(text) ?? []
  if (whole === undefined) throw new Error(`"${text}" is no amount: write TAO with up to nine decimals.`)
  return BigInt(whole) * 1_000_000_000n + BigInt(part.padEnd(9, '0'))
}

interface Said {
  block: number
  spec: number
  issuance: string | null
  taoWeight: string
  balances: Map<string, { free: bigint; reserved: bigint }>
  hotkeys: Map<string, { owner: string; take: number }>
  stakes: { coldkey: string; hotkey: string; netuid: number; amount: bigint }[]
  children: { parent: string; child: string; netuid: number; share: bigint }[]
  locks: (Said['stakes'][number] & { since: number | null; conviction: bigint; stays: boolean })[]
  rates: { unlock: number; maturity: number } | null
  counts: Map<number, { out: bigint; hotkey: string }>
  baskets: Map<string, bigint>
  owed: { coldkey: string; hotkey: string; shares: bigint }[]
  subnets: {
    netuid: number
    owner: string
    price: bigint
    since: number
    pool: bigint
    moving: string | null
    says: string | null
  }[]
  room: { limit: number; kept: number } | null
  bodies: { name: Body['name']; members: string[] }[]
  sudo: string | null
  multisigs: { account: string; threshold: number; members: string[] }[]
  proxies: { account: string; delegate: string; type: string }[]
  swaps: { account: string; block: number }[]
  names: { account: string; name: string }[]
}

function startSaying(): Said {
  return {
    block: 3_000_000,
    spec: 424,
    issuance: null,
    taoWeight: '18',
    sudo: null,
    balances: new Map(),
    hotkeys: new Map(),
    stakes: [],
    children: [],
    locks: [],
    rates: null,
    counts: new Map(),
    baskets: new Map(),
    owed: [],
    subnets: [],
    room: null,
    bodies: [],
    multisigs: [],
    proxies: [],
    swaps: [],
    names: [],
  }
}

const whole = 2n ** 64n - 1n
/** A share of 2^64 - 1, from percent. */
const shareOf = (percent: string): bigint => (whole * rao(percent)) / 100_000_000_000n
const listOf = (text: string): string[] => text.split(', ')

const bodies = 'triumvirate|senate|proposers|economic-eligible|economic|building|root'

/** Every sentence there is. */
const grammar: [RegExp, (said: Said, ...words: string[]) => void][] = [
  [/^block (\d+)(?: \((.*)\))?$/, (said, block, more) => setBlock(said, Number(block), more)],
  [
    /^(\S+) has ([\d.]+)(?: and ([\d.]+) reserved)?$/,
    (said, who, free, reserved = '0') => said.balances.set(who!, { free: rao(free!), reserved: rao(reserved) }),
  ],
  [
    /^(\S+) runs (\S+)(?: \(take ([\d.]+)%\))?$/,
    (said, owner, hotkey, take = '0') =>
      said.hotkeys.set(hotkey!, { owner: owner!, take: Math.floor((Number(take) * 65_535) / 100) }),
  ],
  [
    /^(\S+) stakes ([\d.]+) on (\S+)(?: in (\d+))?$/,
    (said, coldkey, amount, hotkey, netuid = '0') =>
      said.stakes.push({ coldkey: coldkey!, hotkey: hotkey!, netuid: Number(netuid), amount: rao(amount!) }),
  ],
  [
    /^(\S+) locks ([\d.]+) on (\S+)(?: in (\d+))?(?: since (\d+) with ([\d.]+))?(, stays)?$/,
    (said, coldkey, amount, hotkey, netuid = '0', since, conviction = '0', stays) =>
      said.locks.push({
        coldkey: coldkey!,
        hotkey: hotkey!,
        netuid: Number(netuid),
        amount: rao(amount!),
        since: since === undefined ? null : Number(since),
        conviction: rao(conviction),
        stays: stays !== undefined,
      }),
  ],
  [
    /^locks fall in (\d+) and grow in (\d+)$/,
    (said, unlock, maturity) => Object.assign(said, { rates: { unlock: Number(unlock), maturity: Number(maturity) } }),
  ],
  [
    /^subnet (\d+) counts ([\d.]+) under (\S+)$/,
    (said, netuid, out, hotkey) => said.counts.set(Number(netuid), { out: rao(out!), hotkey: hotkey! }),
  ],
  [/^the basket of (\S+) has (\d+) shares$/, (said, hotkey, shares) => said.baskets.set(hotkey!, BigInt(shares!))],
  [
    /^(\S+) is owed (\d+) of the basket of (\S+)$/,
    (said, coldkey, shares, hotkey) => said.owed.push({ coldkey: coldkey!, hotkey: hotkey!, shares: BigInt(shares!) }),
  ],
  [
    /^subnet (\d+) of (\S+) at ([\d.]+)(?: since (\d+))?(?: holding ([\d.]+))?(?: moving ([\d.]+))?$/,
    (said, netuid, owner, price, since = '0', pool = '0', moving) =>
      said.subnets.push({
        netuid: Number(netuid),
        owner: owner!,
        price: rao(price!),
        since: Number(since),
        pool: rao(pool),
        moving: moving === undefined ? null : String((rao(moving) << 32n) / 1_000_000_000n),
        says: null,
      }),
  ],
  [
    /^subnet (\d+) says (.*)$/,
    (said, netuid, words) => {
      said.subnets.find((each) => each.netuid === Number(netuid))!.says = words!
    },
  ],
  [
    /^room for (\d+) subnets, new ones kept (\d+)$/,
    (said, limit, kept) => {
      said.room = { limit: Number(limit), kept: Number(kept) }
    },
  ],
  [
    /^(\S+) gives ([\d.]+)% to (\S+) in (\d+)$/,
    (said, parent, percent, child, netuid) =>
      said.children.push({ parent: parent!, child: child!, netuid: Number(netuid), share: shareOf(percent!) }),
  ],
  [
    new RegExp(`^(${bodies}): (.*)$`),
    (said, name, members) => said.bodies.push({ name: name as Body['name'], members: listOf(members!) }),
  ],
  [/^sudo: (\S+)$/, (said, key) => setSudo(said, key!)],
  [
    /^(\S+) needs (\d+) of (.*)$/,
    (said, account, threshold, members) =>
      said.multisigs.push({ account: account!, threshold: Number(threshold), members: listOf(members!) }),
  ],
  [
    /^(\S+) proxies to (\S+) as (\S+)$/,
    (said, account, delegate, type) => said.proxies.push({ account: account!, delegate: delegate!, type: type! }),
  ],
  [/^(\S+) is called (.*)$/, (said, account, name) => said.names.push({ account: account!, name: name! })],
  [/^(\S+) moves at (\d+)$/, (said, account, block) => said.swaps.push({ account: account!, block: Number(block) })],
]

function say(said: Said, line: string): void {
  const sentence = grammar.find(([form]) => form.test(line))
  if (!sentence) throw new Error(`"${line}" says nothing about a snapshot.`)
  const [form, act] = sentence
  act(said, ...form.exec(line)!.slice(1))
}

function setBlock(said: Said, block: number, more: string | undefined): void {
  said.block = block
  for (const each of more ? listOf(more) : []) {
    const [, name, value] = /^(spec|issuance|tao weight) ([\d.]+)%?$/.exec(each) ?? []
    if (name === undefined) throw new Error(`"${each}" says nothing about a block.`)
    if (name === 'spec') said.spec = Number(value)
    if (name === 'issuance') said.issuance = String(rao(value!))
    if (name === 'tao weight') said.taoWeight = value!
  }
}

function setSudo(said: Said, key: string): void {
  said.sudo = key
}

/** Every name that is an account. */
function namesIn(said: Said): string[] {
  const { balances, hotkeys, stakes, locks, children, subnets, sudo, multisigs, proxies, swaps, names } = said
  return [
    ...balances.keys(),
    ...[...hotkeys].flatMap(([hotkey, { owner }]) => [hotkey, owner]),
    ...[...stakes, ...locks].flatMap(({ coldkey, hotkey }) => [coldkey, hotkey]),
    ...children.flatMap(({ parent, child }) => [parent, child]),
    ...[...subnets.map(({ owner }) => owner), ...(sudo === null ? [] : [sudo])],
    ...[...said.bodies, ...multisigs].flatMap(({ members }) => members),
    ...proxies.flatMap(({ account, delegate }) => [account, delegate]),
    ...[...swaps, ...names].map(({ account }) => account),
    ...[...said.counts.values()].map(({ hotkey }) => hotkey),
    ...[...said.baskets.keys(), ...said.owed.map(({ coldkey }) => coldkey)],
  ]
}

/** The account that has what is in baskets. */
export const escrow = Uint8Array.from([...utf8('modlsubtensrbeta/esc'), ...new Uint8Array(12)])

function columnsOf(said: Said, told: Naming, addressIn: (name: string) => Address): Holdings {
  const naming: Naming = (name) => (name === 'escrow' ? escrow : told(name))
  const accounts = sortAccounts(Uint8Array.from(namesIn(said).flatMap((name) => [...naming(name)])))
  const at = (name: string): number => rowOf(accounts, naming(name))
  const free = new BigUint64Array(accounts.length / 32)
  const reserved = free.slice()
  for (const [name, balance] of said.balances) [free[at(name)], reserved[at(name)]] = [balance.free, balance.reserved]
  const stakes = keyed(
    said.stakes.map(({ coldkey, hotkey, netuid, amount }) => [at(coldkey), at(hotkey), netuid, amount]),
  )
  const locks = keyed(
    said.locks.map(({ coldkey, hotkey, netuid, amount }) => [at(coldkey), at(hotkey), netuid, amount]),
  )
  const children = keyed(
    said.children.map(({ parent, child, netuid, share }) => [at(parent), at(child), netuid, share]),
  )
  const hotkeys = [...said.hotkeys].map(([name, rest]) => ({ row: at(name), ...rest })).sort((a, b) => a.row - b.row)
  const columns = {
    accounts,
    free,
    reserved,
    hotkey: Uint32Array.from(hotkeys, ({ row }) => row),
    hotkeyOwner: Uint32Array.from(hotkeys, ({ owner }) => (owner === 'nobody' ? nobody : at(owner))),
    hotkeyTake: Uint16Array.from(hotkeys, ({ take }) => take),
    stakeColdkey: stakes.first,
    stakeHotkey: stakes.second,
    stakeNetuid: stakes.netuid,
    stakeAmount: stakes.amount,
    childParent: children.first,
    childHotkey: children.second,
    childNetuid: children.netuid,
    childShare: children.amount,
    lockColdkey: locks.first,
    lockHotkey: locks.second,
    lockNetuid: locks.netuid,
    lockAmount: locks.amount,
  }
  const later = said.rates && laterColumns(said, at)
  return { facts: factsOf(said, addressIn), ...columns, ...(later && { later }) }
}

/** What came with the newer recipe. What the chain adds up is added up as of the block. */
function laterColumns(
  { locks, rates, counts, block, baskets, owed }: Said,
  at: (name: string) => number,
): LaterColumns {
  const byKey = locks.toSorted(
    (a, b) => at(a.coldkey) - at(b.coldkey) || at(a.hotkey) - at(b.hotkey) || a.netuid - b.netuid,
  )
  const sums = new Map<string, { netuid: number; hotkey: number; form: number; mass: bigint; conviction: bigint }>()
  for (const { hotkey, netuid, amount, since, conviction, stays } of locks) {
    const owner = counts.get(netuid)?.hotkey === hotkey
    const span = spanOf(BigInt(block - (since ?? block)), {
      unlock: BigInt(rates?.unlock ?? 0),
      maturity: BigInt(rates?.maturity ?? 0),
    })
    const now = lockAfter({ mass: amount, conviction }, span, { owner, perpetual: stays })
    const form = (owner ? 2 : 0) + (stays ? 1 : 0)
    const on = owner ? nobody : at(hotkey)
    const key = `${netuid} ${on} ${form}`
    const sum = sums.get(key) ?? { netuid, hotkey: on, form, mass: 0n, conviction: 0n }
    sums.set(key, { ...sum, mass: sum.mass + now.mass, conviction: sum.conviction + now.conviction })
  }
  const added = [...sums.values()].sort((a, b) => a.netuid - b.netuid || a.hotkey - b.hotkey || a.form - b.form)
  const funds = [...baskets]
    .map(([hotkey, shares]) => ({ hotkey: at(hotkey), shares }))
    .sort((a, b) => a.hotkey - b.hotkey)
  const parts = owed
    .map(({ hotkey, coldkey, shares }) => ({ hotkey: at(hotkey), coldkey: at(coldkey), shares }))
    .sort((a, b) => a.hotkey - b.hotkey || a.coldkey - b.coldkey)
  return {
    lockConviction: BigUint64Array.from(byKey, ({ conviction }) => conviction),
    lockSince: Uint32Array.from(byKey, ({ since }) => since ?? block),
    lockPerpetual: Uint8Array.from(byKey, ({ stays }) => Number(stays)),
    lockSumNetuid: Uint16Array.from(added, ({ netuid }) => netuid),
    lockSumHotkey: Uint32Array.from(added, ({ hotkey }) => hotkey),
    lockSumForm: Uint8Array.from(added, ({ form }) => form),
    lockSumMass: BigUint64Array.from(added, ({ mass }) => mass),
    lockSumConviction: BigUint64Array.from(added, ({ conviction }) => conviction),
    lockSumSince: Uint32Array.from(added, () => block),
    basketHotkey: Uint32Array.from(funds, ({ hotkey }) => hotkey),
    basketShares: BigUint64Array.from(funds, ({ shares }) => shares),
    partHotkey: Uint32Array.from(parts, ({ hotkey }) => hotkey),
    partColdkey: Uint32Array.from(parts, ({ coldkey }) => coldkey),
    partShares: BigUint64Array.from(parts, ({ shares }) => shares),
  }
}

type Keyed = [first: number, second: number, netuid: number, amount: bigint]

/** Rows in rising order; what is said twice of the same adds up. */
function keyed(rows: Keyed[]) {
  const sums = new Map<string, Keyed>()
  for (const [first, second, netuid, amount] of rows) {
    const key = `${first} ${second} ${netuid}`
    sums.set(key, [first, second, netuid, (sums.get(key)?.[3] ?? 0n) + amount])
  }
  const sorted = [...sums.values()].sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2])
  return {
    first: Uint32Array.from(sorted, ([first]) => first),
    second: Uint32Array.from(sorted, ([, second]) => second),
    netuid: Uint16Array.from(sorted, ([, , netuid]) => netuid),
    amount: BigUint64Array.from(sorted, ([, , , amount]) => amount),
  }
}

/** Unless it is told, the issuance is all that is free, reserved or staked. */
function issuanceOf({ issuance, balances, stakes, subnets }: Said): string {
  if (issuance !== null) return issuance
  const prices = new Map(subnets.map(({ netuid, price }) => [netuid, price]))
  const staked = stakes.map(({ netuid, amount }) =>
    netuid === 0 ? amount : (amount * (prices.get(netuid) ?? 0n)) / 1_000_000_000n,
  )
  const held = [...balances.values()].map(({ free, reserved }) => free + reserved)
  return String([...staked, ...held].reduce((sum, each) => sum + each, 0n))
}

/** A block every 12 seconds since the first of November 2023. */
const timeOf = (block: number): number => Date.UTC(2023, 10, 1) + block * 12_000

const hashOf = (words: string): string => hex(sha256(utf8(words)))

function factsOf(said: Said, address: (name: string) => Address): HoldingsFacts {
  const { block, spec, taoWeight, sudo, subnets, room, proxies, swaps, names, counts } = said
  return {
    format: said.rates === null ? 'holdings-1' : 'holdings-2',
    chain: hashOf('told chain'),
    block,
    hash: hashOf(`block ${block}`),
    stateRoot: hashOf(`state ${block}`),
    spec,
    ms: timeOf(block),
    era: 'alpha-v2',
    issuance: issuanceOf(said),
    taoWeight: String(shareOf(taoWeight)),
    ...(room && { subnetLimit: room.limit, immunityPeriod: room.kept }),
    subnets: subnets.map(({ netuid, owner, price, since, pool, moving, says }) => ({
      netuid,
      name: `subnet ${netuid}`,
      symbol: 'α',
      owner: owner === 'nobody' ? null : address(owner),
      ownerHotkey: counts.has(netuid) ? address(counts.get(netuid)!.hotkey) : null,
      price: String(price),
      taoIn: String(pool),
      alphaIn: '0',
      alphaOut: String(counts.get(netuid)?.out ?? 0n),
      registeredAt: since,
      ...(said.rates && { alphaProtocol: '0', alphaBurned: '0' }),
      ...(moving !== null && { movingPrice: moving }),
      ...(says !== null && { identity: { url: '', description: says, github: '', discord: '' } }),
    })),
    sudo: sudo === null ? null : address(sudo),
    bodies: said.bodies.map(({ name, members }) => ({ name, members: members.map(address) })),
    proxies: proxies.map(({ account, delegate, type }) => ({
      account: address(account),
      delegate: address(delegate),
      type,
      delay: 0,
    })),
    swaps: swaps.map(({ account, block: due }) => ({ account: address(account), block: due })),
    identities: names.map(({ account, name }) => ({
      account: address(account),
      name,
      url: '',
      description: '',
      github: '',
    })),
    missing: [],
    ...(said.rates && {
      locking: { unlockRate: String(said.rates.unlock), maturityRate: String(said.rates.maturity) },
    }),
  }
}
