import * as z from 'zod'
import { type AccountLinks, links } from '../../folds/chain/links.ts'
import { named } from '../../folds/chain/names.ts'
import { type Snapshots, snapshots } from '../../folds/chain/snapshots.ts'
import type { ActiveRecord } from '../../folds/fold.ts'
import { type Profiles, profiles } from '../../folds/people/profiles.ts'
import { activeRecords, type PeopleKind } from '../../folds/people/records.ts'
import { type StakeChecks, stakeChecks } from '../../folds/people/stakes.ts'
import type { Address } from '../../log/ss58.ts'
import { attributionParts } from '../../records/people/attribution.ts'
import { isRefusal } from '../../records/refusals.ts'
import { readSections } from '../../records/sections.ts'
import { accountAddress, nextOf, rowsOn, wholeOrPage } from '../params.ts'
import { defineView } from '../view.ts'
import { lastChecks, proofOf } from './proofs.ts'
import { answersTo, refOf, type Speaking, speaking } from './refs.ts'
import {
  type Answered,
  type AskedQuestion,
  type Attributed,
  type IntroductionVersion,
  type ListedProfile,
  type PersonValue,
  personValue,
} from './values.ts'
import { versionsOf } from './versions.ts'

/** All that a person said of themselves, and what others asked and claim. */
export const person = defineView({
  name: 'person',
  version: 4,
  title: 'Person',
  summary:
    'Introductions with their versions, interests, reports, declines, questions and answers, proofs on the web, claims of others, and the accounts that are proven to belong together.',
  value: personValue,
  params: z.strictObject({ account: accountAddress.meta({ own: true }), ...wholeOrPage }),

  from: { ...speaking, snapshots, links, stakeChecks, profiles },

  answer(given, { account, ...page }) {
    const { peopleRecords, persons } = given
    const key = persons(account)
    const own = <K extends PeopleKind>(kind: K): ActiveRecord<K>[] =>
      activeRecords(peopleRecords, kind).filter((each) => persons(each.account) === key)
    const answers = answersTo(given, () => key)
    const checks = lastChecks(given)
    const lists = {
      accounts: tiedAccounts(given.links, given.snapshots, given, key),
      introductions: introductions(given, given.stakeChecks, own('introduction')),
      interests: versionsOf(given, 'interests', own('interests')).map(({ of: _, ...version }) => version),
      reports: versionsOf(given, 'use-of-influence', own('use-of-influence')).map(({ of, ...version }) => ({
        ...version,
        // Two reports are of two times: nothing changed from one to the next.
        changes: [],
        from: of.fields.from,
        to: of.fields.to,
      })),
      declines: own('decline').map((each) => ({
        ...refOf(given, each),
        expectation: each.fields.expectation,
        reason: each.fields.body,
      })),
      questions: questionsTo(given, key, answers),
      proofs: own('web-proof').map((each) => proofOf(given, checks, each)),
      attributions: attributionsOf(given, key, answers),
      halfLinks: halfLinks(given.links, given, key),
      profiles: profilesOf(given.profiles, given, key),
      removed: activeRecords(peopleRecords, 'removal')
        .filter(({ fields }) => fields.whose !== undefined && persons(fields.whose) === key)
        .flatMap(({ index: by, fields: { indexes, category } }) => indexes.map((index) => ({ index, by, category }))),
    }
    return {
      now: given.ledger.ms,
      account,
      person: named(given.naming, key),
      accounts: rowsOn(lists.accounts, page),
      introductions: rowsOn(lists.introductions, page),
      interests: rowsOn(lists.interests, page),
      reports: rowsOn(lists.reports, page),
      declines: rowsOn(lists.declines, page),
      questions: rowsOn(lists.questions, page),
      proofs: rowsOn(lists.proofs, page),
      attributions: rowsOn(lists.attributions, page),
      halfLinks: rowsOn(lists.halfLinks, page),
      profiles: rowsOn(lists.profiles, page),
      removed: rowsOn(lists.removed, page),
      next: nextOf(page, ...Object.values(lists).map(({ length }) => length)),
    }
  },
})

