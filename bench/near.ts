import { random } from '../src/math/random.ts'
import { addNear, type NearIndex, nearest, startNear } from '../src/text/near.ts'

const [statements, wordsEach, vocabulary, times] = [10_000, 18, 3000, 50]

/**
 * Statements as long as those of public conversations, of words of which few are frequent: milliseconds to take all of
 * them in, and to look at one text among them (the bound of a hint while somebody types is 50). Runs in a browser too.
 */
export function measureNear(): { indexMs: number; firstLookMs: number; lookMs: number } {
  const { unit } = random(statements)
  const word = (): string => {
    const part = unit()
    return `w${Math.floor(vocabulary * part * part).toString(36)}ing`
  }
  const texts = Array.from({ length: statements }, () => Array.from({ length: wordsEach }, word).join(' '))
  const index: NearIndex = startNear()
  const before = performance.now()
  for (const [at, text] of texts.entries()) addNear(index, String(at), text)
  const indexMs = performance.now() - before
  const looks = texts.slice(0, times).map((text) => {
    const begun = performance.now()
    const found = nearest(index, `${text} and more`)
    const ms = performance.now() - begun
    if (found.length === 0) throw new Error('A statement was not found among its own words.')
    return ms
  })
  const sorted = looks.toSorted((a, b) => a - b)
  return { indexMs, firstLookMs: looks[0]!, lookMs: sorted[times >> 1]! }
}
