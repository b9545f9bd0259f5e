/** Pictures that were drawn already, by what they follow from. */

import type { Draw, Drawing, Drawn } from '../draw/drawing.ts'

interface Kept {
  from: Drawing
  drawn: Promise<Drawn>
  /** Characters of what it follows from and of the picture. */
  size: number
}

/** How much is kept: pictures, and characters of them and of what they follow from. */
export interface Room {
  pictures: number
  characters: number
}

/**
 * Draws each picture once while what it follows from stays the same, and whoever asks meanwhile waits for the same
 * drawing. What was not looked at for longest goes first when the room is used up. A drawing that fails is not kept.
 */
export function keepDrawings(draw: Draw, room: Room = { pictures: 200, characters: 2 ** 25 }): Draw {
  const kept = new Map<string, Kept>()
  let used = 0

  function drop(name: string): void {
    used -= kept.get(name)?.size ?? 0
    kept.delete(name)
  }

  function keep(name: string, entry: Kept): void {
    kept.set(name, entry)
    used += entry.size
    for (const oldest of kept.keys()) {
      if (kept.size <= room.pictures && used <= room.characters) return
      drop(oldest)
    }
  }

  /** Counts the picture too, once it is there. */
  function weigh(name: string, entry: Kept, drawn: Drawn): void {
    if (kept.get(name) !== entry) return
    drop(name)
    keep(name, { ...entry, size: entry.size + (typeof drawn === 'string' ? drawn.length : 0) })
  }

  return (drawing) => {
    const name = JSON.stringify([drawing.picture, sorted(drawing.params), sorted(drawing.options)])
    const known = kept.get(name)
    const same = known !== undefined && known.from.value === drawing.value && known.from.beside === drawing.beside
    if (known) drop(name)
    if (known && same) {
      keep(name, known)
      return known.drawn
    }
    const fresh = draw(drawing)
    const entry = { from: drawing, drawn: fresh, size: drawing.value.length + (drawing.beside?.length ?? 0) }
    keep(name, entry)
    fresh.then(
      (drawn) => weigh(name, entry, drawn),
      () => kept.get(name) === entry && drop(name),
    )
    return fresh
  }
}

const sorted = (given: object): [string, unknown][] => Object.entries(given).sort(([a], [b]) => (a < b ? -1 : 1))
