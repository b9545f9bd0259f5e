// Two public lists of delegate profiles, signed by their hotkeys with btcli: which messages the signatures are over.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { countsOf, readDelegates } from '../../src/evidence/delegates.ts'
import { isRefusal } from '../../src/records/refusals.ts'
import { english } from '../../src/words/en.ts'
import { sentenceOf } from '../../src/words/refusal.ts'
import type { ReferenceLine } from './line.ts'

/** The lists and how many of each verify over the text itself, only wrapped, and not at all. */
const lists = [
  { name: 'delegates, first list', file: 'bittensor-delegates.json', raw: 76, wrapped: 1, invalid: 0 },
  { name: 'delegates, second list', file: 'subtensor-delegate-info.json', raw: 56, wrapped: 0, invalid: 2 },
]

/** Counts the signatures of both lists; anything but the known counts fails. */
export async function referenceDelegates(dir: string): Promise<ReferenceLine[]> {
  return lists.map(({ name, file, ...expected }) => {
    const path = join(dir, 'bittensor', file)
    if (!existsSync(path)) return { name, ok: true, line: `missing: ${path}` }
    const profiles = readDelegates(readFileSync(path))
    if (isRefusal(profiles)) return { name, ok: false, line: sentenceOf(english, profiles) }
    const found = countsOf(profiles)
    const line = `of ${profiles.length}: ${found.raw} verify raw, ${found.wrapped} only wrapped, ${found.invalid} not`
    return { name, ok: JSON.stringify(found) === JSON.stringify(expected), line }
  })
}
