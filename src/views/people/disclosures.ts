/** What the ladder expects of one person, and what they have said (design: issue text, "The ladder"). */

import { type AccountLinks, links } from '../../folds/chain/links.ts'
import { type MovementRecords, movementRecords } from '../../folds/chain/movement-records.ts'
import { type PersonOf, persons } from '../../folds/chain/names.ts'
import { derived } from '../../folds/derived.ts'
import type { ActiveRecord } from '../../folds/fold.ts'
import { activeRecords, type PeopleKind, type PeopleRecords, peopleRecords } from '../../folds/people/records.ts'
import { stakeChecks } from '../../folds/people/stakes.ts'
import type { Address } from '../../log/ss58.ts'
import { type Expectation, expectations } from '../../records/people/expectations.ts'
import type { Band } from '../../records/people/ladder.ts'
import { byPerson, grouped } from './refs.ts'
import type { Disclosure, DisclosureDetail, DisclosureRow } from './values.ts'

const dayMs = 86_400_000
/** After a year without a new version, a disclosure is stale. */
const staleAfter = 365 * dayMs

/** A movement or a question that somebody owes words about. */
interface Owed {
  at: number
  done: { index: number; ms: number } | null
}

/** Everything said, by person; read once and asked for many. */
export interface Disclosed {
  spoken: ReadonlySet<Address>
  of<K extends PeopleKind>(kind: K, person: Address): readonly ActiveRecord<K>[]
  /** Questions that stand, by the account that put them. */
  questions: ReadonlyMap<Address, ReadonlySet<string>>
  movements(person: Address): readonly Owed[]
  asked(person: Address): readonly Owed[]
  /** Links that both sides signed, by the person: the later record of each. */
  links(person: Address): readonly { index: number; ms: number }[]
  verification(person: Address): DisclosureRow['verification']
}

const spokenKinds = [
  'introduction',
  'answer',
  'interests',
  'use-of-influence',
  'decline',
  'announcement',
  'explanation',
  'position',
  'promise',
] as const

/** What people disclosed. */
export const disclosed = derived({
  name: 'disclosed',
  from: { peopleRecords, persons, links, movementRecords, stakeChecks },
  compute: ({ peopleRecords: said, persons, links, movementRecords, stakeChecks: { checks: stakes } }): Disclosed => {
    const of = spokenBy(said, persons)
    const movements = owedMovements(said, persons, movementRecords)
    const asked = owedAnswers(said, persons)
    const linked = linksBy(links, persons)
    const checks = new Map(activeRecords(said, 'web-check').map((each) => [each.fields.proof, each]))
    const questions = grouped(activeRecords(said, 'question'), ({ account }) => account)
    return {
      of,
      spoken: new Set(spokenKinds.flatMap((kind) => activeRecords(said, kind)).map(({ account }) => persons(account))),
      questions: new Map([...questions].map(([account, own]) => [account, new Set(own.map(({ id }) => id))])),
      movements: (person) => movements.get(person) ?? [],
      asked: (person) => asked.get(person) ?? [],
      links: (person) => linked.get(person) ?? [],
      verification: (person) => {
        const introduced = of('introduction', person).at(-1)
        const named = of('web-proof', person).filter(({ id }) => checks.get(id)?.fields.result === 'named')
        const stake = introduced ? (stakes.get(introduced.id)?.state ?? 'not-checked') : null
        return { stake, proofs: named.length, links: (linked.get(person) ?? []).length }
      },
    }
  },
})

/** Records by kind and person, each kind sorted out when it is first asked for. */
function spokenBy(peopleRecords: Readonly<PeopleRecords>, persons: PersonOf): Disclosed['of'] {
  const kept = new Map<PeopleKind, Map<string, ActiveRecord[]>>()
  return <K extends PeopleKind>(kind: K, person: Address): readonly ActiveRecord<K>[] => {
    // The map of a kind holds records of that kind.
    const known =
      kept.get(kind) ?? (byPerson({ peopleRecords, persons }, kind) as unknown as Map<string, ActiveRecord[]>)
    kept.set(kind, known)
    return (known.get(person) ?? []) as unknown as ActiveRecord<K>[]
  }
}

