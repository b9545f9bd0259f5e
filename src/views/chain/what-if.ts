import * as z from 'zod'
import { nobody } from '../../evidence/accounts.ts'
import type { Holdings } from '../../evidence/holdings.ts'
import { balanceSheetOf, rowOfAddress, sum } from '../../folds/chain/balance-sheet.ts'
import { type Groups, groupsOf } from '../../folds/chain/groups.ts'
import { namedRow } from '../../folds/chain/names.ts'
import type { ChainBase } from '../../folds/chain.ts'
import type { Address } from '../../log/ss58.ts'
import { concentration, type Fraction, nakamoto, ratio } from '../../math/concentration.ts'
import { fewestToBlock, fewestToReach } from '../../math/power.ts'
import { Refusal } from '../../records/refusals.ts'
import { accountAddress, limitUpTo, wholeNumber } from '../params.ts'
import type { View } from '../view.ts'
import { type Game, gamesOf, stakeGames } from './rules.ts'
import { latestSource } from './source.ts'
import type { Change, WhatIfValue } from './values.ts'

interface Params {
  from?: Address | undefined
  to?: Address | undefined
  share: number
  leave?: Address | undefined
  limit: number
}

type Observed = ChainBase & { latest: Holdings }

/** What would change if delegators moved, or if somebody left. */
export const whatIf: View<Params, null, WhatIfValue> = {
  name: 'what-if',
  version: 1,
  title: 'What if',
  summary:
    'What concentration, rules and weights would be if a share of what is delegated to one validator moved to another, or if one entity left with all that it staked.',
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
    limit: limitUpTo(100, 20),
  }),

  // The base fold holds all of it.
  start: () => null,
  step: () => undefined,

  finish(_state, params, { chain }) {
    const { latest } = chain
    if (latest === null)
      return new Refusal('not-found', 'There is no snapshot yet to begin from: come back after the first.')
    const groups = groupsOf(latest, 'entity', chain.ties)
    const done = imagine(latest, groups, params)
    return done instanceof Refusal ? done : compare({ ...chain, latest }, groups, done, params.limit)
  },
}

/** The weights after a change, in words. */
interface Imagined {
  change: string
  weight: BigUint64Array
  moved: bigint
  /** Row of the entity that is gone, or null. */
  gone: number | null
}

function imagine(latest: Holdings, groups: Groups, { from, to, share, leave }: Params): Imagined | Refusal {
  if (leave !== undefined && from === undefined && to === undefined) {
    const row = entityOf(latest, groups, leave)
    return row instanceof Refusal ? row : without(latest, groups, row, leave)
  }
  if (from === undefined || to === undefined || leave !== undefined)
    return new Refusal('bad-parameter', 'The view whatIf takes either "from" and "to", or "leave": say one of the two.')
  const rows = [from, to].map((each) => entityOf(latest, groups, each))
  const refused = rows.find((row) => row instanceof Refusal)
  if (refused instanceof Refusal) return refused
  const [source, target] = rows as [number, number]
  const moved = source === target ? 0n : (groups.delegated[source]! * BigInt(share)) / 100n
  const weight = groups.weight.slice()
  weight[source]! -= moved
  weight[target]! += moved
  return { change: `${share} % of what is delegated to ${from} moves to ${to}`, weight, moved, gone: null }
}

function entityOf(latest: Holdings, { of }: Groups, account: Address): number | Refusal {
  const row = rowOfAddress(latest, account)
  if (row !== nobody) return of[row]!
  return new Refusal('not-found', `The latest snapshot does not name ${account}: copy the address again.`)
}

/** Takes away what an entity staked with others, and everything that lies on its own hotkeys. */
function without(latest: Holdings, { of, weight: before }: Groups, gone: number, account: Address): Imagined {
  const weight = before.slice()
  const { stakeTao } = balanceSheetOf(latest)
  let moved = 0n
  for (let i = 0; i < stakeTao.length; i++) {
    const [holder, validator] = [of[latest.stakeColdkey[i]!]!, of[latest.stakeHotkey[i]!]!]
    if (holder !== gone && validator !== gone) continue
    weight[validator]! -= stakeTao[i]!
    moved += stakeTao[i]!
  }
  return { change: `${account} leaves`, weight, moved, gone }
}

const third: Fraction = [1n, 3n]
const half: Fraction = [1n, 2n]

function compare(
  chain: Observed,
  groups: Groups,
  { change, weight, moved, gone }: Imagined,
  limit: number,
): WhatIfValue {
  const [before, after] = [groups.weight, weight].map((each) =>
    concentration(each.filter((_, row) => groups.of[row] === row)),
  )
  const fewest = (share: Fraction): Change => ({ before: nakamoto(before!, share), after: nakamoto(after!, share) })
  return {
    source: latestSource(chain),
    change,
    moved: String(moved),
    gini: { before: before!.gini, after: after!.gini },
    nakamoto: { half: fewest(half), third: fewest(third) },
    rules: rulesChanged(chain, { ...groups, weight }, gone),
    gains: gainsOf(chain, groups, weight, limit),
  }
}

function rulesChanged(chain: Observed, after: Groups, gone: number | null): WhatIfValue['rules'] {
  const { latest } = chain
  const stake = new Map(stakeGames(latest, after).map((game) => [game.rule, game]))
  const leaver = gone === null ? null : namedRow(chain, gone).key
  return gamesOf(chain).flatMap((game) => {
    const then = stake.get(game.rule) ?? { ...game, players: game.players.filter(({ key }) => key !== leaver) }
    const [now, next] = [setsOf(game), setsOf(then)]
    const pass = changeOf(now.pass, next.pass)
    const block = changeOf(now.block, next.block)
    const same = pass?.before === pass?.after && block?.before === block?.after
    return same ? [] : [{ rule: game.rule, title: game.title, pass, block, players: next.players }]
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
  chain: Observed,
  { weight: before }: Groups,
  after: BigUint64Array,
  limit: number,
): WhatIfValue['gains'] {
  const [was, is] = [sum(before), sum(after)]
  const part = (amount: bigint, of: bigint): number => (of === 0n ? 0 : ratio(amount, of))
  const changed: { row: number; before: number; after: number }[] = []
  for (let row = 0; row < before.length; row++) {
    if (before[row] === 0n && after[row] === 0n) continue
    const [share, next] = [part(before[row]!, was), part(after[row]!, is)]
    if (share !== next) changed.push({ row, before: share, after: next })
  }
  changed.sort((a, b) => Math.abs(b.after - b.before) - Math.abs(a.after - a.before) || a.row - b.row)
  return changed.slice(0, limit).map(({ row, ...shares }) => ({ ...namedRow(chain, row), ...shares }))
}
