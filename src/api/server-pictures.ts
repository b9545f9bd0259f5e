/** Pictures over HTTP: the value of a view, drawn for a width and a colour scheme. */

import type { Context } from 'hono'
import type { NotDrawn } from '../draw/define.ts'
import type { Draw, Drawing } from '../draw/drawing.ts'
import { type AnyPicture, isPictureName, pictureNames, pictureOf } from '../draw/registry.ts'
import { isRefusal, Refusal } from '../records/refusals.ts'
import type { ViewName } from '../views/registry.ts'
import { drawing, routes } from './contract.ts'
import { caching, changing, refused } from './server-answers.ts'
import type { ApiEnv } from './server-asker.ts'
import { askerOf } from './server-asker.ts'
import { badParameter, type Scene } from './server-scene.ts'

type Params = Record<string, string>

/** Answers with a picture; what stands in the query beside its options goes to its view. */
export async function picture(c: Context<ApiEnv>, { site, draw }: Scene): Promise<Response> {
  const name = (c.req.param('file') ?? '').replace(/\.svg$/, '')
  if (!isPictureName(name))
    return refused(new Refusal('not-found', { reason: 'picture', name, pictures: pictureNames }))
  const shown = pictureOf(name)
  const names = [...shown.options, 'v', 'at'] as const
  const given = Object.entries(c.req.query())
  const isOption = ([key]: [string, string]): boolean => names.some((option) => option === key)
  const options = drawing.safeParse(Object.fromEntries(given.filter(isOption)))
  if (!options.success) return refused(badParameter(options.error))
  const { v: _, at, ...rest } = options.data
  const params = Object.fromEntries(given.filter((each) => !isOption(each)))
  const asker = askerOf(c)
  const svg = await drawnFor(shown, params, rest, (view, asked) => site.view(view, asked, at, asker), draw)
  return isRefusal(svg) ? refused(svg) : svgAnswer(svg)
}

/** The value of a view, or why there is none. */
type Read = (view: ViewName, params: Params) => Promise<string | Refusal>

async function drawnFor(
  picture: AnyPicture,
  given: Params,
  options: Drawing['options'],
  read: Read,
  draw: Draw,
): Promise<string | Refusal> {
  const lacks = picture.needs?.find((name) => !Object.hasOwn(given, name))
  if (lacks !== undefined)
    return new Refusal('bad-parameter', { reason: 'picture-needs', picture: picture.name, parameter: lacks })
  const params = { ...picture.params, ...given }
  const text = await read(picture.view, params)
  if (isRefusal(text)) return text
  const beside = await besideOf(picture, given, read)
  const drawing = { picture: picture.name, value: valueIn(text), beside: beside && valueIn(beside), params, options }
  const svg = await draw(drawing)
  return typeof svg === 'string' ? svg : notDrawn(svg)
}

/** What the picture looks at beside its view. */
async function besideOf({ beside }: AnyPicture, given: Params, read: Read): Promise<string | null> {
  const value = beside && given[beside.by]
  if (!beside || value === undefined) return null
  const text = await read(beside.view, { [beside.by]: value })
  return isRefusal(text) ? null : text
}

/** A result without its checkpoint: a picture stays the same while the log grows elsewhere. */
const valueIn = (result: string): string =>
  result.replace(/"checkpoint":\{"origin":"[^"]*","root":"[^"]*","size":\d+\},?/, '')

function notDrawn({ option, known }: NotDrawn): Refusal {
  if (known.length === 0) return new Refusal('bad-parameter', { reason: 'picture-none', option })
  return new Refusal('bad-parameter', { reason: 'picture-option', option, known })
}

/** A picture is a document of its own when it is opened alone: it may do nothing there. */
function svgAnswer(svg: string): Response {
  const answer = changing(svg, routes.picture.answer.type, caching.ask)
  answer.headers.set('content-security-policy', "default-src 'none'; sandbox")
  return answer
}
