import fc from 'fast-check'
import { expect, test } from 'vitest'
import { utf8 } from '../log/bytes.ts'
import { Malformed } from '../log/errors.ts'
import {
  changeKinds,
  memberKinds,
  type RuntimeChange,
  readRuntimeChange,
  runtimeChangeFormat,
  writeRuntimeChange,
} from './runtime-change.ts'

const hash = fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 64, maxLength: 64 })
const text = fc.string({ maxLength: 60 })
const version = fc.record({ name: text, spec: fc.nat(), metadata: hash })
const part = fc.record({ at: text, before: fc.option(text), after: fc.option(text) })
const row = fc.record({
  pallet: text,
  what: fc.constantFrom(...memberKinds),
  name: text,
  change: fc.constantFrom(...changeKinds),
  before: fc.option(text),
  after: fc.option(text),
  parts: fc.array(part, { maxLength: 3 }),
})
const changes: fc.Arbitrary<RuntimeChange> = fc.record({
  format: fc.constant(runtimeChangeFormat),
  chain: hash,
  block: fc.nat(),
  from: version,
  to: version,
  rows: fc.array(row, { maxLength: 5 }),
  left: fc.nat(),
})

test('what is written reads back, and has one spelling', () => {
  fc.assert(
    fc.property(changes, (change) => {
      const bytes = writeRuntimeChange(change)
      expect(readRuntimeChange(bytes)).toEqual(change)
      const spaced = utf8(JSON.stringify(change, null, 1))
      expect(() => readRuntimeChange(spaced)).toThrow('is not written as its format says')
    }),
  )
})

test('what is no such file is refused with what is wrong', () => {
  const [change] = fc.sample(changes, { numRuns: 1, seed: 1 })
  expect(() => readRuntimeChange(utf8('{'))).toThrow('the change of a runtime is no JSON')
  expect(() => readRuntimeChange(utf8(JSON.stringify({ ...change, left: -1 })))).toThrow(Malformed)
  expect(() => readRuntimeChange(utf8(JSON.stringify({ ...change, more: 1 })))).toThrow('does not read')
})
