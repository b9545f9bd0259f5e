import * as z from 'zod'
import type { ActiveRecord } from '../../folds/fold.ts'
import { activeRecords } from '../../folds/people/records.ts'
import { nextOf, pageUpTo, rowsOn } from '../params.ts'
import { defineView } from '../view.ts'
import { refOf, type Speaking, speaking } from './refs.ts'
import { proofsValue, type WebProof } from './values.ts'

/** Of each person the latest so many are looked at: more would make the observer a tool for asking others. */
const mostPerPerson = 5

const day = 24 * 3_600_000
/** How old a check may be, in milliseconds: of what was found or not found there, and of what could not be reached. */
const recheckAfter = { named: 7 * day, 'not-named': 7 * day, 'not-reached': day }

/**
 * From when on a proof should be looked at (again), Unix milliseconds: at once when it was signed, and whenever its last
 * check has grown old. Who looks in this order leaves nobody out, whoever else signs how many.
 */
export const dueAt = ({ ms, check }: Pick<WebProof, 'ms' | 'check'>): number =>
  check === null ? ms : check.ms + recheckAfter[check.result]

/** Every proof on the web, with what the observer found last. */
export const proofs = defineView({
  name: 'proofs',
  version: 3,
  title: 'Proofs on the web',
  summary:
    'Where on the web accounts say that they are named, and what the observer found there last and when; what should be looked at first comes first.',
  value: proofsValue,
  params: z.strictObject({ ...pageUpTo(5000, 1000) }),

  from: speaking,

  answer(context, page) {
    const checks = lastChecks(context)
    const perPerson = new Map<string, number>()
    const rows = activeRecords(context.peopleRecords, 'web-proof')
      .reverse()
      .filter(({ account }) => {
        const person = context.persons(account)
        const before = perPerson.get(person) ?? 0
        perPerson.set(person, before + 1)
        return before < mostPerPerson
      })
      .map((each) => proofOf(context, checks, each))
      .sort((a, b) => dueAt(a) - dueAt(b) || a.index - b.index)
    return { now: context.ledger.ms, rows: rowsOn(rows, page), next: nextOf(page, rows.length) }
  },
})

type Checks = Map<string, ActiveRecord<'web-check'>>

/** The latest check of each proof. */
export function lastChecks({ peopleRecords }: Pick<Speaking, 'peopleRecords'>): Checks {
  return new Map(activeRecords(peopleRecords, 'web-check').map((each) => [each.fields.proof, each]))
}

/** A proof with its latest check. */
export function proofOf(context: Speaking, checks: Checks, proof: ActiveRecord<'web-proof'>): WebProof {
  const last = checks.get(proof.id)
  const check = last && {
    result: last.fields.result,
    index: last.index,
    ms: last.ms,
    detail: last.fields.detail ?? null,
  }
  return { ...refOf(context, proof), method: proof.fields.method, place: proof.fields.place, check: check ?? null }
}
