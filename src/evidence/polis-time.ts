/** Values below this are seconds, of equal or larger ones milliseconds: in 1973 the one, in the year 5138 the other. */
const leastMs = 1e11
const mostMs = 1e14

/**
 * Unix milliseconds of a time in an export of Polis. Files of the report page have seconds since 2024, those of the open data
 * and of the API milliseconds; files that were exported here before have both. 0 is no time. NaN for what is neither.
 */
export function msOfStamp(stamp: number): number {
  if (stamp < leastMs) return stamp * 1000
  return stamp < mostMs ? stamp : Number.NaN
}

/** Is it written in seconds? */
export function isSeconds(stamp: number): boolean {
  return stamp > 0 && stamp < leastMs
}
