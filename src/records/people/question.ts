import * as z from 'zod'
import { bodyField, expecting, type FieldType, listField, optional, required, textField } from '../fields.ts'
import { defineKind } from '../kind.ts'
import { saidIn } from '../line.ts'
import { isRefusal } from '../refusals.ts'
import { readSections } from '../sections.ts'

export const questionParts = {
  background: {
    heading: 'Background',
    hint: 'What is at stake, in words that every side could accept.',
    required: true,
    maxLength: 3000,
  },
  precedents: {
    heading: 'Precedents',
    hint: 'What happened elsewhere, each with its source.',
    required: false,
    maxLength: 4000,
  },
  acute: {
    heading: 'What would make it acute',
    hint: 'Which event would force an answer.',
    required: false,
    maxLength: 1000,
  },
}

/** A pallet of the chain, or one of its calls: `AdminUtils`, `System.set_code`. */
function callNameField(): FieldType<string> {
  const expects = expecting('call-name')
  const schema = z.string().regex(/^[A-Z][A-Za-z0-9]{0,63}(\.[a-z][a-z0-9_]{0,63})?$/, expects.code)
  return { schema, expects, input: 'text', maxLength: 128 }
}

/** A standing question: one on which the influential are asked where they stand, before it is acute. */
export const question = defineKind({
  name: 'question',
  subject: 'people',
  title: 'Standing question',
  summary:
    'Puts a question on which people take positions from 1 (no) to 7 (yes), or say that it depends. Those of the operator are the book of standing questions; anybody may put others.',
  does: 'Put a standing question',
  reveals: 'the question and that this address put it.',
  signer: 'anyone',
  session: false,
  fields: {
    title: required(textField(3, 160), {
      label: 'Question',
      hint: 'One that can be answered with no to yes, in neutral words.',
    }),
    touches: optional(listField(callNameField(), 8), {
      label: 'Calls that it touches',
      hint: 'Pallets of the chain or calls of theirs, such as AdminUtils or System.set_code, with commas between them. The page of such a privileged call shows the question.',
    }),
  },
  body: required(bodyField(1, 8200, 16_384), {
    label: 'Background',
    hint: 'What is at stake, precedents, what would make it acute.',
  }),
  sections: questionParts,
  revocable: true,
  removable: true,
  line: ({ title }) => saidIn(title),
  shownAt: { page: 'question', of: 'id' },
  upgrade: 'Later versions may add parts; the question keeps its words.',
  example: {
    title: 'Should a chain reverse what an exploited contract did?',
    body: '# Background\nSome hold that what the code allowed is final; others that a clear theft may be undone once.\n\n# What would make it acute\nA bug in the runtime gives somebody a tenth of all TAO.',
  },
})

/** The parts of a question's body. */
export function questionTexts(body: string): Partial<Record<keyof typeof questionParts, string>> {
  const read = readSections(questionParts, body)
  return isRefusal(read) ? {} : read
}
