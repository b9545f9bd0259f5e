import * as z from 'zod'
import type { ActiveRecord } from '../../folds/fold.ts'
import { activeRecords } from '../../folds/people/records.ts'
import { nextOf, pageUpTo, rowsOn } from '../params.ts'
import { defineView } from '../view.ts'
import { refOf, type Speaking, speaking } from './refs.ts'
import { proofsValue, type WebProof } from './values.ts'

/** Of each person the latest so many are looked at: more would make the observer a tool for asking others. */
const mostPerPerson = 5

/** Every proof on the web, with what the observer found last. */
export const proofs = defineView({
  name: 'proofs',
  version: 3,
  title: 'Proofs on the web',
  summary: 'Where on the web accounts say that they are named, and what the observer found there last and when.',
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
    return {
      now: context.ledger.ms,
      rows: rowsOn(rows, page).map((each) => proofOf(context, checks, each)),
      next: nextOf(page, rows.length),
    }
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
