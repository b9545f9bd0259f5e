/** What the ladder expects of one person, and what they have said (design: issue text, "The ladder"). */

import { type ActiveRecord, activeRecords, type SaidKind } from '../../folds/people/state.ts'
import type { Address } from '../../log/ss58.ts'
import { type Expectation, expectations } from '../../records/people/expectations.ts'
import type { Band } from '../../records/people/ladder.ts'
import { byPerson, type Desk } from './refs.ts'
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
export interface Evidence {
  spoken: ReadonlySet<string>
  of<K extends SaidKind>(kind: K, person: Address): readonly ActiveRecord<K>[]
  /** Questions of the operator that stand. */
  questions: ReadonlySet<string>
  movements(person: Address): Owed[]
  asked(person: Address): Owed[]
  /** Links that both sides signed, by the person: the later record of each. */
  links(person: Address): { index: number; ms: number }[]
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

export function evidenceOf(desk: Desk): Evidence {
  const { chain, people, register, personOf } = desk
  const kept = new Map<SaidKind, Map<string, ActiveRecord[]>>()
  const of = <K extends SaidKind>(kind: K, person: Address): readonly ActiveRecord<K>[] => {
    const known = kept.get(kind) ?? (byPerson(desk, kind) as Map<string, ActiveRecord[]>)
    kept.set(kind, known)
    // The map of a kind holds records of that kind.
    return (known.get(person) ?? []) as ActiveRecord<K>[]
  }
  const movements = owedMovements(desk)
  const asked = owedAnswers(desk)
  const links = new Map<string, number[]>()
  for (const { accounts, indexes } of chain.ties.pairs) {
    const person = personOf(accounts[0])
    links.set(person, [...(links.get(person) ?? []), Math.max(...indexes)])
  }
  const checks = new Map(activeRecords(desk, 'web-check').map((each) => [each.fields.proof, each]))
  return {
    of,
    spoken: new Set(spokenKinds.flatMap((kind) => activeRecords(desk, kind)).map(({ account }) => personOf(account))),
    questions: new Set(
      activeRecords(desk, 'question')
        .filter(({ account }) => account === register.operator)
        .map(({ id }) => id),
    ),
    movements: (person) => movements.get(person) ?? [],
    asked: (person) => asked.get(person) ?? [],
    links: (person) => (links.get(person) ?? []).map((index) => ({ index, ms: register.times[index]! })),
    verification: (person) => {
      const introduced = of('introduction', person).at(-1)
      const named = of('web-proof', person).filter(({ id }) => checks.get(id)?.fields.result === 'named')
      const stake = introduced ? (people.stakes.get(introduced.id)?.state ?? 'not-checked') : null
      return { stake, proofs: named.length, links: (links.get(person) ?? []).length }
    },
  }
}

/** Movement records by the person who moved, each with that person's explanation. */
function owedMovements(desk: Desk): Map<string, Owed[]> {
  const explained = new Map(
    activeRecords(desk, 'explanation').map((each) => [`${desk.personOf(each.account)} ${each.fields.movement}`, each]),
  )
  const movements = desk.chain.movements.filter(({ id }) => !desk.register.revoked.has(id))
  return grouped(movements, ({ id, ms, fields }) => {
    const person = desk.personOf(fields.from)
    return [person, { at: ms, done: explained.get(`${person} ${id}`) ?? null }]
  })
}

/** Questions by the person who is asked, each with its answer. */
function owedAnswers(desk: Desk): Map<string, Owed[]> {
  const answered = new Map(
    activeRecords(desk, 'answer').map((each) => [`${desk.personOf(each.account)} ${each.fields.about}`, each]),
  )
  return grouped(activeRecords(desk, 'inquiry'), ({ id, ms, fields }) => {
    const person = desk.personOf(fields.to)
    return [person, { at: ms, done: answered.get(`${person} ${id}`) ?? null }]
  })
}

function grouped<T>(all: readonly T[], owed: (each: T) => [string, Owed]): Map<string, Owed[]> {
  const found = new Map<string, Owed[]>()
  for (const each of all) {
    const [person, debt] = owed(each)
    const list = found.get(person)
    if (list) list.push(debt)
    else found.set(person, [debt])
  }
  return found
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

/** One disclosure for each expectation there is, in the order of the ladder. */
export function disclosuresOf(desk: Desk, evidence: Evidence, bands: readonly Band[], who: Looked): Disclosure[] {
  const now = desk.register.ms
  const asked = bands.flatMap(({ expects }, i) => expects.map((each) => ({ ...each, band: i })))
  return expectations
    .flatMap((expectation) => asked.filter(({ what }) => what === expectation))
    .map(({ what, days, band }) => {
      const finding = findings[what](evidence, who.key, now, days)
      const declined = evidence.of('decline', who.key).findLast(({ fields }) => fields.expectation === what)
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

type Find = (evidence: Evidence, person: Address, now: number, days: number | null) => Finding

const none: Finding = { done: null, stale: false, owedSince: null, nothing: false, detail: null }

/** The latest of a kind; stale when it is older than a year. */
const latestSaid =
  (kind: 'introduction' | 'interests'): Find =>
  (evidence, person, now) => {
    const last = evidence.of(kind, person).at(-1)
    return last ? { ...none, done: last, stale: now - last.ms > staleAfter } : none
  }

const findings: Record<Expectation, Find> = {
  introduction: latestSaid('introduction'),
  interests: latestSaid('interests'),

  positions: ({ questions, of }, person, now) => {
    const latest = new Map(
      of('position', person)
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

  explanations: ({ movements }, person) => owed(movements(person)),

  accounts: ({ of, links }, person) => {
    const counted = of('introduction', person).findLast(({ fields }) => fields.furtherWallets !== undefined)
    const linked = links(person)
    const done = [...(counted ? [counted] : []), ...linked].toSorted((a, b) => b.index - a.index)[0] ?? null
    const unnamed = counted?.fields.furtherWallets ?? null
    const said = linked.length > 0 || unnamed !== null
    return { ...none, done, detail: said ? { linked: linked.length, unnamed } : null }
  },

  report: ({ of }, person, now, days) => {
    const last = of('use-of-influence', person)
      .toSorted((a, b) => (a.fields.to < b.fields.to ? -1 : 1))
      .at(-1)
    if (!last) return none
    const { from, to } = last.fields
    const stale = days !== null && now - Date.parse(`${to}T00:00:00Z`) > (days + 1) * dayMs
    return { ...none, done: last, stale, detail: { from, to } }
  },

  answers: ({ asked }, person) => owed(asked(person)),
}

/** Met when all of them are; open since the first that is not. */
function owed(all: readonly Owed[]): Finding {
  if (all.length === 0) return { ...none, nothing: true, detail: { of: 0, done: 0 } }
  const open = all.filter(({ done }) => done === null)
  const done = open.length > 0 ? null : all.map((each) => each.done!).toSorted((a, b) => b.index - a.index)[0]!
  const owedSince = open.reduce<number | null>((least, { at }) => (least === null ? at : Math.min(least, at)), null)
  return {
    ...none,
    done,
    owedSince,
    detail: { of: all.length, done: all.length - open.length },
  }
}
