/** Texts that were asked for lately, by key: at most so many, and so many characters of them together. */
export interface Recent<V> {
  get(key: string): V | undefined
  /** Remembers a value of this many characters; whatever was not asked for longest makes room. */
  set(key: string, value: V, characters: number): void
  clear(): void
}

/** Nothing is remembered yet. A value that is larger than all the room is not. */
export function startRecent<V>(most: { values: number; characters: number }): Recent<V> {
  const known = new Map<string, { value: V; characters: number }>()
  let held = 0

  function forget(key: string): void {
    held -= known.get(key)?.characters ?? 0
    known.delete(key)
  }

  return {
    get: (key) => {
      const found = known.get(key)
      if (found === undefined) return undefined
      known.delete(key) // so that the map stays in order of use
      known.set(key, found)
      return found.value
    },
    set: (key, value, characters) => {
      forget(key)
      if (characters > most.characters) return
      known.set(key, { value, characters })
      held += characters
      for (const oldest of known.keys()) {
        if (known.size <= most.values && held <= most.characters) return
        forget(oldest)
      }
    },
    clear: () => {
      known.clear()
      held = 0
    },
  }
}
