/**
 * The shapes that the views about people publish. Every statement names the record that it rests on; ages follow from
 * `ms` (admission, Unix milliseconds) and `now` (the latest entry of the log, which has no other clock).
 */

export type { SaidRef } from '../chain/values.ts'
export { type ClaimRow, type ClaimsValue, claimsValue } from './values/claims.ts'
export {
  type Commitment,
  type CommitmentsValue,
  commitmentsValue,
  type Keeping,
  keeping,
  type SaidPredicate,
  type ShownValue,
} from './values/commitments.ts'
export { type ContextValue, contextValue, type Note, type NotedRow } from './values/context.ts'
export {
  type Disclosure,
  type DisclosureDetail,
  type DisclosureRow,
  type DisclosureState,
  type DisclosureValue,
  disclosureValue,
  type Offices,
} from './values/disclosure.ts'
export { type EventRow, type EventsValue, eventsValue } from './values/events.ts'
export { type LocksValue, locksValue } from './values/locks.ts'
export {
  type OpinionRow,
  type OpinionState,
  type OpinionsValue,
  opinionsValue,
  type RoleCount,
} from './values/opinions.ts'
export { type PeopleValue, type PersonSummary, peopleValue } from './values/people.ts'
export {
  type AskedQuestion,
  type Attributed,
  type IntroductionVersion,
  type ListedProfile,
  type PersonValue,
  type ProofsValue,
  personValue,
  proofsValue,
  type WebProof,
} from './values/person.ts'
export {
  type MatchValue,
  matchValue,
  type PositionRow,
  type PositionsValue,
  positionsValue,
  type QuestionSummary,
  type Spread7,
} from './values/positions.ts'
export { type ProposalValue, proposalValue, type TalkRow } from './values/proposal.ts'
export { type ReadingMapValue, readingMapValue } from './values/reading-map.ts'
export { type ReadingsValue, readingsValue } from './values/readings.ts'
export type { Answered, FieldChange, Version } from './values/said.ts'
export { type SubjectValue, subjectValue } from './values/subject.ts'
export {
  type SubnetSummary,
  type SubnetsValue,
  type SubnetValue,
  subnetsValue,
  subnetValue,
} from './values/subnets.ts'
export { type UnspokenValue, unspokenValue } from './values/unspoken.ts'
