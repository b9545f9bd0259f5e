import { example } from '../examples.ts'
import { enumField, idField, optional, required, textField } from '../fields.ts'
import { defineKind } from '../kind.ts'

/** What the observer found where a proof on the web should be. */
export const webCheck = defineKind({
  name: 'web-check',
  subject: 'people',
  title: 'Check of a proof on the web',
  summary:
    'The observer says whether it found the account named where its proof on the web points, at the time of this record.',
  does: 'Looked at a proof on the web',
  reveals: 'what was found at this place.',
  signer: 'operator',
  session: false,
  fields: {
    proof: required(idField(), { label: 'Proof', hint: 'Id of the web-proof record.' }),
    result: required(enumField('named', 'not-named', 'not-reached'), {
      label: 'Result',
      hint: 'named: the account stands there. not-named: something else does. not-reached: nothing could be read.',
    }),
    detail: optional(textField(1, 200), { label: 'Detail', hint: 'What happened, when nothing could be read.' }),
  },
  body: null,
  revocable: true,
  removable: true,
  points: { proof: { kinds: ['web-proof'] } },
  line: ({ result }) => ({ params: { result } }),
  lineWords: '{result}',
  shownAt: { page: 'record', of: 'proof' },
  upgrade: 'Later versions may add results; a reader shows those it does not know by their word.',
  example: { proof: example.record, result: 'named' },
})
