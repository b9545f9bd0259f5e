/** What the views about the chain say, in sentences. */

import { tao } from '../../../draw/amounts.ts'
import type {
  GovernanceKey,
  Influence,
  InfluenceValue,
  Movement,
  PowerValue,
  Relation,
  Rule,
} from '../../../views/chain/values.ts'
import { say } from '../language.ts'
import { figure, nameOf } from '../words.ts'

type Issued = NonNullable<InfluenceValue['issuance']>
type Seat = PowerValue['rotation'][number]['seats'][number]

/** `A`, `A and B`, `A, B and 3 more`; at most `most` by name. */
export function listed(names: readonly string[], total = names.length, most = 6): string {
  const shown = names.slice(0, total > most ? most - 1 : most)
  const last = total > shown.length ? `${figure(total - shown.length)} more` : shown.pop()
  return shown.length === 0 ? (last ?? '') : `${shown.join(', ')} and ${last}`
}

/** `These 4 can pass it together: A, B, C and D.` */
export function whoCan(what: 'pass' | 'block', { players, canPass, canBlock, fewest }: Rule): string {
  const [accounts, count] = what === 'pass' ? [canPass, fewest.pass] : [canBlock, fewest.block]
  if (accounts === null || count === null)
    return what === 'pass' ? 'All together do not reach what is needed.' : 'Nobody needs to block it: it cannot pass.'
  const known = new Map(players.map((player) => [player.key, player]))
  const names = accounts.map((key) =>
    nameOf(known.get(key) ?? { key, introduced: null, name: null, label: null, taken: null }),
  )
  if (count === 1) return `One alone can ${what} it: ${names[0]}.`
  return `These ${figure(count)} together can ${what} it: ${listed(names, count)}.`
}

/** What to think of a snapshot in which the TAO does not add up. */
export function brokenInWords({ surplus, missing }: Pick<Issued, 'surplus' | 'missing'>): string {
  return say('issuance.broken', { surplus: surplus === '0' ? 'none' : tao(surplus), missing: tao(missing) })
}

/** What a movement was, as a heading. */
export const movementTitle = ({ what, netuid, toNetuid }: Movement): string =>
  say(`movement.what.${what}`, { netuid: netuid ?? 'none', toNetuid: toNetuid ?? 'none' })

/** `sudo`, or how many of the signatories of a multisig decide for one of them. */
export const keyInWords = ({ key, threshold, of }: GovernanceKey): string =>
  say(`key.${key}`, { threshold: threshold ?? 'none', of: of ?? 'none' })

/** What an entity controls beside what it holds, in a few words; empty when it controls nothing. */
export function controls({ subnetsOwned, seats, keys }: Pick<Influence, 'subnetsOwned' | 'seats' | 'keys'>): string[] {
  const n = subnetsOwned.length
  return [
    ...(n === 0 ? [] : [say('controls.subnets', { n, subnets: listed(subnetsOwned.map(String)) })]),
    ...seats.map((seat) => say('controls.seat', { seat })),
    ...keys.map((key) => say('controls.key', { key: keyInWords(key) })),
  ]
}

/** The figures of a relation; empty where it has none. */
export function relationDetail({ how, detail }: Relation): string {
  const { proxyType, delay, threshold, of, netuid, block } = detail
  if (proxyType !== null) return say('relation.detail.proxy', { type: proxyType, delay: delay ?? 'none' })
  if (threshold !== null) return say('relation.detail.multisig', { threshold, of: of ?? 'none' })
  if (netuid !== null) return say('relation.detail.subnet', { netuid })
  if (block === null) return ''
  return say(how === 'swap-due' ? 'relation.detail.due' : 'relation.detail.block', { block })
}

/** Why somebody would have a seat of a proposed collective. */
export function seatInWords({ amount, netuid }: Seat): string {
  if (amount !== null) return say('rotation.economic.seat', { amount: tao(amount) })
  return netuid === null ? '' : say('rotation.building.seat', { netuid })
}

/** How much more than is needed the fewest that can pass have, in tenths of a percent. */
export const marginInWords = ({ margin }: Rule): string =>
  say('rule.margin', { percent: margin === null ? 'none' : String(Math.round(margin * 1000) / 10) })
