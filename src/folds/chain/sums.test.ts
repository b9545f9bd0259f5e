import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Drawn, days90, issuance, type Plain, plainMovements } from '../../../test/plain-movements.ts'
import { nobody } from '../../evidence/accounts.ts'
import { emptyFlows, type FlowKind, flowKinds, noSubnet } from '../../evidence/flows.ts'
import type { Detected, Step } from './detected.ts'
import type { MovingFlows } from './flows.ts'
import { lookThrough, noMovements } from './large-movements.ts'

/** A table of some flows, all of them to an account that moves nothing. */
function tableOf(flows: readonly Drawn[], at: number): MovingFlows {
  const columns = emptyFlows(flows.length)
  for (const [row, { block, kind, from, amount }] of flows.entries()) {
    columns.block[row] = block
    columns.kind[row] = flowKinds.indexOf(kind)
    columns.from[row] = from
    columns.amount[row] = amount
  }
  columns.to.fill(99)
  for (const column of [columns.hotkey, columns.toHotkey]) column.fill(nobody)
  for (const column of [columns.netuid, columns.toNetuid]) column.fill(noSubnet)
  return {
    ...columns,
    at,
    first: 0,
    last: 0,
    sha256: '',
    issuance,
    place: Uint32Array.from(flows.keys()),
    entity: new Map(),
    pools: new Map(),
    margins: { passing: new Set(), over: 0n, under: 0n },
  }
}

/** Detected movements as the plain way says them. `at` of a table: the place of its first flow among all. */
function plainOf(found: readonly Detected[]): Plain[] {
  const place = ({ table, row }: Step): number => table.at + row
  const plain = ({ steps, because, amount, sum, isPart }: Detected): Plain => ({
    steps: steps.map(place),
    because,
    amount,
    within: sum?.within ?? null,
    took: sum?.took.map(plain) ?? [],
    isPart,
  })
  return found.map(plain)
}

/** Flows near one another, with long times without any now and then; `cut`: a table begins with it. */
const drawn = fc
  .array(
    fc.record({
      after: fc.oneof(
        { weight: 16, arbitrary: fc.integer({ min: 0, max: 3000 }) },
        { weight: 8, arbitrary: fc.integer({ min: 3000, max: 30_000 }) },
        { weight: 2, arbitrary: fc.integer({ min: 30_000, max: days90 + 60_000 }) },
        { weight: 6, arbitrary: fc.constantFrom(0, 0, 7200, 50_400, days90) },
      ),
      kind: fc.constantFrom<FlowKind>('transfer', 'transfer', 'stake-transferred'),
      from: fc.constantFrom(0, 0, 0, 17),
      amount: fc.oneof(fc.bigInt({ min: 1n, max: 6n }), fc.bigInt({ min: 1n, max: 60n })),
      cut: fc.nat({ max: 9 }).map((each) => each === 0),
    }),
    { minLength: 2, maxLength: 150, size: 'max' },
  )
  .map((steps) => {
    let block = 0
    return steps.map(({ after, ...flow }) => {
      block += after
      return { ...flow, block }
    })
  })

test('finds what going over all flows there ever were finds, however they are cut into tables', () => {
  fc.assert(
    fc.property(drawn, (flows) => {
      const state = noMovements()
      const cuts = [0, ...flows.flatMap(({ cut }, i) => (cut && i > 0 ? [i] : [])), flows.length]
      for (const [i, start] of cuts.slice(0, -1).entries())
        lookThrough(state, tableOf(flows.slice(start, cuts[i + 1]), start))
      expect(plainOf(state.found)).toEqual(plainMovements(flows))
    }),
  )
})

test('what is drawn brings about every way to be large', () => {
  const movements = fc.sample(drawn, { seed: 1, numRuns: 200 }).flatMap(plainMovements)
  const ways = new Set(movements.map(({ within, because, took }) => `${within} ${because} ${took.length > 0}`))
  const ofSums = [7200, 50_400].flatMap((within) =>
    ['habit', 'issuance'].flatMap((because) => [`${within} ${because} false`, `${within} ${because} true`]),
  )
  expect(ways).toEqual(new Set(['null habit false', 'null issuance false', ...ofSums]))
})

test('a sum goes on up to the end of its window and not with the block after it', () => {
  const flows = [7000, 7000, 14_199, 14_200].map((block): Drawn => ({ block, kind: 'transfer', from: 0, amount: 6n }))
  const state = noMovements()
  lookThrough(state, tableOf(flows, 0))
  expect(plainOf(state.found)).toMatchObject([{ steps: [0, 1, 2], within: 7200 }])
})
