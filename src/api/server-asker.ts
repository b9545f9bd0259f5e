/** Who asks, as far as a question costs something: their address, and whether they still wait. */

import type { Context } from 'hono'
import type { Asker } from '../service/site.ts'
import type { ApiEnv } from './server-scene.ts'

/** The asker of a request. Its signal says when the connection was closed before the answer. */
export const askerOf = (c: Context<ApiEnv>): Asker => ({ address: c.env?.address, signal: c.req.raw.signal })
