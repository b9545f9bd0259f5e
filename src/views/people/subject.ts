import * as z from 'zod'
import { named } from '../../folds/chain/names.ts'
import { snapshots } from '../../folds/chain/snapshots.ts'
import { bands } from '../../folds/people/bands.ts'
import { activeRecords } from '../../folds/people/records.ts'
import type { Address } from '../../log/ss58.ts'
import { readSubject } from '../../records/opinion-subject.ts'
import { Refusal } from '../../records/refusals.ts'
import { latestSource } from '../chain/source.ts'
import { defineView } from '../view.ts'
import { listing, listMovements } from './movements/list.ts'
import { knownSubjects } from './opinions/roles.ts'
import { countsByRole, saidOpinions } from './opinions/rows.ts'
import { subjectParam } from './opinions/subject-param.ts'
import { answersTo, type Speaking } from './refs.ts'
import { subnetSummaries } from './subnets/summaries.ts'
import { type SubjectValue, subjectValue } from './values/subject.ts'
import type { OpinionRow } from './values.ts'

/** Most rows of each part: the answer is small, and the other views have all. */
const most = 5

/** What a wallet or an explorer can show of a subnet or an account when somebody is about to stake. */
export const subject = defineView({
  name: 'subject',
  version: 2,
  title: 'Subject',
  summary:
    'One small answer on a subnet, an account or a movement: whom it concerns, questions without an answer, movements without an explanation, and opinions by role. Nothing is added into a rating.',
  value: subjectValue,
  params: z.strictObject({
    subject: subjectParam
      .describe('subnet: with its number, an address, or the id of the record of a movement.')
      .meta({ own: true }),
  }),

  from: { ...listing, snapshots, bands, knownSubjects, saidOpinions, subnetSummaries },

  answer(given, { subject }) {
    const read = readSubject(subject)
    const summary = read?.what === 'subnet' ? (given.subnetSummaries.get(read.netuid) ?? null) : null
    // Before the first snapshot nobody knows which subnets there are, and opinions may stand already.
    if (read?.what === 'subnet' && given.observed !== null && summary === null)
      return new Refusal('not-found', { reason: 'subnet', netuid: read.netuid })
    const { concerned, roles } = given.knownSubjects(subject)
    const inForce = given.saidOpinions.on(subject).filter(({ state }) => state === 'in-force')
    const introductions = activeRecords(given.peopleRecords, 'introduction')
    return {
      now: given.ledger.ms,
      source: latestSource(given.snapshots),
      what: read?.what ?? 'record',
      subnet: summary,
      concerned: concerned && named(given.naming, concerned),
      shares: given.bands.rows.find(({ key }) => key === concerned)?.shares ?? null,
      introduced: introductions.findLast(({ account }) => given.persons(account) === concerned)?.index ?? null,
      questions: firstOf(openQuestions(given, concerned)),
      movements: firstOf(concerned === null ? [] : unexplained(given, concerned)),
      opinions: firstOf(inForce.map(inBrief)),
      byRole: countsByRole(inForce, roles),
    }
  },
})

const firstOf = <T>(rows: readonly T[]): { total: number; rows: T[] } => ({
  total: rows.length,
  rows: rows.slice(0, most),
})

function openQuestions(context: Speaking, concerned: Address | null): SubjectValue['questions']['rows'] {
  if (concerned === null) return []
  const answers = answersTo(context, () => concerned)
  return activeRecords(context.peopleRecords, 'inquiry')
    .filter(({ id, fields }) => context.persons(fields.to) === concerned && !answers.has(id))
    .map(({ index, ms, fields }) => ({ index, ms, text: fields.body }))
}

function unexplained(given: Parameters<typeof listMovements>[0], account: Address): SubjectValue['movements']['rows'] {
  return listMovements(given, { account, state: 'unexplained' })
    .rows.filter(({ from }) => from.key === account)
    .map(({ index, what, amount, share, block, at, severity }) => ({ index, what, amount, share, block, at, severity }))
}

function inBrief({ index, by, role, stance, reason, change, until, ms, reply }: OpinionRow) {
  return { index, by, role, stance, reason, change, until, ms, replied: reply !== null }
}
