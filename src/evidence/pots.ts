/**
 * Pots: accounts of pallets. Nobody has a key to them: their 32 bytes are `modl`, the eight bytes of a pallet's id, up to
 * eight that tell its accounts apart, and zeros (source: PalletId of frame_support, AccountIdConversion of sp_runtime).
 * The zeros count as well: a key that begins with four given bytes can be found by trying.
 */

import { utf8 } from '../log/bytes.ts'
import { accountAt, countOf } from './accounts.ts'

/** What a pot is for. */
export const potKinds = ['root', 'subnet', 'baskets', 'burn', 'swap', 'crowdloan', 'orders', 'other'] as const
export type PotKind = (typeof potKinds)[number]

export interface Pot {
  kind: PotKind
  /** Number of the subnet or of the crowdloan; null for a kind that has none. */
  number: number | null
}

const prefix = utf8('modl')
const idAt = prefix.length
const subAt = idAt + 8
const zerosAt = subAt + 8

/** Kinds by the id of their pallet; those of `subtensr` by what follows on it. */
const ids: readonly (readonly [id: string, kind: PotKind])[] = [
  ['burntnsr', 'burn'],
  ['ten/swap', 'swap'],
  ['bt/cloan', 'crowdloan'],
  ['bt/limit', 'orders'],
  ['bt/lmhky', 'orders'],
]

/** The pot that 32 bytes are; null for an account that may be somebody's. */
export function potOf(account: Uint8Array): Pot | null {
  if (!startsWith(account, prefix, 0) || !account.subarray(zerosAt).every((byte) => byte === 0)) return null
  if (startsWith(account, utf8('subtensr'), idAt)) return subtensorPot(account)
  const kind = ids.find(([id]) => startsWith(account, utf8(id), idAt))?.[1] ?? 'other'
  return { kind, number: kind === 'crowdloan' ? viewOf(account).getUint32(subAt, true) : null }
}

function subtensorPot(account: Uint8Array): Pot {
  if (startsWith(account, utf8('beta/esc'), subAt)) return { kind: 'baskets', number: null }
  const netuid = viewOf(account).getUint16(subAt, true)
  return netuid === 0 ? { kind: 'root', number: 0 } : { kind: 'subnet', number: netuid }
}

/** The account in which the TAO of a subnet lies, since runtimes of May 2026. */
export function subnetPot(netuid: number): Uint8Array {
  const account = new Uint8Array(32)
  account.set(utf8('modlsubtensr'))
  viewOf(account).setUint16(subAt, netuid, true)
  return account
}

/** The account in which the TAO of a crowdloan lies. */
export function crowdloanPot(number: number): Uint8Array {
  const account = new Uint8Array(32)
  account.set(utf8('modlbt/cloan'))
  viewOf(account).setUint32(subAt, number, true)
  return account
}

/** Rows of the pots among accounts, rising: all of them lie together. */
export function potRows(accounts: Uint8Array): number[] {
  const rows: number[] = []
  for (let row = 0; row < countOf(accounts); row++)
    if (accounts[row * 32] === prefix[0] && potOf(accountAt(accounts, row)) !== null) rows.push(row)
  return rows
}

const startsWith = (bytes: Uint8Array, part: Uint8Array, at: number): boolean =>
  part.every((byte, i) => bytes[at + i] === byte)

const viewOf = ({ buffer, byteOffset, byteLength }: Uint8Array): DataView =>
  new DataView(buffer, byteOffset, byteLength)
