/** Privileged acts that are told: the fields of a record, and the file that it names. */

import { type ActFile, writeAct } from '../src/evidence/act.ts'
import { type RuntimeChange, runtimeChangeFormat, writeRuntimeChange } from '../src/evidence/runtime-change.ts'
import { hex, sha256, utf8 } from '../src/log/bytes.ts'
import type { ActWord } from '../src/records/chain/act.ts'
import type { FieldsOf } from '../src/records/registry.ts'
import { keyOf } from './keys.ts'
import type { Keep } from './snapshot-fields.ts'

const hashOf = (text: string): string => hex(sha256(utf8(text)))

/** Hash of block 0 of every chain that is told. */
const toldChain = hashOf('told chain')

/** An act; people are named. `of`: the call whose step it is, by the block of its beginning and a name for its hash. */
export interface ToldAct {
  what: ActWord
  block: number
  by?: string
  of?: { begun: number; call: string }
  /** Unix milliseconds. */
  at?: number
  error?: string
  key?: string
  /** Version of a new runtime, in which so many calls of the pallet Told are new. */
  upgrade?: { spec: number; calls: number }
  /** Who may approve, and how many have to; the call, unless it is known by its hash alone. */
  shows?: { threshold: number; signatories: string[]; calls: ActFile['calls'] }
}

/** `AdminUtils.sudo_set_tempo` on a subnet, through sudo, as a file tells it. */
export const tempoCall = (netuid: number): ActFile['calls'] => [
  { depth: 0, pallet: 'Sudo', name: 'sudo', args: [{ path: 'call', kind: 'call', text: '1' }] },
  {
    depth: 1,
    pallet: 'AdminUtils',
    name: 'sudo_set_tempo',
    args: [
      { path: 'netuid', kind: 'number', text: String(netuid) },
      { path: 'tempo', kind: 'number', text: '99' },
    ],
  },
]

/** The fields of a record of an act, which is for the multisig that is called safe. */
export function actFields(
  { what, block, by, of, at, error, key, upgrade, shows }: ToldAct,
  keep: Keep,
  chain = toldChain,
): FieldsOf<'act'> {
  const hash = hashOf(`told block ${block}`)
  const file: ActFile | undefined = shows && {
    format: 'act-1',
    chain,
    block,
    hash,
    spec: 424,
    threshold: shows.threshold,
    signatories: shows.signatories.map((name) => keyOf(name).address),
    calls: shows.calls,
    left: 0,
  }
  return {
    chain,
    block,
    hash,
    ...(at !== undefined && { at }),
    extrinsic: 1,
    event: what === 'key-changed' ? 3 : 5,
    what,
    authority: keyOf('safe').address,
    ...(by !== undefined && { by: keyOf(by).address }),
    ...(key !== undefined && { key: keyOf(key).address }),
    ...(of && { callHash: hashOf(`told call ${of.call}`), begun: of.begun, begunExtrinsic: 1 }),
    ...(shows && shows.calls.length > 0 && { calls: 'AdminUtils.sudo_set_tempo' }),
    ...(error !== undefined && { error }),
    ...(upgrade && { spec: upgrade.spec, change: keep(writeRuntimeChange(changeTold(chain, block, upgrade))) }),
    ...(file && { file: keep(writeAct(file)) }),
  }
}

/** What changed with a new runtime: calls that are new, and a pallet that is gone. */
function changeTold(chain: string, block: number, { spec, calls }: NonNullable<ToldAct['upgrade']>): RuntimeChange {
  const added = Array.from({ length: calls }, (_, i): RuntimeChange['rows'][number] => ({
    pallet: 'Told',
    what: 'call',
    name: `call_${i}`,
    change: 'added',
    before: null,
    after: '(netuid: u16)',
    parts: [],
  }))
  return {
    format: runtimeChangeFormat,
    chain,
    block,
    from: { name: 'node-subtensor', spec: spec - 1, metadata: hashOf(`metadata ${spec - 1}`) },
    to: { name: 'node-subtensor', spec, metadata: hashOf(`metadata ${spec}`) },
    rows: [
      ...added,
      { pallet: 'Gone', what: 'pallet', name: 'Gone', change: 'removed', before: '7', after: null, parts: [] },
    ],
    left: 0,
  }
}

/** A step of a referendum, in which accounts are named. */
export interface ToldStep extends Pick<FieldsOf<'referendum'>, 'what' | 'referendum' | 'block'> {
  by?: string
  vote?: 'aye' | 'nay'
  tally?: [ayes: number, nays: number, voters: number]
  track?: number
  review?: number
  error?: string
  calls?: ActFile['calls']
}

/** The fields of its record. No two of one block are of one referendum. */
export function stepFields({ by, tally, calls, ...step }: ToldStep, keep: Keep): FieldsOf<'referendum'> {
  const hash = hashOf(`told block ${step.block}`)
  const file: ActFile | undefined = calls && {
    format: 'act-1',
    chain: toldChain,
    block: step.block,
    hash,
    spec: 430,
    threshold: null,
    signatories: [],
    calls,
    left: 0,
  }
  return {
    chain: toldChain,
    hash,
    event: 10 + step.referendum,
    ...step,
    ...(by !== undefined && { by: keyOf(by).address }),
    ...(tally && { ayes: tally[0], nays: tally[1], voters: tally[2] }),
    ...(file && { calls: 'AdminUtils.sudo_set_tempo', file: keep(writeAct(file)) }),
  }
}
