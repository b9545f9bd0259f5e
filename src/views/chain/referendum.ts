import * as z from 'zod'
import { named } from '../../folds/chain/names.ts'
import type { Referendum, ReferendumStepTaken } from '../../folds/chain/referenda.ts'
import { Refusal } from '../../records/refusals.ts'
import { wholeNumber } from '../params.ts'
import { defineView } from '../view.ts'
import { outlineOf } from './called.ts'
import { electorateOf, momentOf, referendumRowOf, talksOf, type Voting, votersOf, voting } from './referenda/rows.ts'
import { latestSource } from './source.ts'
import { type ReferendumValue, referendumValue } from './values.ts'

/** Voters, steps and conversations that the answer has at most. */
const [mostVoters, mostSteps, mostTalks] = [200, 500, 20]

/** One referendum of the chain. */
export const referendum = defineView({
  name: 'referendum',
  version: 3,
  title: 'Referendum',
  summary:
    'One referendum of the chain: its call with its arguments, who may vote and how each votes, how the votes moved, what happens when, and what came of it.',
  value: referendumValue,
  params: z.strictObject({
    referendum: wholeNumber(0, 4_294_967_295).describe('Its number on the chain.').meta({ own: true }),
  }),

  from: voting,

  answer(given, { referendum: number }) {
    const found = given.referenda.get(number)
    if (found === undefined) return new Refusal('not-found', { reason: 'referendum', referendum: number })
    const voters = votersOf(given, found)
    return {
      source: latestSource(given.snapshots),
      ...electorateOf(given),
      row: referendumRowOf(given, found),
      ...outlineOf(found.call),
      both: [...voters.values()].filter((bodies) => bodies.length > 1).length,
      voters: votesOf(given, found, voters).slice(0, mostVoters),
      conversations: talksOf(given, found)
        .filter(({ revoked }) => revoked === null)
        .slice(0, mostTalks)
        .map(({ id, title, statements }) => ({
          id,
          title,
          statements: statements.filter(({ moderated }) => !moderated).length,
        })),
      steps: found.steps.slice(-mostSteps).map((step) => stepOf(given, step)),
    }
  },
})

/** Who voted, by the block of the vote, then who has not; an account that is no member any more may have voted. */
function votesOf(
  { naming }: Voting,
  { votes }: Referendum,
  voters: ReturnType<typeof votersOf>,
): ReferendumValue['voters'] {
  const voted = [...votes].sort(([, a], [, b]) => a.block - b.block).map(([account]) => account)
  const silent = [...voters.keys()].filter((account) => !votes.has(account))
  return [...voted, ...silent].map((account) => {
    const vote = votes.get(account)
    return {
      by: named(naming, account),
      bodies: voters.get(account) ?? [],
      vote: vote === undefined ? null : vote.aye ? 'aye' : 'nay',
      block: vote?.block ?? null,
    }
  })
}

function stepOf({ naming }: Voting, step: ReferendumStepTaken): ReferendumValue['steps'][number] {
  const { event, what, by, vote, ayes, nays, voters, error } = step.fields
  return {
    id: step.id,
    ...momentOf(step),
    event,
    what,
    by: by === undefined ? null : named(naming, by),
    vote: vote ?? null,
    tally: ayes === undefined || nays === undefined ? null : { ayes, nays, voters: voters ?? null },
    error: error ?? null,
  }
}
