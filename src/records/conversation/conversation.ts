import { bodyField, enumField, optional, required, textField, timeField } from '../fields.ts'
import { defineKind } from '../kind.ts'

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

interface Times {
  opens?: number | undefined
  closes?: number | undefined
  totals?: 'always' | 'after-close' | undefined
}

/** The sentence that is due when a conversation could never open, or never show its totals. */
export function timesRule({ opens, closes, totals }: Times): string | null {
  if (totals === 'after-close' && closes === undefined)
    return 'Totals are shown after the close, but the conversation never closes: give closes, or totals: always.'
  if (opens !== undefined && closes !== undefined && opens >= closes)
    return 'The conversation closes before it opens: give a closes that lies after opens.'
  return null
}

/** Begins a conversation; the id of this record is the id of the conversation. */
export const conversation = defineKind({
  name: 'conversation',
  title: 'Conversation',
  summary: 'Begins a conversation, in which people add statements and vote on them.',
  signer: 'anyone',
  session: false,
  fields: conversationFields,
  body: description,
  rule: timesRule,
  upgrade:
    'Later versions may add words to "add" and "totals"; a reader that does not know a word does not show the conversation.',
  example: {
    title: 'Who should govern Bittensor?',
    opens: Date.UTC(2026, 10, 23, 9),
    closes: Date.UTC(2026, 11, 23, 9),
    add: 'anyone',
    totals: 'always',
    body: 'What should decide on upgrades, emissions and subnets, and who should be able to say no?\n\nVote on what others wrote, and add what is missing.',
  },
})
