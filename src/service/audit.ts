// Checks everything that a log says against its key alone: tiles, records, signatures, removals, evidence and results.
import { base64, text } from '../log/bytes.ts'
import { type Checkpoint, openCheckpoint } from '../log/checkpoint.ts'
import { isBadBytes } from '../log/errors.ts'
import { parseVkey } from '../log/keys.ts'
import type { SignatureCheck } from '../log/suites.ts'
import { tilesOf, widthAt } from '../log/tile.ts'
import type { SignedRecord } from '../records/record.ts'
import type { FieldsOf } from '../records/registry.ts'
import type { EarlierViews } from '../views/registry.ts'
import { leavesOf, readEntries } from './audit/bundle.ts'
import { type EvidenceCheck, startEvidenceCheck } from './audit/evidence.ts'
import { type Claim, checkFrozen, claimOf, type FrozenVerdict } from './audit/frozen.ts'
import { foldEntryOf, type Places, startPlaces } from './audit/places.ts'
import { checkProofs } from './audit/proofs.ts'
import { type ParsedPlace, type RecordCheck, type RecordCounts, startRecordCheck } from './audit/records.ts'
import {
  type ResultCheck,
  readResults,
  type StoredResult,
  type StoredResults,
  startResultCheck,
} from './audit/results.ts'
import { checkStrays, publicFolders } from './audit/strays.ts'
import { type Found, type Get, type SignedTree, signedTree } from './audit/tree.ts'
import { hashesNamed, hashesRead, runsOf } from './evidence.ts'
import { checkpointPath } from './layout.ts'
import { type OtherVersion, otherVersions } from './stored-result.ts'
import type { FoldEntry, ViewEngine } from './view-engine.ts'

export type { FrozenVerdict } from './audit/frozen.ts'

/** Where a log is read from: a store, or a site's public files. */
export interface AuditSource {
  /** As people know it: a folder, a URL. */
  name: string
  get: Get
  /** Paths by prefix, where all files can be listed: then files that belong nowhere are found too. */
  list?(prefix: string): Promise<string[]>
  /** Paths of the stored results, where only these can be listed. */
  results?(): Promise<string[]>
}

export interface AuditTools {
  /** Whether each signature holds; called with some hundreds at a time, and again before it has answered. */
  verify(jobs: SignatureCheck[]): Promise<boolean[]>
  /** A new folder, in which results are folded again. */
  folder(): ViewEngine
  /** The key of the log. */
  vkey: string
  /** Versions of views that the folder folds beside those of this program; none unless told. */
  earlier?: EarlierViews
  onProgress?(done: number, total: number): void
}

/** A file that is not as it should be. */
export interface Problem {
  path: string
  what: string
}

export interface AuditReport extends RecordCounts {
  ok: boolean
  origin: string
  size: number
  /** Base64; empty when there is no checkpoint of the log to read. */
  root: string
  /** Evidence files whose bytes have the hash of their name. */
  evidence: number
  /** Snapshots whose figures follow from proofs under the state root of their block. */
  proven: number
  /** Stored results that follow from the log, byte for byte. */
  results: number
  /** Stored results that cannot be checked before other problems are mended. */
  unchecked: number
  /** Stored results of versions of views that this program does not fold: no problem, and nothing is known of them. */
  notCompared: OtherVersion[]
  /** What became of each result that the author of a conversation froze, in the order of the log. */
  frozen: FrozenVerdict[]
  problems: Problem[]
}

const nothing: RecordCounts = { records: 0, signatures: 0, removed: 0, unread: 0, remarks: 0, unverifiable: 0 }

/**
 * Audits a log. Every problem is collected, with the one file at fault where the signed root can tell which it is.
 * Rejects only when the source, the verifier or the folder breaks. Listing comes first and the checkpoint after it, so
 * that a site at work is ahead of what was listed, never behind.
 */
export async function audit(source: AuditSource, tools: AuditTools): Promise<AuditReport> {
  const problems = new Map<string, Problem>()
  const found: Found = (path, what) => problems.set(`${path} ${what}`, { path, what })
  const listed = await listAll(source)
  const published = listed ?? (await source.results?.()) ?? []
  const paths = published.filter((path) => path.startsWith('views/'))
  const stored = await readResults(paths, source.get, tools.earlier ?? {}, found)
  const key = parseVkey(tools.vkey)
  const at = openOr(await source.get(checkpointPath), (note) => openCheckpoint(text(note), key), found)
  if (at) tellBeyond(stored, at, found)
  const done = at && (await new Audit(source, tools, at, stored.due, found).run(listed))
  return {
    ...(done ?? { ...nothing, evidence: 0, proven: 0, results: 0, unchecked: stored.due.length, frozen: [] }),
    ok: problems.size === 0,
    origin: key.name,
    size: at?.size ?? 0,
    root: at ? base64(at.root) : '',
    notCompared: otherVersions(stored.others),
    problems: [...problems].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, problem]) => problem),
  }
}

async function listAll({ list }: AuditSource): Promise<string[] | null> {
  return list ? (await Promise.all(publicFolders.map(list))).flat() : null
}

/** Whichever version made it, no result follows from entries that the log does not have. */
function tellBeyond({ due, others }: StoredResults, at: Checkpoint, found: Found): void {
  for (const { path, size } of [...due, ...others])
    if (size > at.size) found(path, `is of size ${size}, the checkpoint counts ${at.size} entries`)
}

