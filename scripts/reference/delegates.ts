// Two public lists of delegate profiles, signed by their hotkeys with btcli: which messages the signatures are over.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { unhex } from '../../src/log/bytes.ts'
import { address, publicKeyOf } from '../../src/log/ss58.ts'
import { type Suite, signatureJob, verifySignature } from '../../src/log/suites.ts'
import type { ReferenceLine } from './line.ts'

interface Profile {
  name: string
  url: string
  description: string
  signature: string
}

/** The lists and how many of each verify under which suite. */
const lists = [
  { name: 'delegates, first list', file: 'bittensor-delegates.json', raw: 76, wrapped: 1, neither: 0 },
  { name: 'delegates, second list', file: 'subtensor-delegate-info.json', raw: 56, wrapped: 0, neither: 2 },
]

/** A string as Python's json.dumps writes it: everything outside printable ASCII as \uXXXX. */
const pythonString = (text: string): string =>
  JSON.stringify(text).replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)

/** `json.dumps({hotkey: {name, url, description}})` with Python's separators, keys in the order of the file. */
function messageOf(hotkey: string, profile: Profile): string {
  const fields = Object.entries(profile).filter(([key]) => key !== 'signature' && key !== 'address')
  const inner = fields.map(([key, value]) => `${pythonString(key)}: ${pythonString(value)}`).join(', ')
  return `{${pythonString(hotkey)}: {${inner}}}`
}

/** The profiles of a list by hotkey: one file is an object of them, the other an array that names them. */
function profilesOf(path: string): [string, Profile][] {
  const list = JSON.parse(readFileSync(path, 'utf8')) as Record<string, Profile> | (Profile & { address: string })[]
  return Array.isArray(list) ? list.map((profile) => [profile.address, profile]) : Object.entries(list)
}

/** Under which of the two sr25519 suites a profile's signature holds; null: under none. */
function suiteOf(hotkey: string, profile: Profile): Suite | null {
  const message = messageOf(hotkey, profile)
  const [key, signature] = [publicKeyOf(address(hotkey)), unhex(profile.signature.replace(/^0x/, ''))]
  const suites: Suite[] = ['sr25519-raw', 'sr25519-bytes']
  return suites.find((suite) => verifySignature(signatureJob(suite, key, message, signature))) ?? null
}

/** Counts the signatures of both lists; anything but the known counts fails. */
export async function referenceDelegates(dir: string): Promise<ReferenceLine[]> {
  return lists.map(({ name, file, ...expected }) => {
    const path = join(dir, 'bittensor', file)
    if (!existsSync(path)) return { name, ok: true, line: `missing: ${path}` }
    const profiles = profilesOf(path)
    const suites = profiles.map(([hotkey, profile]) => suiteOf(hotkey, profile))
    const count = (suite: Suite | null): number => suites.filter((each) => each === suite).length
    const found = { raw: count('sr25519-raw'), wrapped: count('sr25519-bytes'), neither: count(null) }
    const line = `of ${profiles.length}: ${found.raw} verify raw, ${found.wrapped} only wrapped, ${found.neither} not`
    return { name, ok: JSON.stringify(found) === JSON.stringify(expected), line }
  })
}
