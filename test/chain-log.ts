import { hex, sha256, utf8 } from '../src/log/bytes.ts'
import { formatNote } from '../src/log/note.ts'
import { type Flows, writeFlows } from '../src/records/flows.ts'
import { writeHoldings } from '../src/records/holdings.ts'
import { parseRecord, type SignedRecord, type Writing, writeText } from '../src/records/record.ts'
import { isRefusal, type Refusal } from '../src/records/refusals.ts'
import { Fold } from '../src/views/fold.ts'
import type { Entry, Evidence } from '../src/views/view.ts'
import type { Told } from './holdings.ts'
import { keyOf, origin, start, story } from './story.ts'

/** A log about a chain: snapshots that were told, with the flows before them, and lists of known accounts. */
export type Tells = (Told & { flows?: Flows }) | { known: string }

export interface ChainLog {
  entries: Entry[]
  evidence: Evidence
  fold(): Fold
}

/** Signed records and their evidence, after a policy as entry 0. `known` is the body of a list of known accounts. */
export function chainLog(...tells: Tells[]): ChainLog {
  const files = new Map<string, Uint8Array>()
  const keep = (bytes: Uint8Array): string => {
    const name = hex(sha256(bytes))
    files.set(name, bytes)
    return name
  }
  const entries = [...story('').entries]
  for (const each of tells) {
    const index = entries.length
    const ms = start + index * 1000
    entries.push({ index, ms, record: 'known' in each ? knownRecord(each.known, ms) : snapshotRecord(each, ms, keep) })
  }
  const evidence: Evidence = (name) => files.get(name)
  const fold = (): Fold => {
    const made = new Fold()
    made.push(entries, evidence)
    return made
  }
  return { entries, evidence, fold }
}

function knownRecord(body: string, time: number): SignedRecord {
  return signed(writeText('labels', { title: 'Known accounts', body }, by(time)))
}

function snapshotRecord(told: Told & { flows?: Flows }, time: number, keep: (bytes: Uint8Array) => string) {
  const { chain, block, hash, stateRoot, spec, ms } = told.holdings.facts
  const flows = flowsOf(told)
  const fields = {
    ...{ chain, block, hash, stateRoot, spec, recipe: 'holdings-1' as const, at: ms },
    holdings: keep(writeHoldings(told.holdings)),
    ...{ first: flows.facts.first, flows: keep(writeFlows(flows)), endpoints: 3, agreed: 3 },
  }
  return signed(writeText('snapshot', fields, by(time)))
}

/** The flows given, or none in the day up to the block; multisigs that were told show themselves there. */
function flowsOf({ holdings: { facts }, multisigs, flows }: Told & { flows?: Flows }): Flows {
  const { chain, block, hash, spec } = facts
  if (flows) return { ...flows, facts: { ...flows.facts, multisigs } }
  const first = Math.max(0, block - 7199)
  return {
    facts: {
      ...{ format: 'flows-1', chain, first, last: block, firstHash: hash, lastHash: hash, specs: [spec] },
      ...{ texts: [], multisigs, unread: [], undecoded: [] },
    },
    ...{ accounts: new Uint8Array(0), block: new Uint32Array(0), extrinsic: new Uint16Array(0) },
    ...{ kind: new Uint8Array(0), from: new Uint32Array(0), to: new Uint32Array(0) },
    ...{ hotkey: new Uint32Array(0), toHotkey: new Uint32Array(0), netuid: new Uint16Array(0) },
    ...{ toNetuid: new Uint16Array(0), amount: new BigUint64Array(0) },
  }
}

const operator = keyOf('operator')

const by = (time: number): Writing => ({
  ...{ origin, account: operator.address, time },
  nonce: hex(sha256(utf8(`chain log ${time}`))).slice(0, 32),
})

function signed(text: string | Refusal): SignedRecord {
  const record = isRefusal(text) ? text : parseRecord(formatNote(text, [operator.sign(text)]))
  if (isRefusal(record)) throw new Error(`The record cannot be written: ${record.sentence}`)
  return record
}
