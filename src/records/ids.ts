declare const recordIdBrand: unique symbol

/** Hex SHA-256 of the text of a record, final LF included: what other records refer to and what duplicates are told by. */
export type RecordId = string & { readonly [recordIdBrand]: true }

const pattern = /^[0-9a-f]{64}$/

/** Has the text the form of a record id: 64 lowercase hexadecimal digits? */
export function isRecordId(text: string): text is RecordId {
  return pattern.test(text)
}

/** The text as a record id. Throws when it does not have the form of one. */
export function recordId(text: string): RecordId {
  if (!isRecordId(text)) throw new Error(`A record id is 64 lowercase hexadecimal digits, not "${text.slice(0, 80)}".`)
  return text
}
