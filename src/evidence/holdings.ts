/**
 * Evidence of a snapshot: who holds and controls what after one block. Columns for what there is much of, facts for the
 * rest. Amounts of netuid 0 are rao of TAO, those of other subnets are rao of the subnet's alpha.
 */

import * as z from 'zod'
import { Malformed } from '../log/errors.ts'
import { checkOrder, checkRows, countOf } from './accounts.ts'
import { checkRising, sameLength } from './column-checks.ts'
import { type Columns, type Fact, readColumns, writeColumns } from './columns.ts'
import { address, columnsIn, hash, natural, u64 } from './facts.ts'
import { checkLater, type LaterColumns, laterLayout } from './later-columns.ts'
import { raoAt } from './rows.ts'

/** What is written; `holdings-1`, which had no convictions, no rates and no baskets, reads as well. */
export const holdingsFormat = 'holdings-2'
const olderFormat = 'holdings-1'

/** The recipes there are, the oldest first: which storage is read, and how it is written. */
export const recipes = [olderFormat, holdingsFormat] as const
export type Recipe = (typeof recipes)[number]

const shortText = z.string().max(1024)

/** What the owner of a subnet says of it on the chain, with control characters taken out and shortened; '' for nothing. */
const subnetIdentity = z.strictObject({ url: shortText, description: shortText, github: shortText, discord: shortText })

/** A subnet in force. Prices are TAO per alpha, times 10^9. */
const subnet = z.strictObject({
  netuid: natural,
  name: shortText,
  symbol: shortText,
  owner: address.nullable(),
  ownerHotkey: address.nullable(),
  price: u64,
  taoIn: u64,
  alphaIn: u64,
  alphaOut: u64,
  registeredAt: natural,
  /** Since holdings-2: alpha that the protocol holds, and that was burned, in rao of alpha. */
  alphaProtocol: u64.optional(),
  alphaBurned: u64.optional(),
  /** Since holdings-2, where anything is said. */
  identity: subnetIdentity.optional(),
  /** Since holdings-2, where the runtime keeps one: the moving price, TAO per alpha, times 2^32. */
  movingPrice: u64.optional(),
})

/** A set of accounts that decides together. `threshold` of them are needed where the chain says so. */
const body = z.strictObject({
  name: z.enum(['triumvirate', 'senate', 'proposers', 'economic', 'building', 'economic-eligible', 'root']),
  members: z.array(address),
})

const facts = z.strictObject({
  format: z.enum(recipes),
  chain: hash,
  block: natural,
  hash,
  stateRoot: hash,
  spec: natural,
  /** The block's own time, Unix milliseconds. */
  ms: natural,
  era: z.enum(['stake', 'alpha', 'alpha-v2']),
  /** All TAO there is, in rao. */
  issuance: u64,
  /** What root stake weighs in a subnet, of 2^64 - 1. */
  taoWeight: u64,
  subnets: z.array(subnet),
  /** How many subnets there may be beside root, and for how many blocks a new one is kept. Since holdings-2, where known. */
  subnetLimit: natural.optional(),
  immunityPeriod: natural.optional(),
  sudo: address.nullable(),
  bodies: z.array(body),
  proxies: z.array(z.strictObject({ account: address, delegate: address, type: shortText, delay: natural })),
  /**
   * Announced changes of coldkey that have not happened yet, and the block from which each can be carried out: when it
   * was announced, the flow `coldkey-swap-announced` says. 0 where the runtime does not say it here.
   */
  swaps: z.array(z.strictObject({ account: address, block: natural })),
  /** What accounts say of themselves, with control characters taken out and shortened. */
  identities: z.array(
    z.strictObject({ account: address, name: shortText, url: shortText, description: shortText, github: shortText }),
  ),
  /**
   * Since holdings-2: blocks within which locked alpha falls to 1/e, and in which conviction comes as near to it; null
   * where the runtime has no locks.
   */
  locking: z.strictObject({ unlockRate: u64, maturityRate: u64 }).nullable().optional(),
  /** Storage that this recipe reads and the runtime does not have. */
  missing: z.array(shortText),
})

export type HoldingsFacts = z.infer<typeof facts>
export type Subnet = z.infer<typeof subnet>
export type SubnetIdentity = z.infer<typeof subnetIdentity>
export type Body = z.infer<typeof body>

/** A snapshot, as columns. Numbers in `Uint32Array` are rows of `accounts`. */
export interface Holdings {
  facts: HoldingsFacts
  /** 32 bytes each, rising: every account with a balance, and every one that a column or a fact names. */
  accounts: Uint8Array
  /** Balances by account, in rao. */
  free: BigUint64Array
  reserved: BigUint64Array
  /** Hotkeys, rising; their owner, or `nobody`; what they take, of 65,535. */
  hotkey: Uint32Array
  hotkeyOwner: Uint32Array
  hotkeyTake: Uint16Array
  /** Stake, rising by coldkey, hotkey and netuid; none is zero. */
  stakeColdkey: Uint32Array
  stakeHotkey: Uint32Array
  stakeNetuid: Uint16Array
  stakeAmount: BigUint64Array
  /** Hotkeys whose weight goes to a child, rising by parent, child and netuid: how much of 2^64 - 1. */
  childParent: Uint32Array
  childHotkey: Uint32Array
  childNetuid: Uint16Array
  childShare: BigUint64Array
  /** Locked stake, rising by coldkey, hotkey and netuid. */
  lockColdkey: Uint32Array
  lockHotkey: Uint32Array
  lockNetuid: Uint16Array
  lockAmount: BigUint64Array
  /** Since holdings-2. */
  later?: LaterColumns
}

