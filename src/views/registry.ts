import * as z from 'zod'
import { Refusal } from '../records/refusals.ts'
import { concentration } from './chain/concentration.ts'
import { delegation } from './chain/delegation.ts'
import { influence } from './chain/influence.ts'
import { power } from './chain/power.ts'
import { snapshots } from './chain/snapshots.ts'
import { whatIf } from './chain/what-if.ts'
import { conversations } from './conversation/conversations.ts'
import { nextStatement } from './conversation/next-statement.ts'
import { opinionMap } from './conversation/opinion-map.ts'
import { account } from './people/account.ts'
import { commitments } from './people/commitments.ts'
import { disclosure } from './people/disclosure.ts'
import { match } from './people/match.ts'
import { movements } from './people/movements.ts'
import { people } from './people/people.ts'
import { person } from './people/person.ts'
import { positions } from './people/positions.ts'
import { proofs } from './people/proofs.ts'
import type { AnyView } from './view.ts'

/** Every view by its name: API, command line, cache, audit and docs follow from this list. */
export const views = {
  conversations,
  'opinion-map': opinionMap,
  account,
  'next-statement': nextStatement,
  snapshots,
  influence,
  concentration,
  power,
  movements,
  delegation,
  'what-if': whatIf,
  people,
  person,
  proofs,
  disclosure,
  positions,
  match,
  commitments,
}

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

/** Parameters of a view that make a result one reader's own: what somebody typed, and whom or what they look at. */
export function ownParams(name: ViewName): string[] {
  const { params } = viewOf(name)
  if (!(params instanceof z.ZodObject)) return []
  const shape: Record<string, z.ZodType> = params.shape
  return Object.keys(shape).filter((key) => shape[key]?.meta()?.own === true)
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
