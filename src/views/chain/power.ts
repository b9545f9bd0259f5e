import * as z from 'zod'
import type { View } from '../view.ts'
import { rotationOf } from './rotation.ts'
import { gamesOf, ruleOf } from './rules.ts'
import { latestSource } from './source.ts'
import type { PowerValue } from './values.ts'

/** Who can pass or block what, under the rules in force and those that are proposed. */
export const power: View<object, null, PowerValue> = {
  name: 'power',
  version: 2,
  title: 'Power',
  summary:
    'For each rule in force or proposed: the fewest who can pass, the fewest who can block, and how often each player turns the outcome (Banzhaf, Shapley and Shubik), after the latest snapshot.',
  params: z.strictObject({}),

  // The base fold holds all of it.
  start: () => null,
  step: () => undefined,

  finish(_state, _params, { chain }) {
    const { latest } = chain
    if (latest === null) return { source: null, rules: [], rotation: [] }
    const observed = { ...chain, latest }
    return {
      source: latestSource(chain),
      rules: gamesOf(observed).map((game) => ruleOf(observed, game)),
      rotation: rotationOf(observed),
    }
  },
}
