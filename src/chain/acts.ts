/**
 * What is done with the power of the privileged key: steps towards a call of a multisig, calls through sudo, changes of
 * the key and of the runtime, safe mode. Which multisig is the key's, only whoever knows the state can tell.
 * Sources: polkadot-sdk pallet-multisig, pallet-sudo, pallet-safe-mode, frame-system.
 */

import { type ActFile, actFormat } from '../evidence/act.ts'
import { hex, unhex } from '../log/bytes.ts'
import { addressOf } from '../log/ss58.ts'
import { blake2b256 } from '../log/suites.ts'
import { callTree } from './call-tree.ts'
import { accountOf, encodeCall } from './calls.ts'
import type { Writing } from './encode.ts'
import { accountIn, type BlockEvent, type FieldReader, fieldsOf } from './event-fields.ts'
import type { Extrinsic, Nested } from './extrinsics.ts'
import { walk } from './extrinsics.ts'
import { argOf, nameOf } from './reader.ts'
import type { Runtime } from './runtime.ts'
import type { Call } from './values.ts'

/** What was done. */
export type ActWhat =
  | 'proposed'
  | 'approved'
  | 'cancelled'
  | 'executed'
  | 'failed'
  | 'called'
  | 'key-changed'
  | 'upgraded'
  | 'safe-mode-entered'
  | 'safe-mode-extended'
  | 'safe-mode-left'

/** Where a call of a multisig was begun: pallet_multisig calls it the timepoint, and every later step names it. */
export interface Begun {
  block: number
  extrinsic: number
}

/** One act; accounts and hashes in hex. */
export interface ChainAct {
  block: number
  extrinsic: number | null
  /** Place of its event among those of the block: no two acts have one. */
  event: number
  what: ActWhat
  /** The multisig, or the key that called; of a change of the key the one before. null: not told. */
  authority: string | null
  /** Who signed. */
  by: string | null
  /** Of a step: the blake2b-256 of the call. */
  callHash: string | null
  begun: Begun | null
  /** Of a change of the key: the new one; null: there is none any more. */
  key: string | null
  /** Of safe mode: the block until which it holds. */
  until: number | null
  /** Code of what kept the call, or a part of it, from taking effect. */
  error: string | null
  /** The calls of its extrinsic, and among them the one that was called through sudo or replaced the runtime, where known. */
  told: readonly Nested[]
  called: Call | null
}

/** The acts of a block, in the order of its events. What lacks a field that it needs is left out. */
export function actsIn(block: number, events: readonly BlockEvent[], calls: readonly Extrinsic[]): ChainAct[] {
  const acts: ChainAct[] = []
  const nested = new Map<number, Nested[]>()
  const toldOf = (extrinsic: number | null): readonly Nested[] => {
    const known = nested.get(extrinsic ?? -1)
    const call = known ? undefined : calls.find(({ index }) => index === extrinsic)
    const told = known ?? (call ? [...walk(call.call, call.signer)] : [])
    nested.set(extrinsic ?? -1, told)
    return told
  }
  let group = emptyGroup(null)
  const close = (): void => {
    acts.push(...calledIn(block, group, toldOf))
  }
  for (const [place, event] of events.entries()) {
    if (event.extrinsic !== group.extrinsic) {
      close()
      group = emptyGroup(event.extrinsic)
    }
    const around = { block, place, group, told: () => toldOf(event.extrinsic) }
    const act = readers[nameOfEvent(event)]?.(fieldsOf(event), around)
    if (act) acts.push({ ...nothing, block, extrinsic: event.extrinsic, event: place, ...act })
  }
  close()
  return acts.sort((a, b) => a.event - b.event)
}

const nameOfEvent = ({ pallet, name }: BlockEvent): string => `${pallet}.${name}`

const nothing = {
  authority: null,
  by: null,
  callHash: null,
  begun: null,
  key: null,
  until: null,
  error: null,
  told: [] as readonly Nested[],
  called: null,
}

/** What came of one call through sudo. */
interface Sudid {
  place: number
  /** Whether it failed as a whole, and the code of that or of what failed in it. */
  failed: boolean
  error: string | null
}

/** What the events of an extrinsic have said so far. */
interface Group {
  extrinsic: number | null
  /** Calls through sudo that no execution of a multisig has taken up. */
  sudone: Sudid[]
  /** A part of a batch that failed since the last call was over. */
  part: string | null
}

const emptyGroup = (extrinsic: number | null): Group => ({ extrinsic, sudone: [], part: null })

interface Around {
  block: number
  place: number
  group: Group
  told(): readonly Nested[]
}

