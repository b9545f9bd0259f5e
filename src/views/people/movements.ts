import * as z from 'zod'
import { findNumber } from '../../folds/chain/dictionary.ts'
import { flows, type MovingFlows } from '../../folds/chain/flows.ts'
import { type Detected, flowOf, largeMovements, lastBlock } from '../../folds/chain/large-movements.ts'
import { movementRecords } from '../../folds/chain/movement-records.ts'
import { seenEntity } from '../../folds/chain/names.ts'
import { observed } from '../../folds/chain/observed.ts'
import { snapshots } from '../../folds/chain/snapshots.ts'
import { type Address, publicKeyOf } from '../../log/ss58.ts'
import type { RecordId } from '../../records/ids.ts'
import { latestMoved } from '../chain/source.ts'
import {
  type Movement,
  type MovementsValue,
  movementState,
  movementsValue,
  type Severity,
  severity,
} from '../chain/values.ts'
import { accountAddress, nextOf, type Page, pageUpTo, recordIdParam, rowsOn, wholeNumber } from '../params.ts'
import { defineView } from '../view.ts'
import { describe, firstBlock } from './movements/describe.ts'
import { saidOfMovements } from './movements/explained.ts'
import { recordsOf } from './movements/recorded.ts'
import { speaking } from './refs.ts'
import { sides } from './sides.ts'

interface Params extends Page {
  account?: Address | undefined
  movement?: RecordId | undefined
  from?: number | undefined
  to?: number | undefined
  severity?: Severity | undefined
  state?: Movement['state'] | undefined
}

const blockNumber = wholeNumber(0, 4_294_967_295).optional()

/** Large movements on the chain: detected from the evidence, and pointed at by records. */
export const movements = defineView({
  name: 'movements',
  version: 6,
  title: 'Movements',
  summary:
    'Large movements of TAO and stake: of all TAO, beyond what an account usually moves, enough to change who has a majority, or to move a price. Steps of the same money are one movement. Each with what was said about it.',
  value: movementsValue,
  params: z.strictObject({
    account: accountAddress
      .optional()
      .describe('Only those of the entity that this account belongs to.')
      .meta({ own: true }),
    movement: recordIdParam.optional().describe('Only the one that this record points at.').meta({ own: true }),
    from: blockNumber.describe('First block.').meta({ own: true }),
    to: blockNumber.describe('Last block.').meta({ own: true }),
    severity: severity.optional().describe('Only those of this severity or a greater one.'),
    state: movementState.optional().describe('Only those of which this much is said.'),
    ...pageUpTo(500, 50),
  }),

  from: { ...speaking, snapshots, flows, largeMovements, movementRecords, observed, saidOfMovements, sides },

  answer(given, params) {
    const { dictionary, tables } = given.flows
    const { found } = given.largeMovements
    const points = [...given.movementRecords.values()]
    const accounts = params.account === undefined ? null : [params.account, seenEntity(given.observed, params.account)]
    const numbers = accounts?.map((account) => account && findNumber(dictionary, publicKeyOf(account))) ?? null
    const whose = numbers?.filter((number) => number !== null) ?? null
    const records = recordsOf(found, points, dictionary)
    // What has a record stays, even when the money went back later.
    const told = found.filter((each) => !each.void || records.has(each))
    const rows = told
      .filter((each) => fits(each, params, whose))
      .filter((each) => params.movement === undefined || records.get(each)?.id === params.movement)
      .sort((a, b) => lastBlock(b) - lastBlock(a) || firstBlock(b) - firstBlock(a))
      .map((each) => describe(each, given, dictionary, given.saidOfMovements, records.get(each)))
      .filter(({ severity }) => rankOf(severity) >= rankOf(params.severity ?? 'notable'))
      .filter(({ state }) => params.state === undefined || state === params.state)
    const founded = new Set(records.values())
    const unfounded = points.filter((each) => !founded.has(each))
    const gaps = gapsIn(tables)
    const { conversation } = given.sides
    return {
      source: latestMoved(given.snapshots),
      sidesFrom: conversation && { conversation: conversation.id, title: conversation.title },
      threshold: String(((tables.at(-1)?.issuance ?? 0n) * 5n) / 10_000n),
      movements: rowsOn(rows, params),
      next: nextOf(params, rows.length, unfounded.length, gaps.length),
      total: rows.length,
      unfounded: rowsOn(unfounded, params).map(({ id, index }) => ({ id, index })),
      gaps: rowsOn(gaps, params),
    }
  },
})

const rankOf = (of: Severity): number => severity.options.indexOf(of)

function fits(movement: Detected, { from, to }: Params, whose: readonly number[] | null): boolean {
  if (from !== undefined && lastBlock(movement) < from) return false
  if (to !== undefined && firstBlock(movement) > to) return false
  return whose === null || whose.some((account) => isOf(movement, account))
}

/** Does the entity of an account take part in it? */
function isOf({ steps }: Detected, account: number): boolean {
  return steps.some((step) => {
    const of = (number: number): number => step.table.entity.get(number) ?? number
    const { from, to, hotkey, toHotkey } = flowOf(step)
    return [from, to, hotkey, toHotkey].some((number) => of(number) === of(account))
  })
}

function gapsIn(tables: readonly MovingFlows[]): MovementsValue['gaps'] {
  return tables.flatMap(({ last }, i) => {
    const next = tables[i + 1]
    return next && next.first > last + 1 ? [{ first: last + 1, last: next.first - 1 }] : []
  })
}
