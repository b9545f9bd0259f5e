/**
 * The shapes that the views about the chain publish. Amounts are decimal strings of rao of TAO; shares are fractions of
 * one; each value names the snapshot that it follows from.
 */

export type { Change, Rao } from '../fields.ts'
export { type ConcentrationValue, concentrationValue, type Spread } from './values/concentration.ts'
export { type CoverageValue, coverageValue, type UnexplainedChange, type UnreadOf } from './values/coverage.ts'
export { type DelegationValue, delegationValue } from './values/delegation.ts'
export {
  type GovernanceKey,
  type Influence,
  type InfluenceValue,
  influenceValue,
  type Relation,
  type RelationDetail,
} from './values/influence.ts'
export {
  type Explanation,
  type Movement,
  type MovementsValue,
  movementState,
  movementsValue,
  type Severity,
  severity,
} from './values/movements.ts'
export type { Level, Named, SaidRef, Source } from './values/named.ts'
export { type Player, type PowerValue, powerValue, type Rule, type RuleTerms } from './values/power.ts'
export { type Rated, standingState } from './values/rated.ts'
export {
  collectiveNames,
  type ReferendaValue,
  type ReferendumRow,
  type ReferendumValue,
  referendaValue,
  referendumValue,
} from './values/referenda.ts'
export { type SnapshotsValue, snapshotsValue } from './values/snapshots.ts'
export { type MemberChange, type UpgradeValue, upgradeValue } from './values/upgrade.ts'
export { type WhatIfValue, whatIfValue } from './values/what-if.ts'
