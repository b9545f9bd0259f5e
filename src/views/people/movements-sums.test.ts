import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chainLog } from '../../../test/chain-log.ts'
import { flowsTold } from '../../../test/flows.ts'
import { holdings } from '../../../test/holdings.ts'
import { keyOf, story } from '../../../test/story.ts'
import type { MovementsValue } from '../chain/values.ts'

/** 20,000 TAO in all: 10 in a day are large, 30 in a week. */
const town = (day: number) => holdings(`block ${(day + 1) * 7200} (issuance 20000)\ndora has 5000\nval runs hal`)

/** What is large when these are the flows of the days after the first snapshot, from block 7201 on. */
function movements(...scripts: string[]): MovementsValue['movements'] {
  const days = scripts.map((script, i) => {
    const told = town(i + 1)
    return { ...told, flows: flowsTold(told, 7201 + 7200 * i, script) }
  })
  const all = chainLog(town(0), ...days)
    .fold()
    .view('movements', { limit: '500' }) as MovementsValue
  return all.movements
}

const key = (name: string) => keyOf(name).address
const said = (all: MovementsValue['movements']) =>
  all.map(({ amount, sum, because, first, block }) => [Number(amount) / 1e9, sum?.parts ?? null, because, first, block])

/** So many transfers of an amount, a block apart. */
const transfers = (times: number, amount: number, from: number, to = 'erin', apart = 1): string =>
  Array.from({ length: times }, (_, i) => `${from + i * apart}: dora transfers ${amount} to ${to}`).join('\n')

describe('flows that are large only together', () => {
  test('20 large ones of a day are one movement that says so, and so are 200 that are not', () => {
    const [large, ...none] = movements(transfers(20, 60, 8000))
    expect(none).toEqual([])
    expect(large).toMatchObject({
      what: 'transfer',
      amount: '1200000000000',
      sum: { parts: 20, within: 7200 },
      from: { key: key('dora') },
      to: { key: key('erin') },
      first: 8000,
      block: 8019,
      severity: 'very-large',
    })
    expect(large!.rows).toHaveLength(20)
    const [small, ...others] = movements(transfers(200, 5.5, 8000))
    expect(others).toEqual([])
    expect(small).toMatchObject({ amount: '1100000000000', sum: { parts: 200, within: 7200 }, because: 'issuance' })
    expect([small!.rows.length, small!.steps.length]).toEqual([200, 50])
  })

  test('to several receivers, or from several validators: it names what all parts have in common', () => {
    const [sum] = movements(`${transfers(2, 6, 8000)}\n${transfers(2, 6, 8100, 'fred')}`)
    expect(sum).toMatchObject({ what: 'transfer', to: null, sum: { parts: 4 } })
    const [unstaked] = movements('8000: dora unstakes 6 from hal in 3\n8001: dora unstakes 6 from hella in 3')
    expect(unstaked).toMatchObject({ what: 'unstake', hotkey: null, netuid: 3, sum: { parts: 2 } })
  })

  test('reach the least of a window with the last of them; what stays with the entity counts for nothing', () => {
    expect(movements(transfers(2, 4.999999999, 8000))).toEqual([])
    expect(said(movements(transfers(2, 5, 8000)))).toEqual([[10, 2, 'issuance', 8000, 8001]])
    expect(movements('8000: val transfers 6 to hal\n8001: val transfers 6 to hal')).toEqual([])
  })

  test('a day is 7,200 blocks wherever it begins, a week seven of them and three times the amount', () => {
    expect(said(movements('14300: dora transfers 6 to erin', '21499: dora transfers 6 to erin'))).toHaveLength(1)
    expect(movements('14300: dora transfers 6 to erin', '21500: dora transfers 6 to erin')).toEqual([])
    const daily = Array.from({ length: 7 }, (_, i) => `${7300 + 7200 * i}: dora transfers 4.9 to erin`)
    expect(movements(...daily.slice(0, 6))).toEqual([])
    const [week, ...none] = movements(...daily)
    expect(none).toEqual([])
    expect(week).toMatchObject({ amount: '34300000000', sum: { parts: 7, within: 50_400 } })
    const later = [...daily.slice(0, 6), '', `${7300 + 7200 * 7}: dora transfers 4.9 to erin`]
    expect(movements(...later)).toEqual([])
  })

  test('a flow that is more than all others stays a movement of its own; unlike flows are not added', () => {
    expect(said(movements(`8000: dora transfers 100 to erin\n${transfers(4, 3, 8001)}`))).toEqual([
      [12, 4, 'issuance', 8001, 8004],
      [100, null, 'issuance', 8000, 8000],
    ])
    expect(movements('8000: dora transfers 6 to erin\n8001: dora stakes 6 on hal')).toEqual([])
  })

  test('the money that goes on after a large flow belongs to that movement', () => {
    const script = '8000: dora unstakes 300 from hal\n8100: dora transfers 298 to erin\n8200: dora unstakes 9 from hal'
    expect(said(movements(script))).toEqual([[298, null, 'issuance', 8000, 8100]])
  })

  test('three times what an account moves in its days is large, once it has four of them', () => {
    const weeks = Array.from({ length: 32 }, (_, i) => (i % 8 === 0 ? transfers(2, 4, 7300 + 7200 * i) : ''))
    const today = 7300 + 7200 * 32
    expect(movements(...weeks, transfers(5, 4.7, today))).toEqual([])
    expect(said(movements(...weeks, transfers(6, 4, today)))).toEqual([[24, 6, 'habit', today, today + 5]])
    expect(said(movements('', transfers(2, 6, 14_500)))).toHaveLength(1)
  })
})

