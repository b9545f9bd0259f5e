// Checks everything that a log says against its key alone: tiles, records, signatures, removals, evidence and results.
import { base64, equalBytes, text } from '../log/bytes.ts'
import { type Checkpoint, openCheckpoint } from '../log/checkpoint.ts'
import { decodeEntry } from '../log/entry.ts'
import { isBadBytes, Malformed } from '../log/errors.ts'
import { parseVkey } from '../log/keys.ts'
import { rememberingAddresses } from '../log/ss58.ts'
import type { SignatureCheck } from '../log/suites.ts'
import { entriesPath, type RecordLine, recordsPath, tilesOf, tileWidth, widthAt } from '../log/tile.ts'
import { foldRecordOf, type SignedRecord } from '../records/record.ts'
import type { FieldsOf } from '../records/registry.ts'
import type { EarlierViews } from '../views/registry.ts'
import { isOf, leavesOf, linesOf, readEntries, readLines, signedEntries } from './audit/bundle.ts'
import { type EvidenceCheck, startEvidenceCheck } from './audit/evidence.ts'
import { checkProofs } from './audit/proofs.ts'
import {
  type ParsedPlace,
  type Place,
  parsedPlace,
  type RecordCheck,
  type RecordCounts,
  startRecordCheck,
} from './audit/records.ts'
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
    ...(done ?? { ...nothing, evidence: 0, proven: 0, results: 0, unchecked: stored.due.length }),
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

/** The files of one bundle, read ahead. */
interface Read {
  entries: Uint8Array | null
  lines: Uint8Array | null
}

type Counts = RecordCounts & Pick<AuditReport, 'evidence' | 'proven' | 'results' | 'unchecked'>

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
  readonly #readAddress = rememberingAddresses()
  /** The first entry from which on nobody knows what follows from the log. */
  #blindFrom = Number.POSITIVE_INFINITY
  #proven = 0

  constructor(source: AuditSource, tools: AuditTools, at: Checkpoint, stored: StoredResult[], found: Found) {
    const { get } = source
    const leaves = async (n: number) => leavesOf(await readEntries(get, n, this.#width(n)), this.#width(n))
    this.#source = source
    this.#tools = tools
    this.#at = at
    this.#found = found
    this.#tree = signedTree(at, get, leaves, found)
    this.#evidence = startEvidenceCheck(get, found)
    this.#records = startRecordCheck(tools.verify, (part, index, what) => found(this.#pathOf(part, index), what))
    this.#results = startResultCheck(stored, at, this.#tree, get, tools.folder, found)
  }

  async run(listed: string[] | null): Promise<Counts> {
    try {
      await this.#bundles()
      for (const { level, n } of tilesOf(this.#at.size)) if (level > 0) await this.#tree.tile(level, n)
      await this.#results.end()
      await this.#records.end()
    } finally {
      await this.#results.close()
    }
    if (listed) await this.#strays(listed)
    const { equal: results, skipped: unchecked } = this.#results
    return { ...this.#records.counts, evidence: this.#evidence.sound, proven: this.#proven, results, unchecked }
  }

  /** Bundle by bundle; the next one is read while the present one is worked on. */
  async #bundles(): Promise<void> {
    const { size } = this.#at
    let ahead = this.#read(0)
    for (let n = 0; n * tileWidth < size; n++) {
      const read = await ahead
      ahead = this.#read(n + 1)
      ahead.catch(() => undefined) // a failure shows when it is this one's turn
      await this.#bundle(n, read)
      this.#tools.onProgress?.(Math.min((n + 1) * tileWidth, size), size)
    }
  }

  #width(n: number): number {
    return widthAt(n, this.#at.size)
  }

  #pathOf(part: 'entries' | 'records', index: number): string {
    const n = Math.floor(index / tileWidth)
    return (part === 'entries' ? entriesPath : recordsPath)(n, this.#width(n))
  }

  async #read(n: number): Promise<Read> {
    const { get } = this.#source
    const width = this.#width(n)
    if (width === 0) return { entries: null, lines: null }
    const [entries, lines] = await Promise.all([readEntries(get, n, width), readLines(get, n, width)])
    return { entries, lines }
  }

  async #bundle(n: number, read: Read): Promise<void> {
    const width = this.#width(n)
    const first = n * tileWidth
    const leaves = await this.#tree.tile(0, n)
    this.#judgeEntries(entriesPath(n, width), read.entries, leaves, width)
    const lines = linesOf(read.lines, first, width, (what) => this.#found(recordsPath(n, width), what))
    const entries = signedEntries(read.entries, leaves, width, lines, first)
    const places = entries.map((entry, i) => this.#placeOf(first + i, entry, lines.get(first + i)))
    for (const run of runsOf(
      places.map((place) => parsedPlace(place, this.#readAddress)),
      ({ record }) => record,
    ))
      await this.#take(run)
  }

  #judgeEntries(path: string, bundle: Uint8Array | null, leaves: Uint8Array | null, width: number): void {
    const own = leavesOf(bundle, width)
    if (bundle === null) this.#found(path, 'is missing')
    else if (own === null) this.#found(path, `is no bundle of ${width} entries`)
    else if (leaves === null || !equalBytes(own, leaves)) this.#found(path, 'does not fit the signed root')
  }

  #placeOf(index: number, entry: Uint8Array | null, line: RecordLine | undefined): Place {
    const ms = entry && this.#admission(index, entry)
    if (entry === null || ms === null) return { index, ms: null, line: null }
    if (line === undefined) return { index, ms, line: null }
    if (isOf(line, entry)) return { index, ms, line }
    this.#found(this.#pathOf('records', index), `record ${index} is not the one that the log commits to`)
    return { index, ms, line: null }
  }

  /** The tree commits to 41 bytes; whether they are an entry is another question. */
  #admission(index: number, entry: Uint8Array): number | null {
    try {
      return decodeEntry(entry).ms
    } catch (error) {
      if (!(error instanceof Malformed)) throw error
      this.#found(this.#pathOf('entries', index), `entry ${index}: ${error.message}`)
      return null
    }
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
      entries.push(this.#foldEntry(place))
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

  /** What a fold of this version sees: a note that it cannot read is as if nothing had been said. */
  #foldEntry({ index, ms, line, record }: ParsedPlace): FoldEntry {
    const at = ms ?? this.#records.ledger.ms
    if (line && 'removed' in line) return { index, ms: at, record: null, removedBy: line.removed }
    return { index, ms: at, record: record && foldRecordOf(record) }
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
