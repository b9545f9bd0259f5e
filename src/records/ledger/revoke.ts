import { idField, required } from '../fields.ts'
import { recordId } from '../ids.ts'
import { defineKind } from '../kind.ts'

/** An account takes back one of its own records; from the index of the revocation on it no longer counts. */
export const revoke = defineKind({
  name: 'revoke',
  title: 'Revocation',
  summary: 'Takes back a session or any other record of the same account. It counts from its place in the log on.',
  signer: 'anyone',
  session: true,
  fields: {
    record: required(idField(), { label: 'Record', hint: 'Id of the session or the record that no longer counts.' }),
  },
  body: null,
  rule: ({ record }, { session }) =>
    session !== undefined && session !== record
      ? 'A session key may revoke only its own session: sign with the wallet.'
      : null,
  upgrade: 'Later versions may name several records; this one will go on to mean exactly one.',
  example: { record: recordId('34c5257136901f4855748cc0eb81f0204b1323fcd83646333dc259db05809e28') },
})
