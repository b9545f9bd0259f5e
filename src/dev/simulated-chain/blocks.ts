import { blockHeader, compact } from '@polkadot-api/substrate-bindings'
import { concat, hex, unhex } from '../../log/bytes.ts'
import { type Address, publicKeyOf } from '../../log/ss58.ts'
import { blake2b256 } from '../../log/suites.ts'
import type { Call, Context, Happening } from './calls.ts'
import type { Encoder } from './cells.ts'
import { cloneEncoder, type Delta, encodeTouched, encodeUpgrade, newEncoder } from './encode.ts'
import { event } from './happenings.ts'
import { credit, fillPots, key, type Ledger } from './ledger.ts'
import { apply, multisigAddress } from './moves.ts'
import type { NodeRuntime } from './runtime.ts'
import { grow, type State } from './state.ts'
import { callValue, eventValue, multisigValue } from './wire.ts'

/** A block of the simulated chain. Hashes are 64 hex characters; bytes on the wire are 0x-hex. */
export interface SimulatedBlock {
  number: number
  hash: string
  parent: string
  stateRoot: string
  extrinsicsRoot: string
  /** Does it change the code? Then the digest of its header says so. */
  upgrades: boolean
  /** With their SCALE length prefix. */
  extrinsics: string[]
  state: State
  /** In force after this block. Its own events are written with the runtime of its parent. */
  runtime: NodeRuntime
  /** The truth after this block, or null when it was made too long ago to be kept. */
  ledger: Ledger | null
}

/** A branch that blocks are added to. */
export interface Branch {
  head: SimulatedBlock | null
  ledger: Ledger
  encoder: Encoder
}

export const newBranch = (ledger: Ledger, runtime: NodeRuntime): Branch => ({
  head: null,
  ledger,
  encoder: newEncoder(runtime),
})

export const cloneBranch = ({ head, ledger, encoder }: Branch): Branch => ({
  head,
  ledger: structuredClone(ledger),
  encoder: cloneEncoder(encoder),
})

/** A call with its signer. One that fails is in the block, with ExtrinsicFailed and without effect. */
export interface Signed {
  signer: Address
  call: Call
  fails: boolean
  /** What it pays to the author of the block. */
  fee?: { amount: bigint; author: Address }
}

/** A change that no extrinsic and no event tells: emission, a price. */
export type Silent = (ledger: Ledger) => void

/** What the chain does by itself, and the events that tell it. */
export interface OfItself {
  happens(ledger: Ledger): Happening[]
}

export interface BlockPlan {
  /** In their order. */
  steps: (Signed | Silent | OfItself)[]
  /** The runtime after this block, where the block is an upgrade. */
  upgrade: NodeRuntime | null
  /** Is an upgrade's state in the new layout already, or only after the next block? */
  migratesAtOnce: boolean
  /** Unix milliseconds. */
  ms: number
}

type Record = { phase: unknown; event: unknown; topics: unknown[] }

/** Adds a block to a branch. */
export function addBlock(branch: Branch, plan: BlockPlan): SimulatedBlock {
  const { ledger, encoder, head } = branch
  const runtime = head?.runtime ?? encoder.runtime
  const number = head ? head.number + 1 : 0
  ledger.block = number
  const records: Record[] = []
  const extrinsics = head === null ? [] : [bare(runtime, plan.ms)]
  if (head) records.push(success(0, 'Mandatory'))
  for (const step of plan.steps) {
    if (typeof step === 'function') {
      step(ledger)
      continue
    }
    if ('happens' in step) {
      records.push(...step.happens(ledger).flatMap((happening) => record(happening, null, runtime)))
      continue
    }
    const index = extrinsics.length
    extrinsics.push(encodeSigned(ledger, step, runtime))
    records.push(...carryOut(ledger, step, index, runtime))
  }
  if (ledger.potted) fillPots(ledger)
  const layout = plan.upgrade && plan.migratesAtOnce ? plan.upgrade : runtime
  const delta = layout === encoder.runtime ? encodeTouched(encoder, ledger) : encodeUpgrade(encoder, ledger, layout)
  systemEntries(delta, { number, head, records, ms: plan.ms }, runtime)
  const block = seal(head, number, extrinsics, grow(head?.state ?? null, delta), plan.upgrade, runtime)
  branch.head = { ...block, ledger: structuredClone(ledger) }
  return branch.head
}

function carryOut(ledger: Ledger, step: Signed, index: number, runtime: NodeRuntime): Record[] {
  const { signer, fee } = step
  credit(ledger, signer, 0n).nonce++
  if (!fee) return outcome(ledger, step, index, runtime)
  const { amount, author } = fee
  const paid = (...events: Happening[]): Record[] => events.flatMap((each) => record(each, index, runtime))
  credit(ledger, signer, -2n * amount)
  const before = paid(event('Balances', 'Withdraw', { who: signer, amount: 2n * amount }))
  const told = outcome(ledger, step, index, runtime)
  credit(ledger, signer, amount)
  credit(ledger, author, amount)
  const after = paid(
    event('Balances', 'Deposit', { who: signer, amount }),
    event('Balances', 'Deposit', { who: author, amount }),
    event('TransactionPayment', 'TransactionFeePaid', { who: signer, actual_fee: amount, tip: 0n }),
  )
  // The last event of an extrinsic says how it ended.
  return [...before, ...told.slice(0, -1), ...after, ...told.slice(-1)]
}

/** The events of a call, and how it ended. */
function outcome(ledger: Ledger, { signer, call, fails }: Signed, index: number, runtime: NodeRuntime): Record[] {
  const context: Context = {
    index,
    callHash: (inner) => `0x${hex(blake2b256(runtime.call(callValue(inner, runtime))))}`,
  }
  if (fails) return [failure(index)]
  const happened = apply(ledger, signer, call, context).flatMap((happening) => record(happening, index, runtime))
  return [...happened, success(index, 'Normal')]
}

