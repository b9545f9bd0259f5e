/** What goes over the wire: every route with its words. Server, client and OpenAPI follow from it. */

import * as z from 'zod'
import {
  about,
  alarms,
  head,
  hex64,
  oembed,
  published,
  record,
  records,
  result,
  subject,
  submitted,
  viewList,
} from './shapes.ts'

export * from './shapes.ts'

/** Largest note that is read: formats.md, "Recommended format". */
export const maxNoteBytes = 24 * 1024

/** Largest files of an import together that are read over HTTP, in bytes: 64 MiB. */
export const maxImportBytes = 64 * 2 ** 20

/** Header that carries the nonce of the proof of work. */
export const workHeader = 'Sensus-Work'

/** `before` and `limit` of GET /api/records. */
export const page = z.strictObject({
  before: z.coerce.number().int().min(0).optional().describe('Only records with an index below this one.'),
  limit: z.coerce.number().int().min(1).max(256).default(32).describe('How many at most.'),
})

/** Filters of what was seen; each may be given several times with commas between. */
const alarmFilter = {
  account: z.string().max(1024).optional().describe('Addresses with commas between: only what names one of them.'),
  subnet: z.string().max(256).optional().describe('Numbers of subnets with commas between: only what concerns one.'),
  severity: z.enum(['notable', 'large', 'very-large']).optional().describe('Only what is this large or larger.'),
}

export const alarmPage = z.strictObject({
  ...alarmFilter,
  before: z.coerce.number().int().min(1).optional().describe('Only those whose `n` is below this.'),
  after: z.coerce.number().int().min(0).optional().describe('Only those whose `n` is above this.'),
  limit: z.coerce.number().int().min(1).max(200).default(50).describe('How many at most.'),
})

export const feedQuery = z.strictObject(alarmFilter)

/** What oEmbed asks for (oembed.com, 2.2). */
export const oembedQuery = z.strictObject({
  url: z.string().max(2048).describe('Address of a page of this site: of a conversation or of a subnet.'),
  format: z.enum(['json']).optional().describe('There is JSON alone.'),
  maxwidth: z.coerce.number().int().min(1).optional().describe('Most width, in pixels.'),
  maxheight: z.coerce.number().int().min(1).optional().describe('Most height, in pixels.'),
})

/** Where a statement is going to be said. */
export const hintsQuery = z.strictObject({ conversation: hex64.describe('Id of the conversation or the import.') })

/** `at` of a view. */
export const at = z.coerce.number().int().min(1).optional().describe('Size of the log at which to read; default: now.')

/** How a picture is drawn; each takes some of these. What else stands in the query goes to the view that it shows. */
export const drawing = z.object({
  width: z.coerce
    .number()
    .int()
    .min(240)
    .max(2000)
    .optional()
    .describe('Width in units, which are pixels at that width.'),
  theme: z.enum(['light', 'dark']).default('light').describe('Colour scheme.'),
  rule: z.string().optional().describe('The rule that is shown, by its name in the value of the view.'),
  v: z.string().optional().describe('Any text: a page changes it to have the picture drawn anew.'),
  at,
})

const recordRef = z.union([z.string().regex(/^(0|[1-9][0-9]{0,15})$/), hex64]).describe('Index or id of a record.')
const blobPath = z.string().describe('Rest of the path.')

export interface Answer {
  words: string
  type: string
  schema?: z.ZodType
}

export interface Route {
  method: 'get' | 'post'
  /** OpenAPI path; `{path}` takes the rest, slashes included. */
  path: string
  summary: string
  description?: string
  params?: Record<string, z.ZodType>
  query?: z.ZodObject
  headers?: Record<string, z.ZodType>
  /** `parts`: of a form of files, each with what it holds. */
  body?: { type: string; words: string; parts?: Readonly<Record<string, string>> }
  status: number
  answer: Answer
  /** Statuses of problem documents that this route is known to give. */
  problems: number[]
}

const json = (schema: z.ZodType): Answer => ({ words: schema.description ?? '', type: 'application/json', schema })
const bytes = (words: string): Answer => ({ words, type: 'application/octet-stream' })
const text = (words: string, type = 'text/plain; charset=utf-8'): Answer => ({ words, type })
const get = (path: string, summary: string, answer: Answer, more: Partial<Route> = {}): Route => ({
  method: 'get',
  path,
  summary,
  status: 200,
  answer,
  problems: [],
  ...more,
})

