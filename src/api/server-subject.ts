/** The answer on a subject over HTTP: the view, with the addresses of what it names. */

import { readSubject } from '../records/opinion-subject.ts'
import { isRefusal } from '../records/refusals.ts'
import { caching, changing, refused } from './server-answers.ts'
import { askerOf } from './server-asker.ts'
import type { Handlers } from './server-scene.ts'

export const subjectHandlers = {
  subject: async (c, { site, url }) => {
    const subject = c.req.param('subject') ?? ''
    const result = await site.view('subject', { subject }, undefined, askerOf(c))
    if (isRefusal(result)) return refused(result)
    // The result stays as it is, byte for byte: it is what everybody gets who folds the log.
    const body = `{"links":${JSON.stringify(linksOf(url, subject))},"result":${result}}`
    return changing(body, 'application/json', caching.ask)
  },
} satisfies Handlers

function linksOf(url: string, text: string) {
  const subject = readSubject(text)
  const netuid = subject?.what === 'subnet' ? subject.netuid : null
  const own = subject?.what === 'record' ? `${url}/r/${text}` : `${url}/a/${text}`
  const page = netuid === null ? own : `${url}/subnet/${netuid}`
  return {
    page,
    record: `${url}/r/{index}`,
    person: `${url}/a/{key}`,
    opinion: `${url}/sign/opinion?subject=${encodeURIComponent(text)}`,
    frame: netuid === null ? null : `${url}/embed/subnet/${netuid}`,
  }
}
