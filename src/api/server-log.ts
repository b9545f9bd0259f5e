/** The log over HTTP, as C2SP tlog-tiles lays it out, with records and evidence beside it. */

import { parsePath } from '../log/tile.ts'
import { routes } from './contract.ts'
import { caching, changing, lasting, missing } from './server-answers.ts'
import { type Handlers, logPath } from './server-scene.ts'

export const logHandlers = {
  checkpoint: (_, { site }) => changing(site.checkpoint(), routes.checkpoint.answer.type, caching.brief),
  tile: async (c, { site }) => {
    const path = logPath(c)
    const bytes = parsePath(path) ? await site.blob(path) : null
    return bytes ? lasting(bytes, 'application/octet-stream') : missing('tile')
  },
  bundle: async (c, { site }) => {
    const path = logPath(c)
    const bytes = parsePath(path) ? await site.blob(path) : null
    return bytes ? changing(bytes, 'application/x-ndjson', caching.brief) : missing('bundle')
  },
  fact: async (c, { site }) => {
    const bytes = await site.blob(logPath(c))
    return bytes ? lasting(bytes, 'application/octet-stream') : missing('evidence')
  },
} satisfies Handlers
