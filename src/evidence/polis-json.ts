import * as z from 'zod'
import { Refusal } from '../records/refusals.ts'
import { csvRow } from './csv.ts'
import { decodeUtf8 } from './polis-set.ts'

// Exports of the public Polis API, as the red-dwarf project stores them. Their `vote` has the sign of the CSV export:
// +1 agree, -1 disagree, 0 pass. (Counted against `agree_count` of every comment: equal with this sign, never with the
// other.) The database and the mathematics inside Polis use the opposite sign; nothing here comes from there.
const whole = z.number().int().nonnegative()
const comment = z.object({
  txt: z.string(),
  statement_id: whole,
  created: z.iso.datetime(),
  participant_id: whole,
  moderated: z.union([z.literal(-1), z.literal(0), z.literal(1)]),
  is_meta: z.boolean(),
  is_seed: z.boolean(),
  agree_count: whole,
  disagree_count: whole,
})
const vote = z.object({
  participant_id: whole,
  statement_id: whole,
  vote: z.union([z.literal(-1), z.literal(0), z.literal(1)]),
  modified: whole,
})

/** comments.csv and votes.csv of a conversation in the JSON form (comments.json, votes.json), rows in the same order. */
export function polisCsvFromJson(files: {
  comments: Uint8Array
  votes: Uint8Array
}): { comments: string; votes: string } | Refusal {
  const comments = read('comments.json', files.comments, z.array(comment))
  if (comments instanceof Refusal) return comments
  const votes = read('votes.json', files.votes, z.array(vote))
  if (votes instanceof Refusal) return votes
  return { comments: file(commentColumns, comments.map(commentRow)), votes: file(voteColumns, votes.map(voteRow)) }
}

export const commentColumns = [
  'timestamp',
  'comment-id',
  'author-id',
  'agrees',
  'disagrees',
  'moderated',
  'is-meta',
  'is-seed',
  'comment-body',
]
export const voteColumns = ['timestamp', 'comment-id', 'voter-id', 'vote']

function commentRow(each: z.infer<typeof comment>): (string | number)[] {
  const counts = [each.agree_count, each.disagree_count]
  const marks = [each.moderated, String(each.is_meta), String(each.is_seed)]
  return [Date.parse(each.created), each.statement_id, each.participant_id, ...counts, ...marks, each.txt]
}

function voteRow(each: z.infer<typeof vote>): (string | number)[] {
  return [each.modified, each.statement_id, each.participant_id, each.vote]
}

/** A CSV file with its header row. */
export function file(columns: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  return `${[columns, ...rows].map(csvRow).join('\n')}\n`
}

function read<T>(name: string, bytes: Uint8Array, schema: z.ZodType<T>): T | Refusal {
  const json = parseJson(bytes)
  const result = schema.safeParse(json)
  if (result.success) return result.data
  const [issue] = result.error.issues
  if (json === undefined) return new Refusal('bad-file', { reason: 'not-json', file: name })
  return new Refusal('bad-file', { reason: 'not-polis', file: name, entry: issue?.path.join('.') || '(all)' })
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(decodeUtf8(bytes) ?? '')
  } catch {
    // Not JSON: the schema refuses undefined.
    return undefined
  }
}
