// Results that authors of conversations froze, computed again at their own size and compared by their hash.
import { hex, sha256, utf8 } from '../../log/bytes.ts'
import type { Checkpoint } from '../../log/checkpoint.ts'
import { readParameters } from '../../records/conversation/result.ts'
import type { RecordId } from '../../records/ids.ts'
import type { SignedRecord } from '../../records/record.ts'
import { isRefusal, type Refusal, type RefusalCode } from '../../records/refusals.ts'
import type { FieldsOf } from '../../records/registry.ts'
import type { EarlierViews, ValueOf } from '../../views/registry.ts'
import { hashesRead, runsOf } from '../evidence.ts'
import { isOurs } from '../stored-result.ts'
import type { ViewEngine } from '../view-engine.ts'
import type { EvidenceCheck } from './evidence.ts'
import { foldEntryOf, type Places } from './places.ts'
import { type Stops, startStops } from './stops.ts'
import type { Found, SignedTree } from './tree.ts'

/** A record in the log that freezes a result, whether it counts or not. */
export interface Claim {
  index: number
  id: RecordId
  fields: FieldsOf<'result'>
}

/**
 * What an audit says of a frozen result. holds: the view gives these very bytes. other-bytes: it gives others, and the
 * result is false. other-version: this program has not the version that it names. not-asked: nobody can tell, for the
 * reason beside it.
 */
export interface FrozenVerdict {
  index: number
  id: RecordId
  conversation: RecordId
  view: string
  version: number
  size: number
  verdict: 'holds' | 'other-bytes' | 'other-version' | 'not-asked'
  /** The hash that the record names, and that of what the view gives now; null: it gave nothing. */
  expected: string
  found: string | null
  /**
   * damaged: entries before its size cannot be read. removed: entries before its size were removed after it, so that the
   * view had more to go by then. Else the code with which the view refuses. null unless it was not asked.
   */
  why: 'damaged' | 'removed' | RefusalCode | null
}

/** What the check of frozen results needs of an audit that has gone through the log once. */
export interface Audited {
  at: Checkpoint
  tree: SignedTree
  places: Places
  evidence: EvidenceCheck
  newFolder: () => ViewEngine
  earlier: EarlierViews
  /** Index of the removal by index of what it removes. */
  removals: ReadonlyMap<number, number>
  /** The first entry from which on nobody knows what follows from the log. */
  blindFrom: number
  found: Found
  onProgress?: ((done: number, total: number) => void) | undefined
}

/** A claim and what it turned out to be; the last question of all is which claims count. */
type Question = { size: number; claim: Claim } | { size: number; claim: null }

/** The claim that a record makes; null for any other record. */
export function claimOf(record: SignedRecord | null, index: number): Claim | null {
  return record?.kind === 'result' ? { index, id: record.id, fields: record.fields } : null
}

/**
 * Goes through the log a second time and judges each frozen result that counts and stands; a false one is told of. Which
 * sizes are asked for is known only after the first time, since a result is frozen after the entries that it rests on.
 */
export async function checkFrozen(claims: readonly Claim[], audited: Audited): Promise<FrozenVerdict[]> {
  const { at, places, newFolder, found } = audited
  const judged = new Map<RecordId, FrozenVerdict>()
  const standing: { ids: ReadonlySet<RecordId> | null } = { ids: null }
  const asked = claims
    .filter(({ fields }) => fields.size <= at.size)
    .map((claim) => ({ size: claim.fields.size, claim }))
  const stops = startStops<Question>(
    [...asked.sort((a, b) => a.size - b.size), { size: at.size, claim: null }],
    newFolder,
    async (folder, { claim }) => {
      if (claim) judged.set(claim.id, await judge(folder, claim, audited))
      else standing.ids = await standingIn(folder, at)
    },
    ({ claim }) => claim && judged.set(claim.id, verdictOf(claim, 'not-asked', null, 'damaged')),
  )
  try {
    await foldAll(stops, audited)
  } finally {
    await stops.close()
  }
  const { ids } = standing
  const verdicts = claims.flatMap(({ id }) => judged.get(id) ?? [])
  // Of a damaged log nobody can say which results count; none of them is called false then.
  const counted = ids ? verdicts.filter(({ id }) => ids.has(id)) : verdicts.map(undecided)
  for (const each of counted)
    if (each.verdict === 'other-bytes') found(places.pathOf('records', each.index), falseSays(each))
  return counted
}

