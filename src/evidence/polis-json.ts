import * as z from 'zod'
import { concat, text } from '../log/bytes.ts'
import { Refusal } from '../records/refusals.ts'
import { type CsvReader, notUtf8 } from './csv-scan.ts'
import { addStatement, isPolisId, type Reading, type Statements } from './polis-comments.ts'
import { type VotesReader, voteRows } from './polis-votes.ts'

// Answers of the Polis API, with its own names (tid, pid, mod; agree is -1) and as the red-dwarf project stores them
// (statement_id, participant_id, moderated; agree is +1). Times are ISO 8601, or numbers, or numbers as text.

/** What an answer may call a field, besides the name that it has here. */
const otherNames = { statement_id: 'tid', participant_id: 'pid', moderated: 'mod' } as const

const id = z.int().nonnegative().refine(isPolisId)
const time = z.union([
  z.number(),
  z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number),
  z.iso.datetime().transform(Date.parse),
])
const sign = z.union([z.literal(-1), z.literal(0), z.literal(1)])

const comment = z.object({
  txt: z.string(),
  statement_id: id,
  created: time,
  participant_id: id.nullish(),
  moderated: sign.nullish(),
  is_meta: z.boolean().nullish(),
  is_seed: z.boolean().nullish(),
  agree_count: z.number().nullish(),
  disagree_count: z.number().nullish(),
})
const vote = z.object({ participant_id: id, statement_id: id, vote: sign, modified: time })

/** Gathers a JSON file and gives its value to `take`. */
export function jsonReader(file: string, take: (json: unknown) => Refusal | null): CsvReader {
  const parts: Uint8Array[] = []
  return {
    push(bytes) {
      parts.push(bytes.slice())
      return null
    },
    end() {
      const read = decoded(concat(...parts))
      if (read === null) return notUtf8(file)
      const json = parsed(read)
      return json === undefined ? new Refusal('bad-file', { reason: 'not-json', file }) : take(json)
    },
  }
}

function decoded(bytes: Uint8Array): string | null {
  try {
    return text(bytes)
  } catch {
    // text() throws for bytes that are not UTF-8, and for nothing else.
    return null
  }
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    // Not JSON; no JSON text has the value undefined.
    return undefined
  }
}

/** Agreeing and disagreeing votes on each comment, as the files count them. */
export type Counts = Map<number, readonly [agree: number, disagree: number]>

/** Reads comments.json, and what the API counts of each comment. */
export function commentsFromJson(into: Statements, counts: Counts, { problem, ms: msOf }: Reading): CsvReader {
  const file = 'comments.json'
  return entries(file, problem, (entry, place) => {
    const read = comment.safeParse(renamed(entry))
    if (!read.success) return problem(badEntry(file, place, read.error))
    const { txt, statement_id: id, created, participant_id, moderated, agree_count, disagree_count } = read.data
    const ms = msOf(created)
    if (Number.isNaN(ms)) return problem(notPolis(file, `${place}.created`))
    const statement = {
      id,
      author: participant_id ?? null,
      body: moderated === -1 ? '' : txt,
      moderated: moderated ?? 0,
      meta: read.data.is_meta === true,
      seed: read.data.is_seed === true,
      ms,
    }
    if (!addStatement(into, statement)) return problem(notPolis(file, `${place}.statement_id`))
    if (typeof agree_count === 'number' && typeof disagree_count === 'number')
      counts.set(id, [agree_count, disagree_count])
    return null
  })
}

/** Reads votes.json. `own` is told of entries with the names of the API itself. */
export function votesFromJson(
  known: ReadonlySet<number>,
  { problem, ms: msOf }: Reading,
  own: () => void,
): VotesReader {
  const file = 'votes.json'
  const rows = voteRows()
  const reader = entries(file, problem, (entry, place) => {
    if ('tid' in entry) own()
    const read = vote.safeParse(renamed(entry))
    if (!read.success) return problem(badEntry(file, place, read.error))
    const { participant_id: participant, statement_id: statement, vote: value, modified } = read.data
    const ms = msOf(modified)
    if (Number.isNaN(ms)) return problem(notPolis(file, `${place}.modified`))
    if (!known.has(statement))
      return problem(new Refusal('bad-file', { reason: 'stray-vote', file, entry: place, id: statement }))
    return rows.add(participant, statement, value, ms)
  })
  return { reader, done: rows.done }
}

/** Goes through a list of objects. */
function entries(
  file: string,
  problem: Reading['problem'],
  take: (entry: object, place: string) => Refusal | null,
): CsvReader {
  return jsonReader(file, (json) => {
    if (!Array.isArray(json)) return notPolis(file, '(all)')
    for (const [at, entry] of json.entries()) {
      const isObject = typeof entry === 'object' && entry !== null
      const fault = isObject ? take(entry, String(at)) : problem(notPolis(file, String(at)))
      if (fault) return fault
    }
    return null
  })
}

function renamed(entry: object): object {
  const fields = new Map<string, unknown>(Object.entries(entry))
  for (const [name, other] of Object.entries(otherNames))
    if (!fields.has(name) && fields.has(other)) fields.set(name, fields.get(other))
  return Object.fromEntries(fields)
}

function badEntry(file: string, place: string, { issues }: z.ZodError): Refusal {
  return notPolis(file, [place, ...(issues[0]?.path ?? [])].join('.'))
}

/** A file, or an entry of it, that is not what Polis writes. */
export function notPolis(file: string, entry: string): Refusal {
  return new Refusal('bad-file', { reason: 'not-polis', file, entry })
}
