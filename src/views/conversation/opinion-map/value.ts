import type { constants } from '../../../math/polis/groups.ts'
import type { Side } from '../../../math/polis/representative.ts'

/**
 * The opinion map of a conversation. Agree is +1 throughout: further along an axis means agreeing more with the
 * statements that have a positive loading there. The largest loading of each axis is positive.
 */
export interface OpinionMap {
  /** In the order of first votes, imported voices before signed ones. */
  participants: MapPerson[]
  /** In the order of the conversation: imported, then signed. */
  statements: MapStatement[]
  /** Group 0 holds the earliest of all people on the map who were clustered. */
  groups: MapGroup[]
  /** What most of all people are of one mind about, groups or not; at most five each, strongest first. */
  consensus: Record<Side, MapAgreed[]>
  /** The two axes: their part of all variance, and a loading per statement in the order of `statements`. */
  components: { share: number; loadings: number[] }[]
  /** Every number of groups that was tried, with the quality by which it was chosen (largest, of equals most groups). */
  silhouettes: { k: number; silhouette: number }[]
  parameters: typeof constants & { mode: 'classic' }
}

export interface MapPerson {
  /** `import:<participant>` for an imported voice, else the address. */
  key: string
  x: number
  y: number
  /** null: too few votes to be put into a group. */
  group: number | null
  /** How many statements the person voted on. */
  votes: number
}

export interface MapStatement {
  id: string
  /** Number of the statement where it was imported from. */
  imported: number | null
  /** Taken off the map: its votes count as passes there, and it is shown in no list. */
  moderated: boolean
  /** About the conversation itself; treated alike. */
  meta: boolean
  /** Where somebody would stand who agreed with this and had voted on nothing else; 0 when nobody voted. */
  x: number
  y: number
  extremity: number
  /** Mean choice, -1 to 1; 0 when nobody voted, and where it is moderated or meta. */
  mean: number
  /** Product over groups of the share that agrees, 0 to 1, and the geometric mean of those shares. */
  consensus: number
  consensusMean: number
  /** The same of the share that disagrees. */
  rejection: number
  rejectionMean: number
  /** Weight in the lottery that picks the next statement to show; 1 before the first vote. */
  priority: number
  /** Votes of each group, in the order of `groups`. */
  groups: { agree: number; disagree: number; seen: number }[]
}

export interface MapGroup {
  id: number
  /** People in the group. */
  size: number
  /** Mean place of its people: x, y. */
  center: [number, number]
  /** Up to five statements that it stands out by, those it agrees with first. */
  representative: MapRepresentative[]
}

export interface MapRepresentative {
  id: string
  imported: number | null
  side: Side
  agrees: number
  disagrees: number
  /** All votes of the group on it, passes included. */
  seen: number
  /** Share of that side in the group, and the z that it is over half. */
  probability: number
  probabilityTest: number
  /** That share over the share among all other groups, and the z that it is larger. */
  repness: number
  repnessTest: number
  bestAgree?: true
}

export interface MapAgreed {
  id: string
  imported: number | null
  agrees: number
  disagrees: number
  seen: number
  probability: number
  probabilityTest: number
}