function linksBy({ pairs }: Readonly<AccountLinks>, persons: PersonOf): Map<Address, { index: number; ms: number }[]> {
  const byPerson = grouped([...pairs.values()], ({ accounts }) => persons(accounts[0]))
  const latest = new Map<Address, { index: number; ms: number }[]>()
  for (const [person, own] of byPerson)
    latest.set(
      person,
      own.map(({ indexes, ms }) => ({ index: Math.max(...indexes), ms })),
    )
  return latest
}

/** Movement records by the person who moved, each with that person's explanation. */
function owedMovements(
  said: Readonly<PeopleRecords>,
  persons: PersonOf,
  movements: Readonly<MovementRecords>,
): Map<Address, Owed[]> {
  const explained = new Map(
    activeRecords(said, 'explanation').map((each) => [`${persons(each.account)} ${each.fields.movement}`, each]),
  )
  return owedBy([...movements.values()], ({ id, ms, fields }) => {
    const person = persons(fields.from)
    return [person, { at: ms, done: explained.get(`${person} ${id}`) ?? null }]
  })
}

/** Inquiries by the person who is asked, each with its answer. */
function owedAnswers(said: Readonly<PeopleRecords>, persons: PersonOf): Map<Address, Owed[]> {
  const answered = new Map(
    activeRecords(said, 'answer').map((each) => [`${persons(each.account)} ${each.fields.about}`, each]),
  )
  return owedBy(activeRecords(said, 'inquiry'), ({ id, ms, fields }) => {
    const person = persons(fields.to)
    return [person, { at: ms, done: answered.get(`${person} ${id}`) ?? null }]
  })
}

function owedBy<T>(all: readonly T[], owed: (each: T) => [Address, Owed]): Map<Address, Owed[]> {
  const debts = grouped(all.map(owed), ([person]) => person)
  return new Map([...debts].map(([person, own]) => [person, own.map(([, debt]) => debt)]))
}

/** Who is looked at: their band, and since when they reach each. */
interface Looked {
  key: Address
  band: number
  since: readonly (number | undefined)[]
}

/** What is known of one expectation before the ladder is asked. */
interface Finding {
  done: { index: number; ms: number } | null
  stale: boolean
  /** When what is owed began, where that is not when the band was reached. */
  owedSince: number | null
  /** There is nothing to say: nothing moved, nobody asked. */
  nothing: boolean
  detail: DisclosureDetail | null
}

/** When it is asked (Unix milliseconds), and whose questions are the book of standing questions. */
export interface Asking {
  now: number
  operator: Address | null
}

/** One disclosure for each expectation there is, in the order of the ladder. */
export function disclosuresOf(
  { now, operator }: Asking,
  said: Disclosed,
  bands: readonly Band[],
  who: Looked,
): Disclosure[] {
  const questions = (operator && said.questions.get(operator)) ?? new Set<string>()
  const asked = bands.flatMap(({ expects }, i) => expects.map((each) => ({ ...each, band: i })))
  return expectations
    .flatMap((expectation) => asked.filter(({ what }) => what === expectation))
    .map(({ what, days, band }) => {
      const finding = findings[what]({ said, person: who.key, now, days, questions })
      const declined = said.of('decline', who.key).findLast(({ fields }) => fields.expectation === what)
      return decide(what, finding, { now, days, declined, expected: who.band > band, reached: who.since[band] ?? null })
    })
}

interface Terms {
  now: number
  days: number | null
  declined: ActiveRecord<'decline'> | undefined
  expected: boolean
  reached: number | null
}

