/** Dates in words. Fixed English and UTC, so the server and every browser write the same. */

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const two = (n: number): string => String(n).padStart(2, '0')

/** `23 Nov 2026, 08:41 UTC` for Unix milliseconds. */
export function exactTime(ms: number): string {
  const at = new Date(ms)
  return `${dayOf(ms)}, ${two(at.getUTCHours())}:${two(at.getUTCMinutes())} UTC`
}

/** `23 Nov 2026` for Unix milliseconds. */
export function dayOf(ms: number): string {
  const at = new Date(ms)
  return `${at.getUTCDate()} ${MONTHS[at.getUTCMonth()]} ${at.getUTCFullYear()}`
}

/** The instant as ISO text with whole seconds, for `<time datetime>` and for record fields. */
export function isoTime(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`
}

function count(n: number, unit: string): string {
  return `${n} ${unit}${n === 1 ? '' : 's'}`
}

/** `10 minutes`, `2 days`: the whole units in a span of at least a minute, in milliseconds. */
export function spanInWords(span: number): string {
  if (span < HOUR) return count(Math.floor(span / MINUTE), 'minute')
  return span < DAY ? count(Math.floor(span / HOUR), 'hour') : count(Math.floor(span / DAY), 'day')
}

/** `3 minutes ago`, `in 2 days`; the day itself when it is more than 30 days off. */
export function relativeTime(ms: number, now: number): string {
  const distance = Math.abs(now - ms)
  if (distance < MINUTE) return ms <= now ? 'just now' : 'in less than a minute'
  if (distance > 30 * DAY) return dayOf(ms)
  const words = spanInWords(distance)
  return ms <= now ? `${words} ago` : `in ${words}`
}
