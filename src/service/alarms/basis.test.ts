import { expect, test } from 'vitest'
import { chainLog } from '../../../test/chain-log.ts'
import { flowsTold } from '../../../test/flows.ts'
import { holdings } from '../../../test/holdings.ts'
import { latestBasis, rememberedFlows } from './basis.ts'

test('what moved before is remembered in steps between which others have a turn', async () => {
  const town = (day: number) => holdings(`block ${(day + 1) * 7200} (issuance 20000)\ndora has 5000`)
  const days = [1, 2, 3].map((day) => {
    const told = town(day)
    return { ...told, flows: flowsTold(told, 7201 + 7200 * (day - 1), `${7200 * day + 9}: dora transfers 3 to erin`) }
  })
  const { fold, evidence } = chainLog(town(0), ...days)
  const folded = fold()
  let [turns, over] = [0, false]
  const log = {
    view: async (name: string, params: Record<string, string>) =>
      JSON.stringify(folded.view(name as never, params as never)),
    blob: async (path: string) => evidence(path.split('/').at(-1)!) ?? null,
  }
  const genesis = town(0).holdings.facts.chain
  const basis = await latestBasis(log, genesis, null)
  const count = (): void => {
    turns++
    if (!over) setImmediate(count)
  }
  setImmediate(count)
  const memory = await rememberedFlows(log, genesis, basis!)
  over = true
  expect(memory.movements.habits.flows.next - memory.movements.habits.flows.first).toBe(3)
  expect(turns).toBeGreaterThanOrEqual(3 * 4)
})
