/** Why an explanation stands or does not, in sentences: the reason, how many more would be enough, who has no place. */

import { groupStyle } from '../../../draw/palette.ts'
import type { Explanation } from '../../../views/chain/values.ts'
import { say } from '../language.ts'
import { figure } from '../words.ts'
import { listed } from './words.ts'

type Side = Explanation['sides'][number]

/** `group A`, `the left half of the map`, `everybody`. */
export const sideName = ({ cut }: Pick<Explanation, 'cut'>, side: number): string =>
  say(`explanation.side.${cut}`, { letter: groupStyle(side).letter })

/** Its state and the true reason for it, in one sentence. */
export function standingInWords(explanation: Explanation): string {
  const { why, cut, sides, named, more, enough } = explanation
  const about = named.length === 0 ? sides : sides.filter(({ side }) => named.includes(side))
  const said = (which: readonly Side[], of: (side: Side) => number): string =>
    listed(
      which.map((each) =>
        say('explanation.side.said', { n: of(each), people: each.people, name: sideName(explanation, each.side) }),
      ),
    )
  const differ = why === 'sides-differ'
  const total = (of: (side: Side) => number): number => sides.reduce((sum, each) => sum + of(each), 0)
  const lacking = more.reduce((sum, each) => sum + each, 0)
  return say(`explanation.why.${why}`, {
    cut: named.length === 0 && why === 'few' ? 'crowd' : cut,
    supporting: said(differ ? about.filter((each) => pointsOf(each) > 0) : about, ({ explains }) => explains),
    rejecting: said(differ ? about.filter((each) => pointsOf(each) <= 0) : about, ({ doesNot }) => doesNot),
    names: listed(about.map((each) => calledIn(explanation, each))),
    explains: total(({ explains }) => explains),
    doesNot: total(({ doesNot }) => doesNot),
    rated: total(ratingsOf),
    more: moreInWords(explanation),
    n: why === 'against' ? about.length : lacking,
    enough: enough ? 'yes' : 'no',
  })
}

/** A side by its name; where few have rated, with how many, and where it leans the other way, with its counts. */
function calledIn(explanation: Explanation, side: Side): string {
  const { why } = explanation
  const name = sideName(explanation, side.side)
  const { explains, partly, doesNot } = side
  if (why === 'against') return say('explanation.side.leaning', { name, explains, partly, doesNot })
  return why === 'few' ? `${name} (${figure(ratingsOf(side))})` : name
}

/** `1 more`, `2 more of group A and 1 more of group B`. */
function moreInWords(explanation: Explanation): string {
  const { named, more } = explanation
  if (named.length < 2) return `${figure(more[0] ?? 0)} more`
  return listed(named.map((side, i) => `${figure(more[i] ?? 0)} more of ${sideName(explanation, side)}`))
}

const ratingsOf = ({ explains, partly, doesNot }: Side): number => explains + partly + doesNot
const pointsOf = ({ explains, partly, doesNot }: Side): number => 2 * explains - partly - 3 * doesNot

/** How many ratings count for nothing; empty when all count. */
export function unplacedInWords({ cut, unplaced }: Explanation): string {
  return unplaced === 0 ? '' : say('explanation.unplaced', { cut, n: unplaced })
}

/** Each side with its counts and points, as anybody may recount them. */
export function sidesInWords(explanation: Explanation): string[] {
  const crowd = explanation.sides.every(({ asked }) => !asked)
  return explanation.sides.map((side) => {
    const { people, explains, partly, doesNot, asked } = side
    const name = sideName(explanation, side.side)
    const figures = { people, explains, partly, doesNot, points: pointsOf(side) }
    return say('explanation.side.row', { name, ...figures, asked: asked || crowd ? 'yes' : 'no' })
  })
}

/** The rule by which it was judged. */
export const ruleInWords = ({ sides }: Explanation): string =>
  say(`explanation.rule.${sides.some(({ asked }) => asked) ? 'sides' : 'crowd'}`)
