/** What to put into a page that links here, for the pages that may be framed: oEmbed 1.0 (oembed.com), as JSON. */

import { isRefusal } from '../records/refusals.ts'
import { type OembedAnswer, oembedQuery } from './contract.ts'
import { fresh, missing, refused } from './server-answers.ts'
import { askerOf } from './server-asker.ts'
import { badParameter, type Handlers } from './server-scene.ts'

/** Width and height that a card asks for, in pixels. */
const card = { width: 600, height: 420 }

export const oembedHandlers = {
  oembed: async (c, { site, url }) => {
    const asked = oembedQuery.safeParse(c.req.query())
    if (!asked.success) return refused(badParameter(asked.error))
    const page = pageOf(asked.data.url, url)
    if (page === null) return missing('address')
    const result = await site.view(page.view, page.params, undefined, askerOf(c))
    if (isRefusal(result)) return refused(result)
    const title = titleIn(JSON.parse(result) as Titled) ?? page.path
    const { maxwidth = card.width, maxheight = card.height } = asked.data
    const [width, height] = [Math.min(card.width, maxwidth), Math.min(card.height, maxheight)]
    const answer: OembedAnswer = {
      version: '1.0',
      type: 'rich',
      title,
      provider_name: new URL(url).host,
      provider_url: url,
      html: `<iframe src="${url}/embed${page.path}" title="${attribute(title)}" width="${width}" height="${height}" style="border:0"></iframe>`,
      width,
      height,
    }
    return fresh(answer)
  },
} satisfies Handlers

/** The page of this site that an address leads to, and the view that knows its title; null for any other address. */
function pageOf(asked: string, url: string) {
  const path = asked.startsWith(`${url}/`) ? asked.slice(url.length).replace(/[?#].*$/, '') : ''
  const [, conversation] = /^\/c\/([0-9a-f]{64})(?:\/(?:report|readings))?$/.exec(path) ?? []
  if (conversation)
    return { path: `/c/${conversation}`, view: 'conversations', params: { conversation, limit: '1' } } as const
  const [, netuid] = /^\/subnet\/(0|[1-9][0-9]{0,4})$/.exec(path) ?? []
  if (netuid) return { path: `/subnet/${netuid}`, view: 'subject', params: { subject: `subnet:${netuid}` } } as const
  return null
}

interface Titled {
  conversation?: { title: string }
  subnet?: { name: string } | null
}

const titleIn = ({ conversation, subnet }: Titled): string | null => conversation?.title ?? (subnet?.name || null)

/** People's own words inside of an attribute in double quotes. */
const attribute = (words: string): string =>
  words.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
