import * as z from 'zod'
import { named } from '../../folds/chain/names.ts'
import { consequencesOf, type Proposal } from '../../folds/chain/proposals.ts'
import { snapshots } from '../../folds/chain/snapshots.ts'
import { countedVotes } from '../../folds/conversation/counted.ts'
import { Refusal } from '../../records/refusals.ts'
import { actRowOf } from '../chain/acts.ts'
import { outlineOf } from '../chain/called.ts'
import { latestSource } from '../chain/source.ts'
import { recordIdParam } from '../params.ts'
import { defineView } from '../view.ts'
import { knownSubjects } from './opinions/roles.ts'
import { heldPositions } from './positions.ts'
import { splitByDecision } from './proposals/opinions.ts'
import { questionsTouched } from './proposals/questions.ts'
import { firstOf, proposing, summaryOf } from './proposals/summaries.ts'
import { talksOn } from './proposals/talks.ts'
import { speaking } from './refs.ts'
import { type ProposalValue, proposalValue } from './values/proposal.ts'

/** Steps and consequences that the answer has at most: the log has all. */
const [mostSteps, mostConsequences] = [500, 50]

/** One privileged call: what it asks for, who has approved, what is said of it, and what came of it. */
export const proposal = defineView({
  name: 'proposal',
  version: 2,
  title: 'Privileged call',
  summary:
    'One call with the privileged key: its arguments, who has approved and who is missing, where the same signatories stand on the standing questions that it touches, what is said and talked about it, and what came of it.',
  value: proposalValue,
  params: z.strictObject({
    proposal: recordIdParam.describe('Id of the record of any of its steps.').meta({ own: true }),
  }),

  from: { ...speaking, ...proposing, snapshots, countedVotes, knownSubjects, heldPositions },

  answer(given, { proposal: id }) {
    const { register, naming } = given
    const call = register.byAct.get(id)
    if (call === undefined) return new Refusal('not-found', { reason: 'proposal', id })
    const rowOf = (act: Proposal['steps'][number]) => actRowOf(naming, register, act)
    return {
      now: given.ledger.ms,
      source: latestSource(given.snapshots),
      proposal: summaryOf(given, call),
      recorded: recordedIn(call),
      signatories: call.signatories.map((each) => named(naming, each)),
      ...outlineOf(call.call),
      steps: call.steps.slice(0, mostSteps).map(rowOf),
      consequences: consequencesOf(register, call).slice(0, mostConsequences).map(rowOf),
      took: tookOf(call),
      questions: questionsTouched(given, call),
      conversations: talksOn(given, call),
      ...splitByDecision(given, call),
    }
  },
})

function recordedIn({ id, records }: Proposal): ProposalValue['recorded'] {
  const naming = records.find((each) => each.id === id)
  if (naming === undefined) throw new Error(`the call ${id} has no record that names it`)
  const { what, calls = null, block } = naming.fields
  return { what, calls, block }
}

/** From the first step to the decision. */
function tookOf(call: Proposal): ProposalValue['took'] {
  const { begun, decided, whole } = call
  if (begun === null || decided === null) return null
  const [from, to] = [whole ? firstOf(call)?.at : undefined, decided.fields.at]
  const took = from === undefined || to === undefined ? null : Math.max(0, to - from)
  return { blocks: Math.max(0, decided.fields.block - begun.block), ms: took }
}
