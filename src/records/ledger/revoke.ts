import { idField, required } from '../fields.ts'
import { recordId } from '../ids.ts'
import { defineKind } from '../kind.ts'

/** An account takes back one of its own records; from the index of the revocation on it no longer counts. */
export const revoke = defineKind({
  name: 'revoke',
  subject: 'ledger',
  title: 'Revocation',
  summary: 'Takes back a session or any other record of the same account. It counts from its place in the log on.',
  does: 'Took back a record',
  reveals: 'that this address takes the named record back. What was counted before stays in the log.',
  signer: 'anyone',
  session: true,
  fields: {
    record: required(idField(), { label: 'Record', hint: 'Id of the session or the record that no longer counts.' }),
  },
  body: null,
  revocable: false,
  removable: true,
  ends: true,
  points: { record: { kinds: 'any', whose: 'own', judgedBy: 'ledger' } },
  rule: ({ record }, { session }) => (session !== undefined && session !== record ? { reason: 'other-session' } : null),
  line: ({ record }) => ({ of: record, params: {} }),
  lineWords: 'record {words}',
  shownAt: { page: 'record', of: 'record' },
  upgrade: 'Later versions may name several records; this one will go on to mean exactly one.',
  example: { record: recordId('34c5257136901f4855748cc0eb81f0204b1323fcd83646333dc259db05809e28') },
})
