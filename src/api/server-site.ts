/** The site over HTTP: what it is, what it takes, what happens. */

import { walletSuites } from '../log/suites.ts'
import { readAs } from '../records/record.ts'
import { kindNames } from '../records/registry.ts'
import type { Site } from '../service/site.ts'
import { viewNames } from '../views/registry.ts'
import type { AboutAnswer } from './contract.ts'
import { kindSchema, openapiText } from './openapi.ts'
import { caching, changing, fresh, missing, refused } from './server-answers.ts'
import type { Handlers, Scene } from './server-scene.ts'

export const siteHandlers = {
  about: async (_, scene) => fresh(await aboutAnswer(scene)),
  events: (c, { events }) => events.answer(c) ?? refused({ code: 'too-many-readers', params: { reason: 'events' } }),
  kind: (c) => {
    const schema = kindSchema(c.req.param('kind') ?? '')
    return schema ? fresh(schema) : missing('kind')
  },
  openapi: () => changing(openapiText(), 'application/json', caching.ask),
} satisfies Handlers

async function aboutAnswer({ site, url, source, chain, lists }: Scene): Promise<AboutAnswer> {
  const { origin, vkey, operator, policy, workBits, version } = site.about()
  return {
    name: await nameOf(site, policy),
    software: 'sensus',
    version,
    source,
    origin,
    log: `${url}/log`,
    vkey,
    operator,
    policy,
    kinds: kindNames,
    views: viewNames,
    suites: walletSuites,
    work: { bits: workBits },
    chain: chain(),
    lists: lists(),
  }
}

/** The name that the policy in force gives; a policy whose text is no longer at hand gives none. */
async function nameOf(site: Site, policy: string): Promise<string> {
  const stored = await site.record({ id: policy })
  return readAs(stored?.note, 'policy')?.fields.name ?? 'Sensus'
}
