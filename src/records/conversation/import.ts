import { enumField, hashField, optional, required, textField } from '../fields.ts'
import { defineKind } from '../kind.ts'
import { saidIn } from '../line.ts'
import { conversationFields, description, timesRule } from './conversation.ts'

/** Brings in a conversation that was held elsewhere, as files named by their hash. Its voices are never signed ones. */
export const importKind = defineKind({
  name: 'import',
  subject: 'conversation',
  title: 'Import',
  summary:
    'The operator brings in a conversation held elsewhere: a set of files named by their SHA-256, with licence and attribution. The id of this record is the id of the conversation; its participants are imported voices, not signed ones.',
  does: 'Imported a conversation',
  reveals: 'that this address imported the conversation.',
  signer: 'operator',
  session: false,
  fields: {
    format: required(enumField('polis'), {
      label: 'Format',
      hint: 'polis: comments.csv and votes.csv of a Polis export.',
    }),
    title: conversationFields.title,
    comments: required(hashField(), { label: 'Comments', hint: 'SHA-256 of comments.csv.' }),
    votes: required(hashField(), { label: 'Votes', hint: 'SHA-256 of votes.csv.' }),
    participants: optional(hashField(), {
      label: 'Participants',
      hint: 'SHA-256 of participants-votes.csv, kept but not read.',
    }),
    summary: optional(hashField(), { label: 'Summary', hint: 'SHA-256 of summary.csv, kept but not read.' }),
    licence: required(textField(1, 120), { label: 'Licence', hint: 'The licence of the data, for example CC BY 4.0.' }),
    attribution: required(textField(1, 256), {
      label: 'Attribution',
      hint: 'Whom the licence asks to name, at most 256 bytes.',
    }),
    source: optional(textField(1, 256), { label: 'Source', hint: 'Address where the data can be had, as text.' }),
    closes: conversationFields.closes,
    add: conversationFields.add,
    totals: { ...conversationFields.totals, required: false } as const,
  },
  body: description,
  revocable: true,
  removable: true,
  evidence: {
    comments: { format: 'polis-comments', read: true },
    votes: { format: 'polis-votes', read: true },
    participants: { format: 'polis-participants', read: false },
    summary: { format: 'polis-summary', read: false },
  },
  rule: timesRule,
  line: ({ title }) => saidIn(title),
  shownAt: { page: 'conversation', of: 'id' },
  upgrade:
    'Later versions may add formats; a reader that does not know a format does not show the import. Without "totals" they are shown always.',
  example: {
    format: 'polis',
    title: 'Ride sharing',
    comments: '0f2d4c8e5b7a9c1d3e5f708192a3b4c5d6e7f8091a2b3c4d5e6f708192a3b4c5',
    votes: 'a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f90',
    licence: 'CC BY 4.0',
    attribution: 'Example Town, open data of the consultation of 2015',
    source: 'https://town.example.org/consultation',
    add: 'anyone',
    body: 'A consultation from 2015, brought in with all its votes so that it can go on here.',
  },
})
