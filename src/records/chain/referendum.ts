import { address } from '../../log/ss58.ts'
import { blockFields } from '../block-fields.ts'
import { accountField, enumField, hashField, numberField, optional, required, textField, timeField } from '../fields.ts'
import { defineKind } from '../kind.ts'

const number = numberField(0, 4_294_967_295)
const account = accountField()

/** What happens in a referendum, by the events of the pallets Referenda and SignedVoting. */
export const referendumSteps = [
  'submitted',
  'voted',
  'vote-removed',
  'passed',
  'delegated',
  'rejected',
  'cancelled',
  'killed',
  'expired',
  'fast-tracked',
  'enacted',
] as const
export type ReferendumStep = (typeof referendumSteps)[number]

/** One step of a referendum on the chain. */
export const referendum = defineKind({
  name: 'referendum',
  subject: 'chain',
  title: 'Step of a referendum',
  summary:
    'The observer points at something that happened in a referendum of the chain: it was submitted, somebody voted, it passed or failed, its call was enacted.',
  does: 'Pointed at a step of a referendum',
  reveals: 'that this address points at this step.',
  signer: 'operator',
  session: false,
  fields: {
    chain: blockFields.chain,
    block: blockFields.block,
    hash: blockFields.hash,
    at: optional(timeField(), { label: 'Time of the block', hint: 'As the chain itself says.' }),
    event: required(number, { label: 'Event', hint: 'Place in the block of the event that tells it.' }),
    referendum: required(number, { label: 'Referendum', hint: 'Its number on the chain.' }),
    what: required(enumField(...referendumSteps), { label: 'What', hint: 'What happened in it.' }),
    track: optional(numberField(0, 255), { label: 'Track', hint: 'Number of the track on which it runs.' }),
    by: optional(account, { label: 'Account', hint: 'Who submitted it or voted.' }),
    vote: optional(enumField('aye', 'nay'), { label: 'Vote', hint: 'What that account votes.' }),
    ayes: optional(number, { label: 'For', hint: 'Votes for it after this step.' }),
    nays: optional(number, { label: 'Against', hint: 'Votes against it after this step.' }),
    voters: optional(number, { label: 'Voters', hint: 'How many may vote.' }),
    review: optional(number, { label: 'Review', hint: 'Number of the referendum that decides on.' }),
    when: optional(number, { label: 'Enacted in block', hint: 'Block in which its call was carried out.' }),
    calls: optional(textField(1, 200), { label: 'Calls', hint: 'Names of what is called, as far as they fit.' }),
    error: optional(textField(1, 120), { label: 'Error', hint: 'Code of what kept its call from taking effect.' }),
    file: optional(hashField(), { label: 'Evidence', hint: 'SHA-256 of the call with its arguments.' }),
  },
  body: null,
  revocable: true,
  removable: true,
  evidence: { file: { format: 'act-1', read: true } },
  rule: ({ what, by, vote, review }) => {
    if (what === 'voted' && (by === undefined || vote === undefined)) return { reason: 'vote-of-nobody' }
    return what === 'delegated' && review === undefined ? { reason: 'delegated-nowhere' } : null
  },
  words: ({ what, referendum, block }) => `referendum ${referendum} ${what}, block ${block}`,
  line: ({ what, referendum, block }) => ({ params: { what, referendum, block } }),
  lineWords: 'referendum {referendum, number}: {what}, block {block, number}',
  shownAt: { page: 'referenda' },
  upgrade: 'Later versions may add steps and headers; a reader shows those it does not know by their word.',
  example: {
    chain: '2f0555cc76fc2840a25a6ea3b9637146806f1f44b090c175ffde2a7e5ab36c03',
    block: 9_000_100,
    hash: '3b1f0c5ad0a1c6d1b0f8a6f0bb19f0c0a37e2c9a0d6d9fbb1e6f5a4c3b2d1e0f',
    at: Date.UTC(2026, 8, 7, 8, 30, 0),
    event: 12,
    referendum: 4,
    what: 'voted',
    by: address('5E7RCRrPVS8TckCDjr92B5ciGziwz2kfvxe4URy3L7AgirGJ'),
    vote: 'aye',
    ayes: 2,
    nays: 0,
    voters: 3,
  },
})
