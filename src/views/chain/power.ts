import * as z from 'zod'
import { flows } from '../../folds/chain/flows.ts'
import { naming } from '../../folds/chain/names.ts'
import { observed } from '../../folds/chain/observed.ts'
import { snapshots } from '../../folds/chain/snapshots.ts'
import { defineView } from '../view.ts'
import { rotationOf } from './rotation.ts'
import { gamesOf, ruleOf } from './rules.ts'
import { latestSource } from './source.ts'
import { powerValue } from './values.ts'

/** Who can pass or block what, under the rules in force and those that are proposed. */
export const power = defineView({
  name: 'power',
  version: 5,
  title: 'Power',
  summary:
    'For each rule in force or proposed: the fewest who can pass, the fewest who can block, and how often each player turns the outcome (Banzhaf, Shapley and Shubik), after the latest snapshot.',
  value: powerValue,
  params: z.strictObject({}),

  from: { snapshots, observed, flows, naming },

  answer({ snapshots, observed, flows, naming }) {
    if (observed === null) return { source: null, rules: [], rotation: [] }
    return {
      source: latestSource(snapshots),
      rules: gamesOf({ observed, flows, naming }).map((game) => ruleOf(naming, game)),
      rotation: rotationOf(observed, naming),
    }
  },
})
