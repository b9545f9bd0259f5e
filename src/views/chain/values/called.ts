import * as z from 'zod'
import { valueKinds } from '../../../evidence/act.ts'
import { count, words } from '../../fields.ts'

const argument = z.strictObject({
  path: words.describe('Names of the argument, of fields in it and places of a list, joined by full stops.'),
  kind: z.enum(valueKinds).describe('How the text is meant; of a call it is its place in the list of calls.'),
  text: words.describe('The value: an address, digits, hexadecimal digits, a name.'),
  size: count.nullable().describe('Of a digest: how many bytes it stands for; null: it is the value itself.'),
})

/** A call of the chain, in a list in which each call stands before those in it. */
export const called = z.strictObject({
  depth: count.describe('In how many calls it stands.'),
  pallet: words.describe('Pallet, as the chain names it.'),
  name: words.describe('Its name there.'),
  args: z.array(argument).describe('Its arguments.'),
})
export type CalledRow = z.infer<typeof called>

/** A call with all in it, as much as an answer has. */
export const outline = {
  spec: count
    .nullable()
    .describe('Version of the runtime that the call was read with; null: it is known by its hash alone.'),
  calls: z.array(called).describe('The call, and after each call those in it; at most 100 of them.'),
  left: count.describe('Calls and values of it that are left out here.'),
}