/** Every route by the name of its operation. */
export const routes = {
  about: get('/.well-known/sensus.json', 'What this site is: its log, its key, its kinds and views', json(about)),
  submit: {
    method: 'post',
    path: '/api/records',
    summary: 'Submit a signed record',
    description:
      'The body is the signed note itself. The answer comes once the record is durable and in a published checkpoint. ' +
      'No cookie and no other authority is involved: the note carries its own signature.',
    headers: {
      [workHeader]: z.string().describe('Nonce of the proof of work, when the account is new to the log.').optional(),
    },
    body: { type: 'text/plain', words: `A signed note of at most ${maxNoteBytes} bytes.` },
    status: 201,
    answer: json(submitted),
    problems: [400, 403, 404, 409, 410, 413, 415, 422, 428, 429, 503],
  },
  records: get('/api/records', 'The newest records, page by page', json(records), { query: page, problems: [400] }),
  record: get('/api/records/{ref}', 'One record by index or id', json(record), {
    params: { ref: recordRef },
    problems: [404],
  }),
  receipt: get('/api/records/{ref}/receipt', 'Proof that a record is in the log', text('c2sp.org/tlog-proof@v1'), {
    params: { ref: recordRef },
    problems: [404],
  }),
  bringIn: {
    method: 'post',
    path: '/api/imports',
    summary: 'Submit a signed import with its files',
    description:
      'A form of files. Its first part, `record`, is the signed note; each further part is a file that the note names, under the name of its field and in the order of the fields (`comments`, `votes`). ' +
      'The note is judged before any file is read: only the operator of a site signs imports. A file counts by its SHA-256; files are kept before the record enters the log.',
    body: {
      type: 'multipart/form-data',
      words: `The signed note and its files, at most ${maxImportBytes} bytes of files.`,
      parts: {
        record: 'The signed note.',
        comments: 'comments.csv as evidence has it.',
        votes: 'votes.csv as evidence has it.',
      },
    },
    status: 201,
    answer: json(submitted),
    problems: [400, 403, 404, 409, 410, 413, 415, 422, 428, 429, 503],
  },
  hints: {
    method: 'post',
    path: '/api/hints',
    summary: 'What to know of a statement before it is signed',
    description:
      'The body is the text of the statement alone. The answer is the result of the view `writing-hints`: statements that ' +
      'say nearly the same, and what looks like personal data. It warns; nothing is refused for it, nothing is kept, and ' +
      'no address holds the text.',
    query: hintsQuery,
    body: { type: 'text/plain', words: 'The text, 1 to 280 characters.' },
    status: 200,
    answer: json(result),
    problems: [400, 404, 413, 415, 429, 503],
  },
  views: get('/api/views', 'The views and their parameters', json(viewList)),
  view: get('/api/views/{name}', 'A result, now or at an earlier size', json(result), {
    params: { name: z.string() },
    problems: [400, 403, 404, 429, 503],
  }),
  subject: get('/api/subjects/{subject}', 'What a wallet can show of a subnet or an account', json(subject), {
    description:
      'One small answer: what the chain says, open questions, movements that nobody explained, opinions by role with links. ' +
      'It follows from the log alone, may be kept and asked again by its tag, and holds no rating.',
    params: {
      subject: z
        .string()
        .max(64)
        .describe('`subnet:` with its number, the address of an account, or the id of the record of a movement.'),
    },
    problems: [400, 403, 404, 429, 503],
  }),
  oembed: get('/api/oembed', 'What to put into a page that links here (oEmbed 1.0)', json(oembed), {
    query: oembedQuery,
    problems: [400, 403, 404, 429, 503],
  }),
  picture: get(
    '/api/pictures/{name}.svg',
    'The value of a view as a picture',
    text('SVG with title and description, without style or script.', 'image/svg+xml'),
    { params: { name: z.string() }, query: drawing, problems: [400, 403, 404, 429, 503] },
  ),
  alarms: get('/api/alarms', 'What the observer has seen and no snapshot has yet', json(alarms), {
    query: alarmPage,
    problems: [400],
  }),
  atom: get(
    '/api/feed.atom',
    'The same as an Atom feed',
    text('Atom (RFC 4287), the latest 50.', 'application/atom+xml; charset=utf-8'),
    { query: feedQuery, problems: [400] },
  ),
  jsonFeed: get(
    '/api/feed.json',
    'The same as a JSON Feed',
    text('JSON Feed 1.1, the latest 50.', 'application/feed+json; charset=utf-8'),
    { query: feedQuery, problems: [400] },
  ),
  events: get(
    '/api/events',
    'Server-sent events: one `checkpoint` now and after each append, one `alarm` with `changes` after each change of what was seen',
    { ...json(head), type: 'text/event-stream' },
    { problems: [503] },
  ),
  kind: get(
    '/api/kinds/{kind}',
    'JSON Schema of the fields of a kind',
    json(z.looseObject({}).describe('JSON Schema.')),
    {
      params: { kind: z.string() },
      problems: [404],
    },
  ),
  openapi: get('/api/openapi.json', 'This document', json(z.looseObject({}).describe('OpenAPI 3.1.'))),
  checkpoint: get('/log/checkpoint', 'The latest checkpoint', text('Signed note (c2sp.org/tlog-checkpoint).')),
  tile: get('/log/tile/{path}', 'A hash tile or entry bundle (c2sp.org/tlog-tiles)', bytes('Tile or bundle.'), {
    params: { path: blobPath },
    problems: [404],
  }),
  bundle: get(
    '/log/records/{path}',
    'Records beside an entry bundle, one JSON line each',
    text('`{"i":index,"note":"..."}` or `{"i":index,"removed":index}` per line.', 'application/x-ndjson'),
    { params: { path: blobPath }, problems: [404] },
  ),
  fact: get('/log/facts/{sha256}', 'Evidence by its SHA-256', bytes('The evidence.'), {
    params: { sha256: hex64 },
    problems: [404],
  }),
  published: get('/log/views', 'Paths of the stored results', json(published)),
  stored: get('/log/views/{path}', 'A stored result', json(result), { params: { path: blobPath }, problems: [404] }),
} as const satisfies Record<string, Route>

export type Operation = keyof typeof routes
