import { bodyField, enumField, optional, required, textField, timeField } from '../fields.ts'
import { defineKind } from '../kind.ts'
import { beginningOf } from '../line.ts'
import { subjectField, subnetSubject } from '../opinion-subject.ts'
import { isRefusal } from '../refusals.ts'
import { readSections } from '../sections.ts'

export const opinionParts = {
  reason: { heading: 'Reason', hint: 'What you saw, and why you think so.', required: true, maxLength: 4000 },
  change: {
    heading: 'What would change it',
    hint: 'A fact or an event after which you would say otherwise.',
    required: true,
    maxLength: 2000,
  },
}

/** No numbers and no scale: there is nothing to add up or to take the mean of. */
export const opinionStances = ['supports', 'both', 'doubts'] as const
export type OpinionStance = (typeof opinionStances)[number]

/** The longest that an opinion holds, in milliseconds: 184 days are at least six months. */
export const longestOpinion = 184 * 86_400_000

/** What somebody thinks of a subnet, an account, a movement, an event or a claim about one, for a time. */
export const opinion = defineKind({
  name: 'opinion',
  subject: 'people',
  title: 'Opinion',
  summary:
    'Says what somebody thinks of a subnet, an account, a movement, an event or a claim about one, why, what would change it, and until when it holds: at most 184 days. A later one by the same person on the same subject counts instead. It is shown with what the chain says of whoever signs it, and is never added into a rating.',
  does: 'Gave an opinion',
  reveals:
    'what this address thinks of the subject, and why. Beside it stands what the chain shows this address to be there.',
  signer: 'anyone',
  session: false,
  fields: {
    subject: required(subjectField(), {
      label: 'On what',
      hint: 'subnet: with its number, the address of an account, or the id of the record of a movement, an event or a claim.',
    }),
    title: optional(textField(1, 240), {
      label: 'Its name',
      hint: 'What it is called at present, or the movement, event or claim as its record says it; for whoever reads the text in a wallet.',
    }),
    stance: required(enumField(...opinionStances), {
      label: 'What you think',
      hint: 'Words and no number: opinions are not added up.',
    }),
    until: required(timeField(), { label: 'Until', hint: 'Until when it holds: at most 184 days from now.' }),
  },
  body: required(bodyField(1, 6200, 16_384), { label: 'Reasons', hint: 'Why, and what would change it.' }),
  sections: opinionParts,
  revocable: true,
  removable: true,
  points: { subject: { kinds: ['movement', 'act', 'event', 'claim'] } },
  repeats: { title: { of: 'subject' } },
  rule: ({ until }, { time }) => {
    if (until <= time) return { reason: 'until-not-after-time' }
    return until - time > longestOpinion ? { reason: 'until-too-late' } : null
  },
  line: ({ body }) => beginningOf(body),
  shownAt: { page: 'subject', of: 'subject' },
  upgrade: 'Later versions may add headers, parts and subjects; the stance keeps its meaning.',
  example: {
    subject: subnetSubject(4),
    title: 'Targon',
    stance: 'both',
    until: Date.UTC(2027, 3, 1),
    body: '# Reason\nThe code is open, and one validator has most of the weight.\n\n# What would change it\nThree validators that no one owner holds.',
  },
})

/** The parts of an opinion's body. */
export function opinionTexts(body: string): Partial<Record<keyof typeof opinionParts, string>> {
  const read = readSections(opinionParts, body)
  return isRefusal(read) ? {} : read
}
