import * as z from 'zod'
import { isRefusal } from '../src/records/refusals.ts'
import { isViewName, viewOf } from '../src/views/registry.ts'
import type { Entry } from '../src/views/view.ts'
import { wordsIn } from './no-words.ts'

/** Whatever answers views. */
interface Answers {
  view(name: string, params: Record<string, string>): object
}

/** What a log was told: its entries, and the files that they name. */
interface Told {
  entries: readonly Entry[]
  files: Iterable<Uint8Array>
}

/**
 * From now on every value that is asked for is held to the schema of its view, and to carrying no words but those that
 * stand in the records, in their evidence and in the question. Gives back what it was given.
 */
export function checked<T extends Answers>(answers: T, told: Told): T {
  const ask = answers.view.bind(answers)
  let allowed: readonly string[] | null = null
  answers.view = (name, params) => {
    const value = ask(name, params)
    allowed ??= textsOf(told)
    // What was asked with may be said again: it is a person's own.
    if (!isRefusal(value)) checkValue(name, value, [...allowed, ...Object.values(params)])
    return value
  }
  return answers
}

/** Throws with the places at which a value breaks the schema of its view, or says something in words of ours. */
export function checkValue(name: string, value: object, allowed: readonly string[]): void {
  if (!isViewName(name)) throw new Error(`There is no view "${name}".`)
  const read = viewOf(name).value.safeParse(value)
  if (!read.success) throw new Error(`The value of ${name} breaks its schema:\n${z.prettifyError(read.error)}`)
  const words = wordsIn(value, allowed)
  if (words.length > 0)
    throw new Error(`The value of ${name} says ${words.map(({ path, text }) => `"${text}" at ${path}`).join(', ')}.`)
}

/** The texts that people wrote: records as they were signed, and files, also without the escapes of JSON and CSV. */
function textsOf({ entries, files }: Told): string[] {
  const decoder = new TextDecoder()
  const records = entries.flatMap(({ record }) =>
    record !== null && 'text' in record && typeof record.text === 'string' ? [record.text] : [],
  )
  const evidence = Array.from(files, (bytes) => decoder.decode(bytes))
  return [...records, ...evidence, ...evidence.map((text) => text.replaceAll('\\"', '"').replaceAll('""', '"'))]
}
