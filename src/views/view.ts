import type * as z from 'zod'
import type { GivenFrom, Sources } from '../folds/derived.ts'
import type { Refusal } from '../records/refusals.ts'

export type { Entry, Evidence } from '../folds/entry.ts'

/**
 * A question: what follows from the log for given parameters. It is given the folds and values that it names and no
 * others, and depends on nothing else.
 */
export interface View<From extends Sources, Params, Value extends object, Name extends string = string> {
  /** As in `GET /api/views/<name>`. */
  name: Name
  /** Rises whenever the same log may give other bytes: golden bytes hold it to that. */
  version: number
  title: string
  summary: string
  /** Parameters come as text; the schema says which there are and what they may be. */
  params: z.ZodType<Params>
  /** What comes back: types, OpenAPI, the docs and the check of every value in every story follow from it. */
  value: z.ZodType<Value>
  from: From
  /** A value that JSON can hold: no NaN, no bigint; undefined properties are left out. */
  answer(given: GivenFrom<From>, params: Params): Value | Refusal
}

/** A view when it does not matter which. */
export interface AnyView extends View<Sources, unknown, object> {}

/** Checks a view against what it is given and what its schemas say; returns it as it is. */
export function defineView<From extends Sources, Params, Value extends object, Name extends string>(
  view: View<From, Params, Value, Name>,
): View<From, Params, Value, Name> {
  return view
}
