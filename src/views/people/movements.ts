import * as z from 'zod'
import { accountAt, nobody } from '../../evidence/accounts.ts'
import { rowOfAddress } from '../../folds/chain/balance-sheet.ts'
import { groupsOf } from '../../folds/chain/groups.ts'
import type { MovingFlows } from '../../folds/chain/moving.ts'
import type { ChainBase } from '../../folds/chain.ts'
import { type Address, publicKeyOf } from '../../log/ss58.ts'
import { latestSource } from '../chain/source.ts'
import type { Movement, MovementsValue, Severity } from '../chain/values.ts'
import { accountAddress, limitUpTo, wholeNumber } from '../params.ts'
import type { View } from '../view.ts'
import { describe, firstBlock, lastBlock } from './movements/describe.ts'
import { type Detected, Detector } from './movements/detect.ts'
import { saidOfMovements } from './movements/explained.ts'
import { recordsOf } from './movements/recorded.ts'
import { deskOf } from './refs.ts'

interface Params {
  account?: Address | undefined
  from?: number | undefined
  to?: number | undefined
  severity?: Severity | undefined
  state?: Movement['state'] | undefined
  limit: number
}

/** What was detected so far. */
interface State {
  detector: Detector
}

const blockNumber = wholeNumber(0, 4_294_967_295).optional()

const movementStates = ['unexplained', 'announced', 'explained', 'disputed', 'not attributable'] as const

/** Large movements on the chain: detected from the evidence, and pointed at by records. */
export const movements: View<Params, State, MovementsValue> = {
  name: 'movements',
  version: 2,
  title: 'Movements',
  summary:
    'Large movements of TAO and stake: of all TAO, beyond what an account usually moves, enough to change who has a majority, or to move a price. Steps of the same money are one movement. Each with what was said about it.',
  params: z.strictObject({
    account: accountAddress
      .optional()
      .describe('Only those of the entity that this account belongs to.')
      .meta({ own: true }),
    from: blockNumber.describe('First block.').meta({ own: true }),
    to: blockNumber.describe('Last block.').meta({ own: true }),
    severity: z.enum(['notable', 'large', 'very large']).optional().describe('Only those of this severity.'),
    state: z.enum(movementStates).optional().describe('Only those of which this much is said.'),
    limit: limitUpTo(500, 50),
  }),

  start: () => ({ detector: new Detector() }),

  step(state, _entry, { fresh, chain }) {
    if (fresh?.moving) take(state, fresh.moving, chain.moving)
  },

  finish({ detector }, params, base) {
    const { chain } = base
    const { dictionary, moving } = chain
    const desk = deskOf(base)
    const said = saidOfMovements(desk)
    const whose = params.account === undefined ? null : numbersOf(chain, params.account)
    const records = recordsOf(detector.found, chain.movements, dictionary)
    // What has a record stays, even when the money went back later.
    const told = detector.found.filter((each) => !each.void || records.has(each))
    const rows = told
      .filter((each) => fits(each, params, whose))
      .sort((a, b) => lastBlock(b) - lastBlock(a) || firstBlock(b) - firstBlock(a))
      .map((each) => describe(each, desk, said, records.get(each)))
      .filter(({ severity }) => params.severity === undefined || severity === params.severity)
      .filter(({ state }) => params.state === undefined || state === params.state)
    const founded = new Set(records.values())
    return {
      source: latestSource(chain),
      threshold: String(((moving.at(-1)?.issuance ?? 0n) * 5n) / 10_000n),
      movements: rows.slice(0, params.limit),
      total: rows.length,
      unfounded: chain.movements.filter((each) => !founded.has(each)).map(({ id, index }) => ({ id, index })),
      gaps: gapsIn(moving),
    }
  },
}

/** Looks through a table; one of earlier blocks, as going back over a chain brings them, makes all later ones new. */
function take(state: State, table: MovingFlows, all: readonly MovingFlows[]): void {
  if (all.at(-1) !== table) state.detector = new Detector()
  for (const each of all.at(-1) === table ? [table] : all) state.detector.push(each)
}

function fits(movement: Detected, { from, to }: Params, whose: number[] | null): boolean {
  if (from !== undefined && lastBlock(movement) < from) return false
  if (to !== undefined && firstBlock(movement) > to) return false
  return whose === null || whose.some((account) => isOf(movement, account))
}

/** An account, and the one that names its entity now: a hotkey need not stand in a flow of its coldkey. */
function numbersOf({ dictionary, latest, ties }: ChainBase, account: Address): number[] {
  const row = latest === null ? nobody : rowOfAddress(latest, account)
  const named =
    latest === null || row === nobody ? [] : [accountAt(latest.accounts, groupsOf(latest, 'entity', ties).of[row]!)]
  const numbers = [publicKeyOf(account), ...named].map((key) => dictionary.find(key))
  return numbers.filter((number) => number !== null)
}

/** Does the entity of an account take part in it? */
function isOf({ steps }: Detected, account: number): boolean {
  return steps.some(({ table, row }) => {
    const entity = table.entity.get(account) ?? account
    const of = (number: number): number => table.entity.get(number) ?? number
    return [table.from, table.to, table.hotkey, table.toHotkey].some((column) => of(column[row]!) === entity)
  })
}

function gapsIn(tables: readonly MovingFlows[]): MovementsValue['gaps'] {
  return tables.slice(1).flatMap(({ first }, i) => {
    const { last } = tables[i]!
    return first > last + 1 ? [{ first: last + 1, last: first - 1 }] : []
  })
}
