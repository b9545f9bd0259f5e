import { expect, test } from 'vitest'
import type { UnspokenValue } from '../../src/views/people/values.ts'
import { holdings } from '../holdings.ts'
import { type Story, story } from '../story.ts'

/** Of 150 TAO of stake val has 100, ann 30 and bea 20; hank holds much and runs no hotkey, tim runs one that nobody uses. */
const monday = holdings(`
  block 7200 (issuance 20000)
  val has 500
  val runs v
  val stakes 80 on v
  hank has 4000
  hank stakes 20 on v
  ann has 50
  ann runs a
  ann stakes 30 on a
  bea has 5
  bea runs b
  bea stakes 20 on b
  tim has 900
  tim runs t
`)
const asked = 'operator signs question (title Should it be?) as asked: # Background\\nIt matters.'
const position = 'question asked, title Should it be?, stance 2'
const tell = (...lines: string[]) => story(['operator sees monday', asked, ...lines].join('\n'), {}, { monday })
const ask = (told: Story, params = {}) => told.fold().view('unspoken', params) as UnspokenValue
const names = (told: Story, { rows }: UnspokenValue) =>
  rows.map(({ key }) => ['val', 'ann', 'bea', 'hank', 'tim'].find((name) => told.address(name) === key))

test('who votes with stake and has said nothing is named, the most first, with the share of all together', () => {
  const told = tell()
  const value = ask(told)
  expect(names(told, value)).toEqual(['val', 'ann', 'bea'])
  expect(value.unspoken).toEqual({ count: 3, share: expect.closeTo(1, 9) })
  expect(value.rows.map(({ share }) => Math.round(share * 150))).toEqual([100, 30, 20])
  expect(value.questions).toBe(1)
})

test('a word of any of their accounts is enough, and taken back it is silence again', () => {
  const told = tell(`v signs position (${position}) as said: # Reason\\nSo.`)
  expect(names(told, ask(told))).toEqual(['ann', 'bea'])
  expect(ask(told)).toMatchObject({ validators: { count: 3 }, unspoken: { count: 2, share: expect.closeTo(1 / 3, 9) } })
  const back = tell(`v signs position (${position}) as said: # Reason\\nSo.`, 'v revokes said')
  expect(names(back, ask(back))).toEqual(['val', 'ann', 'bea'])
})

test('it comes in pages, and is empty before the first snapshot', () => {
  const told = tell()
  const [first, second] = [ask(told, { limit: '2' }), ask(told, { limit: '2', after: '2' })]
  expect([names(told, first), names(told, second)]).toEqual([['val', 'ann'], ['bea']])
  expect([first.next, second.next, first.total]).toEqual([2, null, 3])
  expect(ask(story(asked))).toMatchObject({ source: null, unspoken: { count: 0, share: 0 }, rows: [], total: 0 })
})
