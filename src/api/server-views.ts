/** Views over HTTP: their list, their results, the picture, the stored ones. */

import type { Context } from 'hono'
import { opinionMapSvg } from '../draw/conversation/opinion-map.ts'
import { isRefusal } from '../records/refusals.ts'
import type { Site } from '../service/site.ts'
import { drawChain } from './chain-pictures.ts'
import { at, drawing, routes } from './contract.ts'
import { viewList } from './openapi.ts'
import { caching, fresh, missing, refused, tagged } from './server-answers.ts'
import { type ApiEnv, badParameter, type Handlers, logPath, type Scene } from './server-scene.ts'

export const viewHandlers = {
  views: (c) => fresh(c, viewList()),
  view: async (c, { site }) => {
    const { at: size, ...params } = c.req.query()
    const result = await readView(site, c.req.param('name') ?? '', params, size)
    return isRefusal(result) ? refused(result) : tagged(c, result, 'application/json', caching.ask)
  },
  picture,
  chainPicture,
  published: async (c, { site }) => fresh(c, { paths: await site.published() }),
  stored: async (c, { site }) => {
    const bytes = await site.blob(logPath(c))
    return bytes ? tagged(c, bytes, 'application/json', caching.brief) : missing('stored-result')
  },
} satisfies Handlers

async function picture(c: Context<ApiEnv>, { site }: Scene): Promise<Response> {
  const { at: size, ...params } = c.req.query()
  const result = await readView(site, 'opinion-map', params, size)
  if (isRefusal(result)) return refused(result)
  return svgAnswer(c, opinionMapSvg(JSON.parse(result), { titles: await titlesOf(site, params) }))
}

async function chainPicture(c: Context<ApiEnv>, { site }: Scene): Promise<Response> {
  const query = drawing.safeParse(c.req.query())
  if (!query.success) return refused(badParameter(query.error))
  const { width: _, theme: __, v: ___, rule: ____, at: _____, ...params } = c.req.query()
  const read = (view: string, asked: Record<string, string>) => readView(site, view, asked, c.req.query('at'))
  const svg = await drawChain(c.req.param('name') ?? '', params, query.data, read)
  return isRefusal(svg) ? refused(svg) : svgAnswer(c, svg)
}

/** A picture is a document of its own when it is opened alone: it may do nothing there. */
async function svgAnswer(c: Context<ApiEnv>, svg: string): Promise<Response> {
  const answer = await tagged(c, svg, routes.picture.answer.type, caching.ask)
  answer.headers.set('content-security-policy', "default-src 'none'; sandbox")
  return answer
}

/** Words of the statements for the picture's text alternative; a picture without them still tells the groups. */
async function titlesOf(site: Site, { conversation = '' }: Record<string, string>): Promise<Record<string, string>> {
  const listed = await site.view('conversations', { conversation })
  if (isRefusal(listed)) return {}
  const { statements } = JSON.parse(listed) as { statements: { id: string; body: string }[] }
  return Object.fromEntries(statements.map(({ id, body }) => [id, body]))
}

async function readView(site: Site, name: string, params: Record<string, string>, size: string | undefined) {
  const parsed = at.safeParse(size)
  if (!parsed.success) return badParameter(parsed.error, 'at')
  return site.view(name, params, parsed.data)
}
