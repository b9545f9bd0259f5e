/** Which account each call acts for: proxies, multisigs, batches and sudo hold other calls. */

import { Blake2256 } from '@polkadot-api/substrate-bindings'
import { concat, hex, unhex, utf8 } from '../log/bytes.ts'
import { multisigKey } from '../log/multisig.ts'
import { accountOf, isCall } from './calls.ts'
import type { Call } from './values.ts'

/** A 32-byte account in hex, root, or null for nobody. */
export type Origin = string | 'root' | null

/** A way in which a call was made for somebody else than who signed. */
export type Via = 'batch' | 'proxy' | 'multisig' | 'sudo' | 'derivative'

/** A multisig that a call has shown. Accounts in hex, signatories in rising order. */
export interface Multisig {
  account: string
  threshold: number
  signatories: string[]
}

/** A call and for whom it acts. */
export interface Nested {
  call: Call
  origin: Origin
  /** The calls that it stands in, from outermost. */
  via: Via[]
  /** On calls of pallet Multisig: the account that they act for. */
  multisig?: Multisig
}

const deepest = 32
const most = 10_000

/**
 * The call, and after it each call inside it, in order. What is inside a multisig call runs only at the last approval,
 * and a batch may stop halfway: events tell what happened. Calls nested deeper than 32 or beyond the 10,000th are left out.
 */
export function* walk(call: Call, signer: Origin): Generator<Nested> {
  const left: Nested[] = [{ call, origin: signer, via: [] }]
  for (let seen = 0; left.length > 0 && seen < most; seen++) {
    const outer = left.pop()!
    const { multisig, inner } = insideOf(outer)
    yield multisig ? { ...outer, multisig } : outer
    if (outer.via.length < deepest) for (const each of inner.reverse()) left.push(each)
  }
}

interface Inside {
  inner: Nested[]
  multisig?: Multisig
}

type Step = [via: Via, origin: Origin]

/** What is inside a call. Arguments that are not as expected hold nothing. */
function insideOf(outer: Nested): Inside {
  const { call, origin, via } = outer
  const multisig = call.pallet === 'Multisig' ? multisigOf(call, origin) : null
  const step = multisig
    ? (['multisig', multisig.account] as Step)
    : steps[`${call.pallet}.${call.name}`]?.(call.args, origin)
  const inner = step ? callsIn(call.args).map((each) => ({ call: each, origin: step[1], via: [...via, step[0]] })) : []
  return multisig ? { inner, multisig } : { inner }
}

/** Calls among arguments: one, several, or several alternatives. */
const callsIn = (args: Call['args']): Call[] =>
  Object.values(args).flatMap((value) => (Array.isArray(value) ? value : [value]).filter(isCall))

type Args = Call['args']
const batch = (_: Args, origin: Origin): Step => ['batch', origin]
const asRoot = (): Step => ['sudo', 'root']
const proxied = ({ real }: Args): Step => ['proxy', accountOf(real)]

/** For whom the calls inside a call act. */
const steps: { [name: string]: (args: Args, origin: Origin) => Step } = {
  'Utility.batch': batch,
  'Utility.batch_all': batch,
  'Utility.force_batch': batch,
  'Utility.with_weight': batch,
  'Utility.if_else': batch,
  'Utility.as_derivative': ({ index }, origin) => ['derivative', derivativeOf(origin, Number(index))],
  'Utility.dispatch_as': ({ as_origin }) => ['sudo', signedBy(as_origin)],
  'Utility.dispatch_as_fallible': ({ as_origin }) => ['sudo', signedBy(as_origin)],
  'Proxy.proxy': proxied,
  'Proxy.proxy_announced': proxied,
  'Sudo.sudo': asRoot,
  'Sudo.sudo_unchecked_weight': asRoot,
  'Sudo.sudo_as': ({ who }) => ['sudo', accountOf(who)],
  'SubtensorModule.sudo': asRoot,
  'SubtensorModule.sudo_unchecked_weight': asRoot,
}

/** The account of a MultiAddress origin of dispatch_as: `{ type: 'system', value: { type: 'Signed', value } }`. */
function signedBy(origin: unknown): Origin {
  const { value } = (origin ?? {}) as { value?: { type?: unknown; value?: unknown } }
  if (value?.type === 'Root') return 'root'
  return value?.type === 'Signed' && typeof value.value === 'string' ? value.value : null
}

/** The multisig that a call of pallet Multisig acts for: its signer is one of the signatories and not in the list. */
function multisigOf({ name, args }: Call, origin: Origin): Multisig | null {
  const { other_signatories: others, threshold = name === 'as_multi_threshold_1' ? 1 : undefined } = args
  if (!isAccount(origin) || !Array.isArray(others) || !others.every(isAccount) || typeof threshold !== 'number')
    return null
  const signatories = [...others, origin].sort()
  return { account: multisigAccount(signatories, threshold), threshold, signatories }
}

const isAccount = (value: unknown): value is string => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value)

/** Both pallets derive accounts as blake2b-256 of SCALE ("modlpy/utilisuba", ...). */
const seed = utf8('modlpy/utilisuba')
const u16 = (value: number): Uint8Array => Uint8Array.of(value & 255, value >> 8)

/** The account of a multisig, in hex as its signatories are. */
export function multisigAccount(signatories: string[], threshold: number): string {
  return hex(multisigKey(signatories.map(unhex), threshold))
}

/** The account that `Utility.as_derivative` acts for; null for an origin that is no account. Source: pallet-utility. */
function derivativeOf(origin: Origin, index: number): Origin {
  return isAccount(origin) ? hex(Blake2256(concat(seed, unhex(origin), u16(index)))) : null
}
