/** A snapshot of an earlier block that comes later changes what is known of links, multisigs and swaps. */

import { expect, test } from 'vitest'
import { flowsTold } from '../flows.ts'
import { holdings } from '../holdings.ts'
import { story } from '../story.ts'
import { sameWhenAskedBetween } from './asked-between.ts'

test('bands know the multisig that an earlier block shows', () => {
  const held = ['alice has 0.5', 'bob has 0.5', 'safe has 1', 'val has 5000', 'carl has 3', 'sudo: safe']
  const at = (block: number, more = '') => holdings(`block ${block} (issuance 20000)\n${held.join('\n')}\n${more}`)
  const told = story(
    'operator sees later\nval signs link (with carl)\ncarl signs link (with val)\noperator sees earlier',
    {},
    { later: at(14_400), earlier: at(7200, 'safe needs 2 of alice, bob') },
  )
  const [text] = sameWhenAskedBetween(told, [['disclosure', {}]])
  expect(text).toContain(told.address('alice'))
})

test('entities know the swap that an earlier block shows', () => {
  const later = holdings('block 14400 (issuance 20000)\nalice has 5\ncarl has 7\nval has 5000')
  const before = holdings('block 7200 (issuance 20000)\nalice has 5\nbob has 7\nval has 5000')
  const earlier = { ...before, flows: flowsTold(before, 1, '5000: bob becomes carl') }
  const told = story(
    'operator sees later\nalice signs link (with bob)\nbob signs link (with alice)\noperator sees earlier',
    {},
    { later, earlier },
  )
  sameWhenAskedBetween(told, [
    ['influence', {}],
    ['people', {}],
    ['concentration', {}],
  ])
  const value = told.fold().view('influence', {}) as { totals: { entities: number } }
  expect(value.totals.entities).toBe(2)
})