/** Accounts of a person that links and swaps have shown; those that the chain owns stand in the view `influence`. */
function tiedAccounts(
  { pairs, swapped }: Readonly<AccountLinks>,
  { points }: Readonly<Snapshots>,
  { persons }: Speaking,
  person: Address,
): PersonValue['accounts'] {
  const linked = [...pairs.values()]
    .filter(({ accounts: [a] }) => persons(a) === person)
    .flatMap(({ accounts, indexes }) =>
      accounts.map((account) => ({ account, tie: 'linked' as const, indexes: [...indexes], block: null })),
    )
  const changed = [...swapped]
    .filter(([account]) => persons(account) === person)
    .map(([account, { block }]) => {
      const shows = points.find(({ first, block: last }) => first !== null && first <= block && block <= last)
      return { account, tie: 'swapped' as const, indexes: shows ? [shows.index] : [], block }
    })
  const first = new Map<Address, PersonValue['accounts'][number]>()
  for (const each of [...linked, ...changed]) if (!first.has(each.account)) first.set(each.account, each)
  return [...first.values()]
}

function introductions(
  context: Speaking,
  { checks }: Readonly<StakeChecks>,
  said: ActiveRecord<'introduction'>[],
): IntroductionVersion[] {
  return versionsOf(context, 'introduction', said).map(({ of: { id, fields }, ...version }) => ({
    ...version,
    name: fields.name,
    anonymous: fields.anonymous === 'yes',
    stake: {
      as: fields.stakeAs,
      means: fields.stakeMeans ?? 'staked',
      from: fields.stake === undefined ? null : String(fields.stake),
      below: fields.stakeBelow === undefined ? null : String(fields.stakeBelow),
      check: checks.get(id) ?? { state: 'not-checked' },
    },
    furtherWallets: fields.furtherWallets ?? null,
    since: fields.since ?? null,
    living: fields.living,
    affiliations: fields.affiliations ?? null,
    roles: fields.roles ?? [],
    contact: fields.contact ?? null,
    openTo: fields.openTo,
  }))
}

/** Unanswered ones first, the oldest of them first; then the answered ones, the latest first. */
function questionsTo(context: Speaking, key: Address, answers: Map<string, Answered>): AskedQuestion[] {
  return activeRecords(context.peopleRecords, 'inquiry')
    .filter(({ fields }) => context.persons(fields.to) === key)
    .map((each) => ({ ...refOf(context, each), text: each.fields.body, answer: answers.get(each.id) ?? null }))
    .sort((a, b) =>
      a.answer === null || b.answer === null
        ? Number(a.answer !== null) - Number(b.answer !== null) || a.index - b.index
        : b.answer.index - a.answer.index,
    )
}

/** Claims about any account of the person, those in force first. */
function attributionsOf(context: Speaking, key: Address, answers: Map<string, Answered>): Attributed[] {
  const { naming, persons } = context
  const now = context.ledger.ms
  return activeRecords(context.peopleRecords, 'attribution')
    .filter(({ fields: { subject, ownerAccount } }) =>
      [subject, ownerAccount].some((account) => account !== undefined && persons(account) === key),
    )
    .map((each) => {
      const { subject, owner, ownerAccount, until, body } = each.fields
      const read = readSections(attributionParts, body)
      const { claim = body, sources = '' } = isRefusal(read) ? {} : read
      return {
        ...refOf(context, each),
        subject: named(naming, subject),
        owner,
        until,
        inForce: until > now,
        claim,
        sources,
        ownerAccount: ownerAccount ? named(naming, ownerAccount) : null,
        answer: answers.get(each.id) ?? null,
      }
    })
    .sort((a, b) => Number(b.inForce) - Number(a.inForce) || b.index - a.index)
}

function halfLinks({ pending }: Readonly<AccountLinks>, { persons }: Speaking, key: Address): PersonValue['halfLinks'] {
  return [...pending.values()]
    .filter(({ from, to }) => persons(from) === key || persons(to) === key)
    .sort((a, b) => a.index - b.index)
}

function profilesOf(lists: Readonly<Profiles>, { persons }: Speaking, key: Address): ListedProfile[] {
  return [...lists.values()].flatMap(({ index, title, profiles }) =>
    profiles.filter(({ hotkey }) => persons(hotkey) === key).map((profile) => ({ ...profile, list: { index, title } })),
  )
}
