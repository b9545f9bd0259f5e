/** Views over HTTP: their list, their results, their pictures, the stored ones. */

import { isRefusal } from '../records/refusals.ts'
import { at } from './contract.ts'
import { viewList } from './openapi.ts'
import { caching, changing, fresh, missing, refused } from './server-answers.ts'
import { askerOf } from './server-asker.ts'
import { picture } from './server-pictures.ts'
import { badParameter, type Handlers, logPath } from './server-scene.ts'

export const viewHandlers = {
  views: () => fresh(viewList()),
  view: async (c, { site }) => {
    const { at: given, ...params } = c.req.query()
    const size = at.safeParse(given)
    if (!size.success) return refused(badParameter(size.error, 'at'))
    const result = await site.view(c.req.param('name') ?? '', params, size.data, askerOf(c))
    return isRefusal(result) ? refused(result) : changing(result, 'application/json', caching.ask)
  },
  picture,
  published: async (_, { site }) => fresh({ paths: await site.published() }),
  stored: async (c, { site }) => {
    const bytes = await site.blob(logPath(c))
    return bytes ? changing(bytes, 'application/json', caching.brief) : missing('stored-result')
  },
} satisfies Handlers
