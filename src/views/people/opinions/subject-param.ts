import * as z from 'zod'
import { Malformed } from '../../../log/errors.ts'
import { address } from '../../../log/ss58.ts'
import { readSubject } from '../../../records/opinion-subject.ts'

const expected = 'expected subnet: with a number up to 65535, an SS58 address, or the id of a record'

/** What an opinion may be on, as text; an account in any SS58 prefix is read as the address with prefix 42. */
export const subjectParam = z
  .string()
  .max(64)
  .transform((text, context) => {
    const given = readSubject(text) === null ? inOtherPrefix(text) : text
    if (given !== null) return given
    context.issues.push({ code: 'custom', message: expected, input: text })
    return z.NEVER
  })

function inOtherPrefix(text: string): string | null {
  try {
    return address(text)
  } catch (error) {
    if (error instanceof Malformed) return null
    throw error
  }
}