/** Null: no extrinsic causes it. */
const phase = (index: number | null) =>
  index === null ? { type: 'Initialization', value: undefined } : { type: 'ApplyExtrinsic', value: index }
const told = (type: string) => ({
  weight: { ref_time: 1_000_000n, proof_size: 1_000n },
  class: { type, value: undefined },
  pays_fee: { type: 'Yes', value: undefined },
})

function record(happening: Happening, index: number | null, runtime: NodeRuntime): Record[] {
  const value = eventValue(happening, runtime)
  return value === null ? [] : [{ phase: phase(index), event: value, topics: [] }]
}

const system = (index: number, type: string, value: unknown): Record => ({
  phase: phase(index),
  event: { type: 'System', value: { type, value } },
  topics: [],
})

const success = (index: number, type: string): Record =>
  system(index, 'ExtrinsicSuccess', { dispatch_info: told(type) })

function failure(index: number): Record {
  const dispatch_error = {
    type: 'Module',
    value: { type: 'Balances', value: { type: 'InsufficientBalance', value: undefined } },
  }
  return system(index, 'ExtrinsicFailed', { dispatch_error, dispatch_info: told('Normal') })
}

const withLength = (bytes: Uint8Array): string => `0x${hex(concat(compact.enc(bytes.length), bytes))}`

/** The timestamp, which the block's author puts first. */
function bare(runtime: NodeRuntime, ms: number): string {
  const call = runtime.call({ type: 'Timestamp', value: { type: 'set', value: { now: BigInt(ms) } } })
  return withLength(concat(Uint8Array.of(4), call))
}

/** What a signed extrinsic carries for an extension; all others carry nothing. The era is immortal. */
const carried: { [extension: string]: (nonce: number) => Uint8Array } = {
  CheckMortality: () => Uint8Array.of(0),
  CheckNonce: (nonce) => compact.enc(nonce),
  ChargeTransactionPayment: () => Uint8Array.of(0),
  CheckMetadataHash: () => Uint8Array.of(0),
}

/** An extrinsic of version 4. Its signature is 64 bytes that only stand for one: nothing here verifies it. */
function encodeSigned(ledger: Ledger, { signer, call }: Signed, runtime: NodeRuntime): string {
  const nonce = ledger.accounts.get(signer)?.nonce ?? 0
  const extra = runtime.extensions.map((name) => carried[name]?.(nonce) ?? new Uint8Array())
  const value = call.call === 'multisig' ? multisigCall(ledger, signer, call, runtime) : callValue(call, runtime)
  const address = concat(Uint8Array.of(0x84, 0), publicKeyOf(signer))
  const signature = Uint8Array.of(1, ...new Uint8Array(64).fill(1))
  return withLength(concat(address, signature, ...extra, runtime.call(value)))
}

function multisigCall(
  ledger: Ledger,
  signer: Address,
  call: Extract<Call, { call: 'multisig' }>,
  runtime: NodeRuntime,
): unknown {
  const hash = `0x${hex(blake2b256(runtime.call(callValue(call.inner, runtime))))}`
  const open = ledger.multisigs.get(key(multisigAddress(call.signatories, call.threshold), hash))
  return multisigValue(call, signer, open?.when, runtime)
}

function systemEntries(
  delta: Delta,
  { number, head, records, ms }: { number: number; head: SimulatedBlock | null; records: Record[]; ms: number },
  runtime: NodeRuntime,
): void {
  const set = (pallet: string, item: string, value: unknown, args: unknown[] = []) =>
    delta.set(runtime.key(pallet, item, args), runtime.value(pallet, item, value))
  set('System', 'Number', number)
  set('System', 'EventCount', records.length)
  set('Timestamp', 'Now', BigInt(ms))
  delta.set(runtime.key('System', 'Events', []), runtime.events(records))
  if (!head) return
  set('System', 'ParentHash', `0x${head.hash}`)
  set('System', 'BlockHash', `0x${head.hash}`, [head.number])
}

/** Its header and hash. The root of the extrinsics is blake2b-256 over them, and the digest tells of upgrades alone. */
function seal(
  head: SimulatedBlock | null,
  number: number,
  extrinsics: string[],
  state: State,
  upgrade: NodeRuntime | null,
  runtime: NodeRuntime,
): Omit<SimulatedBlock, 'ledger'> {
  const parent = head?.hash ?? '0'.repeat(64)
  const extrinsicsRoot = hex(blake2b256(concat(...extrinsics.map((extrinsic) => unhex(extrinsic.slice(2))))))
  const upgrades = upgrade !== null
  const hash = headerHash({ number, parent, stateRoot: state.root, extrinsicsRoot, upgrades })
  const header = { number, hash, parent, stateRoot: state.root, extrinsicsRoot, upgrades }
  return { ...header, extrinsics, state, runtime: upgrade ?? runtime }
}

type Header = Pick<SimulatedBlock, 'number' | 'parent' | 'stateRoot' | 'extrinsicsRoot' | 'upgrades'>

/** blake2b-256 of the SCALE header, as the real chain names its blocks. */
export function headerHash({ number, parent, stateRoot, extrinsicsRoot, upgrades }: Header): string {
  const header = {
    parentHash: `0x${parent}`,
    number,
    stateRoot: `0x${stateRoot}`,
    extrinsicRoot: `0x${extrinsicsRoot}`,
    digests: upgrades ? [{ type: 'runtimeUpdated' as const, value: undefined }] : [],
  }
  return hex(blake2b256(blockHeader.enc(header)))
}
