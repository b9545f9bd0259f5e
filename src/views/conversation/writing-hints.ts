import * as z from 'zod'
import { conversations } from '../../folds/conversation/conversations.ts'
import { recordId } from '../../records/ids.ts'
import { Refusal } from '../../records/refusals.ts'
import { nearest } from '../../text/near.ts'
import { seedWords } from '../../text/personal/seed-words.ts'
import { personalData, personalSorts } from '../../text/personal.ts'
import { share, words } from '../fields.ts'
import { conversationId } from '../params.ts'
import { defineView } from '../view.ts'
import { nearIndexes } from './hints/like.ts'
import { importedNumberShape, statementIdShape } from './opinion-map/value.ts'

/** Longest text that a statement may be, in code points. */
const longest = 280

const near = z.strictObject({
  id: statementIdShape.describe('Id of the statement.'),
  imported: importedNumberShape,
  body: words.describe('What it says.'),
  likeness: share.describe('How alike they are, from 0.8 on; 1 for the same words.'),
})

const personal = z.strictObject({
  sort: z.enum(personalSorts).describe('What it looks like, by its form and check digits alone.'),
  words: words.describe('Where in the text.'),
})

/**
 * What somebody who writes a statement may want to know before it is signed: the same that the page says while they write.
 * It warns and refuses nothing, and no record is judged by it.
 */
export const writingHints = defineView({
  name: 'writing-hints',
  version: 1,
  title: 'Hints on a statement',
  summary:
    'Which statements of a conversation say nearly what a text says, and what in the text looks like personal data or a secret. Paraphrases without common words are not found, nor are names of people.',
  value: z.strictObject({
    near: z.array(near).describe('At most three, the most alike first.'),
    personal: z.array(personal).describe('Each once, the most harmful sort first.'),
  }),
  params: z.strictObject({
    conversation: conversationId,
    text: z
      .string()
      .min(1)
      .refine((text) => [...text].length <= longest, `expected at most ${longest} characters`)
      .describe(`What somebody is about to say, 1 to ${longest} characters.`)
      .meta({ own: true, maxLength: longest }),
  }),

  from: { conversations, nearIndexes },

  answer({ conversations, nearIndexes }, { conversation: id, text }) {
    const conversation = conversations.all.get(id)
    if (!conversation) return new Refusal('conversation-unknown', { id })
    const found = nearest(nearIndexes(id), text)
    return {
      near: found.flatMap(({ id, likeness }) => {
        const statement = conversations.statements.get(recordId(id))
        return statement ? [{ id, imported: statement.imported, body: statement.body, likeness }] : []
      }),
      personal: personalData(text, seedWords),
    }
  },
})
