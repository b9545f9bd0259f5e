/** From fields as they stand on the wire to the one text that is signed. */

import { type Envelope, formatText, parseText } from './envelope.ts'
import { readFields } from './headers.ts'
import { isRefusal, type Refusal } from './refusals.ts'
import { describeKind, type KindName } from './registry.ts'

/** The canonical text of a record whose fields are given as they stand on the wire, or what is wrong with them. */
export function composeText(
  kind: KindName,
  fields: Record<string, string>,
  common: Omit<Envelope, 'kind' | 'headers'>,
): string | Refusal {
  const order = describeKind(kind).flatMap(({ header }) => (header && fields[header] !== undefined ? [header] : []))
  const headers = order.map((header): [string, string] => [header, fields[header] ?? ''])
  const written = formatText({ ...common, kind, headers })
  const envelope = parseText(written)
  if (isRefusal(envelope)) return envelope
  const read = readFields(kind, envelope)
  return isRefusal(read) ? read : written
}
