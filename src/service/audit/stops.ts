// A folder that is filled, and asked at the sizes at which somebody has a question.
import type { FoldEntry, ViewEngine } from '../view-engine.ts'
import { startFlow } from './flow.ts'

export interface Stops {
  /** Takes the next entries in; `blind`: from the first of them on nobody knows what follows from the log. */
  push(entries: FoldEntry[], evidence: Map<string, Uint8Array>, blind: boolean): Promise<void>
  /** Waits until every question is answered. */
  end(): Promise<void>
  close(): Promise<void>
}

/** Pushes to the folder that may wait at once. */
const pushesAhead = 4

/**
 * Stops for questions, which stand in the order of their size. `ask` has the folder at the size of its question; of those
 * at which the log is blind `skip` is told. Without a question no folder is made.
 */
export function startStops<Q extends { size: number }>(
  questions: readonly Q[],
  newFolder: () => ViewEngine,
  ask: (folder: ViewEngine, question: Q) => Promise<void>,
  skip: (question: Q) => void,
): Stops {
  const waiting = [...questions]
  const folder = waiting.length > 0 ? newFolder() : null
  const flow = startFlow(pushesAhead)
  let last: Promise<void> = Promise.resolve()
  let size = 0

  function queue(piece: () => Promise<void>): Promise<void> {
    last = last.then(piece)
    return flow.add(last)
  }

  async function askDue(folder: ViewEngine): Promise<void> {
    const due = waiting.filter((each) => each.size === size)
    waiting.splice(0, due.length)
    for (const question of due) await queue(() => ask(folder, question))
  }

  return {
    push: async (entries, evidence, blind) => {
      if (folder === null) return
      await askDue(folder)
      if (blind) for (const question of waiting.splice(0)) skip(question)
      let from = 0
      for (let next = waiting[0]; next && from < entries.length; next = waiting[0]) {
        const part = entries.slice(from, from + next.size - size)
        await queue(() => folder.push(part, evidence))
        from += part.length
        size += part.length
        await askDue(folder)
      }
    },
    end: async () => {
      if (folder) await askDue(folder)
      await flow.end()
    },
    close: async () => folder?.close(),
  }
}
