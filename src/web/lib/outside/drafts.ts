/**
 * What was typed into a form and is not stored yet: kept in the tab's own session storage, so that it survives a reload
 * and a way there and back. It is never sent anywhere, and goes with the tab, with the stored record or with signing out.
 */

/** What stands in the fields of a form, by name. */
export type Answers = Record<string, string>

/** The little that drafts need of a `Storage`. */
export type DraftStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>

const PREFIX = 'sensus.draft '

/** The storage of this tab; null where the browser keeps none for this site. */
export function tabStorage(): DraftStorage | null {
  try {
    return window.sessionStorage
  } catch {
    return null
  }
}

/** What was kept under a key; nothing where nothing was, or nothing that can be read. */
export function readDraft(storage: DraftStorage | null, key: string): Answers {
  try {
    const kept: unknown = JSON.parse(storage?.getItem(PREFIX + key) ?? '{}')
    const entries = typeof kept === 'object' && kept !== null ? Object.entries(kept) : []
    return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
  } catch {
    return {}
  }
}

/** Keeps what was typed; nothing typed leaves nothing behind. A full storage keeps what it had: the page goes on without. */
export function writeDraft(storage: DraftStorage | null, key: string, typed: Answers): void {
  try {
    if (Object.keys(typed).length === 0) storage?.removeItem(PREFIX + key)
    else storage?.setItem(PREFIX + key, JSON.stringify(typed))
  } catch {
    // The text still stands in the page; only a reload would lose what was typed since.
  }
}

/** Forgets every draft of this tab, and nothing else that stands in its storage. */
export function dropDrafts(storage: DraftStorage | null): void {
  const names = Array.from({ length: storage?.length ?? 0 }, (_, i) => storage?.key(i) ?? '')
  for (const name of names) if (name.startsWith(PREFIX)) storage?.removeItem(name)
}

/** Writes one draft, at most once per frame. */
export interface DraftWriter {
  put(typed: Answers): void
  /** Writes at once what waits for its frame: the page may not live to see it. */
  flush(): void
  /** Forgets the draft, and what waits. */
  drop(): void
}

/** A writer of the draft under a key. `onFrame` calls back before the next picture is drawn. */
export function draftWriter(
  storage: DraftStorage | null,
  key: string,
  onFrame: (act: () => void) => unknown = requestAnimationFrame,
): DraftWriter {
  let waiting: Answers | null = null
  const flush = () => {
    if (waiting) writeDraft(storage, key, waiting)
    waiting = null
  }
  const put = (typed: Answers) => {
    if (!waiting) onFrame(flush)
    waiting = typed
  }
  const drop = () => {
    waiting = null
    writeDraft(storage, key, {})
  }
  return { put, flush, drop }
}
