import * as z from 'zod'
import { type ActiveRecord, activeRecords } from '../../folds/people/state.ts'
import { limitUpTo } from '../params.ts'
import type { View } from '../view.ts'
import type { Desk } from './refs.ts'
import { deskOf, refOf } from './refs.ts'
import { type ProofsValue, proofsValue, type WebProof } from './values.ts'

/** Of each person the latest so many are looked at: more would make the observer a tool for asking others. */
const mostPerPerson = 5

/** Every proof on the web, with what the observer found last. */
export const proofs: View<{ limit: number }, null, ProofsValue> = {
  name: 'proofs',
  version: 2,
  title: 'Proofs on the web',
  summary: 'Where on the web accounts say that they are named, and what the observer found there last and when.',
  value: proofsValue,
  params: z.strictObject({ limit: limitUpTo(5000, 1000) }),

  // The base folds hold all of it.
  start: () => null,
  step: () => undefined,

  finish(_state, { limit }, base) {
    const desk = deskOf(base)
    const checks = lastChecks(desk)
    const perPerson = new Map<string, number>()
    const rows = activeRecords(desk, 'web-proof')
      .reverse()
      .filter(({ account }) => {
        const person = desk.personOf(account)
        perPerson.set(person, (perPerson.get(person) ?? 0) + 1)
        return perPerson.get(person)! <= mostPerPerson
      })
    return { now: desk.register.ms, rows: rows.slice(0, limit).map((each) => proofOf(desk, checks, each)) }
  },
}

type Checks = Map<string, ActiveRecord<'web-check'>>

/** The latest check of each proof. */
export function lastChecks(desk: Desk): Checks {
  return new Map(activeRecords(desk, 'web-check').map((each) => [each.fields.proof, each]))
}

/** A proof with its latest check. */
export function proofOf(desk: Desk, checks: Checks, proof: ActiveRecord<'web-proof'>): WebProof {
  const last = checks.get(proof.id)
  const check = last && {
    result: last.fields.result,
    index: last.index,
    ms: last.ms,
    detail: last.fields.detail ?? null,
  }
  return { ...refOf(desk, proof), method: proof.fields.method, place: proof.fields.place, check: check ?? null }
}
