import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Bridging, bridging, bridgingStatus, enoughRatings, type Ratings } from '../../src/math/bridging.ts'
import { isRefusal } from '../../src/records/refusals.ts'
import { english } from '../../src/words/en.ts'
import { sentenceOf } from '../../src/words/refusal.ts'
import type { ReferenceLine } from './line.ts'
import { readSet } from './polis-data.ts'

/** The exact minimum (L-BFGS from six starts, which agree) of the same loss over the same ratings. */
interface Reference {
  name: string
  ratings: number
  raters: number
  notes: number
  loss: number
  global_intercept: number
  note_intercept: Record<string, number>
  rater_intercept: Record<string, number>
  status_counts: { CRH?: number; CRNH?: number; NMR?: number }
}

/** Ratings with the names of raters and notes. */
interface Named {
  ratings: Ratings
  raterNames: string[]
  noteNames: string[]
}

/** Bridging intercepts of Birdwatch's first public ratings and of Polis conversations, against the exact minima. */
export async function referenceBridging(dir: string): Promise<ReferenceLine[]> {
  const folder = join(dir, 'communitynotes', 'reference')
  if (!existsSync(folder)) return [{ name: 'bridging', ok: false, line: `${folder} is missing` }]
  const names = readdirSync(folder).filter((file) => file.endsWith('.json'))
  const fits = names.sort().map((file) => {
    const reference = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Reference
    const named = file.startsWith('polis-') ? ofPolis(dir, reference.name) : ofBirdwatch(dir)
    return compare(reference, named)
  })
  return [...fits, additive()]
}

/** Twelve raters of one mind about two notes: with the factor at 0 the loss stays at 0.0445, and its minimum is 0.0311. */
function additive(): ReferenceLine {
  const pairs = Array.from({ length: 24 }, (_, i) => [i >> 1, i % 2] as const)
  const { loss, noteIntercept, noteFactor } = bridging({
    raters: 12,
    notes: 2,
    rater: Int32Array.from(pairs, ([rater]) => rater),
    note: Int32Array.from(pairs, ([, note]) => note),
    value: Float64Array.from(pairs, ([, note]) => 1 - note),
  })
  const [intercept, factor] = [noteIntercept[0] ?? 0, noteFactor[0] ?? 0]
  const ok = Math.abs(loss - 0.0311) < 1e-4 && Math.abs(intercept - 0.274) < 1e-3 && Math.abs(factor + 0.81) < 1e-2
  const line = `loss ${loss.toFixed(4)} (0.0311), intercept ${intercept.toFixed(3)} (0.274), factor ${factor.toFixed(2)} (-0.81)`
  return { name: 'bridging of additive ratings', ok, line }
}

function compare(reference: Reference, { ratings, raterNames, noteNames }: Named): ReferenceLine {
  const model = bridging(ratings)
  const notes = worst(model.noteIntercept, noteNames, reference.note_intercept)
  const raters = worst(model.raterIntercept, raterNames, reference.rater_intercept)
  const counts = countsOf(model)
  const { CRH = 0, CRNH = 0, NMR = 0 } = reference.status_counts
  const sizes = [ratings.value.length, ratings.raters, ratings.notes]
  const same = sizes.join() === [reference.ratings, reference.raters, reference.notes].join()
  const global = Math.abs(model.global - reference.global_intercept)
  const statuses = [counts.helpful, counts['not helpful'], counts['needs more ratings']]
  const ok = same && Math.max(notes, raters, global) < 1e-4 && statuses.join() === [CRH, CRNH, NMR].join()
  const line = [
    `${sizes[0]} ratings, ${sizes[1]} raters, ${sizes[2]} notes`,
    `note intercepts ${notes.toExponential(0)}, rater intercepts ${raters.toExponential(0)}, global ${global.toExponential(0)}`,
    `loss ${(model.loss - reference.loss).toExponential(0)} above`,
    `${statuses.join('/')} (${CRH}/${CRNH}/${NMR})`,
    `${model.rounds} rounds`,
  ]
  return { name: `bridging ${reference.name}`, ok, line: line.join('; ') }
}

/** The largest difference over all names; infinite when the names are not the same. */
function worst(ours: Float64Array, names: readonly string[], theirs: Record<string, number>): number {
  if (Object.keys(theirs).length !== names.length) return Number.POSITIVE_INFINITY
  return Math.max(...names.map((name, i) => Math.abs(ours[i]! - (theirs[name] ?? Number.POSITIVE_INFINITY))))
}

function countsOf({ noteIntercept, noteFactor }: Bridging) {
  const counts = { helpful: 0, 'not helpful': 0, 'needs more ratings': 0 }
  noteIntercept.forEach((intercept, i) => {
    counts[bridgingStatus(intercept, noteFactor[i]!)]++
  })
  return counts
}

/** Ratings by names: the last of a pair counts. */
function table(rows: Iterable<readonly [rater: string, note: string, value: number]>, least: [number, number]): Named {
  const latest = new Map<string, readonly [string, string, number]>()
  for (const row of rows) latest.set(`${row[0]} ${row[1]}`, row)
  const all = [...latest.values()]
  const number = (names: string[]) => new Map([...new Set(names)].map((name, i) => [name, i]))
  const [raters, notes] = [number(all.map(([rater]) => rater)), number(all.map(([, note]) => note))]
  const kept = enoughRatings(
    {
      raters: raters.size,
      notes: notes.size,
      rater: Int32Array.from(all, ([rater]) => raters.get(rater)!),
      note: Int32Array.from(all, ([, note]) => notes.get(note)!),
      value: Float64Array.from(all, ([, , value]) => value),
    },
    ...least,
  )
  const [raterNames, noteNames] = [[...raters.keys()], [...notes.keys()]]
  return {
    ratings: kept.ratings,
    raterNames: Array.from(kept.raters, (each) => raterNames[each]!),
    noteNames: Array.from(kept.notes, (each) => noteNames[each]!),
  }
}

/** Whoever says that a note helps rates 1, that it does not 0; both or neither is no rating. */
function ofBirdwatch(dir: string): Named {
  const text = readFileSync(join(dir, 'communitynotes', 'birdwatch-2021-03', 'ratings-00000.tsv'), 'utf8')
  const [head, ...lines] = text.trimEnd().split('\n')
  const column = (name: string): number => head!.split('\t').indexOf(name)
  const [note, rater, helpful, not] = ['noteId', 'participantId', 'helpful', 'notHelpful'].map(column)
  const rows = lines
    .map((line) => line.split('\t'))
    .filter((cells) => cells[helpful!] !== cells[not!])
    .map((cells) => [cells[rater!]!, cells[note!]!, Number(cells[helpful!])] as const)
  return table(rows, [10, 5])
}

/** Agree is 1, pass 0.5, disagree 0; statements that were moderated out, or ask about the participant, are left out. */
function ofPolis(dir: string, conversation: string): Named {
  const set = readSet(join(dir, 'polis', conversation))
  if (isRefusal(set)) throw new Error(sentenceOf(english, set))
  const { statements, votes } = set
  const shown = new Set(statements.filter(({ moderated, meta }) => moderated !== -1 && !meta).map(({ id }) => id))
  const rows = Array.from(votes.statement, (statement, i) => ({ statement, i }))
    .filter(({ statement }) => shown.has(statement))
    .map(({ statement, i }) => [String(votes.participant[i]!), String(statement), (votes.value[i]! + 1) / 2] as const)
  return table(rows, [7, 5])
}
