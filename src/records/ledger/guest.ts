import { example } from '../examples.ts'
import { accountField, enumField, listField, required } from '../fields.ts'
import { defineKind } from '../kind.ts'

/**
 * A key says that it was made in a browser and that nobody vouches for it. It is the first record of its key and stays, so
 * that whoever reads the log knows every vote of the key for that of a guest.
 */
export const guest = defineKind({
  name: 'guest',
  subject: 'ledger',
  title: 'Guest',
  summary:
    'A key that was made in a browser begins to vote. Nothing is known of who has it: guests are counted apart from everybody else. It has to be the first record of its key, and cannot be taken back or removed.',
  does: 'Began to vote as a guest',
  reveals:
    'that a key made in this browser votes as a guest, and later how. Nothing else is known of the key, and it can do nothing else.',
  signer: 'guest',
  session: false,
  fields: {
    may: required(listField(enumField('vote'), 1), {
      label: 'May sign',
      hint: 'Kinds of records that the guest may sign. So far only votes.',
    }),
  },
  body: null,
  revocable: false,
  removable: false,
  line: ({ may }) => ({ params: { may: may.join(', ') } }),
  lineWords: 'may sign: {may}',
  shownAt: { page: 'account', of: 'account' },
  upgrade:
    'Later versions may add words to "may". A reader that does not know a word refuses the record, so that no guest may do more than readers understand.',
  example: { may: ['vote'] },
})

/** A guest says whose its votes are to be: they are once that account adopts them. */
export const handover = defineKind({
  name: 'handover',
  subject: 'ledger',
  title: 'Handover',
  summary:
    'A guest says whose votes its own are. It holds once that account adopts them; then they count as votes of the account, and the guest is counted no more.',
  does: 'Handed its votes over',
  reveals: 'that the votes of this guest are those of the account named. It holds once that account says so too.',
  signer: 'guest',
  session: false,
  fields: {
    to: required(accountField(), { label: 'Account', hint: 'The account whose votes they are.' }),
  },
  body: null,
  revocable: true,
  removable: true,
  rule: ({ to }, { account }) => (to === account ? { reason: 'own-account' } : null),
  line: ({ to }) => ({ params: { account: to } }),
  lineWords: '{account}',
  shownAt: { page: 'account', of: 'to' },
  upgrade: 'Later versions may add headers; a handover keeps its meaning.',
  example: { to: example.bob },
})

/** An account takes on the votes of a guest that handed them over to it. Its own vote on a statement goes before a guest's. */
export const adoption = defineKind({
  name: 'adoption',
  subject: 'ledger',
  title: 'Adoption',
  summary:
    'An account takes on the votes of a guest that handed them over to it. They count as its own, except where it has voted itself; the guest is counted no more.',
  does: 'Adopted the votes of a guest',
  reveals: 'that the votes of the guest named are those of this address.',
  signer: 'anyone',
  session: false,
  fields: {
    guest: required(accountField(), { label: 'Guest', hint: 'Address of the key that voted as a guest.' }),
  },
  body: null,
  revocable: true,
  removable: true,
  line: (values) => ({ params: { account: values.guest } }),
  lineWords: '{account}',
  shownAt: { page: 'account', of: 'account' },
  upgrade: 'Later versions may add headers; an adoption keeps its meaning.',
  example: { guest: example.bob },
})
