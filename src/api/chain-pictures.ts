/** The pictures of what the chain says and where people stand: which view each shows, and how. */

import type * as z from 'zod'
import { concentrationPicture } from '../draw/chain/concentration.ts'
import { delegationPicture } from '../draw/chain/delegation.ts'
import { influencePicture } from '../draw/chain/influence.ts'
import { powerPicture } from '../draw/chain/power.ts'
import { movementsPicture } from '../draw/people/movements.ts'
import { positionsPicture } from '../draw/people/positions.ts'
import type { PictureOptions } from '../draw/picture.ts'
import { isRefusal, Refusal } from '../records/refusals.ts'
import type {
  ConcentrationValue,
  DelegationValue,
  InfluenceValue,
  MovementsValue,
  PowerValue,
} from '../views/chain/values.ts'
import type { PositionsValue } from '../views/people/values.ts'
import { english } from '../words/en.ts'
import type { drawing } from './contract.ts'

type Params = Record<string, string>
type Drawing = z.infer<typeof drawing>

/** Gives the text of a result. */
export type ReadView = (view: string, params: Params) => Promise<string | Refusal>

interface Asked {
  params: Params
  rule: string | undefined
  options: PictureOptions
  /** The value of a view, or why there is none. */
  value<T>(view: string, params: Params): Promise<T | Refusal>
}

const pictures: Record<string, (asked: Asked) => Promise<string | Refusal>> = {
  'influence.svg': async ({ params, options, value }) =>
    drawn(await value<InfluenceValue>('influence', { limit: '60', ...params }), (all) =>
      influencePicture(all, options),
    ),
  'concentration.svg': async ({ params, options, value }) =>
    drawn(await value<ConcentrationValue>('concentration', params), (all) => concentrationPicture(all, options)),
  'delegation.svg': async ({ params, options, value }) =>
    drawn(await value<DelegationValue>('delegation', params), (all) => delegationPicture(all, options)),
  'power.svg': async ({ params, rule, options, value }) =>
    drawn(await value<PowerValue>('power', params), ({ rules }) => {
      const shown = rules.find((each) => each.rule === rule)
      return shown ? powerPicture(shown, english.say, options) : noRule(rules)
    }),
  'positions.svg': async ({ params, options, value }) =>
    drawn(await value<PositionsValue>('positions', params), ({ questions, positions }) =>
      positions === null || !questions[0]
        ? new Refusal('bad-parameter', { reason: 'picture-question' })
        : positionsPicture(questions[0], options),
    ),
  'movements.svg': async ({ params, options, value }) => {
    const own = await accountsOf(params['account'], value)
    return drawn(await value<MovementsValue>('movements', { limit: '100', ...params }), ({ movements }) =>
      movementsPicture(movements, own, options),
    )
  },
}

function drawn<T>(value: T | Refusal, draw: (value: T) => string | Refusal): string | Refusal {
  return isRefusal(value) ? value : draw(value)
}

function noRule(rules: PowerValue['rules']): Refusal {
  if (rules.length === 0) return new Refusal('bad-parameter', { reason: 'picture-no-rule' })
  return new Refusal('bad-parameter', { reason: 'picture-rule', rules: rules.map(({ rule }) => rule) })
}

/** The accounts of the entity that an account belongs to. */
async function accountsOf(account: string | undefined, value: Asked['value']): Promise<Set<string>> {
  if (account === undefined) return new Set()
  const found = await value<InfluenceValue>('influence', { account })
  return new Set([account, ...(isRefusal(found) ? [] : (found.rows[0]?.accounts.map((each) => each.account) ?? []))])
}

/** Draws a picture by its name, from what `read` gives. */
export async function drawChain(
  name: string,
  params: Params,
  { width, theme, rule }: Drawing,
  read: ReadView,
): Promise<string | Refusal> {
  const draw = Object.hasOwn(pictures, name) ? pictures[name] : undefined
  if (!draw) return new Refusal('not-found', { reason: 'picture', name, pictures: Object.keys(pictures) })
  const value = async <T>(view: string, asked: Params): Promise<T | Refusal> => {
    const text = await read(view, asked)
    return isRefusal(text) ? text : (JSON.parse(text) as T)
  }
  return draw({ params, rule, options: { width, theme }, value })
}
