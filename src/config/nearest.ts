/**
 * The name of a list that a misspelt word most likely meant, or null when none is near: at most a third of its letters
 * differ, an exchange of neighbours counting as one difference. Of equally near names the first of the list.
 */
export function nearest(word: string, names: readonly string[]): string | null {
  const ranked = names
    .map((name) => ({ name, distance: editDistance(word.toLowerCase(), name.toLowerCase()) }))
    .filter(({ name, distance }) => distance <= Math.max(1, Math.floor(Math.max(word.length, name.length) / 3)))
    .sort((a, b) => a.distance - b.distance)
  return ranked[0]?.name ?? null
}

/** `, did you mean "view"?` for a word that is near a name, and nothing for another. */
export function didYouMean(word: string, names: readonly string[], as = (name: string): string => `"${name}"`): string {
  const name = nearest(word, names)
  return name === null ? '' : `, did you mean ${as(name)}?`
}

/**
 * Insertions, deletions, substitutions and exchanges of neighbours between two words: the optimal string alignment
 * distance, by the recurrence of Damerau (1964) and Wagner and Fischer (1974).
 */
export function editDistance(a: string, b: string): number {
  let [before, last]: [number[], number[]] = [[], Array.from({ length: b.length + 1 }, (_, j) => j)]
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const change = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      const swap = swapped ? (before[j - 2] ?? 0) + 1 : change
      row.push(Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, change, swap))
    }
    ;[before, last] = [last, row]
  }
  return last[b.length] ?? 0
}
