/**
 * How many items stand before the first for which `before` does not hold, in a list in which it holds for the first so
 * many and for no other: by halving, so that a list may be long.
 */
export function leading<T>(list: readonly T[], before: (item: T) => boolean): number {
  let [low, high] = [0, list.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    // `middle` lies within the list.
    if (before(list[middle] as T)) low = middle + 1
    else high = middle
  }
  return low
}
