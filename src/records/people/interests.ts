import { bodyField, required } from '../fields.ts'
import { defineKind } from '../kind.ts'
import { beginningOf } from '../line.ts'

const part = (heading: string, hint: string) => ({ heading, hint, required: false, maxLength: 2500 })

export const interestsParts = {
  owns: part('What I own', 'Holdings that my decisions could make worth more or less.'),
  earns: part('What I earn', 'From what, in this network and around it.'),
  paidBy: part('Who pays me', 'Employers, clients, grants.'),
  recusals: part('Where I stay out', 'Decisions in which I do not take part, because of the above.'),
}

/** What somebody owns, earns and is paid by. The latest one counts. */
export const interests = defineKind({
  name: 'interests',
  subject: 'people',
  title: 'Interests',
  summary:
    'Somebody says what they own, earn and are paid by, and where they stay out for that reason. The latest counts.',
  does: 'Said what they own and earn',
  reveals: 'what you own, earn and are paid by, as far as you say it here.',
  signer: 'anyone',
  session: false,
  fields: {},
  body: required(bodyField(1, 10_200, 16_384), { label: 'Interests', hint: 'What you own, earn, are paid by.' }),
  sections: interestsParts,
  revocable: true,
  removable: true,
  line: ({ body }) => beginningOf(body),
  shownAt: { page: 'account', of: 'account' },
  upgrade: 'Later versions may add parts; a reader shows those it does not know by their names.',
  example: {
    body: '# What I own\nAlpha of subnets 4 and 19, less than a tenth of what I hold.\n\n# Who pays me\nNobody in this network.',
  },
})
