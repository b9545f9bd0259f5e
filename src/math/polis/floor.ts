/** Fewest people who must have seen a statement before a list says something of it, and the part of their group. */
export const fewest = 5
const oneIn = 10

/** Have enough of a group of `size` seen a statement: at least five, and at least a tenth of the group? */
export function enough(seen: number, size: number): boolean {
  return seen >= fewest && seen * oneIn >= size
}
