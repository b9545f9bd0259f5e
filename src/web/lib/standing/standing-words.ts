/** Why an explanation or a note stands or does not, in sentences: the reason, how many more would be enough, who has no place. */

import { groupStyle } from '../../../draw/palette.ts'
import type { Rated } from '../../../views/chain/values.ts'
import { listed } from '../chain/words.ts'
import { say } from '../language.ts'
import { figure } from '../words.ts'

type Side = Rated['sides'][number]

/** What is rated: its ratings say that it explains, or that it helps. */
export type RatedWhat = 'explanation' | 'note'

/** `group A`, `the left half of the map`, `everybody`. */
export const sideName = ({ cut }: Pick<Rated, 'cut'>, side: number): string =>
  say(`standing.side.${cut}`, { letter: groupStyle(side).letter })

/** Its state and the true reason for it, in one sentence. */
export function standingInWords(of: RatedWhat, rated: Rated): string {
  const { why, cut, sides, named, more, enough } = rated
  const about = named.length === 0 ? sides : sides.filter(({ side }) => named.includes(side))
  const said = (which: readonly Side[], of: (side: Side) => number): string =>
    listed(
      which.map((each) =>
        say('standing.side.said', { n: of(each), people: each.people, name: sideName(rated, each.side) }),
      ),
    )
  const differ = why === 'sides-differ'
  const total = (of: (side: Side) => number): number => sides.reduce((sum, each) => sum + of(each), 0)
  const lacking = more.reduce((sum, each) => sum + each, 0)
  return say(`standing.why.${why}`, {
    of,
    cut: named.length === 0 && why === 'few' ? 'crowd' : cut,
    supporting: said(differ ? about.filter((each) => pointsOf(each) > 0) : about, ({ explains }) => explains),
    rejecting: said(differ ? about.filter((each) => pointsOf(each) <= 0) : about, ({ doesNot }) => doesNot),
    names: listed(about.map((each) => calledIn(rated, each))),
    explains: total(({ explains }) => explains),
    doesNot: total(({ doesNot }) => doesNot),
    rated: total(ratingsOf),
    more: moreInWords(rated),
    n: why === 'against' ? about.length : lacking,
    enough: enough ? 'yes' : 'no',
  })
}

/** A side by its name; where few have rated, with how many, and where it leans the other way, with its counts. */
function calledIn(rated: Rated, side: Side): string {
  const { why } = rated
  const name = sideName(rated, side.side)
  const { explains, partly, doesNot } = side
  if (why === 'against') return say('standing.side.leaning', { name, explains, partly, doesNot })
  return why === 'few' ? `${name} (${figure(ratingsOf(side))})` : name
}

/** `1 more`, `2 more of group A and 1 more of group B`. */
function moreInWords(rated: Rated): string {
  const { named, more } = rated
  if (named.length < 2) return `${figure(more[0] ?? 0)} more`
  return listed(named.map((side, i) => `${figure(more[i] ?? 0)} more of ${sideName(rated, side)}`))
}

const ratingsOf = ({ explains, partly, doesNot }: Side): number => explains + partly + doesNot
const pointsOf = ({ explains, partly, doesNot }: Side): number => 2 * explains - partly - 3 * doesNot

/** How many ratings count for nothing; empty when all count. */
export function unplacedInWords({ cut, unplaced }: Rated): string {
  return unplaced === 0 ? '' : say('standing.unplaced', { cut, n: unplaced })
}

/** Each side with its counts and points, as anybody may recount them. */
export function sidesInWords(of: RatedWhat, rated: Rated): string[] {
  const crowd = rated.sides.every(({ asked }) => !asked)
  return rated.sides.map((side) => {
    const { people, explains, partly, doesNot, asked } = side
    const name = sideName(rated, side.side)
    const figures = { people, explains, partly, doesNot, points: pointsOf(side) }
    return say('standing.side.row', { of, name, ...figures, asked: asked || crowd ? 'yes' : 'no' })
  })
}

/** The rule by which it was judged. */
export const ruleInWords = (of: RatedWhat, { sides }: Rated): string =>
  say(`standing.rule.${sides.some(({ asked }) => asked) ? 'sides' : 'crowd'}`, { of })
