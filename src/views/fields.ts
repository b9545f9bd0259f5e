/** The fields that values of many views are made of. Whoever uses one says with `.describe()` what it means there. */

import * as z from 'zod'
import type { Address } from '../log/ss58.ts'
import type { RecordId } from '../records/ids.ts'
import { type Params, refusalCodes } from '../records/refusals.ts'

// Pages run under a policy without eval; zod would otherwise try to compile its object schemas.
z.config({ jitless: true })

/** A brand is a promise of the type alone: text that keeps the pattern is all that there is of it at run time. */
const branded = <T extends string>(text: z.ZodString): z.ZodType<T> => text as unknown as z.ZodType<T>

/** An amount in rao of TAO as decimal digits: it may exceed what a JSON number holds. */
export const rao = z.string().regex(/^(0|[1-9][0-9]*)$/)
/** Decimal digits: an amount in rao of TAO, which may exceed what a JSON number holds. */
export type Rao = z.infer<typeof rao>

/** A fraction of one; sums of shares may exceed it. */
export const share = z.number().min(0)

/** A time or a length of time in Unix milliseconds. */
export const ms = z.int()

/** How many of something. */
export const count = z.int().min(0)

/** Where the page after this one begins. */
export const next = count.nullable().describe('`after` of the next page; null when nothing follows.')

/** Place of a record in the log, from 0. */
export const index = count

/** Number of a block of the chain. */
export const block = count

/** Number of a subnet; 0 is root. */
export const netuid = z.int().min(0).max(65_535)

/** The id of a record: SHA-256 of its text, 64 lowercase hexadecimal digits. */
export const recordId = branded<RecordId>(z.string().regex(/^[0-9a-f]{64}$/))

/** The SS58 address of an account with prefix 42. */
export const accountAddress = branded<Address>(z.string().regex(/^[1-9A-HJ-NP-Za-km-z]{46,48}$/))

/** SHA-256, or the hash of a block: 64 lowercase hexadecimal digits. */
export const hash = z.string().regex(/^[0-9a-f]{64}$/)

/** The code of a refusal. */
export const refusalCode = z.enum(refusalCodes)

/** What a sentence is made of: ids, numbers, codes and words that somebody wrote, by their names. */
export const params: z.ZodType<Params> = z.record(
  z.string(),
  z.union([z.string(), z.number(), z.boolean(), z.array(z.union([z.string(), z.number()]))]),
)

/** Words that somebody wrote, as they stand in a record or in evidence. */
export const words = z.string()

/** One figure before and after. */
export const change = z.strictObject({
  before: z.number().describe('The figure as it is.'),
  after: z.number().describe('The figure as it would be.'),
})
export type Change = z.infer<typeof change>
