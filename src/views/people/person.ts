import * as z from 'zod'
import { type Profile, readDelegates } from '../../evidence/delegates.ts'
import { named } from '../../folds/chain/names.ts'
import { tiedAccounts } from '../../folds/people/persons.ts'
import { type ActiveRecord, activeRecords, type SaidKind } from '../../folds/people/state.ts'
import type { Address } from '../../log/ss58.ts'
import { attributionParts } from '../../records/people/attribution.ts'
import { isRefusal } from '../../records/refusals.ts'
import { readSections } from '../../records/sections.ts'
import { accountAddress } from '../params.ts'
import type { View } from '../view.ts'
import { lastChecks, proofOf } from './proofs.ts'
import { answersTo, type Desk, deskOf, refOf } from './refs.ts'
import type { Answered, AskedQuestion, Attributed, IntroductionVersion, ListedProfile, PersonValue } from './values.ts'
import { versionsOf } from './versions.ts'

interface Params {
  account: Address
}

/** Profiles by hotkey, as the lists that count say them; a list is read when its record comes. */
type State = Map<string, Profile[]>

/** All that a person said of themselves, and what others asked and claim. */
export const person: View<Params, State, PersonValue> = {
  name: 'person',
  version: 1,
  title: 'Person',
  summary:
    'Introductions with their versions, interests, reports, declines, questions and answers, proofs on the web, claims of others, and the accounts that are proven to belong together.',
  params: z.strictObject({ account: accountAddress.meta({ own: true }) }),

  start: () => new Map(),

  step(state, { record }, { counts, evidence }) {
    if (counts !== null || record?.kind !== 'profiles') return
    const file = evidence(record.fields.file)
    const read = file && readDelegates(file)
    if (read && !isRefusal(read)) state.set(record.id, read)
  },

  finish(state, { account }, base) {
    const desk = deskOf(base)
    const key = desk.personOf(account)
    const own = <K extends SaidKind>(kind: K): ActiveRecord<K>[] =>
      activeRecords(desk, kind).filter((each) => desk.personOf(each.account) === key)
    const answers = answersTo(desk, () => key)
    const checks = lastChecks(desk)
    return {
      now: desk.register.ms,
      account,
      person: named(desk.chain, key),
      accounts: tiedAccounts(desk.chain, desk.personOf, key),
      introductions: introductions(desk, own('introduction')),
      interests: versionsOf(desk, 'interests', own('interests')).map(({ of: _, ...version }) => version),
      reports: versionsOf(desk, 'use-of-influence', own('use-of-influence')).map(({ of, changes: _, ...version }) => ({
        ...version,
        ...{ changes: [], from: of.fields.from, to: of.fields.to },
      })),
      declines: own('decline').map((each) => ({
        ...refOf(desk, each),
        ...{ expectation: each.fields.expectation, reason: each.fields.body },
      })),
      questions: questionsTo(desk, key, answers),
      proofs: own('web-proof').map((each) => proofOf(desk, checks, each)),
      attributions: attributionsOf(desk, key, answers),
      halfLinks: halfLinks(desk, key),
      profiles: profilesOf(desk, state, key),
      removed: activeRecords(desk, 'removal')
        .filter(({ fields }) => fields.whose !== undefined && desk.personOf(fields.whose) === key)
        .flatMap(({ index: by, fields: { indexes, category } }) => indexes.map((index) => ({ index, by, category }))),
    }
  },
}

function introductions(desk: Desk, said: ActiveRecord<'introduction'>[]): IntroductionVersion[] {
  return versionsOf(desk, 'introduction', said).map(({ of: { id, fields }, ...version }) => ({
    ...version,
    name: fields.name,
    anonymous: fields.anonymous === 'yes',
    stake: {
      as: fields.stakeAs,
      from: fields.stake === undefined ? null : String(fields.stake),
      below: fields.stakeBelow === undefined ? null : String(fields.stakeBelow),
      check: desk.people.stakes.get(id) ?? { state: 'not checked' },
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
function questionsTo(desk: Desk, key: Address, answers: Map<string, Answered>): AskedQuestion[] {
  return activeRecords(desk, 'inquiry')
    .filter(({ fields }) => desk.personOf(fields.to) === key)
    .map((each) => ({ ...refOf(desk, each), text: each.fields.body, answer: answers.get(each.id) ?? null }))
    .sort((a, b) =>
      a.answer === null || b.answer === null
        ? Number(a.answer !== null) - Number(b.answer !== null) || a.index - b.index
        : b.answer.index - a.answer.index,
    )
}

/** Claims about any account of the person, those in force first. */
function attributionsOf(desk: Desk, key: Address, answers: Map<string, Answered>): Attributed[] {
  const now = desk.register.ms
  return activeRecords(desk, 'attribution')
    .filter(({ fields: { subject, ownerAccount } }) =>
      [subject, ownerAccount].some((account) => account !== undefined && desk.personOf(account) === key),
    )
    .map((each) => {
      const { subject, owner, ownerAccount, until, body } = each.fields
      const read = readSections(attributionParts, body)
      const { claim = body, sources = '' } = typeof read === 'string' ? {} : read
      return {
        ...refOf(desk, each),
        ...{ subject: named(desk.chain, subject), owner, until, inForce: until > now, claim, sources },
        ownerAccount: ownerAccount ? named(desk.chain, ownerAccount) : null,
        answer: answers.get(each.id) ?? null,
      }
    })
    .sort((a, b) => Number(b.inForce) - Number(a.inForce) || b.index - a.index)
}

function halfLinks({ chain, personOf }: Desk, key: Address): PersonValue['halfLinks'] {
  const { halves } = chain.ties
  return [...halves].flatMap(([from, own]) =>
    [...own]
      .filter(([to]) => !halves.get(to)?.has(from) && (personOf(from) === key || personOf(to) === key))
      .map(([to, { index }]) => ({ from, to, index })),
  )
}

function profilesOf(desk: Desk, state: State, key: Address): ListedProfile[] {
  return activeRecords(desk, 'profiles').flatMap(({ id, index, fields: { title } }) =>
    (state.get(id) ?? [])
      .filter(({ hotkey }) => desk.personOf(hotkey) === key)
      .map((profile) => ({ ...profile, list: { index, title } })),
  )
}
