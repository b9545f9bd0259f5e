/** Whatever stands between two entries (a page that was opened, a question that was asked) changes nothing. */

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { viewNames } from '../../src/views/registry.ts'
import { anyLog, evidence, questionsAbout } from './any-log.ts'
import { sameWhenAskedBetween } from './asked-between.ts'

/** Of how many entries one is followed by a question, and after which: in one log of forty every question after each. */
const rhythm = fc.option(fc.nat(11), { freq: 40 })

test('every view says the same, byte for byte, whatever was asked between two entries', { timeout: 900_000 }, () => {
  const asked = new Set<string>()
  fc.assert(
    fc.property(anyLog, rhythm, (entries, beat) => {
      const questions = questionsAbout(entries)
      for (const [view] of questions) asked.add(view)
      const asks = (question: number, place: number) => beat === null || (question + place) % 12 === beat
      sameWhenAskedBetween({ entries, evidence }, questions, asks)
    }),
    { numRuns: 2000 },
  )
  expect([...asked].sort()).toEqual([...viewNames].sort())
})