type Found = Pick<ChainAct, 'what'> & Partial<ChainAct>
type Reader = (f: FieldReader, around: Around) => Found | undefined

const step =
  (what: 'proposed' | 'approved' | 'cancelled', who: string, places: { multisig: number; hash: number }): Reader =>
  (f, around) => {
    // Who acts stands first. A hash of 32 bytes reads as an account does.
    const [by, authority] = [f.account(who, 0), f.account('multisig', places.multisig)]
    const callHash = f.account('call_hash', places.hash)
    const begun = what === 'proposed' ? here(around) : begunIn(f)
    if (by === undefined || authority === undefined || callHash === undefined || begun === undefined) return undefined
    return { what, by, authority, callHash, begun, told: around.told() }
  }

/** A first step is its own timepoint. */
const here = ({ block, group: { extrinsic } }: Around): Begun | undefined =>
  extrinsic === null ? undefined : { block, extrinsic }

function begunIn(f: FieldReader): Begun | undefined {
  const { height, index } = (f.value('timepoint', 1) ?? {}) as { height?: unknown; index?: unknown }
  return typeof height === 'number' && typeof index === 'number' ? { block: height, extrinsic: index } : undefined
}

const later = { multisig: 2, hash: 3 }

const readers: { [event: string]: Reader } = {
  'Multisig.NewMultisig': step('proposed', 'approving', { multisig: 1, hash: 2 }),
  'Multisig.MultisigApproval': step('approved', 'approving', later),
  'Multisig.MultisigCancelled': step('cancelled', 'cancelling', later),
  'Multisig.MultisigExecuted': (f, around) => {
    const found = step('approved', 'approving', later)(f, around)
    const inner = found && takenUp(around.group, around.told(), found.authority ?? null)
    const own = codeOf(f.value('result', 4))
    const part = around.group.part
    around.group.part = null
    if (!found || !inner) return undefined
    const failed = own !== null || inner.some((each) => each.failed)
    const error = own ?? inner.find(({ error }) => error !== null)?.error ?? part
    return { ...found, what: failed ? 'failed' : 'executed', error }
  },
  'Sudo.Sudid': sudone,
  'Sudo.SudoAsDone': sudone,
  'Utility.BatchInterrupted': (f, { group }) => partOf(group, f.value('error', 1)),
  'Utility.ItemFailed': (f, { group }) => partOf(group, f.value('error', 0)),
  'Sudo.KeyChanged': (f, { told }) => {
    // An older runtime names the key before alone; the call has the new one.
    const call = told().find((each) => nameOf(each.call) === 'Sudo.set_key')?.call
    const key = f.account('new', 1) ?? (call && accountIn(accountOf(argOf(call, 'new')))) ?? null
    const authority = f.account('old', 0) ?? f.account('old_sudoer', 0) ?? null
    return key === null ? undefined : { what: 'key-changed', authority, by: signerOf(told()), key }
  },
  'Sudo.KeyRemoved': (_, { told }) => ({ what: 'key-changed', by: signerOf(told()) }),
  'System.CodeUpdated': (_, { told }) => ({
    what: 'upgraded',
    by: signerOf(told()),
    called: told().find(({ call }) => upgradeCalls.has(nameOf(call)))?.call ?? null,
  }),
  'SafeMode.Entered': (f, { told }) => safeMode('safe-mode-entered', f, told()),
  'SafeMode.Extended': (f, { told }) => safeMode('safe-mode-extended', f, told()),
  'SafeMode.Exited': (_, { told }) => ({ what: 'safe-mode-left', by: signerOf(told()) }),
}

/** Calls that replace the runtime: the code stands in their arguments. */
const upgradeCalls: ReadonlySet<string> = new Set([
  'System.set_code',
  'System.set_code_without_checks',
  'System.apply_authorized_upgrade',
])

const safeMode = (what: ActWhat, f: FieldReader, told: readonly Nested[]): Found => ({
  what,
  by: signerOf(told),
  until: f.number('until', 0) ?? null,
})

/** Who signed the extrinsic, as far as it is an account. */
const signerOf = (told: readonly Nested[]): string | null => accountIn(told[0]?.origin) ?? null

function sudone(f: FieldReader, { place, group }: Around): undefined {
  const own = codeOf(f.value('sudo_result', 0))
  group.sudone.push({ place, failed: own !== null, error: own ?? group.part })
  group.part = null
}

function partOf(group: Group, error: unknown): undefined {
  group.part ??= codeOf({ success: false, value: error })
}