/** Without a signed checkpoint nothing else can be judged. */
function openOr(note: Uint8Array | null, open: (note: Uint8Array) => Checkpoint, found: Found): Checkpoint | null {
  try {
    if (note !== null) return open(note)
    found(checkpointPath, 'is missing')
  } catch (error) {
    if (!isBadBytes(error)) throw error
    found(checkpointPath, error.message)
  }
  return null
}

type Counts = RecordCounts & Pick<AuditReport, 'evidence' | 'proven' | 'results' | 'unchecked' | 'frozen'>

/** One audit under way. */
class Audit {
  readonly #source: AuditSource
  readonly #tools: AuditTools
  readonly #at: Checkpoint
  readonly #found: Found
  readonly #tree: SignedTree
  readonly #records: RecordCheck
  readonly #evidence: EvidenceCheck
  readonly #results: ResultCheck
  readonly #places: Places
  readonly #claims: Claim[] = []
  /** The first entry from which on nobody knows what follows from the log. */
  #blindFrom = Number.POSITIVE_INFINITY
  #proven = 0

  constructor(source: AuditSource, tools: AuditTools, at: Checkpoint, stored: StoredResult[], found: Found) {
    const { get } = source
    const leaves = async (n: number) => {
      const width = widthAt(n, at.size)
      return leavesOf(await readEntries(get, n, width), width)
    }
    this.#source = source
    this.#tools = tools
    this.#at = at
    this.#found = found
    this.#tree = signedTree(at, get, leaves, found)
    this.#evidence = startEvidenceCheck(get, found)
    this.#places = startPlaces(at, this.#tree, get, found)
    this.#records = startRecordCheck(tools.verify, (part, index, what) => found(this.#places.pathOf(part, index), what))
    this.#results = startResultCheck(stored, at, this.#tree, get, tools.folder, found)
  }

  async run(listed: string[] | null): Promise<Counts> {
    try {
      await this.#places.each(async (places, done) => {
        for (const run of runsOf(places, ({ record }) => record)) await this.#take(run)
        this.#tools.onProgress?.(done, this.#at.size)
      })
      for (const { level, n } of tilesOf(this.#at.size)) if (level > 0) await this.#tree.tile(level, n)
      await this.#results.end()
      await this.#records.end()
    } finally {
      await this.#results.close()
    }
    const frozen = this.#claims.length > 0 ? await this.#frozen() : []
    if (listed) await this.#strays(listed)
    const { equal: results, skipped: unchecked } = this.#results
    return { ...this.#records.counts, evidence: this.#evidence.sound, proven: this.#proven, results, unchecked, frozen }
  }

  /** The log is gone through once more: what a frozen result rests on stands before it. */
  #frozen(): Promise<FrozenVerdict[]> {
    const { folder: newFolder, earlier = {}, onProgress } = this.#tools
    return checkFrozen(this.#claims, {
      at: this.#at,
      tree: this.#tree,
      places: this.#places,
      evidence: this.#evidence,
      newFolder,
      earlier,
      removals: this.#records.removals,
      blindFrom: this.#blindFrom,
      found: this.#found,
      onProgress,
    })
  }

  /** Steps over entries one after another, then folds them. */
  async #take(places: ParsedPlace[]): Promise<void> {
    const evidence = new Map<string, Uint8Array>()
    const entries: FoldEntry[] = []
    for (const place of places) {
      await this.#records.step(place)
      const snapshot = place.record?.kind === 'snapshot' ? place.record.fields : null
      const whole = (await this.#gather(place.record, snapshot?.proofs ?? [], evidence)) && place.line !== null
      if (snapshot !== null) await this.#prove(snapshot, evidence)
      if (!whole) this.#blindFrom = Math.min(this.#blindFrom, place.index)
      const claim = claimOf(place.record, place.index)
      if (claim) this.#claims.push(claim)
      entries.push(foldEntryOf(place, this.#records.ledger.ms))
    }
    const seeing = entries.filter(({ index }) => index < this.#blindFrom)
    if (seeing.length > 0) await this.#results.push(seeing, evidence, false)
    if (seeing.length < entries.length) await this.#results.push([], evidence, true)
  }

  /** Checks the evidence that a record names, all but proofs, and keeps what a fold reads; false when some is not right. */
  async #gather(
    record: SignedRecord | null,
    proofs: readonly string[],
    evidence: Map<string, Uint8Array>,
  ): Promise<boolean> {
    if (record === null) return true
    let whole = true
    const read = hashesRead(record)
    for (const hash of hashesNamed(record)) {
      if (proofs.includes(hash)) continue
      const bytes = await this.#evidence.need(hash, record.kind)
      if (!read.includes(hash)) continue
      whole &&= bytes !== null
      if (bytes) evidence.set(hash, bytes)
    }
    return whole
  }

  /** Proofs are read for this alone: no fold needs them, and they are the largest files there are. */
  async #prove(fields: FieldsOf<'snapshot'>, evidence: ReadonlyMap<string, Uint8Array>): Promise<void> {
    const { proofs, metadata } = fields
    if (proofs === undefined || metadata === undefined) return
    const files = new Map(evidence)
    for (const hash of [metadata, ...proofs]) {
      const bytes = await this.#evidence.need(hash, 'snapshot')
      if (bytes) files.set(hash, bytes)
    }
    if (checkProofs(fields, (hash) => files.get(hash), this.#found)) this.#proven++
  }

  #strays(listed: string[]): Promise<void> {
    return checkStrays(listed, {
      at: this.#at,
      tree: this.#tree,
      get: this.#source.get,
      evidence: this.#evidence,
      records: this.#records,
      found: this.#found,
    })
  }
}
