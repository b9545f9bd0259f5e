import * as z from 'zod'
import { nobody } from '../../evidence/accounts.ts'
import { stakeAt } from '../../evidence/holdings.ts'
import { potOf } from '../../evidence/pots.ts'
import { addRao, raoAt, rowAt } from '../../evidence/rows.ts'
import { rowOfAddress, sum } from '../../folds/chain/balance-sheet.ts'
import { flows } from '../../folds/chain/flows.ts'
import type { Groups } from '../../folds/chain/groups.ts'
import { type Naming, namedRow, naming } from '../../folds/chain/names.ts'
import { type Observed, observed } from '../../folds/chain/observed.ts'
import { snapshots } from '../../folds/chain/snapshots.ts'
import { type Address, publicKeyOf } from '../../log/ss58.ts'
import { concentration, type Fraction, nakamoto, ratio } from '../../math/concentration.ts'
import { fewestToBlock, fewestToReach } from '../../math/power.ts'
import { Refusal } from '../../records/refusals.ts'
import { accountAddress, nextOf, type Page, pageUpTo, rowsOn, wholeNumber } from '../params.ts'
import { defineView } from '../view.ts'
import { type Game, type Governed, gamesOf, stakeGames } from './rules.ts'
import { latestSource } from './source.ts'
import { type Change, type WhatIfValue, whatIfValue } from './values.ts'

interface Params extends Page {
  from?: Address | undefined
  to?: Address | undefined
  share: number
  leave?: Address | undefined
}

/** What would change if delegators moved, or if somebody left. */
export const whatIf = defineView({
  name: 'what-if',
  version: 4,
  title: 'What if',
  summary:
    'What concentration, rules and weights would be if a share of what is delegated to one validator moved to another, or if one entity left with all that it staked.',
  value: whatIfValue,
  params: z.strictObject({
    from: accountAddress.optional().describe('Whose delegators move: a hotkey, or its coldkey.').meta({ own: true }),
    to: accountAddress.optional().describe('Where they move to.').meta({ own: true }),
    share: wholeNumber(1, 100)
      .default(100)
      .describe('How much of what is delegated moves, in percent.')
      .meta({ own: true }),
    leave: accountAddress
      .optional()
      .describe('Who leaves, in place of the move: its stake goes, and so does what lay on its hotkeys.')
      .meta({ own: true }),
    ...pageUpTo(100, 20),
  }),

  from: { snapshots, observed, flows, naming },

  answer({ snapshots, observed, flows, naming }, params) {
    if (observed === null) return new Refusal('not-found', { reason: 'no-snapshot' })
    const done = imagine(observed, params)
    if (done instanceof Refusal) return done
    const { groups } = observed
    const { weight, moved, gone } = done
    return {
      source: latestSource(snapshots),
      moved: String(moved),
      ...spreadChanged(groups, weight),
      rules: rulesChanged({ observed, flows, naming }, weight, gone),
      ...gainsOf(observed, naming, weight, params),
    }
  },
})

/** The weights after a change. */
interface Imagined {
  weight: BigUint64Array
  moved: bigint
  /** Row of the entity that is gone, or null. */
  gone: number | null
}

function imagine(observed: Observed, { from, to, share, leave }: Params): Imagined | Refusal {
  const { groups } = observed
  if (leave !== undefined && from === undefined && to === undefined) {
    const row = entityOf(observed, leave)
    return row instanceof Refusal ? row : without(observed, row)
  }
  if (from === undefined || to === undefined || leave !== undefined)
    return new Refusal('bad-parameter', { reason: 'move-or-leave' })
  const [source, target] = [entityOf(observed, from), entityOf(observed, to)]
  if (source instanceof Refusal) return source
  if (target instanceof Refusal) return target
  const moved = source === target ? 0n : (raoAt(groups.delegated, source) * BigInt(share)) / 100n
  const weight = groups.weight.slice()
  addRao(weight, source, -moved)
  addRao(weight, target, moved)
  return { weight, moved, gone: null }
}

