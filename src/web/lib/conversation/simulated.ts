/** A conversation of made-up people says so in its title; every page then marks what they say. */
export function isSimulated({ title }: { title: string }): boolean {
  return /\(simulated\)/i.test(title)
}
