import type { Clock } from './ports.ts'

/** A token bucket: `burst` at once, `perSecond` after that. */
export interface Rate {
  burst: number
  perSecond: number
}

/** Buckets that are remembered; beyond that the one unused for longest is forgotten. */
const mostBuckets = 100_000

/** Token buckets by name, in memory only. */
export interface Buckets {
  /**
   * Takes tokens out of a bucket, one unless told: 0 and they are taken, or the seconds to wait until they are there.
   * More than a whole bucket costs the whole bucket.
   */
  take(name: string, tokens?: number): number
}

/** All buckets of one rate, full. */
export function startBuckets({ burst, perSecond }: Rate, clock: Clock): Buckets {
  const buckets = new Map<string, { tokens: number; at: number }>()
  return {
    take: (name, tokens = 1) => {
      const now = clock()
      const before = buckets.get(name) ?? { tokens: burst, at: now }
      const present = Math.min(burst, before.tokens + (Math.max(0, now - before.at) / 1000) * perSecond)
      const cost = Math.min(tokens, burst)
      if (present < cost) return Math.ceil((cost - present) / perSecond)
      buckets.delete(name) // so that the map stays in order of use
      buckets.set(name, { tokens: present - cost, at: now })
      const [oldest] = buckets.keys()
      if (oldest !== undefined && buckets.size > mostBuckets) buckets.delete(oldest)
      return 0
    },
  }
}
