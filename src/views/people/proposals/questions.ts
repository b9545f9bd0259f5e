import { named } from '../../../folds/chain/names.ts'
import type { Proposal } from '../../../folds/chain/proposals.ts'
import type { ActiveRecord } from '../../../folds/fold.ts'
import { activeRecords } from '../../../folds/people/records.ts'
import { questionTexts } from '../../../records/people/question.ts'
import type { HeldPositions } from '../positions.ts'
import type { Speaking } from '../refs.ts'
import type { ProposalValue } from '../values/proposal.ts'

/** Questions that an answer has at most. */
const most = 20

/** Standing questions that a call touches, with where its signatories stand on each; those of the operator first. */
export function questionsTouched(
  given: Speaking & { readonly heldPositions: HeldPositions },
  call: Proposal,
): ProposalValue['questions'] {
  const names = namesIn(call)
  const { operator } = given.ledger
  return activeRecords(given.peopleRecords, 'question')
    .filter(({ fields }) => (fields.touches ?? []).some((each) => names.has(each)))
    .sort((a, b) => Number(b.account === operator) - Number(a.account === operator) || a.index - b.index)
    .slice(0, most)
    .map(({ id, index, fields }) => ({
      id,
      index,
      title: fields.title,
      precedents: questionTexts(fields.body).precedents ?? null,
      touches: fields.touches ?? [],
      positions: standOn(given, call, given.heldPositions.get(id)),
    }))
}

/** Pallets and calls that are anywhere in a call: `AdminUtils`, `AdminUtils.sudo_set_tempo`. */
function namesIn({ call }: Proposal): Set<string> {
  return new Set((call?.calls ?? []).flatMap(({ pallet, name }) => [pallet, `${pallet}.${name}`]))
}

/** Several accounts of one person are one signatory here. */
function standOn(
  { persons, naming }: Speaking,
  { signatories }: Proposal,
  held: ReadonlyMap<string, { last: ActiveRecord<'position'> }> | undefined,
): ProposalValue['questions'][number]['positions'] {
  return [...new Set(signatories.map(persons))].map((person) => {
    const last = held?.get(person)?.last
    return {
      by: named(naming, person),
      stance: last?.fields.stance ?? null,
      index: last?.index ?? null,
      ms: last?.ms ?? null,
    }
  })
}