/** One stake position: rows of accounts, and how much of what the subnet deals in. */
export interface Stake {
  coldkey: number
  hotkey: number
  netuid: number
  amount: bigint
}

/** Reads a stake position; throws for one that is not there. */
export function stakeAt({ stakeColdkey, stakeHotkey, stakeNetuid, stakeAmount }: Holdings, row: number): Stake {
  const amount = raoAt(stakeAmount, row)
  // Columns are of one length, so what has an amount has the rest.
  return { coldkey: stakeColdkey[row]!, hotkey: stakeHotkey[row]!, netuid: stakeNetuid[row]!, amount }
}

/** What a hotkey gives to a child: how much of 2^64 - 1. */
export interface Child {
  parent: number
  child: number
  netuid: number
  share: bigint
}

/** Reads what a hotkey gives to a child; throws for a row that is not there. */
export function childAt({ childParent, childHotkey, childNetuid, childShare }: Holdings, row: number): Child {
  const share = raoAt(childShare, row)
  return { parent: childParent[row]!, child: childHotkey[row]!, netuid: childNetuid[row]!, share }
}

const layout = [
  ['accounts', 'id'],
  ['free', 'u64'],
  ['reserved', 'u64'],
  ['hotkey', 'u32'],
  ['hotkeyOwner', 'u32'],
  ['hotkeyTake', 'u16'],
  ['stakeColdkey', 'u32'],
  ['stakeHotkey', 'u32'],
  ['stakeNetuid', 'u16'],
  ['stakeAmount', 'u64'],
  ['childParent', 'u32'],
  ['childHotkey', 'u32'],
  ['childNetuid', 'u16'],
  ['childShare', 'u64'],
  ['lockColdkey', 'u32'],
  ['lockHotkey', 'u32'],
  ['lockNetuid', 'u16'],
  ['lockAmount', 'u64'],
] as const

/** The bytes of a snapshot: two observers of the same block write the same. Throws when the columns do not fit together. */
export function writeHoldings(holdings: Holdings): Uint8Array {
  check(holdings)
  return writeColumns({
    facts: holdings.facts as unknown as { [key: string]: Fact },
    columns: [...layout.map(([name, type]) => ({ name, type, data: holdings[name] })), ...laterColumns(holdings)],
  })
}

const laterColumns = ({ later }: Holdings) =>
  later ? laterLayout.map(([name, type]) => ({ name, type, data: later[name] })) : []

/** Reads a snapshot; throws Malformed with what is wrong for bytes that are none. */
export function readHoldings(bytes: Uint8Array): Holdings {
  const table = readColumns(bytes)
  const read = facts.safeParse(table.facts)
  if (!read.success) throw new Malformed(`the facts of the snapshot do not read: ${wrong(read.error)}`)
  const holdings = { facts: read.data, ...columnsOf(table, read.data) }
  check(holdings)
  return holdings
}

function columnsOf(table: Columns, { format }: HoldingsFacts): Omit<Holdings, 'facts'> {
  if (format === olderFormat) return columnsIn(table, layout, 'the snapshot') as unknown as Omit<Holdings, 'facts'>
  const columns = columnsIn(table, [...layout, ...laterLayout], 'the snapshot')
  const later = Object.fromEntries(laterLayout.map(([name]) => [name, columns[name]])) as unknown as LaterColumns
  const first = Object.fromEntries(layout.map(([name]) => [name, columns[name]])) as unknown as Omit<Holdings, 'facts'>
  return { ...first, later }
}

function check(of: Holdings): void {
  checkFormat(of)
  if (of.later) checkLater(of.accounts, of.lockAmount.length, of.later)
  const count = countOf(of.accounts)
  checkOrder(of.accounts)
  sameLength('balances', [count, of.free.length, of.reserved.length])
  sameLength('hotkeys', [of.hotkey.length, of.hotkeyOwner.length, of.hotkeyTake.length])
  checkRows(of.accounts, of.hotkeyOwner, 'the owner of a hotkey', true)
  checkRising(of.accounts, 'hotkeys', [of.hotkey])
  sameLength('stake', [of.stakeColdkey.length, of.stakeHotkey.length, of.stakeNetuid.length, of.stakeAmount.length])
  checkRising(of.accounts, 'stake', [of.stakeColdkey, of.stakeHotkey, of.stakeNetuid])
  if (of.stakeAmount.includes(0n)) throw new Malformed('a position of stake holds nothing')
  sameLength('children', [of.childParent.length, of.childHotkey.length, of.childNetuid.length, of.childShare.length])
  checkRising(of.accounts, 'children', [of.childParent, of.childHotkey, of.childNetuid])
  sameLength('locks', [of.lockColdkey.length, of.lockHotkey.length, of.lockNetuid.length, of.lockAmount.length])
  checkRising(of.accounts, 'locks', [of.lockColdkey, of.lockHotkey, of.lockNetuid])
}

/** What came with holdings-2 stands in all of it, and nowhere before. */
function checkFormat({ facts, later }: Holdings): void {
  const { format, locking, subnets } = facts
  const newer = [later, locking, ...subnets.flatMap(({ alphaProtocol, alphaBurned }) => [alphaProtocol, alphaBurned])]
  if (newer.some((each) => (each === undefined) === (format === holdingsFormat)))
    throw new Malformed(`the snapshot does not have what belongs to ${format}`)
}

function wrong({ issues }: z.ZodError): string {
  const [first] = issues
  return first ? `${first.path.join('.')}: ${first.message}` : 'unknown'
}
