import { describe, expect, test } from 'vitest'
import { chainLog, type Tells } from '../../../test/chain-log.ts'
import { flowsTold } from '../../../test/flows.ts'
import { holdings } from '../../../test/holdings.ts'
import { keyOf } from '../../../test/story.ts'
import type { MovementsValue } from '../chain/values.ts'

/**
 * 20,000 TAO in all, so that 10 are 0.05 %. Stake votes: val 600, vera 250, wim 250: val alone has more than half of the
 * 1,100; with 50 less it has not.
 */
const town = (block: number) => `
  block ${block} (issuance 20000)
  alice has 5000
  bob has 5000
  val runs hal
  vera runs hella
  wim runs helmi
  alice stakes 600 on hal
  bob stakes 250 on hella
  carol stakes 250 on helmi
  subnet 3 of bob at 0.5
`

const ask = (tells: Tells[], params: Record<string, string> = {}): MovementsValue =>
  chainLog(...tells)
    .fold()
    .view('movements', params) as MovementsValue

/** What is large in the flows of the day before a snapshot. */
function large(script: string, params: Record<string, string> = {}): MovementsValue['movements'] {
  const told = holdings(town(14_400))
  return ask([holdings(town(7200)), { ...told, flows: flowsTold(told, 7201, script) }], params).movements
}

const key = (name: string) => keyOf(name).address
const said = (movements: MovementsValue['movements']) =>
  movements.map(({ what, from, to, amount, because }) => {
    const names = ['alice', 'bob', 'carol', 'dora', 'erin', 'val', 'vera', 'wim']
    const name = (address: string | undefined) => names.find((each) => key(each) === address) ?? address
    return [what, name(from.key), name(to?.key) ?? null, Number(amount) / 1e9, because]
  })

describe('what is large', () => {
  test('reaches 0.05 % of all TAO; a rao less does not', () => {
    expect(said(large('8000: dora transfers 10 to erin'))).toEqual([['transfer', 'dora', 'erin', 10, 'issuance']])
    expect(large('8000: dora transfers 9.999999999 to erin')).toEqual([])
  })

  test('for whom moves much every day, it takes three times the median of 90 days', () => {
    const usual = Array.from({ length: 5 }, (_, i) => `${7300 + i * 700}: dora transfers 8 to erin`).join('\n')
    const alone = (script: string) => said(large(`${usual}\n${script}`).filter(({ sum }) => sum === null))
    expect(alone('14000: dora transfers 23 to bob')).toEqual([])
    expect(alone('14000: dora transfers 41 to bob')).toEqual([['transfer', 'dora', 'bob', 41, 'habit']])
  })

  test('changes who has more than half, however small a share of all it is', () => {
    // val loses more than the 50 that it has above half of 1,100.
    expect(said(large('8000: alice moves 9 from hal to hella'))).toEqual([])
    const narrow = town(14_400).replace('stakes 600', 'stakes 501')
    const told = holdings(narrow)
    const flows = flowsTold(told, 7201, '8000: alice moves 9 from hal to hella')
    const { movements } = ask([holdings(narrow.replace('14400', '7200')), { ...told, flows }])
    expect(said(movements)).toEqual([['redelegation', 'alice', null, 9, 'power']])
    expect(movements[0]!.severity).toBe('large')
  })

  test('moves the price of a subnet by two per cent: one per cent of the TAO in its pool', () => {
    const told = holdings(town(14_400).replace('subnet 3 of bob at 0.5', 'subnet 3 of bob at 0.5 holding 400'))
    const because = (script: string) => {
      const { movements } = ask([holdings(town(7200)), { ...told, flows: flowsTold(told, 7201, script) }])
      return said(movements)
    }
    expect(because('8000: dora stakes 4 on hal in 3')).toEqual([['stake', 'dora', null, 4, 'price']])
    expect(because('8000: dora unstakes 4 from hal in 3')).toEqual([['unstake', 'dora', null, 4, 'price']])
    expect(because('8000: dora stakes 3.999999999 on hal in 3')).toEqual([])
    expect(because('8000: dora stakes 4 on hal')).toEqual([])
  })

  test('is unexplained as long as no record explains it', () => {
    expect(large('8000: dora transfers 10 to erin')[0]!.state).toBe('unexplained')
  })

  test('has the severity of its share', () => {
    const all = large(
      '8000: dora transfers 400 to erin\n8001: bob transfers 100 to wim\n8002: carol transfers 11 to val',
    )
    expect(all.map(({ severity }) => severity)).toEqual(['notable', 'large', 'very-large'])
    const least = (severity: string) =>
      large('8000: dora transfers 400 to erin\n8001: bob transfers 100 to wim\n8002: carol transfers 11 to val', {
        severity,
      })
    expect(['notable', 'large', 'very-large'].map((each) => least(each).length)).toEqual([3, 2, 1])
  })
})

