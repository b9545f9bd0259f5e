/** Work under way elsewhere, never more than a few pieces at once. */
export interface Flow {
  /** Takes a piece in; resolves once there is room for another. Throws what an earlier piece threw. */
  add(piece: Promise<void>): Promise<void>
  /** Resolves when nothing is under way. Throws what a piece threw. */
  end(): Promise<void>
}

/** A flow of at most `limit` pieces. */
export function startFlow(limit: number): Flow {
  const running = new Set<Promise<void>>()
  const failures: unknown[] = []

  async function below(count: number): Promise<void> {
    while (running.size > count) await Promise.race(running)
    if (failures.length > 0) throw failures[0]
  }

  return {
    add: (piece) => {
      const tracked = piece
        .catch((error: unknown) => {
          failures.push(error)
        })
        .finally(() => running.delete(tracked))
      running.add(tracked)
      return below(limit - 1)
    },
    end: () => below(0),
  }
}
