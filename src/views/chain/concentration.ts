import * as z from 'zod'
import { flows } from '../../folds/chain/flows.ts'
import { genesisInForce, genesisLists } from '../../folds/chain/genesis.ts'
import { concentrationHistory, type HistoryPoint } from '../../folds/chain/history.ts'
import { inDigits } from '../../folds/chain/issuance.ts'
import { type Naming, naming } from '../../folds/chain/names.ts'
import { type Observed, observed, observedAccounts } from '../../folds/chain/observed.ts'
import { snapshots } from '../../folds/chain/snapshots.ts'
import { measures, spreadOf } from '../../folds/chain/spreads.ts'
import { fewestToReach } from '../../math/power.ts'
import { type HoldingRole, holdingRoles } from '../../records/chain/known-accounts.ts'
import { nextOf, rowsOn, wholeOrPage } from '../params.ts'
import { defineView } from '../view.ts'
import { knownRows, withoutRoles } from './known.ts'
import { gamesOf } from './rules.ts'
import { latestSource } from './source.ts'
import { type ConcentrationValue, concentrationValue, type Level } from './values.ts'

/** How unequally holdings, stake and weight are spread, now and over time. */
export const concentration = defineView({
  name: 'concentration',
  version: 6,
  title: 'Concentration',
  summary:
    'Gini, Herfindahl-Hirschman and Nakamoto figures of holdings, stake and validator weight, for entities and accounts, with and without known accounts, and over all snapshots.',
  value: concentrationValue,
  params: z.strictObject({ without: withoutRoles, ...wholeOrPage }),

  from: { snapshots, observed, observedAccounts, flows, naming, concentrationHistory, genesisLists },

  answer(given, { without, ...page }) {
    const { snapshots, observed, flows, naming } = given
    const blocks = [...given.concentrationHistory.values()].sort((a, b) => a.block - b.block).map(pointOf)
    const [history, next] = [rowsOn(blocks, page), nextOf(page, blocks.length)]
    const genesis = genesisInForce(given.genesisLists)
    if (observed === null) return { source: null, without, spreads: [], rules: [], history, next, genesis }
    const roles = without.length > 0 ? without : holdingRoles
    return {
      source: latestSource(snapshots),
      without,
      spreads: [
        ...spreadsOf('entity', observed, naming, roles),
        ...spreadsOf('account', given.observedAccounts ?? observed, naming, roles),
      ],
      rules: gamesOf({ observed, flows, naming }).map(({ rule, players, quota }) => {
        const weights = players.map(({ weight }) => weight)
        return { rule, needed: fewestToReach(weights, quota)?.length ?? null }
      }),
      history,
      next,
      genesis,
    }
  },
})

const pointOf = (point: HistoryPoint): ConcentrationValue['history'][number] => ({
  ...point,
  issuance: inDigits(point.issuance),
})

/** Each measure at a level, with everybody and without the known accounts. */
function spreadsOf(
  level: Level,
  { holdings, groups }: Observed,
  naming: Naming,
  roles: readonly HoldingRole[],
): ConcentrationValue['spreads'] {
  const known = knownRows(naming, holdings, groups, roles)
  return measures.map((measure) => {
    const all = spreadOf(groups, measure)
    return { level, measure, all, withoutKnown: known.size === 0 ? null : spreadOf(groups, measure, known) }
  })
}
