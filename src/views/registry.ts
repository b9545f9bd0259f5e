import type * as z from 'zod'
import { Refusal } from '../records/refusals.ts'
import { account } from './account.ts'
import { concentration } from './concentration.ts'
import { conversations } from './conversations.ts'
import { delegation } from './delegation.ts'
import { disclosure } from './disclosure.ts'
import { influence } from './influence.ts'
import { match } from './match.ts'
import { movements } from './movements.ts'
import { nextStatement } from './next-statement.ts'
import { opinionMap } from './opinion-map.ts'
import { people } from './people.ts'
import { person } from './person.ts'
import { positions } from './positions.ts'
import { power } from './power.ts'
import { proofs } from './proofs.ts'
import { sayDo } from './say-do.ts'
import { simulate } from './simulate.ts'
import { snapshots } from './snapshots.ts'
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
  simulate,
  people,
  person,
  proofs,
  disclosure,
  positions,
  match,
  'say-do': sayDo,
}

export type ViewName = keyof typeof views

export const viewNames = Object.keys(views) as ViewName[]

/** Is there a view of this name? */
export function isViewName(name: string): name is ViewName {
  return Object.hasOwn(views, name)
}

/** A view by its name, when it does not matter which. */
export function viewOf(name: ViewName): AnyView {
  return views[name] as AnyView
}

/** The parameters as the view's schema reads them; a refusal names what is wrong with which. */
export function readParams(name: string, given: Record<string, string>): object | Refusal {
  if (!isViewName(name))
    return new Refusal('not-found', `There is no view called "${name}": GET /api/views names those there are.`)
  const read = viewOf(name).params.safeParse(given)
  if (read.success) return read.data as object
  return new Refusal('bad-parameter', `The view ${name} does not take these parameters: ${wrong(read.error)}.`)
}

function wrong({ issues }: z.ZodError): string {
  return issues.map(({ path, message }) => [...path, message].join(': ')).join('; ')
}
