// Metadata of real runtimes: what the design names is there, and its values come back when another library writes them.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { getDynamicBuilder, getLookupFn } from '@polkadot-api/metadata-builders'
import { decAnyMetadata, unifyMetadata } from '@polkadot-api/substrate-bindings'
import { decodeEvents } from '../../src/chain/events.ts'
import { type Runtime, readRuntime } from '../../src/chain/runtime.ts'
import { concat, hex } from '../../src/log/bytes.ts'
import type { ReferenceLine } from './line.ts'
import { forPolkadotApi, sampleOf, told } from './metadata-sample.ts'
import { events, type Spec, specs, storage } from './metadata-table.ts'

type Builder = ReturnType<typeof getDynamicBuilder>

/** Each item is tried with this many values. */
const seeds = [1, 2, 3, 4]

/** One line per runtime: items found and round-tripped, items that are rightly absent, and what is wrong. */
export async function referenceMetadata(dir: string): Promise<ReferenceLine[]> {
  return specs.map((spec) => {
    const name = `metadata ${spec}`
    const path = join(dir, 'bittensor', 'metadata', `spec-${spec}.scale`)
    if (!existsSync(path)) return { name, ok: true, line: `missing: ${path}` }
    return compare(name, spec, new Uint8Array(readFileSync(path)))
  })
}

function compare(name: string, spec: Spec, bytes: Uint8Array): ReferenceLine {
  const runtime = readRuntime(bytes, spec)
  const builder = getDynamicBuilder(getLookupFn(unifyMetadata(decAnyMetadata(bytes.slice()))))
  const items = storage.flatMap((group) =>
    group.items.split(' ').map((item) => ({ pallet: group.pallet, item, expected: group.in.includes(spec) })),
  )
  const kept = items.filter(({ expected }) => expected)
  const emitted = events.filter(([, ...fields]) => fields[specs.indexOf(spec)] !== null)
  const faults = [
    ...items.flatMap((each) => storageFault(runtime, builder, each)),
    ...events.flatMap(([event, ...fields]) => eventFault(runtime, builder, event, fields[specs.indexOf(spec)] ?? null)),
  ]
  const absent = items.length - kept.length + events.length - emitted.length
  const counts = `${kept.length} storage items and ${emitted.length} events round-trip, ${absent} are rightly absent`
  return { name, ok: faults.length === 0, line: faults.length === 0 ? counts : `${counts}; but ${faults.join('; ')}` }
}

interface Item {
  pallet: string
  item: string
  expected: boolean
}

/** What is wrong with an item: nothing, or one sentence. */
function storageFault(runtime: Runtime, builder: Builder, { pallet, item, expected }: Item): string[] {
  const where = `${pallet}.${item}`
  if (runtime.hasStorage(pallet, item) !== expected) return [`${where} is ${expected ? 'absent' : 'present'}`]
  if (!expected) return []
  const [ours, theirs] = [runtime.storage(pallet, item), builder.buildStorage(pallet, item)]
  const wrong = seeds.some((seed) => {
    const args = ours.keys.map(({ type }, i) => sampleOf(type, seed + i))
    const key = hex(ours.key(...args))
    if (theirs.keys.enc(...ours.keys.map(({ type }, i) => forPolkadotApi(type, args[i]))) !== `0x${key}`) return true
    if (told(ours.decodeKey(ours.key(...args))) !== told(args)) return true
    const value = sampleOf(ours.value.type, seed)
    const written = theirs.value.enc(ours.value.type.type === 'void' ? null : forPolkadotApi(ours.value.type, value))
    return told(ours.decode(written)) !== told(value) || hex(ours.encode(value)) !== hex(written)
  })
  return wrong ? [`${where} does not round-trip`] : []
}

/** What is wrong with an event that should have this many fields, or be absent. */
function eventFault(runtime: Runtime, builder: Builder, name: string, fields: number | null): string[] {
  const member = runtime.events.byName.get(name)
  if (!member || fields === null)
    return !member === (fields === null) ? [] : [`${name} is ${member ? 'present' : 'absent'}`]
  if (member.fields.length !== fields) return [`${name} has ${member.fields.length} fields, ${fields} expected`]
  const { codec, location } = builder.buildEvent(member.pallet, member.name)
  const isNamed = member.fields.every((field) => field.name !== null)
  const wrong = seeds.some((seed) => {
    const values = member.fields.map(({ type }, i) => sampleOf(type, seed + i))
    const theirs = member.fields.map(({ type }, i) => forPolkadotApi(type, values[i]))
    const given = isNamed ? named(member.fields, theirs) : theirs.length === 1 ? theirs[0] : theirs
    const record = concat(Uint8Array.of(4, 0, 3, 0, 0, 0, ...location), codec.enc(given), Uint8Array.of(0))
    const [event] = decodeEvents(runtime, record).events
    return told(event?.fields) !== told(isNamed ? named(member.fields, values) : values)
  })
  return wrong ? [`${name} does not round-trip`] : []
}

const named = (fields: { name: string | null }[], values: unknown[]): { [name: string]: unknown } =>
  Object.fromEntries(fields.map(({ name }, i) => [name, values[i]]))
