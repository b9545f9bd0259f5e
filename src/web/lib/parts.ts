/** Parts of a record as a person reads them: the label of each field, and its text. */

import { taoText } from '../../records/amounts.ts'
import { type KindName, kindOf } from '../../records/registry.ts'

/** What a kind calls a header or a part of its body; a name that it does not have stands for itself. */
export function labelOf(kind: KindName, field: string): string {
  const { fields, sections = {}, body } = kindOf(kind)
  if (Object.hasOwn(sections, field)) return sections[field]!.heading
  if (Object.hasOwn(fields, field)) return fields[field]!.label
  return field === 'body' && body ? body.label : field
}

/** The text of a part; an amount of rao as TAO. */
export function partText(kind: KindName, field: string, text: string): string {
  const { fields } = kindOf(kind)
  return Object.hasOwn(fields, field) && fields[field]!.input === 'amount' ? taoText(BigInt(text)) : text
}
