/** Parts of a record as a person reads them: the label of each field, and its text. */

import { type KindName, kindOf } from '../../records/registry.ts'
import { codeInWords } from './language.ts'

/** What a kind calls a header or a part of its body; a name that it does not have stands for itself. */
export function labelOf(kind: KindName, field: string): string {
  const { fields, sections = {}, body } = kindOf(kind)
  if (Object.hasOwn(sections, field)) return sections[field]!.heading
  if (Object.hasOwn(fields, field)) return fields[field]!.label
  return field === 'body' && body ? body.label : field
}

/** The text of a part; choices are said in the words of the form in which they were made. */
export function partText(kind: KindName, field: string, text: string): string {
  const { fields } = kindOf(kind)
  if (!Object.hasOwn(fields, field) || fields[field]?.options === undefined) return text
  return text
    .split(',')
    .map((code) => codeInWords(`option.${kind}.${field}`, code))
    .join(', ')
}
