/** Nothing grows worse than its data: twice as many records of any kind are twice the work, for the folds and for every view. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { authored } from '../../src/folds/ledger/authored.ts'
import { isRefusal } from '../../src/records/refusals.ts'
import { type KindName, kindNames, kindOf } from '../../src/records/registry.ts'
import { Fold } from '../../src/views/fold.ts'
import { viewNames } from '../../src/views/registry.ts'
import { askedWith, type Question } from '../questions.ts'
import { keyOf } from '../story.ts'
import { type GrowingLog, growingCrowd, growingLog, type Shape } from './growing-log.ts'
import { type Counter, faster, type Steps, startCounting } from './steps.ts'

const n = 8
const asked = new Set<string>()
let counter: Counter

beforeAll(async () => {
  counter = await startCounting()
})
afterAll(() => counter.close())

const shapes: Shape[] = [true, false].flatMap((takenBack) =>
  (['one', 'many'] as const).flatMap((by) =>
    (['same', 'another'] as const).map((about): Shape => ({ by, about, takenBack })),
  ),
)

/** The shapes that a log of the kind can have, with the smallest log of each; those that make the same log count once. */
function logsOf(kind: KindName): [Shape, GrowingLog][] {
  const made = new Map<string, [Shape, GrowingLog]>()
  for (const shape of shapes) {
    if (shape.takenBack && !kindOf(kind).revocable) continue
    const log = growingLog(kind, n, shape)
    const said = log.entries.map(({ record }) => record?.id).join()
    if (!made.has(said)) made.set(said, [shape, log])
  }
  return [...made.values()]
}

/** Every view, with nothing and with each id and account that a parameter may be. */
function questionsTo({ first }: GrowingLog): Question[] {
  const ids = {
    conversation: first('conversation') ?? first('import'),
    question: first('question'),
    proposal: first('act'),
    upgrade: first('act'),
    about: first('conversation'),
    event: first('event'),
  }
  const ann = keyOf('ann').address
  const { referendum } = kindOf('referendum').example
  const given = Object.entries({ ...ids, account: ann, subject: ann, netuid: 3, referendum }).flatMap(([name, id]) =>
    id === undefined ? [] : [{ [name]: String(id) }],
  )
  const [{ conversation }, statement] = [ids, first('statement')]
  const ofStatement = conversation && statement ? [{ conversation, statement }] : []
  return [
    ...[{}, ...given].flatMap((params) => askedWith(params)),
    ...ofStatement.flatMap((params): Question[] => [
      ['statement-map', params],
      ['statement-votes', params],
    ]),
    ...(conversation ? [['writing-hints', { conversation, text: 'Say it again.' }] satisfies Question] : []),
    ['what-if', { leave: ann }],
  ]
}

/** Folds a log and asks every view at its end; all that is said in it counts. */
function foldAndAsk(log: GrowingLog): void {
  const fold = new Fold()
  fold.push(log.entries, log.evidence)
  for (const [view, params] of questionsTo(log)) {
    const value = fold.view(view, params)
    if (!isRefusal(value)) asked.add(view)
  }
}

/** Why records of the kind do not count, by their code; a log of such records would measure nothing. */
function refusedIn({ entries, evidence, from }: GrowingLog): string[] {
  const fold = new Fold()
  fold.push(entries, evidence)
  return [...fold.state(authored).values()]
    .flat()
    .flatMap(({ index, refused }) => (refused && index >= from ? [refused] : []))
}

describe('twice as many records are twice the work', () => {
  for (const kind of kindNames)
    test(`${kind}`, { timeout: 600_000 }, async () => {
      const found: string[] = []
      for (const [shape, smallest] of logsOf(kind)) {
        expect(refusedIn(smallest), JSON.stringify(shape)).toEqual([])
        const steps: Steps[] = []
        for (const log of [smallest, growingLog(kind, n * 2, shape), growingLog(kind, n * 4, shape)])
          steps.push(await counter.of(() => foldAndAsk(log)))
        for (const place of faster(steps as [Steps, Steps, Steps])) found.push(`${JSON.stringify(shape)} ${place}`)
      }
      expect(found).toEqual([])
    })

  test('people who each say something of every kind', { timeout: 600_000 }, async () => {
    const steps: Steps[] = []
    for (const log of [growingCrowd(10), growingCrowd(20), growingCrowd(40)])
      steps.push(await counter.of(() => foldAndAsk(log)))
    expect(refusedIn(growingCrowd(10))).toEqual([])
    expect(faster(steps as [Steps, Steps, Steps])).toEqual([])
  })

  test('every view was asked, and answered', () => {
    expect([...asked].sort()).toEqual([...viewNames])
  })
})
