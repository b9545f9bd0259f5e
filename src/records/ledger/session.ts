import { enumField, listField, required, sessionKeyField, timeField } from '../fields.ts'
import { defineKind } from '../kind.ts'
import { dayOf } from '../line.ts'

const day = 86_400_000

/** Longest life of a session key, in milliseconds. */
export const longestSession = 30 * day

/** A wallet lets a key that lives in a browser sign some kinds of records for a while. */
export const session = defineKind({
  name: 'session',
  subject: 'ledger',
  title: 'Session',
  summary:
    'A wallet lets a key in a browser sign votes for it, for at most 30 days. The wallet can revoke it at any time.',
  does: 'Let a browser key vote',
  reveals:
    'that this address lets a key in this browser vote until the date in the text. The key can do nothing else, and you can end it at any time.',
  signer: 'anyone',
  session: false,
  fields: {
    sessionKey: required(sessionKeyField(), {
      label: 'Session key',
      hint: 'Public Ed25519 key of the browser. Its private half never leaves the browser.',
    }),
    may: required(listField(enumField('vote', 'sealed-vote', 'opening'), 3), {
      label: 'May sign',
      hint: 'Kinds of records that the key may sign: votes, sealed votes and their openings.',
    }),
    notAfter: required(timeField(), { label: 'Ends', hint: 'At most 30 days after the session is signed.' }),
  },
  body: null,
  revocable: true,
  removable: true,
  rule: ({ notAfter }, { time }) => {
    if (notAfter <= time) return { reason: 'ends-before-signed' }
    return notAfter - time > longestSession ? { reason: 'session-too-long', days: longestSession / day } : null
  },
  line: ({ notAfter }) => ({ params: { until: dayOf(notAfter) } }),
  lineWords: 'until {until}',
  shownAt: { page: 'account', of: 'account' },
  upgrade:
    'Later versions may add words to "may". A reader that does not know a word refuses the session, so that nobody grants more than readers understand.',
  example: {
    sessionKey: '2152f8d19b791d24453242e15f2eab6cb7cffa7b6a5ed30097960e069881db12',
    may: ['vote'],
    notAfter: Date.UTC(2026, 11, 22, 15),
  },
})
