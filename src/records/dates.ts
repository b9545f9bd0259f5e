import * as z from 'zod'
import type { FieldType } from './fields.ts'
import { parseTime } from './time.ts'

const form = /^([12][0-9]{3})(?:-([0-9]{2})(?:-([0-9]{2}))?)?$/

/** A year, a month or a day, as it is written: `2020`, `2020-06`, `2020-06-15`. */
export function dateField(): FieldType<string> {
  const expected = 'a year, a month or a day, such as 2020, 2020-06 or 2020-06-15'
  return { schema: z.string().refine(isDate, expected), input: 'text', maxLength: 10 }
}

function isDate(text: string): boolean {
  const [, year, month = '01', day = '01'] = form.exec(text) ?? []
  return year !== undefined && parseTime(`${year}-${month}-${day}T00:00:00Z`) !== null
}

/** A day as it is written: `2026-07-01`. */
export function dayField(): FieldType<string> {
  const expected = 'a day such as 2026-07-01'
  return {
    schema: z.string().refine((text) => text.length === 10 && isDate(text), expected),
    input: 'day',
    maxLength: 10,
  }
}
