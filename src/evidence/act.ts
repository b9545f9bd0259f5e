/**
 * What a privileged call asks for, and who decides on it: a small JSON file that an `act` record names. The call stands
 * there as a list in the order in which it is read, each inner call after the one that holds it, so that a reader needs
 * no metadata and no recursion.
 */

import * as z from 'zod'
import { text, utf8 } from '../log/bytes.ts'
import { Malformed } from '../log/errors.ts'
import { address, hash, natural } from './facts.ts'

export const actFormat = 'act-1'

/** Calls of a file at most, and values of all its calls together. */
export const mostCalls = 500
export const mostValues = 5000
/** Bytes that are written out; of longer ones their length and their blake2b-256 are. */
export const mostBytes = 256

/** How the text of a value is meant. */
export const valueKinds = ['account', 'number', 'bool', 'text', 'bytes', 'digest', 'name', 'nothing', 'call'] as const
export type ValueKind = (typeof valueKinds)[number]

const name = z.string().max(128)

const value = z.strictObject({
  /** Names of the argument, of fields in it and places of a list, joined by full stops: `schedule.0.when`. */
  path: z.string().max(512),
  kind: z.enum(valueKinds),
  /**
   * account: its address; number: decimal digits; bool: true or false; bytes: hex; digest: blake2b-256 in hex; name: a
   * choice among some; call: its place in the list of calls.
   */
  text: z.string().max(1024),
  /** Of a digest: how many bytes it stands for. */
  size: natural.optional(),
})

const call = z.strictObject({
  /** In how many calls it stands. */
  depth: natural,
  pallet: name,
  name,
  args: z.array(value).max(mostValues),
})

const act = z.strictObject({
  format: z.literal(actFormat),
  chain: hash,
  block: natural,
  hash,
  /** Version of the runtime that the call was read with. */
  spec: natural,
  /** How many have to approve, and who may, by rising key; null where a single key decides or no step showed them. */
  threshold: natural.nullable(),
  signatories: z.array(address).max(1000),
  /** From the outermost; empty while the call is known by its hash alone. */
  calls: z.array(call).max(mostCalls),
  /** Calls and values that the bounds of the format left out. */
  left: natural,
})

/** What is told of an act beside its record. */
export type ActFile = z.infer<typeof act>
export type ActCall = z.infer<typeof call>
export type ActValue = z.infer<typeof value>

/** The bytes of a file: JSON with its keys in the order above. */
export function writeAct(file: ActFile): Uint8Array {
  return utf8(JSON.stringify(act.parse(file)))
}

/** Reads a file; throws Malformed with what is wrong for bytes that are none. */
export function readAct(bytes: Uint8Array): ActFile {
  const read = act.safeParse(jsonOf(bytes))
  if (read.success) return read.data
  const [issue] = read.error.issues
  throw new Malformed(`the act does not read: ${issue?.path.join('.')}: ${issue?.message}`)
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(text(bytes))
  } catch {
    return null // not JSON: the schema refuses it
  }
}

/** The names of the calls that hold no others, each once: what is asked for, in their order. */
export function askedFor({ calls }: Pick<ActFile, 'calls'>): string[] {
  const names = calls
    .filter(({ depth }, i) => (calls[i + 1]?.depth ?? 0) <= depth)
    .map(({ pallet, name }) => `${pallet}.${name}`)
  return [...new Set(names)]
}
