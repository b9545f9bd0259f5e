import { isTrimmed, nameOf } from './characters.ts'
import { invisibleInHeader } from './invisible.ts'
import { isLonger, longestBody, longestValue, mostHeaders, shorten } from './limits.ts'
import { Refusal } from './refusals.ts'

const headerForm = /^([a-z][a-z0-9-]{0,31}): (.*)$/s

/** The part before the first blank line, and what follows it without the last LF. */
export function split(text: string): { head: string; body: string | undefined } {
  const blank = text.indexOf('\n\n')
  if (blank < 0) return { head: text.slice(0, -1), body: undefined }
  return { head: text.slice(0, blank), body: text.slice(blank + 2, -1) }
}

/** Header lines as a map in the order of the text. */
export function readHeaders(lines: string[]): Map<string, string> | Refusal {
  const headers = new Map<string, string>()
  if (lines.length > mostHeaders)
    return new Refusal('bad-header', { reason: 'too-many', count: lines.length, most: mostHeaders })
  for (const line of lines) {
    const [, key, value] = headerForm.exec(line) ?? []
    if (key === undefined || value === undefined)
      return new Refusal('bad-header', { reason: 'form', line: shorten(line) })
    const refused = headers.has(key) ? new Refusal('header-duplicate', { header: key }) : refusedValue(key, value)
    if (refused) return refused
    headers.set(key, value)
  }
  return headers
}

function refusedValue(key: string, value: string): Refusal | null {
  if (!isTrimmed(value)) return new Refusal('not-trimmed', { reason: 'header', header: key })
  const invisible = invisibleInHeader(value)
  if (invisible)
    return new Refusal('zero-width', { reason: 'header', header: key, character: nameOf(invisible.character) })
  if (isLonger(value, longestValue)) return new Refusal('header-too-long', { header: key, most: longestValue })
  return null
}

/** What no body of any kind may be. The kind's own limit comes on top. */
export function refusedBody(body: string): Refusal | null {
  if (!isTrimmed(body)) return new Refusal('not-trimmed', { reason: 'body' })
  if (isLonger(body, longestBody)) return new Refusal('body-too-long', { reason: 'any', kib: longestBody / 1024 })
  return null
}