function decide(expectation: Expectation, finding: Finding, terms: Terms): Disclosure {
  const { done, stale, nothing, detail } = finding
  const { declined, expected, days } = terms
  const base: Omit<Disclosure, 'state'> = {
    expectation,
    expected,
    record: done && { index: done.index, ms: done.ms },
    since: null,
    due: null,
    detail,
    reason: null,
  }
  if (done && !stale) return { ...base, state: 'met' }
  if (declined && (!done || declined.index > done.index))
    return {
      ...base,
      state: 'declined',
      record: { index: declined.index, ms: declined.ms },
      reason: declined.fields.body,
    }
  if (done) return { ...base, state: 'stale' }
  if (nothing || !expected) return { ...base, state: 'not-expected' }
  const since = latestOf(finding.owedSince, terms.reached) ?? terms.now
  return { ...base, state: 'open', since, due: days === null ? null : since + days * dayMs }
}

const latestOf = (a: number | null, b: number | null): number | null =>
  a === null ? b : b === null ? a : Math.max(a, b)

interface Look {
  said: Disclosed
  person: Address
  now: number
  days: number | null
  /** Questions of the operator that stand. */
  questions: ReadonlySet<string>
}

type Find = (look: Look) => Finding

const none: Finding = { done: null, stale: false, owedSince: null, nothing: false, detail: null }

/** The latest of a kind; stale when it is older than a year. */
const latestSaid =
  (kind: 'introduction' | 'interests'): Find =>
  ({ said, person, now }) => {
    const last = said.of(kind, person).at(-1)
    return last ? { ...none, done: last, stale: now - last.ms > staleAfter } : none
  }

const findings: Record<Expectation, Find> = {
  introduction: latestSaid('introduction'),
  interests: latestSaid('interests'),

  positions: ({ said, person, now, questions }) => {
    const latest = new Map(
      said
        .of('position', person)
        .filter(({ fields }) => questions.has(fields.question))
        .map((each) => [each.fields.question, each]),
    )
    const all = [...latest.values()]
    const oldest = all.reduce((least, { ms }) => Math.min(least, ms), Number.POSITIVE_INFINITY)
    const complete = all.length === questions.size && questions.size > 0
    const last = all.reduce<ActiveRecord<'position'> | null>((a, b) => (a === null || b.index > a.index ? b : a), null)
    return {
      ...none,
      done: complete ? last : null,
      stale: complete && now - oldest > staleAfter,
      nothing: questions.size === 0,
      detail: { of: questions.size, done: all.length },
    }
  },

  explanations: ({ said, person }) => owed(said.movements(person)),

  accounts: ({ said: { of, links }, person }) => {
    const counted = of('introduction', person).findLast(({ fields }) => fields.furtherWallets !== undefined)
    const linked = links(person)
    const done = [...(counted ? [counted] : []), ...linked].toSorted((a, b) => b.index - a.index)[0] ?? null
    const unnamed = counted?.fields.furtherWallets ?? null
    const says = linked.length > 0 || unnamed !== null
    return { ...none, done, detail: says ? { linked: linked.length, unnamed } : null }
  },

  report: ({ said, person, now, days }) => {
    const last = said
      .of('use-of-influence', person)
      .toSorted((a, b) => (a.fields.to < b.fields.to ? -1 : 1))
      .at(-1)
    if (!last) return none
    const { from, to } = last.fields
    const stale = days !== null && now - Date.parse(`${to}T00:00:00Z`) > (days + 1) * dayMs
    return { ...none, done: last, stale, detail: { from, to } }
  },

  answers: ({ said, person }) => owed(said.asked(person)),
}

/** Met when all of them are; open since the first that is not. */
function owed(all: readonly Owed[]): Finding {
  if (all.length === 0) return { ...none, nothing: true, detail: { of: 0, done: 0 } }
  const open = all.filter(({ done }) => done === null)
  const latest = all.flatMap((each) => each.done ?? []).sort((a, b) => b.index - a.index)
  const done = open.length > 0 ? null : (latest[0] ?? null)
  const owedSince = open.reduce<number | null>((least, { at }) => (least === null ? at : Math.min(least, at)), null)
  return {
    ...none,
    done,
    owedSince,
    detail: { of: all.length, done: all.length - open.length },
  }
}
