import { isRefusal } from '../src/records/refusals.ts'
import { readParams, viewNames } from '../src/views/registry.ts'

/** A view and how it is asked. */
export type Question = [view: string, params: Record<string, string>]

/** Every view that answers when it is asked with these parameters alone. */
export const askedWith = (params: Record<string, string> = {}): Question[] =>
  viewNames.filter((name) => !isRefusal(readParams(name, params))).map((name) => [name, params])
