import { example } from '../examples.ts'
import { bodyField, enumField, idField, numberField, optional, required, textField, timeField } from '../fields.ts'
import { defineKind } from '../kind.ts'
import { isRefusal } from '../refusals.ts'
import { readSections } from '../sections.ts'
import { predicateField } from './predicate.ts'

export const positionParts = {
  reason: { heading: 'Reason', hint: 'Why you stand there.', required: false, maxLength: 8000 },
  mind: { heading: 'What would change my mind', hint: 'A fact or an event.', required: false, maxLength: 2000 },
  conditions: {
    heading: 'Conditions',
    hint: 'When this holds and when it does not.',
    required: false,
    maxLength: 2000,
  },
}

export const stances = ['1', '2', '3', '4', '5', '6', '7', 'depends'] as const
export type Stance = (typeof stances)[number]

/** Where somebody stands on a standing question. The latest counts; all of them stay, with their dates. */
export const position = defineKind({
  name: 'position',
  subject: 'people',
  title: 'Position',
  summary:
    'Says where somebody stands on a standing question, from 1 (no) to 7 (yes), or that it depends, with reasons. Opinions may change: the latest counts, and the earlier ones stay with their dates.',
  does: 'Took a position',
  reveals:
    'where this address stands on the question, and why. A later position counts instead; this one stays with its date.',
  signer: 'anyone',
  session: false,
  fields: {
    question: required(idField(), { label: 'Question', hint: 'Id of the standing question.' }),
    title: required(textField(1, 160), {
      label: 'Words of the question',
      hint: 'As they stand, so that the text says what the position is about.',
    }),
    stance: required(enumField(...stances), { label: 'Where you stand', hint: '1 is no, 4 is undecided, 7 is yes.' }),
    importance: optional(numberField<1 | 2 | 3>(1, 3), {
      label: 'Importance',
      hint: '1 to 3: how much it matters to you.',
    }),
    predicate: optional(predicateField(), {
      label: 'What the chain will show',
      hint: 'Something that anybody can check, such as "take 5F… <= 18 %".',
    }),
    until: optional(timeField(), { label: 'Until', hint: 'Until when that holds. Empty: until you say otherwise.' }),
  },
  body: optional(bodyField(1, 12_200, 16_384), {
    label: 'Reasons',
    hint: 'Why, what would change your mind, and when it holds.',
  }),
  sections: positionParts,
  revocable: true,
  removable: true,
  points: { question: { kinds: ['question'] } },
  repeats: { title: { of: 'question' } },
  rule: ({ predicate, until }, { time }) => {
    if (until === undefined) return null
    if (predicate === undefined) return { reason: 'until-without-predicate' }
    return until > time ? null : { reason: 'until-not-after-time' }
  },
  line: ({ question, stance }) => ({ of: question, params: { stance } }),
  lineWords: '{stance}: {words}',
  shownAt: { page: 'question', of: 'question' },
  upgrade: 'Later versions may add headers and parts; the stance keeps its meaning.',
  example: {
    question: example.record,
    title: 'Should a chain reverse what an exploited contract did?',
    stance: '2',
    importance: 3,
    body: '# Reason\nIf it is done once, no balance is safe.\n\n# What would change my mind\nA theft of more than half of all TAO.',
  },
})

/** The parts of a position's body. */
export function positionTexts(body: string | undefined): Partial<Record<keyof typeof positionParts, string>> {
  const read = readSections(positionParts, body ?? '')
  return isRefusal(read) ? {} : read
}