/** The calls through sudo that a multisig has just executed: as many of the latest as its call holds. */
function takenUp(group: Group, told: readonly Nested[], multisig: string | null): Sudid[] {
  const outer = told.findIndex((each) => isMulti(each) && each.multisig?.account === multisig)
  const count = outer < 0 ? group.sudone.length : insideOf(told, outer).filter(isSudo).length
  return count === 0 ? [] : group.sudone.splice(-count)
}

/** Calls through sudo that no pending phase came before: the key itself signed. */
function calledIn(
  block: number,
  { extrinsic, sudone }: Group,
  toldOf: (of: number | null) => readonly Nested[],
): ChainAct[] {
  if (sudone.length === 0) return []
  const told = toldOf(extrinsic)
  const held = new Set(told.flatMap((each, i) => (isMulti(each) ? insideOf(told, i) : [])))
  const direct = told.filter((each) => isSudo(each) && !held.has(each))
  return sudone.map(({ place, failed, error }, i) => {
    const outer = direct[i]
    const what = failed ? 'failed' : 'called'
    const authority = accountIn(outer?.origin) ?? null
    const called = outer?.call ?? null
    return { ...nothing, block, extrinsic, event: place, what, authority, by: signerOf(told), error, told, called }
  })
}

/** The calls inside a call of a list that names each before what is in it. */
function insideOf(told: readonly Nested[], outer: number): Nested[] {
  const depth = told[outer]?.via.length ?? 0
  const after = told.slice(outer + 1)
  const end = after.findIndex(({ via }) => via.length <= depth)
  return end < 0 ? after : after.slice(0, end)
}

const isMulti = ({ call }: Nested): boolean => call.pallet === 'Multisig' && call.name !== 'as_multi_threshold_1'

const sudoCalls: ReadonlySet<string> = new Set([
  'Sudo.sudo',
  'Sudo.sudo_unchecked_weight',
  'Sudo.sudo_as',
  'SubtensorModule.sudo',
  'SubtensorModule.sudo_unchecked_weight',
])
const isSudo = ({ call }: Nested): boolean => sudoCalls.has(nameOf(call))

const longestCode = 120

/** `Balances.InsufficientBalance`, `BadOrigin`: the code of a result that is an error; null for one that is none. */
export function codeOf(result: unknown): string | null {
  const { success, value } = (result ?? {}) as { success?: unknown; value?: unknown }
  if (success !== false) return null
  const parts: string[] = []
  for (let at: unknown = value; typeof at === 'object' && at !== null && 'type' in at; ) {
    const { type, value: inner } = at as { type: unknown; value?: unknown }
    if (type !== 'Module') parts.push(String(type))
    if (typeof inner === 'string') parts.push(inner)
    at = inner
  }
  return parts.join('.').slice(0, longestCode) || 'Unknown'
}

/** What the record of an act names as evidence: its call, where its extrinsic carries it, and who decides. */
export function actFileOf(
  runtime: Runtime,
  act: Pick<ChainAct, 'told' | 'authority' | 'callHash' | 'called'>,
  at: { chain: string; block: number; hash: string },
): ActFile | null {
  const step = act.callHash === null ? null : stepOf(runtime, act)
  const call = step ? step.call : act.called
  const multisig = step?.multisig
  if (!call && !multisig) return null
  const decides = {
    threshold: multisig?.threshold ?? null,
    signatories: (multisig?.signatories ?? []).map((each) => addressOf(unhex(each))),
  }
  return { ...callFileOf(runtime, call ?? null, at), ...decides }
}

/** A call alone, as evidence has it. */
export function callFileOf(
  runtime: Runtime,
  call: Call | null,
  at: { chain: string; block: number; hash: string },
): ActFile {
  const tree = call ? callTree(runtime, call) : { calls: [], left: 0 }
  return { format: actFormat, ...at, spec: runtime.spec, threshold: null, signatories: [], ...tree }
}

/** The call of pallet Multisig that made a step, and the call that it carries; none where it names that by its hash. */
function stepOf(runtime: Runtime, { told, authority, callHash }: Pick<ChainAct, 'told' | 'authority' | 'callHash'>) {
  for (const { call, multisig } of told) {
    if (call.pallet !== 'Multisig' || multisig?.account !== authority) continue
    const [named, inner] = [argOf(call, 'call_hash'), argOf(call, 'call')]
    if (named === callHash) return { multisig, call: null }
    if (inner !== undefined && hashOf(runtime, inner as Call) === callHash) return { multisig, call: inner as Call }
  }
  return null
}

/** What pallet_multisig names a call by: blake2b-256 of its bytes. */
function hashOf({ calls, reading }: Runtime, call: Call): string {
  const writing: Writing = { callType: reading.callType, call: (value) => encodeCall(calls, value, writing) }
  return hex(blake2b256(encodeCall(calls, call, writing)))
}
