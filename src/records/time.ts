const pattern = /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$/

/** Unix milliseconds of `2026-11-22T15:00:00Z`, or null when the text is not a real date in exactly that form. */
export function parseTime(text: string): number | null {
  if (!pattern.test(text)) return null
  const ms = Date.parse(text)
  return formatTime(ms) === text ? ms : null
}

/** `2026-11-22T15:00:00Z` for whole seconds of the years 0000 to 9999; null for any other number. */
export function formatTime(ms: number): string | null {
  if (!Number.isInteger(ms) || ms % 1000 !== 0 || Math.abs(ms) > 8.64e15) return null
  const text = `${new Date(ms).toISOString().slice(0, -5)}Z`
  return pattern.test(text) ? text : null
}
