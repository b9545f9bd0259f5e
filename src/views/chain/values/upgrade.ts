import * as z from 'zod'
import { changeKinds, memberKinds } from '../../../evidence/runtime-change.ts'
import { block, count, hash, index, ms, next, recordId, words } from '../../fields.ts'

const version = z.strictObject({
  name: words.describe('What the runtime calls itself.'),
  spec: count.describe('Its version.'),
  metadata: hash.describe('SHA-256 of its metadata.'),
})

const part = z.strictObject({
  at: words.describe('Its place, named inward from the member: `value.free`; # is the number in the encoding.'),
  before: words.nullable().describe('A type, a value or a number as it was; null: there was none.'),
  after: words.nullable().describe('The same as it is; null: there is none any more.'),
})

const member = z.strictObject({
  pallet: words.describe('Pallet, or group of runtime calls.'),
  what: z.enum(memberKinds).describe('What it is.'),
  name: words.describe('Its name there.'),
  change: z
    .enum(changeKinds)
    .describe('added, removed, changed; moved: nothing but its number in the encoding is another.'),
  before: words.nullable().describe('Its notation as it was; null: there was none.'),
  after: words.nullable().describe('Its notation as it is; null: there is none any more.'),
  parts: z.array(part).describe('Where it differs, at most 16 places.'),
})
export type MemberChange = z.infer<typeof member>

export const upgradeValue = z.strictObject({
  id: recordId.describe('Id of the record of the act.'),
  index: index.describe('Place of the record in the log.'),
  block: block.describe('Block after which the new runtime is in force.'),
  at: ms.nullable().describe('Its time, Unix milliseconds; null: it does not say.'),
  from: version.describe('The runtime before.'),
  to: version.describe('The runtime after.'),
  code: z
    .strictObject({
      hash: hash.describe('blake2b-256 of the code.'),
      size: count.describe('Its bytes.'),
    })
    .nullable()
    .describe('The code as the call that replaced it names it; null: no such call was seen.'),
  call: recordId.nullable().describe('The privileged call that did it; null: none is known.'),
  counts: z
    .array(
      z.strictObject({
        what: z.enum(memberKinds).describe('What is counted.'),
        change: z.enum(changeKinds).describe('How it changed.'),
        count: count.describe('How many.'),
      }),
    )
    .describe('How much changed, without what did not.'),
  rows: z.array(member).describe('What changed, by pallet, then by kind and name.'),
  left: count.describe('Changes that the evidence had no room for.'),
  next,
  total: count.describe('How many rows there are in all with these parameters.'),
})
export type UpgradeValue = z.infer<typeof upgradeValue>
