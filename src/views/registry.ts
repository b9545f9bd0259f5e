import * as z from 'zod'
import { Refusal } from '../records/refusals.ts'
import { conversationId, recordIdParam } from './params.ts'
import type { AnyView } from './view.ts'
import * as every from './views.ts'

type Every = typeof every

/** Every view by its name, in the order of the alphabet: API, command line, cache, audit and docs follow from them. */
export const views = Object.fromEntries(
  Object.values(every as unknown as Record<string, AnyView>)
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map((view) => [view.name, view]),
) as unknown as { readonly [V in keyof Every as Every[V]['name']]: Every[V] }

/** Views of earlier versions by name, which may be one that is gone, and by version. */
export type EarlierViews = Readonly<Record<string, Readonly<Record<number, AnyView>>>>

/** Earlier versions that are still carried, so that `audit --older` can compare the results that they made. */
export const earlierViews: EarlierViews = Object.freeze({})

export type ViewName = keyof typeof views

type Answer<N extends ViewName> = (typeof views)[N]['answer']

/** What a view says. */
export type ValueOf<N extends ViewName> = Exclude<ReturnType<Answer<N>>, Refusal>

/** How a view is asked: its parameters by name, as text. Which of them are needed its schema says. */
export type ParamsOf<N extends ViewName> = { [Name in keyof Parameters<Answer<N>>[1]]?: string }

export const viewNames = Object.keys(views) as ViewName[]

/** Is there a view of this name? */
export function isViewName(name: string): name is ViewName {
  return Object.hasOwn(views, name)
}

/** A view by its name, when it does not matter which. */
export function viewOf(name: ViewName): AnyView {
  return views[name]
}

/** The schema of what a view says. */
export function valueSchemaOf(name: ViewName): z.ZodType {
  return viewOf(name).value
}

/**
 * Does a question belong to the fixed list of those that many ask? Its parameters are among the choices that the schema
 * lists, are what is read when nothing is given, or name a conversation or a question. Whatever somebody typed or looks
 * for is not: its result would be one reader's own, and there is no end to such questions.
 */
export function isCommon(name: string, given: Readonly<Record<string, string>>): boolean {
  if (!isViewName(name)) return false
  const { params } = viewOf(name)
  if (!(params instanceof z.ZodObject)) return false
  const shape: Record<string, z.ZodType> = params.shape
  return Object.entries(given).every(([key, value]) => {
    const [own, inner] = [shape[key], inside(shape[key])]
    if (own === undefined || own.meta()?.own === true) return false
    return inner instanceof z.ZodEnum || inner === conversationId || inner === recordIdParam || value === defaultOf(own)
  })
}

/** A schema without what makes it optional. */
function inside(schema: z.ZodType | undefined): z.ZodType | undefined {
  if (!(schema instanceof z.ZodOptional || schema instanceof z.ZodDefault)) return schema
  const inner = schema.unwrap()
  return inner instanceof z.ZodType ? inside(inner) : undefined
}

/** What a parameter that is left out reads as, as text. */
function defaultOf(schema: z.ZodType): string | undefined {
  const read = schema.safeParse(undefined)
  return read.success && read.data !== undefined ? String(read.data) : undefined
}

/** The parameters as the view's schema reads them; a refusal names what is wrong with which. */
export function readParams(name: string, given: Record<string, string>): object | Refusal {
  if (!isViewName(name)) return new Refusal('not-found', { reason: 'view', name })
  return readParamsOf(viewOf(name), given)
}

/** The parameters as the schema of a view of any version reads them. */
export function readParamsOf({ name, params }: Pick<AnyView, 'name' | 'params'>, given: object): object | Refusal {
  const read = params.safeParse(given)
  if (read.success) return read.data as object
  return new Refusal('bad-parameter', { reason: 'of-view', view: name, fault: wrong(read.error) })
}

function wrong({ issues }: z.ZodError): string {
  return issues.map(({ path, message }) => [...path, message].join(': ')).join('; ')
}
