import type { SideSaid, StatementVotes } from '../../../views/conversation/statement-map/value.ts'
import { percent } from '../../amounts.ts'
import { groupStyle } from '../../palette.ts'
import type { Words } from '../../picture.ts'

/** The shares of a side that agree and disagree, of those who voted, and how many did. */
export function sharesOf({ agree, disagree, pass }: SideSaid): { agree: string; disagree: string; voted: number } {
  const voted = agree + disagree + pass
  const of = (n: number): string => percent(voted === 0 ? 0 : n / voted)
  return { agree: of(agree), disagree: of(disagree), voted }
}

/** How a side is called: a group by its letter, a half by where it is. */
export function sideName(cut: StatementVotes['sides']['cut'], id: number, words: Words): string {
  return cut === 'groups' ? words('map.said.group', { letter: groupStyle(id).letter }) : words(`map.part.halves.${id}`)
}
