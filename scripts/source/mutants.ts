import * as z from 'zod'

/** A place where the code is broken on purpose, and the tests that should notice. */
const mutant = z.strictObject({
  /** Below the checkout. */
  file: z.string().min(1),
  /** Stands in the file exactly once. */
  find: z.string().min(1),
  replace: z.string(),
  /** Paths without blanks, as vitest takes them. */
  tests: z.array(z.string().regex(/^\S+$/)).min(1),
})

export type Mutant = z.infer<typeof mutant>

/** The mutants of a list in JSON. Throws when it is not one. */
export function readMutants(json: string): Mutant[] {
  return z.array(mutant).min(1).parse(JSON.parse(json))
}

/** The text of the file with the mutant in it. Throws when `find` does not stand there exactly once, or changes nothing. */
export function mutated({ file, find, replace }: Mutant, text: string): string {
  const parts = text.split(find)
  if (parts.length !== 2)
    throw new Error(`${file}: "${find}" stands there ${parts.length - 1} times: give a text that stands there once`)
  if (find === replace) throw new Error(`${file}: "${find}" is replaced by itself: say what to break`)
  return parts.join(replace)
}
