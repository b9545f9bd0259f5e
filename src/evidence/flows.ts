/**
 * Evidence of what happened on the chain between two snapshots: one row per flow, in the order of the chain. A flow is
 * what a person would say happened; the several events of one extrinsic that tell the same are one flow.
 */

import * as z from 'zod'
import { Malformed } from '../log/errors.ts'
import { checkOrder, checkRows } from './accounts.ts'
import { type Fact, readColumns, writeColumns } from './columns.ts'
import { address, columnsIn, hash, natural, u64 } from './facts.ts'

/**
 * What is written. Older ones read as well: `flows-2`, which had fewer kinds, and `flows-1`, which did not name what was
 * not read either.
 */
export const flowsFormat = 'flows-3'
const oldestFormat = 'flows-1'
const formats = [oldestFormat, 'flows-2', flowsFormat] as const

/**
 * What a row says; its number is its place here. `from` and `to` are coldkeys (accounts), `hotkey` and `toHotkey` the
 * validators concerned, `netuid` and `toNetuid` the subnets. Amounts are rao of TAO, or what is said.
 */
export const flowKinds = [
  'transfer', // from, to, amount
  'stake-added', // from, hotkey, netuid (none: into the basket of the hotkey), amount
  'stake-removed', // from, hotkey, netuid, amount
  'stake-moved', // from, hotkey, netuid, toHotkey, toNetuid, amount
  'stake-swapped', // from, hotkey, netuid, toNetuid, amount
  'stake-transferred', // from, to, hotkey, toHotkey where it is another, netuid, toNetuid, amount
  'hotkey-swapped', // from (coldkey), hotkey, toHotkey, netuid or none
  'coldkey-swapped', // from, to
  'coldkey-swap-announced', // from
  'coldkey-swap-disputed', // from
  'children-set', // hotkey, netuid
  'subnet-registered', // netuid, from (owner), amount: what it cost, since flows-2
  'subnet-dissolved', // netuid
  'subnet-owner-changed', // netuid, from, to
  'stake-locked', // from, hotkey, netuid, amount in alpha
  'stake-unlocked', // from, hotkey, netuid, amount in alpha
  'lock-moved', // from, hotkey, netuid, toHotkey
  'identity-set', // from, or netuid
  'take-changed', // from, hotkey, amount of 65,535
  'delegate-added', // from, hotkey, amount (take of 65,535)
  'proxy-added', // from, to (delegate); its type stands in `texts`
  'proxy-removed', // from, to (delegate); its type stands in `texts`
  'proxied', // from (whose account acted), to (the proxy that signed)
  'multisig-executed', // from (the multisig), to (who gave the last approval)
  'sudo', // from (the key); what was called stands in `texts`
  'proposed', // from; index in amount
  'voted', // from, hotkey where a senator votes by one, amount: 2 x index + (1 if yes)
  'closed', // index in amount
  'members-changed', // from (out) and to (in) where there is one
  'root-claimed', // from, hotkey where the claim was of its basket, amount
  'runtime-upgraded', // amount: the new version
  // From here on since flows-2.
  'sudo-key-changed', // from (the key before), to (the new one; none: there is none any more)
  'registered', // from (who pays), hotkey, netuid, amount: what it cost
  'balance-set', // to, amount: what is free now
  'burned', // from, amount
  'fee-paid', // from, amount: fees of 1 TAO and more; those below are summed in the facts
  'liquidity-added', // from, hotkey, netuid, amount
  'liquidity-removed', // from, hotkey, netuid, amount with what it earned
  'alpha-recycled', // from, hotkey, netuid, amount in alpha
  'alpha-burned', // from, hotkey, netuid, amount in alpha
  'subnet-paid-out', // to, netuid (of the subnet that is dissolved), amount
  'pure-created', // from, to (the account without a key of its own); the type of proxy that `from` is stands in `texts`
  'pure-killed', // from, to
  'proxies-removed', // from
  'children-scheduled', // hotkey, netuid, amount: the block from which they count
  'child-take-changed', // hotkey, netuid, amount of 65,535
  'crowdloan-created', // from, to (its pot), amount: the most that it takes
  'crowdloan-paid-in', // from, to (its pot), amount
  'crowdloan-paid-out', // from (its pot), to, amount
  'crowdloan-ended', // to (its pot); how stands in `texts`
  'unexplained', // from (where TAO left) or to (where it came), amount: events changed a balance, and no row says why
  // From here on since flows-3.
  'lock-form-changed', // from, netuid, amount: 1 when what is locked stays from now on, 0 when it decays
  'hotkey-disassociated', // from, hotkey
  'basket-swapped', // hotkey, netuid, toNetuid, amount: TAO that passed between the two
  'basket-converted', // hotkey, netuid (that is dissolved), amount: TAO that it gave to the basket
  'basket-written-off', // hotkey, netuid, amount in alpha
] as const

