import * as z from 'zod'
import { named, persons } from '../../folds/chain/names.ts'
import type { TwoShares } from '../../folds/chain/order.ts'
import { snapshots } from '../../folds/chain/snapshots.ts'
import { derived } from '../../folds/derived.ts'
import type { ActiveRecord } from '../../folds/fold.ts'
import { bands, ladder, type Standing } from '../../folds/people/bands.ts'
import { activeRecords, peopleRecords } from '../../folds/people/records.ts'
import type { Address } from '../../log/ss58.ts'
import type { RecordId } from '../../records/ids.ts'
import { positionTexts, stances } from '../../records/people/position.ts'
import { questionTexts } from '../../records/people/question.ts'
import { Refusal } from '../../records/refusals.ts'
import { latestSource } from '../chain/source.ts'
import { accountAddress, nextOf, pageUpTo, recordIdParam, rowsOn } from '../params.ts'
import { defineView } from '../view.ts'
import { refOf, type Speaking, speaking } from './refs.ts'
import { groupsOfSides } from './side-groups.ts'
import { sides } from './sides.ts'
import { type PositionRow, positionsValue, type QuestionSummary, type Spread7 } from './values.ts'
import { changesBetween, partsOf } from './versions.ts'

const staleAfter = 365 * 86_400_000

/** What one person said of one question: the positions before, oldest first, and the one that counts. */
export interface Said {
  earlier: ActiveRecord<'position'>[]
  last: ActiveRecord<'position'>
}

export type HeldPositions = Map<RecordId, Map<Address, Said>>

/** Positions by question and person. */
export const heldPositions = derived({
  name: 'held positions',
  from: { peopleRecords, persons },
  compute: ({ peopleRecords: said, persons }): HeldPositions => {
    const held: HeldPositions = new Map()
    for (const last of activeRecords(said, 'position')) {
      const people = held.get(last.fields.question) ?? new Map<Address, Said>()
      held.set(last.fields.question, people)
      const key = persons(last.account)
      const before = people.get(key)
      if (before) before.earlier.push(before.last)
      people.set(key, { earlier: before?.earlier ?? [], last })
    }
    return held
  },
})

/** The book of standing questions, and who stands where on one of them. */
export const positions = defineView({
  name: 'positions',
  version: 5,
  title: 'Positions',
  summary:
    'The standing questions with how many take each stance and how much influence they have; of one question every position with its earlier versions, by band, by opinion group, and who has not spoken.',
  value: positionsValue,
  params: z.strictObject({
    question: recordIdParam.optional().describe('Id of a question: every position on it.'),
    account: accountAddress
      .optional()
      .describe('Only positions of the person that this account belongs to.')
      .meta({ own: true }),
    ...pageUpTo(1000, 200),
  }),

  from: { ...speaking, snapshots, ladder, bands, heldPositions, sides },

  answer(given, { question, account, ...page }) {
    const { ladder, persons, heldPositions: held } = given
    const questions = activeRecords(given.peopleRecords, 'question')
    if (question !== undefined && !questions.some(({ id }) => id === question))
      return new Refusal('not-found', { reason: 'question', id: question })
    const standings = new Map(given.bands.rows.map((each) => [each.key, each]))
    const asked = questions
      .filter(({ id }) => question === undefined || id === question)
      .map((each) => summaryOf(given, standings, each, held.get(each.id) ?? new Map()))
      .sort((a, b) => Number(b.standing) - Number(a.standing) || a.index - b.index)
    const value = { now: given.ledger.ms, source: latestSource(given.snapshots), questions: rowsOn(asked, page) }
    const nothing = { byBand: [], byGroup: [], groupsFrom: null, silent: [] }
    if (question === undefined && account === undefined)
      return { ...value, next: nextOf(page, asked.length), positions: null, ...nothing }
    const groups = groupsOfSides(given.sides, given.ledger.size)
    const describe = (each: Said): PositionRow => rowOf(given, standings, groups.of, each)
    if (account !== undefined) {
      const key = persons(account)
      const own = [...held.values()].flatMap((people) => people.get(key) ?? [])
      const next = nextOf(page, asked.length, own.length)
      return { ...value, next, positions: rowsOn(own, page).map(describe), ...nothing }
    }
    const people = (question && held.get(question)) ?? new Map<Address, Said>()
    const larger = ({ by }: PositionRow): number => standings.get(by.key)?.share ?? 0
    const rows = [...people.values()].map(describe).sort((a, b) => larger(b) - larger(a) || a.index - b.index)
    const spread = (of: readonly PositionRow[]): Spread7[] =>
      spreadOf(
        standings,
        of.map(({ by: { key }, stance }) => ({ person: key, stance })),
      )
    const silent = [...standings.values()].filter(({ key }) => !people.has(key))
    const from = ladder.bands.findIndex(({ expects }) => expects.some(({ what }) => what === 'positions'))
    return {
      ...value,
      next: nextOf(page, asked.length, rows.length),
      positions: rowsOn(rows, page),
      byBand: [{ from: 0 }, ...ladder.bands].map(({ from }, band) => ({
        band,
        from,
        spread: spread(rows.filter((each) => each.band === band)),
        silent: silent.filter((each) => each.band === band).length,
      })),
      byGroup: groups.ids.map((group) => ({ group, spread: spread(rows.filter((each) => each.group === group)) })),
      groupsFrom: groups.from,
      silent: silent
        .filter(({ band }) => from >= 0 && band > from)
        .slice(0, 50)
        .map(({ key, shares }) => ({ ...named(given.naming, key), shares })),
    }
  },
})