describe('steps of the same money', () => {
  test('unstaked, transferred and staked again within two hours is one movement, from its source to its destination', () => {
    const [movement, ...others] = large(`
      8000: alice unstakes 300 from hal
      8100: alice transfers 298 to dora
      8500: dora stakes 297 on hella`)
    expect(others).toEqual([])
    expect(said([movement!])).toEqual([['handover', 'alice', 'dora', 297, 'issuance']])
    expect(movement).toMatchObject({ first: 8000, block: 8500, hotkey: key('hal'), toHotkey: key('hella') })
    expect(movement!.steps.map(({ what }) => what)).toEqual(['stake-removed', 'transfer', 'stake-added'])
  })

  test('the 600th block after a step is still within two hours', () => {
    expect(said(large('8000: alice unstakes 300 from hal\n8600: alice transfers 300 to dora'))).toEqual([
      ['handover', 'alice', 'dora', 300, 'issuance'],
    ])
  })

  test('after more than two hours, or with much less, they are not the same', () => {
    // The transfers alone are what alice has moved before.
    const first = [['unstake', 'alice', null, 300, 'issuance']]
    expect(said(large('8000: alice unstakes 300 from hal\n8601: alice transfers 300 to dora'))).toEqual(first)
    expect(said(large('8000: alice unstakes 300 from hal\n8100: alice transfers 149 to dora'))).toEqual(first)
  })

  test('what ends where it began is none', () => {
    expect(large('8000: alice unstakes 300 from hal\n8100: alice stakes 300 on hal')).toEqual([])
    expect(said(large('8000: alice unstakes 300 from hal\n8100: alice stakes 300 on hella'))).toEqual([
      ['redelegation', 'alice', null, 300, 'issuance'],
    ])
  })

  test('between a coldkey and its own hotkey nothing moves', () => {
    expect(large('8000: val transfers 300 to hal')).toEqual([])
  })
})

describe('the view', () => {
  const first = holdings(town(7200))
  const second = holdings(town(14_400))
  const third = holdings(town(21_600))
  const flows = (told: typeof first, from: number, script: string) => ({
    ...told,
    flows: flowsTold(told, from, script),
  })

  test('goes on with a movement over a snapshot, and tells what no snapshot covers', () => {
    const tells = [
      first,
      flows(second, 7201, '14000: alice unstakes 300 from hal'),
      flows(third, 14_401, '14450: alice transfers 300 to dora'),
    ]
    expect(said(ask(tells).movements)).toEqual([['handover', 'alice', 'dora', 300, 'issuance']])
    const gap = [first, flows(third, 21_000, '21100: alice transfers 300 to dora')]
    expect(ask(gap)).toMatchObject({ gaps: [{ first: 7201, last: 20_999 }], movements: [{ block: 21_100 }] })
  })

  test('of two tables of flows that have a block in common the first one counts', () => {
    const both = (from: number) => [
      first,
      flows(second, 7201, '14399: alice transfers 300 to dora'),
      flows(third, from, '14401: bob transfers 200 to dora'),
    ]
    expect(said(ask(both(14_400)).movements)).toEqual([['transfer', 'alice', 'dora', 300, 'issuance']])
    expect(ask(both(14_401)).movements).toHaveLength(2)
  })

  test('of an account, and of blocks', () => {
    const script = '8000: dora transfers 50 to erin\n9000: bob transfers 60 to val'
    expect(said(large(script, { account: key('erin') }))).toEqual([['transfer', 'dora', 'erin', 50, 'issuance']])
    // hal is a hotkey of val: the same entity.
    expect(said(large(script, { account: key('hal') }))).toEqual([['transfer', 'bob', 'val', 60, 'issuance']])
    expect(large(script, { from: '8500' })).toHaveLength(1)
    expect(large(script, { to: '8500' })).toHaveLength(1)
    expect(large(script, { limit: '1' })).toHaveLength(1)
  })

  test('is the same whichever snapshot came in first', () => {
    const late = flows(second, 7201, '14000: alice unstakes 300 from hal')
    const later = flows(third, 14_401, '14450: alice transfers 300 to dora')
    const order = (tells: Tells[]) => ask(tells).movements.map(({ id: _, index: __, ...rest }) => rest)
    expect(order([first, later, late])).toEqual(order([first, late, later]))
  })

  test('has nothing to tell before the first snapshot', () => {
    expect(ask([])).toMatchObject({ source: null, movements: [], total: 0, gaps: [], unfounded: [] })
  })
})
