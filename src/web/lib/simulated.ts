/** A site whose people are made up says so in its name; every page then marks what they say. */
export function isSimulated({ name }: { name: string }): boolean {
  return /\bsimulated\b/i.test(name)
}
