// Source: sfc32 by C. Doty-Humphrey (PractRand), seeded through Murmur3's 32-bit finaliser (A. Appleby).

/** A stream of 32-bit unsigned integers that depends on nothing but its seed. */
export interface Random {
  /** The next integer in [0, 2³²). */
  integer(): number
  /** The next number in [0, 1), a multiple of 2⁻³². */
  unit(): number
  /** A fair integer in [0, n), 1 ≤ n ≤ 2³². */
  below(n: number): number
}

/**
 * A generator from any number of 32-bit words (for example the words of a SHA-256). Equal words give equal streams on
 * every machine: only 32-bit integer arithmetic is used. Not for secrets.
 */
export function random(...seed: number[]): Random {
  let [a, b, c, counter] = [0x9e3779b9, 0x243f6a88, 0xb7e15162, 1]
  for (const word of seed) {
    a = mix(a ^ word)
    b = mix((b + a) | 0)
    c = mix(c ^ b)
  }
  const integer = (): number => {
    const t = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + t
    c |= 0
    return t >>> 0
  }
  for (let i = 0; i < 12; i++) integer()
  return { integer, unit: () => integer() / 4294967296, below: (n) => below(integer, n) }
}

/** Draws again above the largest multiple of n, so that no remainder is favoured. */
function below(integer: () => number, n: number): number {
  const limit = 4294967296 - (4294967296 % n)
  let drawn = integer()
  while (drawn >= limit) drawn = integer()
  return drawn % n
}

function mix(word: number): number {
  let h = word | 0
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return h ^ (h >>> 16)
}
