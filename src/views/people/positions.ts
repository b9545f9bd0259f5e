import * as z from 'zod'
import { named } from '../../folds/chain/names.ts'
import { bandsIn, type Standing } from '../../folds/people/bands.ts'
import { type ActiveRecord, activeRecords } from '../../folds/people/state.ts'
import type { Address } from '../../log/ss58.ts'
import type { RecordId } from '../../records/ids.ts'
import { positionTexts, stances } from '../../records/people/position.ts'
import { questionTexts } from '../../records/people/question.ts'
import { Refusal } from '../../records/refusals.ts'
import { latestSource } from '../chain/source.ts'
import { largestMap } from '../conversation/opinion-map/largest.ts'
import { accountAddress, limitUpTo, recordIdParam } from '../params.ts'
import type { View } from '../view.ts'
import { ladderOf } from './disclosure.ts'
import { type Desk, deskOf, refOf } from './refs.ts'
import type { PositionRow, PositionsValue, QuestionSummary, Spread7 } from './values.ts'
import { changesBetween, partsOf } from './versions.ts'

interface Params {
  question?: RecordId | undefined
  account?: Address | undefined
  limit: number
}

const staleAfter = 365 * 86_400_000

/** The book of standing questions, and who stands where on one of them. */
export const positions: View<Params, null, PositionsValue> = {
  name: 'positions',
  version: 1,
  title: 'Positions',
  summary:
    'The standing questions with how many take each stance and how much influence they have; of one question every position with its earlier versions, by band, by opinion group, and who has not spoken.',
  params: z.strictObject({
    question: recordIdParam.optional().describe('Id of a question: every position on it.'),
    account: accountAddress
      .optional()
      .describe('Only positions of the person that this account belongs to.')
      .meta({ own: true }),
    limit: limitUpTo(1000, 200),
  }),

  // The base folds hold all of it.
  start: () => null,
  step: () => undefined,

  finish(_state, { question, account, limit }, base) {
    const desk = deskOf(base)
    const questions = activeRecords(desk, 'question')
    if (question !== undefined && !questions.some(({ id }) => id === question))
      return new Refusal(
        'not-found',
        `The log has no question ${question}, or it was taken back: look for it in the book.`,
      )
    const { bands } = ladderOf(desk)
    const standings = new Map(bandsIn(desk.chain, bands).rows.map((each) => [each.key, each]))
    const held = latestPositions(desk)
    const value = {
      now: desk.register.ms,
      source: latestSource(desk.chain),
      questions: questions
        .filter(({ id }) => question === undefined || id === question)
        .map((each) => summaryOf(desk, standings, each, held.get(each.id) ?? new Map()))
        .sort((a, b) => Number(b.standing) - Number(a.standing) || a.index - b.index),
    }
    if (question === undefined && account === undefined)
      return { ...value, positions: null, byBand: [], byGroup: [], groupsFrom: null, silent: [] }
    const groups = groupsOf(desk)
    const describe = (each: ActiveRecord<'position'>[]): PositionRow => rowOf(desk, standings, groups.of, each)
    if (account !== undefined) {
      const key = desk.personOf(account)
      const own = [...held.values()].map((people) => people.get(key)).filter((said) => said !== undefined)
      const rows = own.map(describe).slice(0, limit)
      return { ...value, positions: rows, byBand: [], byGroup: [], groupsFrom: null, silent: [] }
    }
    const people = held.get(question!) ?? new Map<Address, ActiveRecord<'position'>[]>()
    const rows = [...people.values()].map(describe).sort((a, b) => (b.share ?? 0) - (a.share ?? 0) || a.index - b.index)
    const spoken = new Set(people.keys())
    const silent = [...standings.values()].filter(({ key }) => !spoken.has(key))
    const from = bands.findIndex(({ expects }) => expects.some(({ what }) => what === 'positions'))
    return {
      ...value,
      positions: rows.slice(0, limit),
      byBand: [{ from: 0 }, ...bands].map(({ from }, band) => ({
        ...{ band, from },
        spread: spreadOf(rows.filter((each) => each.band === band)),
        silent: silent.filter((each) => each.band === band).length,
      })),
      byGroup: groups.ids.map((group) => ({ group, spread: spreadOf(rows.filter((each) => each.group === group)) })),
      groupsFrom: groups.from,
      silent: silent
        .filter(({ band }) => from >= 0 && band > from)
        .slice(0, 50)
        .map(({ key, share }) => ({ ...named(desk.chain, key), share })),
    }
  },
}

