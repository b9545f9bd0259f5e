/**
 * Public lists of delegate profiles, signed by their hotkeys with btcli: the signature is over `json.dumps({hotkey: {name,
 * url, description}})` as Python writes it, raw or wrapped in <Bytes>.
 */

import * as z from 'zod'
import { unhex } from '../log/bytes.ts'
import { Malformed } from '../log/errors.ts'
import { type Address, address, publicKeyOf } from '../log/ss58.ts'
import { type Suite, signatureCheck, verifySignature } from '../log/suites.ts'
import { Refusal } from '../records/refusals.ts'

/** One profile of a list, and under what its signature holds. */
export interface Profile {
  hotkey: Address
  name: string
  url: string
  description: string
  verdict: 'raw' | 'wrapped' | 'invalid'
}

const profile = z.looseObject({
  name: z.string().max(500),
  url: z.string().max(2000),
  description: z.string().max(20_000),
  signature: z.string().max(2000),
})

const list = z.union([
  z.record(z.string().max(64), profile),
  z.array(profile.extend({ address: z.string().max(64) })).max(10_000),
])

/** The profiles of a list with each signature's verdict, in the order of the file. */
export function readDelegates(bytes: Uint8Array): Profile[] | Refusal {
  const text = new TextDecoder().decode(bytes)
  const parsed = list.safeParse(jsonOf(text))
  if (!parsed.success) return new Refusal('bad-file', { reason: 'not-delegates' })
  const entries = Array.isArray(parsed.data)
    ? parsed.data.map((each) => [each.address, each] as const)
    : Object.entries(parsed.data)
  const profiles: Profile[] = []
  for (const [hotkey, each] of entries) {
    const account = accountOf(hotkey)
    if (account === null) return new Refusal('bad-file', { reason: 'delegate-address', value: hotkey.slice(0, 60) })
    const { name, url, description } = each
    profiles.push({ hotkey: account, name, url, description, verdict: verdictOf(hotkey, account, each) })
  }
  return profiles
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null // not JSON: the schema refuses it
  }
}

function accountOf(text: string): Address | null {
  try {
    return address(text)
  } catch (error) {
    if (error instanceof Malformed) return null
    throw error
  }
}

const suites: [Suite, Profile['verdict']][] = [
  ['sr25519-raw', 'raw'],
  ['sr25519-bytes', 'wrapped'],
]

function verdictOf(
  hotkey: string,
  account: Address,
  { signature, ...fields }: z.infer<typeof profile>,
): Profile['verdict'] {
  const digits = signature.replace(/^0x/, '')
  if (!/^[0-9a-f]{128}$/.test(digits)) return 'invalid'
  const message = messageOf(hotkey, fields)
  const holds = ([suite]: (typeof suites)[number]): boolean =>
    verifySignature(signatureCheck(suite, publicKeyOf(account), message, unhex(digits)))
  return suites.find(holds)?.[1] ?? 'invalid'
}

/** `json.dumps` with Python's separators, keys in the order of the file. */
function messageOf(hotkey: string, fields: Record<string, unknown>): string {
  const inner = Object.entries(fields)
    .filter(([key]) => key !== 'address')
    .map(([key, value]) => `${pythonString(key)}: ${pythonString(String(value))}`)
  return `{${pythonString(hotkey)}: {${inner.join(', ')}}}`
}

/** A string as Python writes it: everything outside printable ASCII as \\uXXXX. */
const pythonString = (text: string): string =>
  JSON.stringify(text).replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)

/** How many signatures hold over the text itself, only wrapped in <Bytes>, and not at all. */
export function countsOf(profiles: readonly Profile[]): Record<Profile['verdict'], number> {
  const count = (verdict: Profile['verdict']) => profiles.filter((each) => each.verdict === verdict).length
  return { raw: count('raw'), wrapped: count('wrapped'), invalid: count('invalid') }
}
