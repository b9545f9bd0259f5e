/** What every handler of the API gets, and what they share. */

import type { Context } from 'hono'
import type * as z from 'zod'
import { Refusal } from '../records/refusals.ts'
import type { ChainStatus } from '../service/observe/keep.ts'
import type { Sender, Site } from '../service/site.ts'
import type { Operation } from './contract.ts'
import type { Events } from './server-events.ts'

/** Who asks, given by whoever mounts the API; used by admission only and never stored. */
export type ApiEnv = { Bindings: Pick<Sender, 'address'> }

export interface Scene {
  site: Site
  /** Where the site is reached, without a final slash. */
  url: string
  events: Events
  /** What is known of the chain; null where none is observed. */
  chain(): ChainStatus | null
}

export type Handler = (c: Context<ApiEnv>, scene: Scene) => Response | Promise<Response>
export type Handlers = Partial<Record<Operation, Handler>>

/** What is wrong with the parameters of an address. */
export function badParameter({ issues }: z.ZodError, name?: string): Refusal {
  const faults = issues.map(({ path, message }) => [...(name ? [name] : path), message].join(': '))
  return new Refusal('bad-parameter', `The address has a parameter that it does not take: ${faults.join('; ')}.`)
}

/** The path of a blob: what follows /log/. */
export const logPath = (c: Context): string => c.req.path.slice('/log/'.length)
