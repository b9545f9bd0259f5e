import { type Ballots, emptyBallots } from '../../../../folds/conversation/ballots.ts'
import { conversations } from '../../../../folds/conversation/conversations.ts'
import { countedVotes } from '../../../../folds/conversation/counted.ts'
import { type ImportedVotes, importedVotes } from '../../../../folds/conversation/values.ts'
import { derived, remembered } from '../../../../folds/derived.ts'
import type { RecordId } from '../../../../records/ids.ts'
import { opinionsOf } from '../collect.ts'
import { groupsOn, type Memories } from '../robust-map.ts'
import { robustSpreadOf } from '../robust-spread.ts'
import { momentsOf } from './moments.ts'
import { type Memory, remember } from './remember.ts'

/** How many conversations are kept at once. */
const most = 4

/**
 * The memory of a conversation that is there. It follows from the votes that count today: one that was taken back is on
 * no earlier map either.
 */
export const memories = derived({
  name: 'memories of maps',
  from: { conversations, countedVotes, importedVotes },
  compute: ({ conversations, countedVotes, importedVotes }) =>
    remembered(most, (id: RecordId): Memories => {
      const conversation = conversations.all.get(id)
      const walk = (withGroups: boolean): Memory | null =>
        conversation === undefined
          ? null
          : memoryOf(conversation, countedVotes(id).signed ?? emptyBallots(), importedVotes(id), withGroups)
      const kept = remembered(2, walk)
      return { axes: () => kept(false), groups: () => kept(true) }
    }),
})

function memoryOf(
  {
    id,
    index,
    ms,
    statements,
  }: { id: RecordId; index: number; ms: number; statements: Parameters<typeof opinionsOf>[0] },
  signed: Ballots,
  imported: ImportedVotes,
  withGroups: boolean,
): Memory | null {
  const brought = { votes: imported.ballots.person.length, size: index + 1, ms }
  let memory: Memory | null = null
  for (const { signed: until, ...moment } of momentsOf(brought, signed)) {
    const spread = robustSpreadOf(opinionsOf(statements, imported, firstOf(signed, until)))
    memory = remember(memory, moment, spread, withGroups ? groupsOn(spread, id) : null)
  }
  return memory
}

function firstOf({ voters, voter, statement, choice }: Ballots, until: number) {
  const cut = (column: number[]): number[] => column.slice(0, until)
  return { voters, voter: cut(voter), statement: cut(statement), choice: cut(choice) }
}
