/** What goes over the wire: every route with its words, and the shape of every answer. Server, client and OpenAPI follow. */

import * as z from 'zod'

const hex64 = z.string().regex(/^[0-9a-f]{64}$/)
const index = z.int().min(0).describe('Place in the log, counted from 0.')
const ms = z.int().min(0).describe('Admission time, Unix milliseconds.')
const id = hex64.describe('Record id: SHA-256 of the signed text, in hex.')

export const about = z
  .object({
    name: z.string().describe('Name of the site.'),
    software: z.literal('sensus'),
    version: z.string().describe('Version of the software.'),
    origin: z.string().describe('Origin line of the log; the first line of every text signed here begins with it.'),
    log: z.string().describe('URL prefix of the log: `<log>/checkpoint`, `<log>/tile/...`.'),
    vkey: z.string().describe("The log's verifier key (C2SP signed-note)."),
    operator: z.string().describe('Address of the account that signed entry 0.'),
    policy: id.describe('Id of the policy record in force.'),
    kinds: z.array(z.string()).describe('Kinds of record that this site takes.'),
    views: z.array(z.string()).describe('Views that this site publishes.'),
    suites: z.array(z.string()).describe('Signature suites of wallets.'),
    work: z.object({ bits: z.int().min(0) }).describe('Proof of work asked of accounts that the log does not know.'),
  })
  .describe('What a site says of itself.')

export const submitted = z
  .object({ index, id, ms, receipt: z.string().describe('c2sp.org/tlog-proof@v1 text that proves the record.') })
  .describe('An admitted record with its proof.')

export const record = z
  .object({
    index,
    id: id.nullable(),
    ms,
    kind: z.string().nullable().describe('Kind of the record; null after a removal.'),
    account: z.string().nullable().describe('SS58 address of the account that speaks.'),
    suite: z.string().nullable().describe('Signature suite; `ed25519` is a session key.'),
    session: id.nullable().describe('Id of the session record whose key signed, or null.'),
    note: z.string().nullable().describe('The signed text with its signature, exactly as stored.'),
    removed: index.nullable().describe('Index of the removal record, or null.'),
  })
  .describe('A record as the log keeps it; after a removal only its place is left.')

export const records = z.object({ records: z.array(record) }).describe('Records, newest first.')

export const viewList = z
  .object({
    views: z.array(
      z.object({
        name: z.string(),
        version: z.int().min(1),
        title: z.string(),
        summary: z.string(),
        parameters: z.looseObject({}),
      }),
    ),
  })
  .describe('The views with the JSON Schema of their parameters.')

export const result = z
  .looseObject({
    view: z.string(),
    version: z.int().min(1),
    parameters: z.looseObject({}),
    checkpoint: z
      .object({ origin: z.string(), size: z.int().min(0), root: z.string().describe('Root hash, base64.') })
      .describe('The checkpoint that the result follows from.'),
  })
  .describe(
    "A published result: the view's value and the checkpoint it follows from. The same bytes come from every fold.",
  )

export const published = z
  .object({ paths: z.array(z.string()) })
  .describe('Paths of stored results below the log prefix.')

export const head = z
  .object({ size: z.int().min(0), root: z.string(), note: z.string().describe('The signed checkpoint.') })
  .describe('Data of the event `checkpoint`.')

export const problem = z
  .object({
    type: z.literal('about:blank'),
    title: z.string().describe('Words of the HTTP status.'),
    status: z.int().min(400).max(599),
    detail: z.string().describe('A sentence that says what to do.'),
    code: z.string().describe('The code of the refusal.'),
  })
  .describe('RFC 9457 problem document.')

/** The shapes that the OpenAPI document names. */
export const shapes = {
  About: about,
  Submitted: submitted,
  Record: record,
  Records: records,
  Views: viewList,
  Result: result,
  Published: published,
  Checkpoint: head,
}

export type AboutAnswer = z.infer<typeof about>
export type SubmittedAnswer = z.infer<typeof submitted>
export type RecordAnswer = z.infer<typeof record>
export type ViewList = z.infer<typeof viewList>
export type ResultFrame = z.infer<typeof result>
export type HeadEvent = z.infer<typeof head>
export type Problem = z.infer<typeof problem>

/** Largest note that is read: formats.md, "Recommended format". */
export const maxNoteBytes = 24 * 1024

/** Header that carries the nonce of the proof of work. */
export const workHeader = 'Sensus-Work'

/** `before` and `limit` of GET /api/records. */
export const page = z.strictObject({
  before: z.coerce.number().int().min(0).optional().describe('Only records with an index below this one.'),
  limit: z.coerce.number().int().min(1).max(256).default(32).describe('How many at most.'),
})

/** `at` of a view. */
export const at = z.coerce.number().int().min(1).optional().describe('Size of the log at which to read; default: now.')

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
  body?: { type: string; words: string }
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
  views: get('/api/views', 'The views and their parameters', json(viewList)),
  view: get('/api/views/{name}', 'A result, now or at an earlier size', json(result), {
    params: { name: z.string() },
    problems: [400, 403, 404],
  }),
  picture: get(
    '/api/pictures/opinion-map.svg',
    'The opinion map as an accessible picture',
    text('SVG with title, description and text alternative.', 'image/svg+xml'),
    { query: z.strictObject({ conversation: hex64.describe('Id of a conversation.'), at }), problems: [400, 403, 404] },
  ),
  events: get(
    '/api/events',
    'Server-sent events: one `checkpoint` now and after each append',
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
