import { example } from '../examples.ts'
import { bodyField, enumField, idField, optional, required } from '../fields.ts'
import { defineKind } from '../kind.ts'
import { saidIn } from '../line.ts'

/** The one who was asked, or whom a claim is about, says something to it. */
export const answer = defineKind({
  name: 'answer',
  subject: 'people',
  title: 'Answer',
  summary:
    "Answers a question to oneself, a claim that somebody else made about oneself, an opinion on oneself or on one's own subnet, or what the chain showed of one's own promise or position. It stands beside what it answers; the latest counts.",
  does: 'Answered',
  reveals: 'the answer, beside what it answers.',
  signer: 'anyone',
  session: false,
  fields: {
    about: required(idField(), {
      label: 'About',
      hint: "Id of the question, of the attribution, of the opinion, or of one's own promise or position.",
    }),
    disputes: optional(enumField('yes'), {
      label: 'Do you dispute it?',
      hint: 'yes: what is claimed, or what the chain is said to show, is not so.',
    }),
  },
  body: required(bodyField(1, 4000), { label: 'Answer', hint: 'At most 4000 characters.' }),
  revocable: true,
  removable: true,
  points: { about: { kinds: ['inquiry', 'attribution', 'promise', 'position', 'opinion'] } },
  line: ({ body }) => saidIn(body),
  shownAt: { page: 'account', of: 'account' },
  upgrade: 'Later versions may add headers; the body stays the answer.',
  example: { about: example.record, body: 'If a validator raises its take without a word, I move.' },
})