type Held = Map<RecordId, Map<Address, ActiveRecord<'position'>[]>>

/** Positions by question and person, oldest first. */
export function latestPositions(desk: Desk): Held {
  const held: Held = new Map()
  for (const each of activeRecords(desk, 'position')) {
    const people = held.get(each.fields.question) ?? new Map<Address, ActiveRecord<'position'>[]>()
    held.set(each.fields.question, people)
    const key = desk.personOf(each.account)
    people.set(key, [...(people.get(key) ?? []), each])
  }
  return held
}

function summaryOf(
  desk: Desk,
  standings: Map<Address, Standing>,
  each: ActiveRecord<'question'>,
  people: Map<Address, ActiveRecord<'position'>[]>,
): QuestionSummary {
  const { background = each.fields.body, precedents = null, acute = null } = questionTexts(each.fields.body)
  const rows = [...people].map(([key, said]) => ({
    ...{ stance: said.at(-1)!.fields.stance, share: standings.get(key)?.share ?? null },
  }))
  return {
    ...refOf(desk, each),
    ...{ title: each.fields.title, standing: each.account === desk.register.operator, background, precedents, acute },
    ...{ spread: spreadOf(rows), people: rows.length },
  }
}

/** How many people take each stance, and their influence together. */
function spreadOf(rows: readonly Pick<PositionRow, 'stance' | 'share'>[]): Spread7[] {
  return stances.map((stance) => {
    const own = rows.filter((each) => each.stance === stance)
    return { stance, people: own.length, share: own.reduce((sum, { share }) => sum + (share ?? 0), 0) }
  })
}

function rowOf(
  desk: Desk,
  standings: Map<Address, Standing>,
  groups: Map<Address, number>,
  said: readonly ActiveRecord<'position'>[],
): PositionRow {
  const last = said.at(-1)!
  const key = desk.personOf(last.account)
  const { reason = null, mind = null, conditions = null } = positionTexts(last.fields.body)
  const parts = said.map(({ fields }) => partsOf('position', fields))
  const changes = parts.map((each, i) => (i === 0 ? [] : changesBetween(parts[i - 1]!, each)))
  const own = standings.get(key)
  return {
    ...refOf(desk, last),
    ...{ question: last.fields.question, title: last.fields.title },
    ...{ stance: last.fields.stance, importance: last.fields.importance ?? null, reason, mind, conditions },
    ...{ band: own?.band ?? 0, share: own?.share ?? null, group: groups.get(key) ?? null },
    stale: desk.register.ms - last.ms > staleAfter,
    earlier: said
      .slice(0, -1)
      .map(({ index, ms, fields }, i) => ({ index, ms, stance: fields.stance, changes: changes[i]! })),
    changes: changes.at(-1)!,
  }
}

/** Opinion groups of the largest map, by person. */
function groupsOf({ register, ballots, personOf }: Desk): {
  of: Map<Address, number>
  ids: number[]
  from: PositionsValue['groupsFrom']
} {
  const largest = largestMap(register, ballots)
  if (largest === null) return { of: new Map(), ids: [], from: null }
  const placed = largest.map.participants.filter(({ key, group }) => group !== null && !key.startsWith('import:'))
  const { id, title } = largest.conversation
  return {
    of: new Map(placed.map(({ key, group }) => [personOf(key as Address), group!])),
    ids: largest.map.groups.map((group) => group.id),
    from: { conversation: id, title },
  }
}
