/**
 * When does an explanation stand? Points per side: a rule over whole numbers that anybody can recount by hand, and that a
 * further supporter never turns against what they support. Its constants make it a sequential test (Wald 1947: each side
 * bets that more, or fewer, than three in five support it), so it may be looked at after every rating.
 */

/** How the people of one side rated; `people` are all who have their place there, whether they rated or not. */
export interface SideCounts {
  people: number
  explains: number
  partly: number
  doesNot: number
}

export type StandingState = 'stands' | 'does-not-stand' | 'disputed' | 'open'

export const standingReasons = [
  'sides-support',
  'crowd-supports',
  'sides-reject',
  'crowd-rejects',
  'sides-differ',
  'nobody',
  'no-place',
  'in-part',
  'silent',
  'against',
  'few',
  'unclear',
] as const
export type StandingReason = (typeof standingReasons)[number]

export interface Standing {
  state: StandingState
  why: StandingReason
  /** Sides that are asked, by position; none: all of them count as one crowd. */
  asked: number[]
  /** Sides that the reason is about, by position; none where it is about all of them. */
  named: number[]
  /** For `few`: how many more supporters would be enough on each side of `named`, or in the crowd; otherwise empty. */
  more: number[]
  /** For `few`: would it stand with them, or does something else stand against it? */
  enough: boolean
}

/** Points that each side which is asked has to reach, and a crowd. */
const needed = 5
const neededOfCrowd = 10
/** Sides of fewer people are not asked; fewer ratings than this are few. */
const fewestPeople = 5
const fewestRatings = 5

const points = ({ explains, partly, doesNot }: SideCounts): number => 2 * explains - partly - 3 * doesNot
const counterPoints = ({ explains, partly, doesNot }: SideCounts): number => 2 * doesNot - partly - 3 * explains
const ratingsOf = ({ explains, partly, doesNot }: SideCounts): number => explains + partly + doesNot

function sum(sides: readonly SideCounts[], of: (side: SideCounts) => number): number {
  let total = 0
  for (const side of sides) total += of(side)
  return total
}

/**
 * The sides whose support is needed, by position: of those with at least five people the two largest, and any as large as
 * the second. Fewer than two such sides: none is asked.
 */
export function askedSides(sides: readonly Pick<SideCounts, 'people'>[]): number[] {
  let [first, second] = [0, 0]
  for (const { people } of sides) {
    if (people > first) [first, second] = [people, first]
    else if (people > second) second = people
  }
  return second < fewestPeople ? [] : positions(sides, ({ people }) => people >= second)
}

/** Where a condition holds. */
function positions<T>(all: readonly T[], holds: (each: T) => boolean): number[] {
  const found: number[] = []
  for (let i = 0; i < all.length; i++) {
    const each = all[i]
    if (each !== undefined && holds(each)) found.push(i)
  }
  return found
}

/**
 * Whether something stands with the people of these sides, and why. `unplaced` are ratings of people without a place on
 * any side, which count for nothing and only tell "nobody" from "nobody who has a place".
 */
export function standingOf(sides: readonly SideCounts[], unplaced: number): Standing {
  const asked = askedSides(sides)
  const crowd = asked.length === 0
  const settled = (state: StandingState, why: StandingReason, named: number[]): Standing => ({
    state,
    why,
    asked,
    named,
    more: [],
    enough: false,
  })
  if (isSettled(sides, asked, points)) return settled('stands', crowd ? 'crowd-supports' : 'sides-support', [...asked])
  if (isSettled(sides, asked, counterPoints))
    return settled('does-not-stand', crowd ? 'crowd-rejects' : 'sides-reject', [...asked])
  const [support, reject] = [reaching(sides, asked, points), reaching(sides, asked, counterPoints)]
  if (support.length > 0 && reject.length > 0)
    return settled(
      'disputed',
      'sides-differ',
      [...support, ...reject].sort((a, b) => a - b),
    )
  const { why, named, more, enough } = openBecause(sides, asked, unplaced)
  return { state: 'open', why, asked, named, more, enough }
}

type Points = (side: SideCounts) => number

/** Have all that are asked enough of these points, or the crowd, and has no side of any size fewer than none? */
function isSettled(sides: readonly SideCounts[], asked: readonly number[], of: Points): boolean {
  return isReached(sides, asked, of) && sides.every((side) => of(side) >= 0)
}

function isReached(sides: readonly SideCounts[], asked: readonly number[], of: Points): boolean {
  return asked.length === 0 ? sum(sides, of) >= neededOfCrowd : reaching(sides, asked, of).length === asked.length
}

/** Which of those asked have enough of these points. */
function reaching(sides: readonly SideCounts[], asked: readonly number[], of: Points): number[] {
  return asked.filter((i) => of(sides[i] ?? nobody) >= needed)
}

type Open = Pick<Standing, 'why' | 'named' | 'more' | 'enough'>

const because = (why: StandingReason, named: number[] = []): Open => ({ why, named, more: [], enough: false })

/** The first reason that fits. */
function openBecause(sides: readonly SideCounts[], asked: readonly number[], unplaced: number): Open {
  const rated = sum(sides, ratingsOf)
  if (rated === 0) return because(unplaced === 0 ? 'nobody' : 'no-place')
  if (2 * sum(sides, ({ partly }) => partly) > rated) return because('in-part')
  const silent = asked.filter((i) => ratingsOf(sides[i] ?? nobody) === 0)
  if (silent.length > 0) return because('silent', silent)
  if (isReached(sides, asked, points))
    return because(
      'against',
      positions(sides, (side) => points(side) < 0),
    )
  return asked.length === 0 ? fewInCrowd(sides, rated) : fewOnSides(sides, asked)
}

function fewInCrowd(sides: readonly SideCounts[], rated: number): Open {
  if (rated >= fewestRatings) return because('unclear')
  const more = Math.ceil((neededOfCrowd - sum(sides, points)) / 2)
  return { why: 'few', named: [], more: [more], enough: sides.length === 1 || sides.every((side) => points(side) >= 0) }
}

function fewOnSides(sides: readonly SideCounts[], asked: readonly number[]): Open {
  const lacking = (i: number): number => Math.ceil((needed - points(sides[i] ?? nobody)) / 2)
  const named = asked.filter((i) => lacking(i) > 0 && ratingsOf(sides[i] ?? nobody) < fewestRatings)
  if (named.length === 0) return because('unclear')
  const raised = sides.map((side, i) => (named.includes(i) ? { ...side, explains: side.explains + lacking(i) } : side))
  return { why: 'few', named, more: named.map(lacking), enough: isSettled(raised, asked, points) }
}

const nobody: SideCounts = { people: 0, explains: 0, partly: 0, doesNot: 0 }
