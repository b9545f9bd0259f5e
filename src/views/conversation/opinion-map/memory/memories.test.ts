import fc from 'fast-check'
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

const noVotes = {
  people: [],
  ballots: { person: new Int32Array(0), statement: new Int32Array(0), choice: new Int8Array(0) },
}

const given = (cast: Ballots, said = statements) => ({
  conversations: {
    all: new Map([[id, { id, index: 3, ms: 5, statements: said } as unknown as Conversation]]),
    statements: new Map(),
    sealed: noSealedVotes(),
  },
  countedVotes: () => ({ signed: cast, guests: { participants: 0, tally: emptyTally(), ballots: null } }),
  importedVotes: () => noVotes,
})

const memoryOf = (cast: Ballots) => memories.compute(given(cast)).of(id)

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

test('whatever was walked over before, a memory is the one that is found from the first moment', () => {
  const change = fc.oneof(
    { weight: 8, arbitrary: fc.record({ more: fc.integer({ min: 1, max: 400 }) }) },
    { weight: 1, arbitrary: fc.record({ back: fc.nat() }) },
    { weight: 1, arbitrary: fc.record({ hide: fc.nat({ max: statements.length - 1 }) }) },
  )
  const step = fc.tuple(change, fc.subarray<'axes' | 'groups'>(['axes', 'groups']))
  fc.assert(
    fc.property(fc.array(step, { minLength: 2, maxLength: 8 }), (steps) => {
      const all = castBy(90)
      let [size, said] = [200, statements]
      let before: ReturnType<typeof memories.compute> | undefined
      for (const [each, asked] of steps) {
        if ('more' in each) size = Math.min(all.voter.length, size + each.more)
        if ('back' in each) all.voter[each.back % size] = -1
        if ('hide' in each) said = said.map((one, s) => (s === each.hide ? { ...one, moderated: !one.moderated } : one))
        const cut = (column: number[]): number[] => column.slice(0, size)
        const cast = { ...all, voter: cut(all.voter), statement: cut(all.statement), choice: cut(all.choice) }
        const [now, anew] = [before, undefined].map((earlier) => memories.compute(given(cast, said), earlier))
        for (const name of asked) expect(now!.of(id)[name]()).toEqual(anew!.of(id)[name]())
        before = now
      }
    }),
    { numRuns: 60 },
  )
})

test('a further vote leaves a memory as it is, and the walks that are kept are few', () => {
  const cast = castBy(90)
  const first = memories.compute(given(cast))
  const memory = first.of(id).groups()
  const more = { ...cast, voter: [...cast.voter, 0], statement: [...cast.statement, 1], choice: [...cast.choice, 1] }
  const second = memories.compute(given({ ...more, index: [...cast.index, 9999], ms: [...cast.ms, 9999] }), first)
  expect(second.of(id).groups()).toBe(memory)
  expect(second.walks.size).toBe(1)
})
