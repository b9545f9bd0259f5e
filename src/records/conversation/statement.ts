import { bodyField, idField, required, textField } from '../fields.ts'
import { recordId } from '../ids.ts'
import { defineKind } from '../kind.ts'
import { saidIn } from '../line.ts'

/** One sentence that others can agree or disagree with. Its id is the SHA-256 of its text, so it cannot be edited. */
export const statement = defineKind({
  name: 'statement',
  subject: 'conversation',
  title: 'Statement',
  summary:
    'Adds to a conversation one statement that people can agree or disagree with. It cannot be edited afterwards.',
  does: 'Added a statement',
  reveals: 'the statement and that this address wrote it.',
  signer: 'anyone',
  session: false,
  fields: {
    conversation: required(idField(), {
      label: 'Conversation',
      hint: 'Id of the conversation, or of the import, that it belongs to.',
    }),
    title: required(textField(1, 120), {
      label: 'Title of the conversation',
      hint: 'As it stands, so that the text says where the statement belongs.',
    }),
  },
  body: required(bodyField(1, 280), {
    label: 'Statement',
    hint: 'One thought, 1 to 280 characters, that another person could say too.',
  }),
  revocable: true,
  removable: true,
  points: { conversation: { kinds: ['conversation', 'import'], judgedBy: 'conversation' } },
  repeats: { title: { of: 'conversation' } },
  line: ({ body }) => saidIn(body),
  shownAt: { page: 'conversation', of: 'conversation' },
  upgrade: 'Later versions may add headers such as a language; the body keeps its meaning.',
  example: {
    conversation: recordId('8d53b2a5b5c9d1f0c8cb0a3cf6a3ad52d1f5a5a1a94ff2e7a0f3f4bb0f6bf0c1'),
    title: 'Who should govern Bittensor?',
    body: 'Take changes should be announced 7 days ahead.',
  },
})
