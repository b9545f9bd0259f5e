import { hex, sha256, utf8 } from '../../log/bytes.ts'
import type { Address } from '../../log/ss58.ts'
import { example } from '../examples.ts'
import { enumField, hashField, idField, required, textField } from '../fields.ts'
import type { RecordId } from '../ids.ts'
import { defineKind } from '../kind.ts'

/** A vote that nobody can read before the conversation closes: its hash now, what it says afterwards. */
export const sealedVote = defineKind({
  name: 'sealed-vote',
  subject: 'conversation',
  title: 'Sealed vote',
  summary:
    'Votes on a statement of a conversation with sealed votes: only a hash is told now, and the vote counts once it is opened after the close. A later one replaces it; one that was taken back leaves none behind.',
  does: 'Cast a sealed vote',
  reveals: 'that this address votes on the statement. How it votes nobody can read before you open it.',
  signer: 'anyone',
  session: true,
  fields: {
    commitment: required(hashField(), {
      label: 'Commitment',
      hint: 'SHA-256 of the words "sensus sealed vote v1", the id of the statement, the address, the choice and a secret of 64 hexadecimal digits, each with a line feed after it.',
    }),
    about: required(idField(), { label: 'Statement', hint: 'Id of the statement.' }),
    title: required(textField(1, 120), {
      label: 'Beginning of the statement',
      hint: 'Its first words as they stand, so that the text says what is voted on.',
    }),
  },
  body: null,
  revocable: true,
  removable: true,
  points: { about: { kinds: ['statement'], judgedBy: 'conversation' } },
  repeats: { title: { of: 'about' } },
  line: ({ about }) => ({ of: about, params: {} }),
  lineWords: 'sealed: {words}',
  shownAt: { page: 'conversation', of: 'about' },
  upgrade: 'Later versions may add headers; the commitment keeps its meaning.',
  example: {
    commitment: example.hash,
    about: example.record,
    title: 'Take changes should be announced 7 days ahead.',
  },
})

/** Says after the close what a sealed vote was. */
export const opening = defineKind({
  name: 'opening',
  subject: 'conversation',
  title: 'Opening',
  summary:
    'Opens a sealed vote after the conversation has closed: what it says has to fit the hash that was told before. From then on the vote counts.',
  does: 'Opened a sealed vote',
  reveals: 'how this address voted.',
  signer: 'anyone',
  session: true,
  fields: {
    choice: required(enumField('agree', 'disagree', 'pass'), { label: 'Choice', hint: 'What was voted.' }),
    about: required(idField(), { label: 'Sealed vote', hint: 'Id of the record that it opens.' }),
    secret: required(hashField(), { label: 'Secret', hint: '64 hexadecimal digits, kept since the vote was sealed.' }),
  },
  body: null,
  revocable: true,
  removable: true,
  points: { about: { kinds: ['sealed-vote'], whose: 'own', judgedBy: 'conversation' } },
  line: ({ choice, about }) => ({ of: about, params: { choice } }),
  lineWords: '{choice}: {words}',
  shownAt: { page: 'record', of: 'about' },
  upgrade: 'Later versions may add choices; a reader that does not know a choice does not count the vote.',
  example: { choice: 'agree', about: example.record, secret: example.hash },
})

/** What a sealed vote tells of itself. */
export interface Sealing {
  statement: RecordId
  account: Address
  choice: 'agree' | 'disagree' | 'pass'
  /** 32 random bytes in hex, so that nobody finds the choice by trying all three. */
  secret: string
}

/** Hex SHA-256 of a line that says what it is, the statement, the account, the choice and the secret. */
export function sealOf({ statement, account, choice, secret }: Sealing): string {
  return hex(sha256(utf8(`sensus sealed vote v1\n${statement}\n${account}\n${choice}\n${secret}\n`)))
}
