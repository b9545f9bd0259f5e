import { hex, sha256, utf8 } from '../../log/bytes.ts'
import { example } from '../examples.ts'
import { bodyField, hashField, optional, required, timeField } from '../fields.ts'
import { defineKind } from '../kind.ts'
import { dayOf, saidIn } from '../line.ts'

/** A movement that is to come: what will be said about it is fixed now by its hash, and may be opened later. */
export const announcement = defineKind({
  name: 'announcement',
  subject: 'people',
  title: 'Announcement of a movement',
  summary:
    'Says that a large movement is to come. Its explanation can be given at once, or only its hash: then nobody can read it before, and everybody can check afterwards that it was written before.',
  does: 'Announced a movement',
  reveals:
    'that something is to come, and the hash of its explanation. The explanation itself stays with you until you open it.',
  signer: 'anyone',
  session: false,
  fields: {
    commitment: required(hashField(), {
      label: 'Commitment',
      hint: 'SHA-256 of a secret of 32 hexadecimal digits, a line feed, and the explanation.',
    }),
    until: required(timeField(), { label: 'Until', hint: 'The movement comes before then.' }),
  },
  body: optional(bodyField(1, 2000), { label: 'In the open', hint: 'What may be known already.' }),
  revocable: true,
  removable: true,
  rule: ({ until }, { time }) => (until > time ? null : { reason: 'until-not-after-time' }),
  line: ({ body, until }) => (body === undefined ? { params: { until: dayOf(until) } } : saidIn(body)),
  lineWords: 'until {until}',
  shownAt: { page: 'movements' },
  upgrade: 'Later versions may add headers; the commitment keeps its meaning.',
  example: {
    commitment: example.hash,
    until: Date.UTC(2026, 11, 1),
    body: 'A large transfer to a new coldkey of mine.',
  },
})

/** The commitment to an explanation: hex SHA-256 of secret, LF, text. */
export function commitmentTo(secret: string, explanation: string): string {
  return hex(sha256(utf8(`${secret}\n${explanation}`)))
}
