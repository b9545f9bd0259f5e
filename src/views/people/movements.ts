import * as z from 'zod'
import { noSubnet } from '../../evidence/flows.ts'
import type { MovingFlows } from '../../folds/chain/flows.ts'
import { snapshots } from '../../folds/chain/snapshots.ts'
import { latestMoved } from '../chain/source.ts'
import { type MovementsValue, movementState, movementsValue, severity } from '../chain/values.ts'
import { accountAddress, nextOf, pageUpTo, recordIdParam, rowsOn, wholeNumber } from '../params.ts'
import { defineView } from '../view.ts'
import { listing, listMovements } from './movements/list.ts'
import { sides } from './sides.ts'

const blockNumber = wholeNumber(0, 4_294_967_295).optional()

/** Large movements on the chain: detected from the evidence, and pointed at by records. */
export const movements = defineView({
  name: 'movements',
  version: 7,
  title: 'Movements',
  summary:
    'Large movements of TAO and stake: of all TAO, beyond what an account usually moves, enough to change who has a majority, or to move a price. Steps of the same money are one movement; so are flows of one entity that are large only as the sum of a day or a week. Each with what was said about it.',
  value: movementsValue,
  params: z.strictObject({
    account: accountAddress
      .optional()
      .describe('Only those of the entity that this account belongs to.')
      .meta({ own: true }),
    netuid: wholeNumber(0, noSubnet - 1)
      .optional()
      .describe('Only those that leave this subnet or come to it.')
      .meta({ own: true }),
    movement: recordIdParam.optional().describe('Only the one that this record points at.').meta({ own: true }),
    from: blockNumber.describe('First block.').meta({ own: true }),
    to: blockNumber.describe('Last block.').meta({ own: true }),
    severity: severity.optional().describe('Only those of this severity or a greater one.'),
    state: movementState.optional().describe('Only those of which this much is said.'),
    ...pageUpTo(500, 50),
  }),

  from: { ...listing, snapshots, sides },

  answer(given, params) {
    const { tables } = given.flows
    const { rows, unfounded } = listMovements(given, params)
    const gaps = gapsIn(tables)
    const { conversation } = given.sides
    return {
      source: latestMoved(given.snapshots),
      sidesFrom: conversation && { conversation: conversation.id, title: conversation.title },
      threshold: String(((tables.at(-1)?.issuance ?? 0n) * 5n) / 10_000n),
      movements: rowsOn(rows, params),
      next: nextOf(params, rows.length, unfounded.length, gaps.length),
      total: rows.length,
      unfounded: rowsOn(unfounded, params),
      gaps: rowsOn(gaps, params),
    }
  },
})

function gapsIn(tables: readonly MovingFlows[]): MovementsValue['gaps'] {
  return tables.flatMap(({ last }, i) => {
    const next = tables[i + 1]
    return next && next.first > last + 1 ? [{ first: last + 1, last: next.first - 1 }] : []
  })
}
