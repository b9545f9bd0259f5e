import * as z from 'zod'
import {
  type Backing,
  backingOf,
  checksOf,
  isAgreed,
  pointAt,
  type Snapshots,
  snapshots,
} from '../../folds/chain/snapshots.ts'
import type { ActiveRecord } from '../../folds/fold.ts'
import { predicates, type Shown } from '../../folds/people/predicates.ts'
import { activeRecords } from '../../folds/people/records.ts'
import { positionTexts } from '../../records/people/position.ts'
import type { Predicate } from '../../records/people/predicate.ts'
import { accountAddress, nextOf, pageUpTo, rowsOn } from '../params.ts'
import { defineView } from '../view.ts'
import { answersTo, refOf, type Speaking, speaking } from './refs.ts'
import { type Commitment, commitmentsValue, type Keeping, keeping, type SaidPredicate } from './values.ts'

/** What people said that the chain would show, and what it showed. */
export const commitments = defineView({
  name: 'commitments',
  version: 4,
  title: 'Say and do',
  summary:
    'Promises and positions that name something on the chain: kept at every snapshot since, not kept at one, not yet testable, or disputed; with the answer of whoever said it.',
  value: commitmentsValue,
  params: z.strictObject({
    account: accountAddress
      .optional()
      .describe('Only those of the person that this account belongs to.')
      .meta({ own: true }),
    state: keeping.optional().describe('Only those in this state.'),
    ...pageUpTo(500, 100),
  }),

  from: { ...speaking, snapshots, predicates },

  answer(given, { account, state: wanted, ...page }) {
    const { persons, predicates } = given
    const key = account === undefined ? null : persons(account)
    const said = spoken(given)
    const author = new Map(said.map(({ id, account }) => [String(id), persons(account)]))
    const answers = answersTo(given, (id) => author.get(id) ?? null)
    const rows = said
      .filter((each) => key === null || persons(each.account) === key)
      .flatMap((each) => {
        const shown = predicates.get(each.id)
        return shown ? [rowOf(given, shown, each, answers.get(each.id) ?? null)] : []
      })
      .filter((row) => wanted === undefined || row.state === wanted)
      .sort((a, b) => b.index - a.index)
    return { now: given.ledger.ms, rows: rowsOn(rows, page), next: nextOf(page, rows.length), total: rows.length }
  },
})

/** Promises that stand, and of each person the position on a question that counts: a later one ends what it said. */
function spoken({ peopleRecords, persons }: Speaking): ActiveRecord<'promise' | 'position'>[] {
  const latest = new Map(
    activeRecords(peopleRecords, 'position').map((each) => [`${persons(each.account)} ${each.fields.question}`, each]),
  )
  return [...activeRecords(peopleRecords, 'promise'), ...latest.values()]
}

interface Asked extends Speaking {
  readonly snapshots: Readonly<Snapshots>
}

function rowOf(
  given: Asked,
  shown: Shown,
  said: ActiveRecord<'promise' | 'position'>,
  answer: Commitment['answer'],
): Commitment {
  const seen = [...shown.seen].sort(([a], [b]) => a - b)
  const [last, broken] = [seen.at(-1), seen.find(([, { holds }]) => !holds)]
  const text = said.kind === 'position' ? (positionTexts(said.fields.body).reason ?? null) : said.fields.body
  return {
    ...refOf(given, said),
    kind: said.kind,
    predicate: describe(shown.predicate),
    text,
    until: shown.until,
    state: stateOf(
      seen.length,
      broken !== undefined,
      !broken || isBacked(given.snapshots, broken[0]),
      answer?.disputes ?? false,
    ),
    checked: seen.length,
    last: last ? { block: last[0], index: last[1].index, value: last[1].value } : null,
    broken: broken
      ? {
          block: broken[0],
          index: broken[1].index,
          at: broken[1].at,
          value: broken[1].value,
          backed: backingAt(given.snapshots, broken[0]),
        }
      : null,
    answer,
  }
}

/** The predicate as a value publishes it. */
const describe = (predicate: Predicate): SaidPredicate =>
  predicate.what === 'stake' || predicate.what === 'lock' ? { ...predicate, least: String(predicate.least) } : predicate

/** How the figures of a block are known; other observers who found something else dispute them, too. */
function backingAt(snapshots: Readonly<Snapshots>, block: number): Backing {
  const point = pointAt(snapshots, block)
  return point === null || checksOf(snapshots, point).contradicted.length > 0 ? 'disputed' : backingOf(point)
}

/** A snapshot that others contradict, or that its endpoints did not agree on, settles nothing. */
function isBacked(snapshots: Readonly<Snapshots>, block: number): boolean {
  const point = pointAt(snapshots, block)
  return point !== null && isAgreed(point) && checksOf(snapshots, point).contradicted.length === 0
}

function stateOf(checked: number, broken: boolean, backed: boolean, disputes: boolean): Keeping {
  if (checked === 0) return 'not-yet-testable'
  if (!broken) return 'kept'
  return backed && !disputes ? 'not-kept' : 'disputed'
}
