/** What every handler of the API gets, and what they share. */

import type { Context } from 'hono'
import type * as z from 'zod'
import type { Draw } from '../draw/drawing.ts'
import { Refusal } from '../records/refusals.ts'
import type { Alarms } from '../service/alarms/list.ts'
import type { FirstListsStatus } from '../service/known/first.ts'
import type { ChainStatus } from '../service/observe/keep.ts'
import type { Site } from '../service/site.ts'
import type { Operation } from './contract.ts'
import type { ApiEnv } from './server-asker.ts'
import type { Events } from './server-events.ts'

export interface Scene {
  site: Site
  /** Where the site is reached, without a final slash. */
  url: string
  /** Where the source of this program stands; null: its operator does not say. */
  source: string | null
  events: Events
  draw: Draw
  /** What the observer has seen; null where nothing is observed. */
  alarms: Alarms | null
  /** What is known of the chain; null where none is observed. */
  chain(): ChainStatus | null
  /** How far the lists of a first start are brought in; null where there is nothing to say. */
  lists(): FirstListsStatus | null
}

export type Handler = (c: Context<ApiEnv>, scene: Scene) => Response | Promise<Response>
export type Handlers = Partial<Record<Operation, Handler>>

/** What is wrong with the parameters of an address: the first fault. `name`: of the parameter, when one alone was read. */
export function badParameter({ issues: [issue] }: z.ZodError, name = issue?.path.join('.') ?? ''): Refusal {
  switch (issue?.code) {
    case 'unrecognized_keys':
      return new Refusal('bad-parameter', { reason: 'unknown-names', names: issue.keys })
    case 'too_small':
      return new Refusal('bad-parameter', { reason: 'too-small', name, least: Number(issue.minimum) })
    case 'too_big':
      return new Refusal('bad-parameter', { reason: 'too-large', name, most: Number(issue.maximum) })
    case 'invalid_value':
      return new Refusal('bad-parameter', { reason: 'not-one-of', name, allowed: issue.values.map(String) })
    default:
      return new Refusal('bad-parameter', { reason: 'form', name })
  }
}

/** The path of a blob: what follows /log/. */
export const logPath = (c: Context): string => c.req.path.slice('/log/'.length)