/** Kinds that each format knew: the first so many. */
const kindsOf: Record<(typeof formats)[number], number> = {
  'flows-1': 31,
  'flows-2': flowKinds.indexOf('unexplained') + 1,
  'flows-3': flowKinds.length,
}

export type FlowKind = (typeof flowKinds)[number]

/** Stands where a row names no subnet, and where no extrinsic caused it. */
export const noSubnet = 0xffff
export const noExtrinsic = 0xffff

const name = z.string().max(64)

const facts = z.strictObject({
  format: z.enum(formats),
  chain: hash,
  /** First and last block covered, and their hashes. */
  first: natural,
  last: natural,
  firstHash: hash,
  lastHash: hash,
  /** Versions of the runtimes that decoded them, in order of use. */
  specs: z.array(natural),
  /** Words that go with a row: what was called by sudo, which body a member left, of which type a proxy is. */
  texts: z.array(z.strictObject({ row: natural, text: z.string().max(256) })),
  /** Multisigs whose signatories were seen in a call of these blocks: the chain's state does not have them. */
  multisigs: z.array(z.strictObject({ account: address, threshold: natural, signatories: z.array(address) })),
  /** Events that nothing here reads, by pallet and, since flows-2, by name. */
  unread: z.array(z.strictObject({ pallet: name, name: name.optional(), events: natural })),
  /** Since flows-2: calls that succeeded and of which no row came, by name. */
  unreadCalls: z.array(z.strictObject({ pallet: name, name, calls: natural })).optional(),
  /** Since flows-2: storage of the last runtime that nothing here reads, by pallet. */
  unreadStorage: z.array(z.strictObject({ pallet: name, items: z.array(name) })).optional(),
  /** Since flows-2: fees of all extrinsics, in rao. */
  fees: u64.optional(),
  /** Bytes that no metadata explains, by block. */
  undecoded: z.array(z.strictObject({ block: natural, fault: z.string().max(256) })),
})

export type FlowFacts = z.infer<typeof facts>
/** A multisig whose signatories some call has shown. */
export type Multisig = FlowFacts['multisigs'][number]

/** A table of flows: what happened in consecutive blocks, in the order of the chain. */
export interface Flows {
  facts: FlowFacts
  /** 32 bytes each, rising: every account that a row names. */
  accounts: Uint8Array
  block: Uint32Array
  extrinsic: Uint16Array
  /** Place in `flowKinds`. */
  kind: Uint8Array
  /** Rows of `accounts`, or `nobody`. */
  from: Uint32Array
  to: Uint32Array
  hotkey: Uint32Array
  toHotkey: Uint32Array
  netuid: Uint16Array
  toNetuid: Uint16Array
  amount: BigUint64Array
}

/** The columns of flows, whoever numbered their accounts. */
export type FlowColumns = Omit<Flows, 'facts' | 'accounts'>

/** Columns for so many rows, all of them zero. */
export function emptyFlows(rows: number): FlowColumns {
  return {
    block: new Uint32Array(rows),
    extrinsic: new Uint16Array(rows),
    kind: new Uint8Array(rows),
    from: new Uint32Array(rows),
    to: new Uint32Array(rows),
    hotkey: new Uint32Array(rows),
    toHotkey: new Uint32Array(rows),
    netuid: new Uint16Array(rows),
    toNetuid: new Uint16Array(rows),
    amount: new BigUint64Array(rows),
  }
}

