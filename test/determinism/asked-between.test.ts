/** Whatever stands between two entries (a page that was opened, a question that was asked) changes nothing. */

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { viewNames } from '../../src/views/registry.ts'
import { anyLog, evidence, questionsAbout } from './any-log.ts'
import { sameWhenAskedBetween } from './asked-between.ts'

/** Numbers that choose where in a log the questions are asked; null asks them after every entry. */
const places = fc.option(fc.array(fc.nat(997), { minLength: 1, maxLength: 3 }), { freq: 20 })

test('every view says the same, byte for byte, whatever was asked between two entries', { timeout: 900_000 }, () => {
  const asked = new Set<string>()
  fc.assert(
    fc.property(anyLog, places, (entries, numbers) => {
      const questions = questionsAbout(entries)
      for (const [view] of questions) asked.add(view)
      sameWhenAskedBetween(
        { entries, evidence },
        questions,
        numbers?.map((n) => 1 + (n % (entries.length - 1))),
      )
    }),
    { numRuns: 2000 },
  )
  expect([...asked].sort()).toEqual([...viewNames].sort())
})