function entityOf({ holdings, groups }: Observed, account: Address): number | Refusal {
  const pot = potOf(publicKeyOf(account))
  if (pot !== null) return new Refusal('not-found', { reason: 'pot', account, what: pot.kind })
  const row = rowOfAddress(holdings, account)
  return row === nobody ? new Refusal('not-found', { reason: 'not-in-snapshot', account }) : rowAt(groups.groupOf, row)
}

/** Takes away what an entity staked with others, and everything that lies on its own hotkeys. */
function without({ holdings, sheet, groups: { groupOf, weight: before } }: Observed, gone: number): Imagined {
  const weight = before.slice()
  let moved = 0n
  for (const [i, tao] of sheet.stakeTao.entries()) {
    const { coldkey, hotkey } = stakeAt(holdings, i)
    const [holder, validator] = [rowAt(groupOf, coldkey), rowAt(groupOf, hotkey)]
    if (holder !== gone && validator !== gone) continue
    addRao(weight, validator, -tao)
    moved += tao
  }
  return { weight, moved, gone }
}

const third: Fraction = [1n, 3n]
const half: Fraction = [1n, 2n]

function spreadChanged(groups: Groups, after: BigUint64Array): Pick<WhatIfValue, 'gini' | 'nakamoto'> {
  const spread = (weight: BigUint64Array) =>
    concentration(BigUint64Array.from(groups.holders, (row) => raoAt(weight, row)))
  const [was, is] = [spread(groups.weight), spread(after)]
  const fewest = (share: Fraction): Change => ({ before: nakamoto(was, share), after: nakamoto(is, share) })
  return { gini: { before: was.gini, after: is.gini }, nakamoto: { half: fewest(half), third: fewest(third) } }
}

function rulesChanged(governed: Governed, weight: BigUint64Array, gone: number | null): WhatIfValue['rules'] {
  const { holdings, groups } = governed.observed
  const stake = new Map(stakeGames(holdings, { ...groups, weight }).map((game) => [game.rule, game]))
  const leaver = gone === null ? null : namedRow(governed.naming, holdings, gone).key
  return gamesOf(governed).flatMap((game) => {
    const then = stake.get(game.rule) ?? { ...game, players: game.players.filter(({ key }) => key !== leaver) }
    const [now, next] = [setsOf(game), setsOf(then)]
    const pass = changeOf(now.pass, next.pass)
    const block = changeOf(now.block, next.block)
    const same = pass?.before === pass?.after && block?.before === block?.after
    const { rule, terms, status } = game
    return same ? [] : [{ rule, terms, status, pass, block, players: next.players }]
  })
}

function setsOf({ players, quota }: Game) {
  const weights = players.map(({ weight }) => weight)
  const [pass, block] = [fewestToReach(weights, quota), fewestToBlock(weights, quota)]
  return { pass, block, players: (pass ?? []).slice(0, 64).map((place) => players[place]!.key) }
}

function changeOf(before: number[] | null, after: number[] | null): Change | null {
  return before === null && after === null ? null : { before: before?.length ?? 0, after: after?.length ?? 0 }
}

function gainsOf(
  { holdings, groups: { weight: before } }: Observed,
  naming: Naming,
  after: BigUint64Array,
  page: Page,
): Pick<WhatIfValue, 'gains' | 'next'> {
  const [was, is] = [sum(before), sum(after)]
  const part = (amount: bigint, of: bigint): number => (of === 0n ? 0 : ratio(amount, of))
  const changed: { row: number; before: number; after: number }[] = []
  for (const [row, amount] of before.entries()) {
    const then = raoAt(after, row)
    if (amount === 0n && then === 0n) continue
    const [share, next] = [part(amount, was), part(then, is)]
    if (share !== next) changed.push({ row, before: share, after: next })
  }
  changed.sort((a, b) => Math.abs(b.after - b.before) - Math.abs(a.after - a.before) || a.row - b.row)
  const gains = rowsOn(changed, page).map(({ row, ...shares }) => ({ ...namedRow(naming, holdings, row), ...shares }))
  return { gains, next: nextOf(page, changed.length) }
}