/** Hands the log on to the folder as far as it is known, with the evidence that its folds read. */
async function foldAll(stops: Stops, { at, places, evidence, blindFrom, onProgress }: Audited): Promise<void> {
  await places.each(async (all, done) => {
    for (const run of runsOf(all, ({ record }) => record)) {
      const seeing = run.filter(({ index }) => index < blindFrom)
      const read = new Map<string, Uint8Array>()
      for (const { record } of seeing)
        for (const hash of hashesRead(record)) {
          const bytes = await evidence.need(hash, record?.kind ?? 'unknown')
          if (bytes) read.set(hash, bytes)
        }
      // Every entry before the first blind one has its own time.
      const entries = seeing.map((place) => foldEntryOf(place, 0))
      if (entries.length > 0) await stops.push(entries, read, false)
      if (entries.length < run.length) await stops.push([], read, true)
    }
    onProgress?.(done, at.size)
  })
  await stops.end()
}

async function judge(folder: ViewEngine, claim: Claim, audited: Audited): Promise<FrozenVerdict> {
  const { at, tree, earlier, removals } = audited
  const { view, version, size, hash, conversation, parameters } = claim.fields
  const carried = earlier[view]?.[version] !== undefined
  if (!isOurs({ view, version }) && !carried) return verdictOf(claim, 'other-version', null)
  const root = await tree.rootAt(size)
  if (root === null) return verdictOf(claim, 'not-asked', null, 'damaged')
  const params = { ...readParameters(parameters), conversation }
  const answer = await folder.view(view, params, { origin: at.origin, size, root }, version)
  if (isRefusal(answer)) return verdictOf(claim, 'not-asked', null, answer.code)
  const found = hex(sha256(utf8(answer)))
  if (found === hash) return verdictOf(claim, 'holds', found)
  const isTouched = [...removals].some(([index, by]) => index < size && by >= size)
  return isTouched ? verdictOf(claim, 'not-asked', found, 'removed') : verdictOf(claim, 'other-bytes', found)
}

/** Results that count at the end of the log, all pages. */
async function standingIn(folder: ViewEngine, { origin, size, root }: Checkpoint): Promise<ReadonlySet<RecordId>> {
  const ids = new Set<RecordId>()
  for (let after: number | null = 0; after !== null; ) {
    const asked = { limit: '500', after: String(after) }
    const text: string | Refusal = await folder.view('results', asked, { origin, size, root })
    if (isRefusal(text)) throw new Error('The view of all results refuses to answer.')
    // The text is of that view.
    const { rows, next } = JSON.parse(text) as ValueOf<'results'>
    for (const { id } of rows) ids.add(id)
    after = next
  }
  return ids
}

function verdictOf(
  { index, id, fields }: Claim,
  verdict: FrozenVerdict['verdict'],
  found: string | null,
  why: FrozenVerdict['why'] = null,
): FrozenVerdict {
  const { conversation, view, version, size, hash } = fields
  return { index, id, conversation, view, version, size, verdict, expected: hash, found, why }
}

const undecided = (each: FrozenVerdict): FrozenVerdict =>
  each.verdict === 'other-bytes' ? { ...each, verdict: 'not-asked', why: 'damaged' } : each

const falseSays = ({ index, view, version, size, expected, found }: FrozenVerdict): string =>
  `record ${index} freezes ${view} (version ${version}) at ${size} entries as ${expected}, and what follows from the log is ${found}`
