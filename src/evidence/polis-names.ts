import { filesToRead, type PolisFile, polisFileOf } from './polis-reading.ts'

/** The files of one conversation that are needed, by their names and in the order in which they are read. */
export interface NamedFiles {
  /** What stands before all of their names: a folder, or date and id; for a title where the files have none. */
  prefix: string
  files: { file: PolisFile; name: string }[]
}

/**
 * The conversations in some files by their names: files of one export begin alike, with a date and an id or in one folder
 * of a zip. Files that belong to none are passed over.
 */
export function conversationsIn(names: readonly string[]): NamedFiles[] {
  const sets = new Map<string, Map<PolisFile, string>>()
  for (const name of names.toSorted()) {
    const known = name.includes('__MACOSX/') ? null : polisFileOf(name)
    if (known === null) continue
    const set = sets.get(known.prefix) ?? new Map<PolisFile, string>()
    sets.set(known.prefix, set.set(known.file, name))
  }
  return [...sets].flatMap(([prefix, set]) => {
    const needed = filesToRead((file) => set.has(file))
    return needed ? [{ prefix, files: needed.map((file) => ({ file, name: set.get(file) ?? file })) }] : []
  })
}
