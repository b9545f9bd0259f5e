import * as z from 'zod'
import { expecting, type FieldType } from './fields.ts'
import { parseTime } from './time.ts'

const form = /^([12][0-9]{3})(?:-([0-9]{2})(?:-([0-9]{2}))?)?$/

/** A year, a month or a day, as it is written: `2020`, `2020-06`, `2020-06-15`. */
export function dateField(): FieldType<string> {
  const expects = expecting('date')
  return { schema: z.string().refine(isDate, expects.code), expects, input: 'text', maxLength: 10 }
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
