import * as z from 'zod'
import { type Naming, named } from '../../folds/chain/names.ts'
import type { TwoShares } from '../../folds/chain/order.ts'
import type { ActiveRecord } from '../../folds/fold.ts'
import { bands, type Standing } from '../../folds/people/bands.ts'
import { activeRecords } from '../../folds/people/records.ts'
import type { Address } from '../../log/ss58.ts'
import { meanDifference } from '../../math/agreement.ts'
import type { RecordId } from '../../records/ids.ts'
import { type Stance, stances } from '../../records/people/position.ts'
import { accountAddress, nextOf, pageUpTo, rowsOn } from '../params.ts'
import { defineView } from '../view.ts'
import { type HeldPositions, heldPositions } from './positions.ts'
import { speaking } from './refs.ts'
import { type MatchValue, matchValue } from './values.ts'

/** Where whoever asks stands on a question. */
interface Own {
  question: RecordId
  stance: number
  weight: number
}

/** Fewer questions in common than these say too little. */
const needed = 8

const answerForm = /^([0-9a-f]{64})([1-7])([1-3])?$/

const answers = z
  .string()
  .regex(
    /^([0-9a-f]{64}[1-7][1-3]?(,[0-9a-f]{64}[1-7][1-3]?){0,63})?$/,
    'expected a question, a stance 1 to 7, perhaps an importance 1 to 3; with commas between them',
  )
  .transform((text) => (text === '' ? [] : text.split(',').map(readAnswer)))
  .describe('Answers with commas between them: id of the question, stance 1 to 7, importance 1 to 3 (2 unless told).')

function readAnswer(text: string): Own {
  const [, question, stance, weight = '2'] = answerForm.exec(text)!
  return { question: question as RecordId, stance: Number(stance), weight: Number(weight) }
}

/** Who thinks alike: the mean difference over questions that both answered. */
export const match = defineView({
  name: 'match',
  version: 3,
  title: 'Match',
  summary:
    "Whose positions are nearest to one's own: the mean absolute difference over the questions that both answered, weighted by how much each matters to whoever asks, with its standard error. At least eight questions in common.",
  value: matchValue,
  params: z.strictObject({
    answers: answers.optional().meta({ own: true }),
    account: accountAddress
      .optional()
      .describe('Takes the positions of this account as the answers.')
      .meta({ own: true }),
    ...pageUpTo(500, 50),
  }),

  from: { ...speaking, bands, heldPositions },

  answer({ ledger, naming, persons, peopleRecords, bands, heldPositions: held }, { answers: given, account, ...page }) {
    const self = account === undefined ? null : persons(account)
    const own = given ?? (self === null ? [] : ownPositions(held, self))
    const known = new Set(activeRecords(peopleRecords, 'question').map(({ id }) => id))
    const asked = new Map(own.filter(({ question }) => known.has(question)).map((each) => [each.question, each]))
    const theirs = new Map<Address, ActiveRecord<'position'>[]>()
    for (const [question, people] of held) {
      if (!asked.has(question)) continue
      for (const [key, { last }] of people) if (key !== self) theirs.set(key, [...(theirs.get(key) ?? []), last])
    }
    const standings = new Map(bands.rows.map((each) => [each.key, each]))
    const compared = [...theirs].map(([key, said]) =>
      compare(naming, asked, key, said, standings.get(key)?.shares ?? null),
    )
    const rows = compared.filter((row) => row !== null)
    rows.sort((a, b) => a.difference - b.difference || (a.key < b.key ? -1 : 1))
    const pairs = given === undefined && self === null ? pairsOf(naming, held, standings) : []
    return {
      now: ledger.ms,
      answered: asked.size,
      rows: rowsOn(rows, page),
      tooFew: compared.length - rows.length,
      pairs: rowsOn(pairs, page),
      next: nextOf(page, rows.length, pairs.length),
      needed,
    }
  },
})

/** "It depends" is a position, and no number. */
const numberOf = (stance: Stance): number | null => (stance === 'depends' ? null : stances.indexOf(stance) + 1)

function ownPositions(held: HeldPositions, self: Address): Own[] {
  return [...held].flatMap(([question, people]) => {
    const last = people.get(self)?.last
    const stance = last ? numberOf(last.fields.stance) : null
    return stance === null ? [] : [{ question, stance, weight: last?.fields.importance ?? 2 }]
  })
}

/** Most people who are compared with one another. */
const mostCompared = 40

/** The largest who took enough positions, each with each. */
function pairsOf(naming: Naming, held: HeldPositions, standings: ReadonlyMap<Address, Standing>): MatchValue['pairs'] {
  const stancesOf = new Map<Address, Map<RecordId, number>>()
  for (const [question, people] of held) {
    for (const [key, { last }] of people) {
      const stance = numberOf(last.fields.stance)
      if (stance === null) continue
      stancesOf.set(key, (stancesOf.get(key) ?? new Map<RecordId, number>()).set(question, stance))
    }
  }
  const largest = [...stancesOf]
    .filter(([, own]) => own.size >= needed)
    .sort(([a], [b]) => (standings.get(b)?.share ?? 0) - (standings.get(a)?.share ?? 0) || (a < b ? -1 : 1))
    .slice(0, mostCompared)
  const pairs = largest.flatMap(([a, own], i) =>
    largest.slice(i + 1).flatMap(([b, other]) => {
      const common = [...own].flatMap(([question, a]) => {
        const b = other.get(question)
        return b === undefined ? [] : [{ a, b, weight: 1 }]
      })
      if (common.length < needed) return []
      const { mean, error } = meanDifference(common)
      return [{ a: named(naming, a), b: named(naming, b), difference: mean, uncertainty: error, common: common.length }]
    }),
  )
  return pairs.sort((x, y) => y.difference - x.difference || (x.a.key + x.b.key < y.a.key + y.b.key ? -1 : 1))
}

function compare(
  naming: Naming,
  asked: Map<RecordId, Own>,
  key: Address,
  said: ActiveRecord<'position'>[],
  shares: TwoShares | null,
): MatchValue['rows'][number] | null {
  const pairs = said.flatMap((each) => {
    const [own, stance] = [asked.get(each.fields.question), numberOf(each.fields.stance)]
    return own === undefined || stance === null ? [] : [{ each, a: own.stance, b: stance, weight: own.weight }]
  })
  if (pairs.length < needed) return null
  const { mean, error, common } = meanDifference(pairs)
  const furthest = pairs
    .map(({ each, a, b }) => ({
      question: each.fields.question,
      title: each.fields.title,
      theirs: each.fields.stance,
      index: each.index,
      steps: Math.abs(a - b),
    }))
    .filter(({ steps }) => steps >= 2)
    .sort((a, b) => b.steps - a.steps || a.index - b.index)
  return { ...named(naming, key), shares, difference: mean, uncertainty: error, common, furthest: furthest.slice(0, 3) }
}
