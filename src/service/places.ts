/**
 * A bounded number of places that many share. When all are taken, whoever holds most gives up its oldest one: nobody can
 * shut others out by holding many, and nothing has to be known of how many one may need.
 */
export interface Places {
  /** Takes a place; `leave` is called when it has to be given up, and never after it was freed. Returns how to free it. */
  take(holder: string, leave: () => void): () => void
}

interface Place {
  holder: string
  leave: () => void
}

/** `most`: places at once. */
export function startPlaces(most: number): Places {
  const held = new Map<string, Set<Place>>()
  let taken = 0

  function free(place: Place): void {
    const own = held.get(place.holder)
    if (!own?.delete(place)) return
    taken--
    if (own.size === 0) held.delete(place.holder)
  }

  /** The oldest place of whoever holds most; of the one who comes, when nobody holds more. */
  function oldestOfLargest(newcomer: string): Place | undefined {
    let largest = held.get(newcomer) ?? new Set()
    for (const own of held.values()) if (own.size > largest.size) largest = own
    const [oldest] = largest
    return oldest
  }

  return {
    take: (holder, leave) => {
      const given = taken >= most ? oldestOfLargest(holder) : undefined
      if (given) {
        free(given)
        given.leave()
      }
      const place = { holder, leave }
      const own = held.get(holder) ?? new Set()
      held.set(holder, own.add(place))
      taken++
      return () => free(place)
    },
  }
}
