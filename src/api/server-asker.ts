/** Who asks, as far as a question costs something: their address, and whether they still wait. */

import type { Context } from 'hono'
import type { Asker, Sender } from '../service/site.ts'

/** Who asks, given by whoever mounts the API; used by admission only and never stored. */
export type ApiEnv = { Bindings: Pick<Sender, 'address'> }

/** The asker of a request. Its signal says when the connection was closed before the answer. */
export const askerOf = (c: Context<ApiEnv>): Asker => ({ address: c.env?.address, signal: c.req.raw.signal })
