/** Privileged acts that are told: the fields of a record, and the file that it names. */

import { type ActFile, writeAct } from '../src/evidence/act.ts'
import { hex, sha256, utf8 } from '../src/log/bytes.ts'
import type { ActWord } from '../src/records/chain/act.ts'
import type { FieldsOf } from '../src/records/registry.ts'
import { keyOf } from './keys.ts'
import type { Keep } from './snapshot-fields.ts'

const hashOf = (text: string): string => hex(sha256(utf8(text)))

/** Hash of block 0 of every chain that is told. */
const chain = hashOf('told chain')

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
export function actFields({ what, block, by, of, at, error, key, shows }: ToldAct, keep: Keep): FieldsOf<'act'> {
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
    ...(file && { file: keep(writeAct(file)) }),
  }
}
