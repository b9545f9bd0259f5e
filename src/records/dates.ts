import * as z from 'zod'
import { expecting, type FieldType } from './fields.ts'
import { formatTime, parseTime } from './time.ts'

const form = /^([12][0-9]{3})(?:-([0-9]{2})(?:-([0-9]{2}))?)?$/

/** A year, a month or a day, as it is written: `2020`, `2020-06`, `2020-06-15`. */
export function dateField(): FieldType<string> {
  const expects = expecting('date')
  return { schema: z.string().refine(isDate, expects.code), expects, input: 'text', maxLength: 10 }
}

/** The furthest that any clock is ahead of UTC, in milliseconds. */
const aheadOfUtc = 14 * 3_600_000

/** Whether a date (`2020`, `2020-06` or `2020-06-15`) has begun nowhere on earth at a time, in Unix milliseconds. */
export function isAhead(date: string, time: number): boolean {
  return date > (formatTime(time + aheadOfUtc) ?? '9999').slice(0, date.length)
}

function isDate(text: string): boolean {
  const [, year, month = '01', day = '01'] = form.exec(text) ?? []
  return year !== undefined && parseTime(`${year}-${month}-${day}T00:00:00Z`) !== null
}

/** A day as it is written: `2026-07-01`. */
export function dayField(): FieldType<string> {
  const expects = expecting('day')
  const schema = z.string().refine((text) => text.length === 10 && isDate(text), expects.code)
  return { schema, expects, input: 'day', maxLength: 10 }
}
