import { bodyField, enumField, optional, required, textField, timeField } from '../fields.ts'
import { defineKind } from '../kind.ts'
import { saidIn } from '../line.ts'
import { subjectField } from '../opinion-subject.ts'
import type { Fault } from '../refusals.ts'

/** What a conversation and an import have in common: a title, times, and what is shown to whom. */
export const conversationFields = {
  title: required(textField(1, 120), { label: 'Title', hint: 'A question or a subject, at most 120 characters.' }),
  opens: optional(timeField(), { label: 'Opens', hint: 'Votes and statements count from then on. Empty: at once.' }),
  closes: optional(timeField(), {
    label: 'Closes',
    hint: 'The last vote of each account before then counts. Empty: never.',
  }),
  add: required(enumField('anyone', 'author'), {
    label: 'Who may add statements',
    hint: 'anyone: every account. author: only whoever began the conversation.',
  }),
  totals: required(enumField('always', 'after-close'), {
    label: 'When totals are shown',
    hint: 'always: while people vote. after-close: when the conversation has closed. The signed votes are public either way.',
  }),
}

export const description = optional(bodyField(1, 4000), {
  label: 'Description',
  hint: 'What it is about and what will be done with the result. Plain text, at most 4000 characters.',
})

/** How votes are given, of a conversation that began here. */
const sealedFields = {
  votes: optional(enumField('open', 'sealed'), {
    label: 'Votes',
    hint: 'open: everybody sees each vote at once. sealed: a hash now, and what it says after the close. Empty: open.',
  }),
  openingEnds: optional(timeField(), {
    label: 'Openings until',
    hint: 'For sealed votes: after the close they can be opened until then, and totals show from then on.',
  }),
}

interface Times {
  opens?: number | undefined
  closes?: number | undefined
  totals?: 'always' | 'after-close' | undefined
}

/** Why a conversation could never open, or never show its totals; null when it could. */
export function timesRule({ opens, closes, totals }: Times): Fault | null {
  if (totals === 'after-close' && closes === undefined) return { reason: 'totals-never-shown' }
  if (opens !== undefined && closes !== undefined && opens >= closes) return { reason: 'closes-before-opens' }
  return null
}

/** Why votes could not be sealed or opened; null when they could, or are open. */
function sealedRule({
  closes,
  votes,
  openingEnds,
}: Pick<Times, 'closes'> & { votes?: 'open' | 'sealed' | undefined; openingEnds?: number | undefined }): Fault | null {
  if (votes !== 'sealed') return openingEnds === undefined ? null : { reason: 'opening-of-nothing' }
  if (closes === undefined || openingEnds === undefined) return { reason: 'sealed-needs-times' }
  return openingEnds > closes ? null : { reason: 'opening-before-close' }
}

/** Begins a conversation; the id of this record is the id of the conversation. */
export const conversation = defineKind({
  name: 'conversation',
  subject: 'conversation',
  title: 'Conversation',
  summary: 'Begins a conversation, in which people add statements and vote on them.',
  does: 'Began a conversation',
  reveals: 'the title, the description and that this address began the conversation.',
  signer: 'anyone',
  session: false,
  fields: {
    ...conversationFields,
    about: optional(subjectField(), {
      label: 'About',
      hint: 'subnet: with its number, the address of an account, or the id of the record of a movement, of a privileged call or of a step of a referendum. Empty: nothing in particular.',
    }),
    ...sealedFields,
  },
  body: description,
  revocable: true,
  removable: true,
  points: { about: { kinds: ['movement', 'act', 'referendum'] } },
  rule: (values) => timesRule(values) ?? sealedRule(values),
  line: ({ title }) => saidIn(title),
  shownAt: { page: 'conversation', of: 'id' },
  upgrade:
    'Later versions may add words to "add", "totals" and "votes"; a reader that does not know a word does not show the conversation.',
  example: {
    title: 'Who should govern Bittensor?',
    opens: Date.UTC(2026, 10, 23, 9),
    closes: Date.UTC(2026, 11, 23, 9),
    add: 'anyone',
    totals: 'always',
    body: 'What should decide on upgrades, emissions and subnets, and who should be able to say no?\n\nVote on what others wrote, and add what is missing.',
  },
})
