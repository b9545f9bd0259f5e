import { dayField, isAhead } from '../dates.ts'
import { bodyField, required } from '../fields.ts'
import { defineKind } from '../kind.ts'
import { beginningOf } from '../line.ts'

const part = (heading: string, hint: string, required = false) => ({ heading, hint, required, maxLength: 3000 })

export const useParts = {
  did: part('What I did and why', 'How you used your influence in this time.', true),
  votes: part('Votes', 'What you voted for and against.'),
  weights: part('Weights', 'How you set weights, and by what standard.'),
  delegations: part('Delegations', 'What you moved, and why.'),
}

/** A report on how somebody used their influence in some time. */
export const useOfInfluence = defineKind({
  name: 'use-of-influence',
  subject: 'people',
  title: 'Use of influence',
  summary: 'Somebody reports how they used their influence from one day to another: what they did and why.',
  does: 'Reported how they used influence',
  reveals: 'the report.',
  signer: 'anyone',
  session: false,
  fields: {
    from: required(dayField(), { label: 'First day', hint: 'Such as 2026-07-01.' }),
    to: required(dayField(), { label: 'Last day', hint: 'Such as 2026-09-30.' }),
  },
  body: required(bodyField(1, 12_200, 16_384), { label: 'Report', hint: 'What you did and why.' }),
  sections: useParts,
  revocable: true,
  removable: true,
  rule: ({ from, to }, { time }) => {
    if (from > to) return { reason: 'from-after-to' }
    return isAhead(to, time) ? { reason: 'date-after-time', field: 'to' } : null
  },
  line: ({ body }) => beginningOf(body),
  shownAt: { page: 'account', of: 'account' },
  upgrade: 'Later versions may add parts; a reader shows those it does not know by their names.',
  example: {
    from: '2026-07-01',
    to: '2026-09-30',
    body: '# What I did and why\nI moved a third of my stake to validators that publish how they set weights.',
  },
})
