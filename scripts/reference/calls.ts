// The calls that have a sentence of their own, against real runtimes: each is there, with the arguments that it names.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Field } from '../../src/chain/metadata.ts'
import { type Runtime, readRuntime } from '../../src/chain/runtime.ts'
import { fixtureMetadata } from '../../src/dev/simulated-chain/metadata.ts'
import { callArguments } from '../../src/words/call-arguments.ts'
import type { ReferenceLine } from './line.ts'

const specs = [219, 233, 424]
/** Pallets that no runtime has yet: their names are the design's (chain facts 1.1). */
const designed = /^(MultiCollective|SignedVoting|Referenda)\./

export function referenceCalls(dir: string): ReferenceLine[] {
  const folder = join(dir, 'bittensor', 'metadata')
  if (!existsSync(folder)) return [{ name: 'calls in words', ok: false, line: `${folder} is missing` }]
  const real = specs.map((spec) => readRuntime(new Uint8Array(readFileSync(join(folder, `spec-${spec}.scale`))), spec))
  const next = readRuntime(fixtureMetadata('referenda'), 430)
  const ids = Object.keys(callArguments)
  const unlike = ids.filter((id) => !(designed.test(id) ? [next] : real).some((runtime) => fits(runtime, id)))
  const line = `${ids.length - unlike.length} of ${ids.length} sentences name a call of a runtime and its arguments`
  return [
    {
      name: 'calls in words',
      ok: unlike.length === 0,
      line: unlike.length === 0 ? line : `${line}; not ${unlike.join(', ')}`,
    },
  ]
}

function fits({ calls }: Runtime, id: string): boolean {
  const fields = calls.byName.get(id)?.fields
  const named = (callArguments[id] ?? '').split(' ').filter((each) => each !== '')
  return fields !== undefined && named.every((each) => fitsOne(fields, each))
}

function fitsOne(fields: readonly Field[], argument: string): boolean {
  const [name, unit = ''] = argument.split(':')
  const type = fields.find((field) => field.name === name)?.type
  if (type === undefined) return false
  if (unit === 'count') return type.type === 'sequence' || type.type === 'array'
  const isNumber = type.type === 'compact' || (type.type === 'primitive' && /^[iu]\d+$/.test(type.value))
  if (unit === 'bool') return type.type === 'primitive' && type.value === 'bool'
  return unit === '' || isNumber
}