function summaryOf(
  context: Speaking,
  standings: ReadonlyMap<Address, Standing>,
  each: ActiveRecord<'question'>,
  people: ReadonlyMap<Address, Said>,
): QuestionSummary {
  const { background = each.fields.body, precedents = null, acute = null } = questionTexts(each.fields.body)
  const rows = [...people].map(([person, { last }]) => ({ person, stance: last.fields.stance }))
  return {
    ...refOf(context, each),
    title: each.fields.title,
    standing: each.account === context.ledger.operator,
    background,
    precedents,
    acute,
    spread: spreadOf(standings, rows),
    people: rows.length,
  }
}

/** How many people take each stance, and what they hold and vote with together, each as a part of its whole. */
function spreadOf(
  standings: ReadonlyMap<Address, Standing>,
  rows: readonly (Pick<PositionRow, 'stance'> & { person: Address })[],
): Spread7[] {
  return stances.map((stance) => {
    const own = rows.filter((each) => each.stance === stance)
    const together = (of: keyof TwoShares): number =>
      own.reduce((sum, { person }) => sum + (standings.get(person)?.shares[of] ?? 0), 0)
    return { stance, people: own.length, holdings: together('holdings'), weight: together('weight') }
  })
}

function rowOf(
  context: Speaking,
  standings: ReadonlyMap<Address, Standing>,
  groupOf: (person: Address) => number | null,
  { earlier, last }: Said,
): PositionRow {
  const key = context.persons(last.account)
  const { reason = null, mind = null, conditions = null } = positionTexts(last.fields.body)
  const parts = [...earlier, last].map(({ fields }) => partsOf('position', fields))
  const changes = parts.map((each, i) => (i === 0 ? [] : changesBetween(parts[i - 1] ?? [], each)))
  const own = standings.get(key)
  return {
    ...refOf(context, last),
    question: last.fields.question,
    title: last.fields.title,
    stance: last.fields.stance,
    importance: last.fields.importance ?? null,
    reason,
    mind,
    conditions,
    band: own?.band ?? 0,
    shares: own?.shares ?? null,
    group: groupOf(key),
    stale: context.ledger.ms - last.ms > staleAfter,
    earlier: earlier.map(({ index, ms, fields }, i) => ({
      index,
      ms,
      stance: fields.stance,
      changes: changes[i] ?? [],
    })),
    changes: changes.at(-1) ?? [],
  }
}
