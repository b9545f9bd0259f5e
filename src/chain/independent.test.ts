import { Metadata, TypeRegistry } from '@polkadot/types'
import { describe, expect, test } from 'vitest'
import { sampleOf } from '../../scripts/reference/metadata-sample.ts'
import { eras, fixtureMetadata, specOf } from '../dev/simulated-chain/metadata.ts'
import { concat, hex } from '../log/bytes.ts'
import { encodeCall } from './calls.ts'
import { encodeValue, type Writing } from './encode.ts'
import { decodeEvents } from './events.ts'
import { decodeExtrinsic } from './extrinsics.ts'
import type { Member } from './metadata.ts'
import { readRuntime } from './runtime.ts'
import type { Call } from './values.ts'

/** An event or call as @polkadot/types reads it. */
interface Read {
  section: string
  method: string
  toU8a(): Uint8Array
}
interface ReadEvent extends Read {
  data: { toU8a(): Uint8Array }[]
}
interface ReadCall extends Read {
  args: { toU8a(): Uint8Array }[]
}

const seeds = [1, 2, 3]
const remark: Call = { pallet: 'System', name: 'remark', args: { remark: Uint8Array.of(1, 2) } }
const bob = { type: 'Id', value: 'b0'.repeat(32) }

describe.each(eras)('@polkadot/types and we read the same in the era %s', (era) => {
  const bytes = fixtureMetadata(era)
  const runtime = readRuntime(bytes, specOf[era])
  const registry = new TypeRegistry()
  registry.setMetadata(new Metadata(registry, `0x${hex(bytes)}`))
  const { callType } = runtime.reading
  const writing: Writing = { callType, call: (value) => encodeCall(runtime.calls, value, writing) }
  const written = (member: Member, values: unknown[]): string[] =>
    member.fields.map(({ type }, i) => hex(encodeValue(type, values[i], writing)))

  test('every event, field by field', () => {
    for (const member of runtime.events.byName.values())
      for (const seed of seeds) {
        const fields = member.fields.map(({ type }, i) => runtime.codec(type).encode(sampleOf(type, seed + i)))
        const body = concat(Uint8Array.from(member.at), ...fields)
        const theirs = registry.createType('Event', body) as unknown as ReadEvent
        const { events, fault } = decodeEvents(runtime, concat(Uint8Array.of(4, 0, 1, 0, 0, 0), body, Uint8Array.of(0)))
        expect(fault).toBeNull()
        expect([theirs.section, theirs.method]).toEqual([lowerFirst(member.pallet), events[0]!.name])
        expect([...theirs.data].map((each) => hex(each.toU8a()))).toEqual(
          written(member, Object.values(events[0]!.fields)),
        )
      }
  })

  test('every call, argument by argument', () => {
    for (const member of runtime.calls.byName.values())
      for (const seed of seeds) {
        const args = member.fields.map(({ name, type }, i) => [name, argument(type, seed + i, callType)])
        const call = { pallet: member.pallet, name: member.name, args: Object.fromEntries(args) }
        const body = encodeCall(runtime.calls, call, writing)
        const ours = decodeExtrinsic(runtime, 0, concat(Uint8Array.of(4), body))
        expect(ours).toEqual({ index: 0, signer: null, call })
        const theirs = registry.createType('Call', body) as unknown as ReadCall
        expect(lowerFirst(member.pallet)).toBe(theirs.section)
        expect(theirs.args.map((each) => hex(each.toU8a()))).toEqual(written(member, Object.values(call.args)))
      }
  })

  test('a signed extrinsic with an era, a nonce and a tip', () => {
    const call = registry.createType('Call', encodeCall(runtime.calls, remark, writing))
    const extrinsic = registry.createType('Extrinsic', call, { version: 4 }) as unknown as {
      signFake(signer: string, options: object): void
      toU8a(isBare: boolean): Uint8Array
    }
    const era = registry.createType('ExtrinsicEra', { current: 1_000, period: 64 })
    const hash = `0x${'00'.repeat(32)}`
    const runtimeVersion = { specVersion: 1, transactionVersion: 1 }
    const options = { blockHash: hash, genesisHash: hash, nonce: 300, tip: 123_456_789, era, runtimeVersion }
    extrinsic.signFake(`0x${'a1'.repeat(32)}`, options)
    expect(decodeExtrinsic(runtime, 4, extrinsic.toU8a(true))).toEqual({
      index: 4,
      signer: 'a1'.repeat(32),
      call: remark,
    })
  })
})

/** A sample; calls inside calls are remarks, and addresses are accounts, on which both agree. */
function argument(type: Member['fields'][number]['type'], seed: number, callType: number | null): unknown {
  if (type.id === callType) return remark
  if (type.type === 'sequence' && type.value.id === callType) return [remark, remark]
  if (type.type === 'enum' && type.value.Address32) return bob
  return sampleOf(type, seed)
}

const lowerFirst = (name: string): string => name[0]!.toLowerCase() + name.slice(1)
