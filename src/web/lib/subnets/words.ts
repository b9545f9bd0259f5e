/** What the views of subnets and opinions say, in words. */

import { tao } from '../../../draw/amounts.ts'
import { readSubject } from '../../../records/opinion-subject.ts'
import type { OpinionRow, RoleCount, SubnetSummary, SubnetValue } from '../../../views/people/values.ts'
import { say } from '../language.ts'
import { figure } from '../words.ts'

/** `Targon (subnet 4)`, or `subnet 4`. */
export function subnetName({ name, netuid }: Pick<SubnetSummary, 'name' | 'netuid'>): string {
  const isNumber = name.toLowerCase() === `subnet ${netuid}`
  return say('subnet.name', { name: name === '' || isNumber ? 'none' : name, netuid })
}

/** `1,200.5 α`, or `12 rao of α`: an amount of a subnet's own alpha. */
export function alphaInWords(rao: string, symbol: string): string {
  const sign = symbol || 'alpha'
  return tao(rao).replace('TAO', sign).replace('rao', `rao of ${sign}`)
}

/** Since when the owner owns a subnet, and how one knows. */
export const sinceInWords = ({ how, block }: NonNullable<SubnetValue['ownerSince']>): string =>
  say(`subnet.since.${how}`, { block: figure(block) })

/** What the chain shows somebody to be to a subject. */
export const roleOn = (subject: string, role: OpinionRow['role']): string =>
  say(`opinion.role.${readSubject(subject)?.what ?? 'record'}.${role}`)

export const stanceOn = (stance: OpinionRow['stance']): string => say(`opinion.stance.${stance}`)

/** Roles in which anybody has an opinion in force. */
export const spoken = (counts: readonly RoleCount[]): RoleCount[] =>
  counts.filter(({ stances }) => stances.some(({ people }) => people > 0))
