/** Something about the chain that is true or not after a block, in one line that a person can read. */

import * as z from 'zod'
import { type Address, isAddress } from '../../log/ss58.ts'
import { decimal } from '../amounts.ts'
import { expecting, type FieldType } from '../fields.ts'

export type Predicate =
  /** What a hotkey takes of what its delegators earn; hundredths of a per cent. */
  | { what: 'take'; account: Address; most: number }
  /** The share of influence of the entity of an account; hundredths of a per cent. */
  | { what: 'influence'; account: Address; most: number }
  /** The stake of the entity of an account, in rao of TAO. */
  | { what: 'stake'; account: Address; least: bigint }
  /** What the entity of an account has locked on a subnet and cannot unstake, in rao of its alpha. */
  | { what: 'lock'; account: Address; netuid: number; least: bigint }
  /** Who owns a subnet. */
  | { what: 'owner'; account: Address; netuid: number }

const percent = String.raw`(0|[1-9]\d?|100)(?:\.(\d{1,2}))? %`
const address = '([1-9A-HJ-NP-Za-km-z]{46,48})'
const shareForm = new RegExp(`^(take|influence) ${address} <= ${percent}$`)
const stakeForm = new RegExp(String.raw`^stake ${address} >= (0|[1-9]\d{0,8})(?:\.(\d{1,9}))? TAO$`)
const lockForm = new RegExp(
  String.raw`^lock ${address} >= (0|[1-9]\d{0,8})(?:\.(\d{1,9}))? alpha in subnet (0|[1-9]\d{0,4})$`,
)
const ownerForm = new RegExp(`^owner of subnet (0|[1-9]\\d{0,4}) is ${address}$`)

/** A predicate in the one way that it is written. */
export function predicateText(predicate: Predicate): string {
  const { what, account } = predicate
  if (what === 'owner') return `owner of subnet ${predicate.netuid} is ${account}`
  if (what === 'lock') return `lock ${account} >= ${decimal(predicate.least, 9)} alpha in subnet ${predicate.netuid}`
  if (what === 'stake') return `stake ${account} >= ${decimal(predicate.least, 9)} TAO`
  return `${what} ${account} <= ${decimal(BigInt(predicate.most), 2)} %`
}

/** The predicate that a line says, or null. */
export function parsePredicate(text: string): Predicate | null {
  const predicate = readShare(text) ?? readStake(text) ?? readLock(text) ?? readOwner(text)
  return predicate !== null && isAddress(predicate.account) ? predicate : null
}

/** A line that says something about the chain. */
export function predicateField(): FieldType<Predicate> {
  const expects = expecting('predicate')
  const value = z.custom<Predicate>((each) => parsePredicate(predicateText(each as Predicate)) !== null, expects.code)
  const schema = z.codec(
    z.string().refine((text) => parsePredicate(text) !== null, expects.code),
    value,
    {
      // The refinement has read it already.
      decode: (text) => parsePredicate(text) as Predicate,
      encode: predicateText,
    },
  )
  return { schema, expects, input: 'text', maxLength: 120 }
}

function readShare(text: string): Predicate | null {
  const [, what, account, whole, part = ''] = shareForm.exec(text) ?? []
  if (whole === undefined) return null
  const most = Number(whole) * 100 + Number(part.padEnd(2, '0'))
  return most <= 10_000 ? { what: what as 'take', account: account as Address, most } : null
}

function readStake(text: string): Predicate | null {
  const [, account, whole, part = ''] = stakeForm.exec(text) ?? []
  if (whole === undefined) return null
  return { what: 'stake', account: account as Address, least: BigInt(whole + part.padEnd(9, '0')) }
}

function readLock(text: string): Predicate | null {
  const [, account, whole, part = '', netuid] = lockForm.exec(text) ?? []
  if (whole === undefined || Number(netuid) > mostNetuid) return null
  const least = BigInt(whole + part.padEnd(9, '0'))
  return { what: 'lock', account: account as Address, netuid: Number(netuid), least }
}

/** 65,535 stands for no subnet. */
const mostNetuid = 65_534

function readOwner(text: string): Predicate | null {
  const [, netuid, account] = ownerForm.exec(text) ?? []
  return netuid === undefined || Number(netuid) > mostNetuid
    ? null
    : { what: 'owner', account: account as Address, netuid: Number(netuid) }
}
