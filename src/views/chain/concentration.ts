import * as z from 'zod'
import type { Holdings } from '../../evidence/holdings.ts'
import { groupsOf } from '../../folds/chain/groups.ts'
import type { ChainBase } from '../../folds/chain.ts'
import { fewestToReach } from '../../math/power.ts'
import { type LabelRole, labelRoles } from '../../records/chain/known-accounts.ts'
import type { View } from '../view.ts'
import { knownRows, withoutRoles } from './known.ts'
import { gamesOf } from './rules.ts'
import { latestSource } from './source.ts'
import { measures, spreadOf } from './spreads.ts'
import { type ConcentrationValue, concentrationValue, type Level } from './values.ts'

interface Params {
  without: LabelRole[]
}

/** One point of the history for each snapshot, by its block. */
type State = Map<number, ConcentrationValue['history'][number]>

const levels: Level[] = ['entity', 'account']

/** How unequally holdings, stake and weight are spread, now and over time. */
export const concentration: View<Params, State, ConcentrationValue> = {
  name: 'concentration',
  version: 2,
  title: 'Concentration',
  summary:
    'Gini, Herfindahl-Hirschman and Nakamoto figures of holdings, stake and validator weight, for entities and accounts, with and without known accounts, and over all snapshots.',
  value: concentrationValue,
  params: z.strictObject({ without: withoutRoles }),

  start: () => new Map(),

  step(state, _entry, { fresh, chain }) {
    if (fresh === null) return
    const { block, at, index } = fresh.point
    const groups = groupsOf(fresh.holdings, 'entity', chain.ties)
    state.set(block, { block, at, index, holdings: spreadOf(groups, 'holdings'), weight: spreadOf(groups, 'weight') })
  },

  finish(state, { without }, { chain }) {
    const { latest } = chain
    const history = [...state.values()].sort((a, b) => a.block - b.block)
    if (latest === null) return { source: null, without, spreads: [], rules: [], history }
    return {
      source: latestSource(chain),
      without,
      spreads: spreadsOf(chain, latest, without),
      rules: gamesOf({ ...chain, latest }).map(({ rule, players, quota }) => ({
        rule,
        needed:
          fewestToReach(
            players.map(({ weight }) => weight),
            quota,
          )?.length ?? null,
      })),
      history,
    }
  },
}

/** Each measure at each level, with everybody and without the known accounts. */
function spreadsOf(chain: ChainBase, latest: Holdings, without: LabelRole[]): ConcentrationValue['spreads'] {
  const roles = without.length > 0 ? without : labelRoles
  return levels.flatMap((level) => {
    const groups = groupsOf(latest, level, chain.ties)
    const known = knownRows(chain, latest, groups, roles)
    return measures.map((measure) => {
      const all = spreadOf(groups, measure)
      return { level, measure, all, withoutKnown: known.size === 0 ? null : spreadOf(groups, measure, known) }
    })
  })
}
