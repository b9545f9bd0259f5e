import { expect, test } from 'vitest'
import { crowdOf } from '../../../../../test/crowds.ts'
import { type Ballots, emptyBallots } from '../../../../folds/conversation/ballots.ts'
import type { Conversation, Statement } from '../../../../folds/conversation/conversations.ts'
import { noSealedVotes } from '../../../../folds/conversation/sealed.ts'
import { emptyTally } from '../../../../folds/conversation/tally.ts'
import type { Address } from '../../../../log/ss58.ts'
import { recordId } from '../../../../records/ids.ts'
import { memories } from './memories.ts'

const id = recordId('c'.repeat(64))
const statements = Array.from({ length: 14 }, (_, position) => ({
  id: position.toString(16).padStart(64, '0'),
  position,
  imported: null,
  moderated: false,
  meta: false,
})) as unknown as Statement[]
const { votes } = crowdOf('two groups', 90, 14, 11, 0.95)

/** The votes of a crowd, one person after another in log order. `gone`: whose votes were taken back; `absent`: cast none. */
function castBy(people: number, gone = -1, absent = -1): Ballots {
  const cast = emptyBallots()
  for (let p = 0; p < people; p++) {
    cast.voters.push(`5${String(p).padStart(4, '0')}` as Address)
    if (p === absent) continue
    for (let i = votes.start[p]!; i < votes.start[p + 1]!; i++) {
      cast.voter.push(p === gone ? -1 : p)
      cast.statement.push(votes.column[i]!)
      cast.choice.push(votes.choice[i]!)
      cast.index.push(10 + cast.index.length)
      cast.ms.push(1000 * cast.index.length)
    }
  }
  return cast
}

const memoryOf = (cast: Ballots) =>
  memories.compute({
    conversations: {
      all: new Map([[id, { id, index: 3, ms: 5, statements } as unknown as Conversation]]),
      statements: new Map(),
      sealed: noSealedVotes(),
    },
    countedVotes: () => ({ signed: cast, guests: { participants: 0, tally: emptyTally(), ballots: null } }),
    importedVotes: () => ({
      people: [],
      ballots: { person: new Int32Array(0), statement: new Int32Array(0), choice: new Int8Array(0) },
    }),
  })(id)

test('before the first moment nothing is remembered', () => {
  expect(memoryOf(castBy(9)).groups()).toBeNull()
  expect(memoryOf(emptyBallots()).axes()).toBeNull()
})

test('groups are remembered with the moment since which they are there, and axes the same with and without them', () => {
  const memory = memoryOf(castBy(90))
  const [axes, groups] = [memory.axes()!, memory.groups()!]
  expect(axes).toMatchObject({ moment: groups.moment, loadings: groups.loadings, camps: [] })
  expect(groups.camps.map(({ id }) => id)).toEqual([0, 1])
  for (const { since, history } of groups.camps) {
    expect(history).toHaveLength(1)
    expect(history[0]).toMatchObject({ how: 'new', at: since })
  }
  expect(memory.groups()).toBe(groups)
})

test('votes that were taken back are on no remembered map', () => {
  const [taken, never] = [memoryOf(castBy(90, 4)).groups()!, memoryOf(castBy(90, -1, 4)).groups()!]
  expect(taken.loadings).toEqual(never.loadings)
  const people = ({ camps }: typeof taken) =>
    camps.map(({ id, members, profile }) => ({ id, members: [...members].sort(), profile }))
  expect(people(taken)).toEqual(people(never))
  expect(taken.moment.votes).toBe(never.moment.votes)
})