test('no flow is told twice, and what nothing tells is less than a large sum in every window', () => {
  const flow = fc.record({ after: fc.integer({ min: 1, max: 3000 }), amount: fc.integer({ min: 1, max: 30 }) })
  fc.assert(
    fc.property(fc.array(flow, { minLength: 2, maxLength: 30 }), (drawn) => {
      let block = 7200
      const flows = drawn.map(({ after, amount }) => {
        block += after
        return { block, amount }
      })
      const days = Array.from({ length: Math.ceil(block / 7200) - 1 }, (_, day) =>
        flows
          .filter((each) => Math.ceil(each.block / 7200) === day + 2)
          .map((each) => `${each.block}: dora transfers ${each.amount} to erin`)
          .join('\n'),
      )
      const all = movements(...days)
      const told = all.flatMap(({ steps }) => steps.map((step) => step.block))
      expect(new Set(told).size).toBe(told.length)
      for (const { amount, sum, steps } of all) {
        expect(steps).toHaveLength(sum?.parts ?? 1)
        expect(BigInt(amount)).toBe(steps.reduce((total, step) => total + BigInt(step.amount), 0n))
      }
      const untold = flows.filter((each) => !told.includes(each.block))
      for (const { block: last } of untold) {
        const inDay = untold.filter((each) => each.block <= last && each.block > last - 7200)
        if (inDay.length > 1) expect(inDay.reduce((total, { amount }) => total + amount, 0)).toBeLessThan(10)
      }
    }),
    { numRuns: 60 },
  )
})

describe('the record of a sum', () => {
  const tuesday = town(1)
  const wednesday = town(2)
  const told = (script: string, next: string) => ({
    monday: town(0),
    tuesday: { ...tuesday, flows: flowsTold(tuesday, 7201, script) },
    wednesday: { ...wednesday, flows: flowsTold(wednesday, 14_401, next) },
  })
  const script = `
    operator sees monday
    wait 1d
    operator sees tuesday
    operator points at 1 as m1
    wait 1d
    operator sees wednesday`
  const shown = (first: string, next: string) => {
    const log = story(script, {}, told(first, next))
    return { log, value: log.fold().view('movements', {}) as MovementsValue }
  }

  test('says how many parts it had, and stays its record while it grows', () => {
    const { log, value } = shown(transfers(3, 6, 14_000), transfers(2, 6, 14_500))
    expect(value.unfounded).toEqual([])
    expect(said(value.movements)).toEqual([[30, 5, 'issuance', 14_000, 14_501]])
    expect(value.movements[0]).toMatchObject({
      id: log.id('m1'),
      recorded: { amount: '18000000000', parts: 3, block: 14_002 },
    })
  })

  test('of a flow that a sum has taken up since is the record of the sum', () => {
    const { log, value } = shown(transfers(1, 60, 14_000), transfers(19, 60, 14_500))
    expect(value.unfounded).toEqual([])
    expect(said(value.movements)).toEqual([[1200, 20, 'issuance', 14_000, 14_518]])
    expect(value.movements[0]).toMatchObject({ id: log.id('m1'), recorded: { amount: '60000000000', parts: null } })
    const one = log.fold().view('movements', { movement: log.id('m1') }) as MovementsValue
    expect(said(one.movements)).toEqual(said(value.movements))
  })
})
