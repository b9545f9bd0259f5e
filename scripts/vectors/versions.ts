// The rule of golden bytes: the same log gives other bytes of a view only under another version of it.
import { unbase64 } from '../../src/log/bytes.ts'
import { parseRecord, type SignedRecord } from '../../src/records/record.ts'
import { isRefusal } from '../../src/records/refusals.ts'
import { Fold } from '../../src/views/fold.ts'
import { isViewName, viewOf } from '../../src/views/registry.ts'
import type { ViewVectors } from './views.ts'

type Golden = ViewVectors['results'][number]

/** What the code gives now for what is held, from the log that is held. */
export function goldenNow(held: ViewVectors): Golden[] {
  const fold = new Fold()
  fold.push(
    held.entries.map(({ note, ...entry }) => ({ ...entry, record: read(note) })),
    (hash) => {
      const bytes = held.evidence[hash]
      return bytes === undefined ? undefined : unbase64(bytes)
    },
  )
  const checkpoint = { origin: held.origin, size: held.size, root: unbase64(held.root) }
  return held.results.map(({ view, params }) => {
    const result = fold.result(view, params, checkpoint)
    return isRefusal(result) ? { view, params, refused: result.code } : { view, params, text: result }
  })
}

/** A note that this version does not read is skipped, as the log skips it. */
function read(note: string | null): SignedRecord | null {
  const record = note === null ? null : parseRecord(note)
  return isRefusal(record) ? null : record
}

/** The version of a view in this program, or null when there is none of that name. */
export const versionNow = (view: string): number | null => (isViewName(view) ? viewOf(view).version : null)

/**
 * Names of the views whose bytes differ from those held while their version does not, sorted. `now` answers the same
 * questions in the same order. A view that is gone, or of which no version is held, may have any bytes.
 */
export function unraised(
  held: readonly Golden[],
  now: readonly Golden[],
  versionOf: (view: string) => number | null = versionNow,
): string[] {
  const versions = new Map<string, number>()
  for (const { view, text } of held) if (text !== undefined) versions.set(view, versionIn(text))
  const differing = held.filter(({ text, refused }, i) => text !== now[i]?.text || refused !== now[i]?.refused)
  const names = differing.map(({ view }) => view).filter((view) => versions.get(view) === versionOf(view))
  return [...new Set(names)].sort()
}

/** The version that a published text names. */
function versionIn(text: string): number {
  const { version } = JSON.parse(text) as { version?: unknown }
  if (typeof version !== 'number') throw new Error(`a golden text names no version: ${text.slice(0, 80)}`)
  return version
}
