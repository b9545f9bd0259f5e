/** Whatever stands between two entries (a page that was opened, a question that was asked) changes nothing. */

import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { viewNames } from '../../src/views/registry.ts'
import { anyLog, evidence, questionsAbout } from './any-log.ts'
import { sameWhenAskedBetween } from './asked-between.ts'

// Checksums of addresses are most of the work of these logs. OpenSSL's BLAKE2b gives the same bytes several times as fast.
vi.mock('@noble/hashes/blake2.js', async (original) => {
  const own = await original<typeof import('@noble/hashes/blake2.js')>()
  const native = (bytes: Uint8Array): Uint8Array => new Uint8Array(createHash('blake2b512').update(bytes).digest())
  return {
    ...own,
    blake2b: Object.assign(
      (bytes: Uint8Array, options?: Parameters<typeof own.blake2b>[1]) =>
        options?.dkLen === 64 && Object.keys(options).length === 1 ? native(bytes) : own.blake2b(bytes, options),
      own.blake2b,
    ),
  }
})

/** Where the questions are asked: each after one entry in twelve; null, in one log of forty: all of them after every entry. */
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
