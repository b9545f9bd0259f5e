import { addressAt, nobody } from '../src/evidence/accounts.ts'
import { type Flows, flowKinds } from '../src/evidence/flows.ts'
import type { Holdings, HoldingsFacts } from '../src/evidence/holdings.ts'
import { hex } from '../src/log/bytes.ts'
import type { Address } from '../src/log/ss58.ts'

/** Numbers that look random and are the same in every run: a 32-bit xorshift (Marsaglia 2003). */
export function xorshift(seed: number): () => number {
  let x = seed
  return () => {
    x ^= x << 13
    x ^= x >>> 17
    x ^= x << 5
    return x >>> 0
  }
}

export interface Sizes {
  accounts: number
  hotkeys: number
  subnets: number
  positions: number
}

/** A snapshot of these sizes: balances and stake fall as one over the rank, as they do on the chain. */
export function madeHoldings({ accounts: count, hotkeys, subnets, positions }: Sizes): Holdings {
  const roll = xorshift(2_463_534_242)
  const accounts = new Uint8Array(count * 32)
  // Rising, since their first four bytes count up; the rest looks random.
  for (let row = 0; row < count; row++) {
    new DataView(accounts.buffer).setUint32(row * 32, Math.floor((row * 2 ** 32) / count))
    for (let i = 4; i < 32; i++) accounts[row * 32 + i] = roll()
  }
  const amount = (): bigint => BigInt(1 + Math.floor((2 ** 32 / (1 + roll())) * 50_000_000))
  const hotkey = Uint32Array.from({ length: hotkeys }, (_, i) => Math.floor((i * count) / hotkeys))
  const isHotkey = new Set(hotkey)
  const owner = hotkey.map(() => {
    const row = roll() % count
    return isHotkey.has(row) ? nobody : row
  })
  const keys = new Set<number>()
  while (keys.size < positions) {
    const coldkey = roll() % Math.floor(count / 4)
    keys.add((coldkey * hotkeys + Math.floor(hotkeys * (roll() / 2 ** 32) ** 3)) * subnets + (roll() % subnets))
  }
  const sorted = Float64Array.from(keys).sort()
  const free = BigUint64Array.from({ length: count }, amount)
  const stakeAmount = BigUint64Array.from({ length: positions }, amount)
  const name = (row: number) => addressAt(accounts, row)!
  const none = () => ({ row: new Uint32Array(0), netuid: new Uint16Array(0), amount: new BigUint64Array(0) })
  const [children, locks] = [none(), none()]
  return {
    facts: factsOf(subnets, Array.from(hotkey.subarray(0, 64), name), name),
    accounts,
    free,
    reserved: free.map((rao) => rao % 1000n),
    hotkey,
    hotkeyOwner: owner,
    hotkeyTake: Uint16Array.from(hotkey, () => 11_796),
    stakeColdkey: Uint32Array.from(sorted, (key) => Math.floor(key / subnets / hotkeys)),
    stakeHotkey: Uint32Array.from(sorted, (key) => hotkey[Math.floor(key / subnets) % hotkeys]!),
    stakeNetuid: Uint16Array.from(sorted, (key) => key % subnets),
    stakeAmount,
    childParent: children.row,
    childHotkey: children.row,
    childNetuid: children.netuid,
    childShare: children.amount,
    lockColdkey: locks.row,
    lockHotkey: locks.row,
    lockNetuid: locks.netuid,
    lockAmount: locks.amount,
  }
}

/** The facts of such a snapshot; `root` are the members of the root network. */
function factsOf(subnets: number, root: Address[], name: (row: number) => Address): HoldingsFacts {
  return {
    format: 'holdings-1',
    chain: '00'.repeat(32),
    block: 7200,
    hash: '11'.repeat(32),
    stateRoot: '22'.repeat(32),
    spec: 424,
    ms: Date.UTC(2026, 10, 1),
    era: 'alpha-v2',
    issuance: '21000000000000000',
    taoWeight: String(2n ** 61n),
    subnets: Array.from({ length: subnets }, (_, netuid) => ({
      netuid,
      name: `subnet ${netuid}`,
      symbol: 'α',
      owner: name(netuid + 1),
      ownerHotkey: null,
      price: String(10_000_000 * (netuid + 1)),
      taoIn: '40000000000000',
      alphaIn: '1',
      alphaOut: '1',
      registeredAt: 0,
    })),
    sudo: name(0),
    bodies: [{ name: 'root', members: root }],
    proxies: [],
    swaps: [],
    identities: [],
    missing: [],
  }
}

/** What moved in a day: transfers, stake added, removed and moved, of accounts of a snapshot. */
export function madeFlows({ accounts: all, hotkey, facts: { chain } }: Holdings, day: number, rows: number): Flows {
  const roll = xorshift(88_675_123 + day)
  const first = 7201 + day * 7200
  const people = new Set<number>()
  const some = Uint32Array.from({ length: rows * 2 }, () => Math.floor((all.length / 32) * (roll() / 2 ** 32) ** 2))
  for (const row of some) people.add(row)
  for (const row of hotkey.subarray(0, 64)) people.add(row)
  const known = Uint32Array.from(people).sort()
  const place = new Map(Array.from(known, (row, i) => [row, i]))
  const accounts = new Uint8Array(known.length * 32)
  for (const [i, row] of known.entries()) accounts.set(all.subarray(row * 32, row * 32 + 32), i * 32)
  const kinds = ['transfer', 'stake-added', 'stake-removed', 'stake-moved'].map((kind) =>
    flowKinds.indexOf(kind as never),
  )
  const kind = Uint8Array.from({ length: rows }, () => kinds[roll() % 4]!)
  const validator = () => place.get(hotkey[roll() % 64]!)!
  const [transfer, , , moved] = kinds
  const hash = (block: number): string => hex(Uint8Array.from({ length: 32 }, (_, i) => (block >> (i % 4)) & 255))
  return {
    facts: {
      format: 'flows-1',
      chain,
      first,
      last: first + 7199,
      firstHash: hash(first),
      lastHash: hash(first + 7199),
      specs: [424],
      texts: [],
      multisigs: [],
      unread: [],
      undecoded: [],
    },
    accounts,
    block: Uint32Array.from({ length: rows }, (_, i) => first + Math.floor((i * 7200) / rows)),
    extrinsic: Uint16Array.from({ length: rows }, (_, i) => i % 100),
    kind,
    from: Uint32Array.from({ length: rows }, (_, i) => place.get(some[i]!)!),
    to: Uint32Array.from(kind, (each, i) => (each === transfer ? place.get(some[rows + i]!)! : nobody)),
    hotkey: Uint32Array.from(kind, (each) => (each === transfer ? nobody : validator())),
    toHotkey: Uint32Array.from(kind, (each) => (each === moved ? validator() : nobody)),
    netuid: Uint16Array.from(kind, (each) => (each === transfer ? 0xffff : roll() % 64)),
    toNetuid: Uint16Array.from(kind, (each) => (each === moved ? roll() % 64 : 0xffff)),
    amount: BigUint64Array.from({ length: rows }, () => BigInt(1 + Math.floor((2 ** 32 / (1 + roll())) * 500_000_000))),
  }
}