/** One row of flows. */
export interface Flow {
  block: number
  extrinsic: number
  kind: FlowKind
  from: number
  to: number
  hotkey: number
  toHotkey: number
  netuid: number
  toNetuid: number
  amount: bigint
}

/** Reads a row of flows; throws for one that is not there. */
export function flowAt(columns: FlowColumns, row: number): Flow {
  const kind = flowKinds[columns.kind[row] ?? flowKinds.length]
  if (kind === undefined) throw new RangeError(`there is no flow ${row} among ${columns.kind.length}`)
  // Columns are of one length, so what has a kind has the rest.
  return {
    block: columns.block[row]!,
    extrinsic: columns.extrinsic[row]!,
    kind,
    from: columns.from[row]!,
    to: columns.to[row]!,
    hotkey: columns.hotkey[row]!,
    toHotkey: columns.toHotkey[row]!,
    netuid: columns.netuid[row]!,
    toNetuid: columns.toNetuid[row]!,
    amount: columns.amount[row]!,
  }
}

const layout = [
  ['accounts', 'id'],
  ['block', 'u32'],
  ['extrinsic', 'u16'],
  ['kind', 'u8'],
  ['from', 'u32'],
  ['to', 'u32'],
  ['hotkey', 'u32'],
  ['toHotkey', 'u32'],
  ['netuid', 'u16'],
  ['toNetuid', 'u16'],
  ['amount', 'u64'],
] as const

/** The bytes of flows: two observers of the same blocks write the same. Throws when the columns do not fit together. */
export function writeFlows(flows: Flows): Uint8Array {
  check(flows)
  return writeColumns({
    facts: flows.facts as unknown as { [key: string]: Fact },
    columns: layout.map(([name, type]) => ({ name, type, data: flows[name] })),
  })
}

/** Reads flows; throws Malformed with what is wrong for bytes that are none. */
export function readFlows(bytes: Uint8Array): Flows {
  const table = readColumns(bytes)
  const read = facts.safeParse(table.facts)
  if (!read.success) throw new Malformed(`the facts of the flows do not read: ${read.error.issues[0]?.message}`)
  const columns = columnsIn(table, layout, 'the table of flows') as unknown as Omit<Flows, 'facts'>
  const flows = { facts: read.data, ...columns }
  check(flows)
  return flows
}

function check(flows: Flows): void {
  const { facts, accounts, block, kind } = flows
  checkOrder(accounts)
  checkFormat(facts)
  if (facts.first > facts.last) throw new Malformed(`flows from block ${facts.first} to ${facts.last} are of no blocks`)
  for (const { row } of facts.texts)
    if (row >= block.length) throw new Malformed(`a text goes with flow ${row} of ${block.length}`)
  for (const [name] of layout.slice(1))
    if (flows[name].length !== block.length) throw new Malformed(`the column "${name}" of the flows has another length`)
  for (const name of ['from', 'to', 'hotkey', 'toHotkey'] as const) checkRows(accounts, flows[name], `"${name}"`, true)
  const kinds = kindsOf[facts.format]
  for (let row = 0; row < block.length; row++) {
    const before = row === 0 ? facts.first : block[row - 1]!
    if (block[row]! < before || block[row]! > facts.last) throw new Malformed(`flow ${row} is of block ${block[row]}`)
    if (kind[row]! >= kinds) throw new Malformed(`flow ${row} is of no kind there is`)
  }
}

/** What came with flows-2 stands from there on, and nowhere before. */
function checkFormat({ format, unread, unreadCalls, unreadStorage, fees }: FlowFacts): void {
  const newer = [unreadCalls, unreadStorage, fees, ...unread.map((each) => each.name)]
  if (newer.some((each) => (each === undefined) !== (format === oldestFormat)))
    throw new Malformed(`the facts of the flows are not those of ${format}`)
}
