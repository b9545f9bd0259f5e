import { getDynamicBuilder, getLookupFn } from '@polkadot-api/metadata-builders'
import { decAnyMetadata, unifyMetadata } from '@polkadot-api/substrate-bindings'
import { hex } from '../../log/bytes.ts'
import { type Era, fixtureMetadata, metadataVersionsOf, specOf, type Versions } from './metadata.ts'

/** A runtime as its node uses it: bytes of keys, values, calls and events. Hex has `0x` before it, as on the wire. */
export interface NodeRuntime {
  spec: number
  /** What the layouts are those of. */
  era: Era
  /** Metadata versions it can give; `metadata(14)` is what `state_getMetadata` answers where there is one. */
  versions: Versions
  metadata(version: number): Uint8Array
  hasStorage(pallet: string, item: string): boolean
  hasEvent(pallet: string, name: string): boolean
  key(pallet: string, item: string, args: unknown[]): string
  value(pallet: string, item: string, value: unknown): string
  call(value: unknown): Uint8Array
  events(value: unknown): string
  extensions: string[]
}

/** The runtime of an era, of the project's own metadata or of a given one, which must be of that era. */
export function nodeRuntime(era: Era, given?: { metadata: Uint8Array; spec: number }): NodeRuntime {
  const unified = unifyMetadata(decAnyMetadata(given?.metadata ?? fixtureMetadata(era)))
  const lookup = getLookupFn(unified)
  const builder = getDynamicBuilder(lookup)
  const codecs = new Map<string, ReturnType<typeof builder.buildStorage>>()
  function storage(pallet: string, item: string): ReturnType<typeof builder.buildStorage> {
    const name = `${pallet}.${item}`
    const codec = codecs.get(name) ?? builder.buildStorage(pallet, item)
    codecs.set(name, codec)
    return codec
  }
  const palletOf = (name: string) => unified.pallets.find((pallet) => pallet.name === name)
  const events = new Set(
    unified.pallets.flatMap(({ name, events }) => {
      const entry = events && lookup(events.type)
      return entry?.type === 'enum' ? Object.keys(entry.value).map((event) => `${name}.${event}`) : []
    }),
  )
  const call = builder.buildDefinition(lookup.call ?? callType(unified))
  return {
    spec: given?.spec ?? specOf[era],
    era,
    versions: given ? [unified.version] : metadataVersionsOf[era],
    metadata: (version) => given?.metadata ?? fixtureMetadata(era, version),
    hasStorage: (pallet, item) => palletOf(pallet)?.storage?.items.some(({ name }) => name === item) ?? false,
    hasEvent: (pallet, name) => events.has(`${pallet}.${name}`),
    key: (pallet, item, args) => storage(pallet, item).keys.enc(...args),
    value: (pallet, item, value) => `0x${hex(storage(pallet, item).value.enc(value))}`,
    call: (value) => call.enc(value),
    events: (value) => `0x${hex(storage('System', 'Events').value.enc(value))}`,
    extensions: (unified.extrinsic.signedExtensions[0] ?? []).map(({ identifier }) => identifier),
  }
}

/** A real runtime for a story: its era by the storage it has, its spec by its own constant. Throws where it has no stake. */
export function givenRuntime(metadata: Uint8Array): { era: Era; metadata: Uint8Array; spec: number } {
  const unified = unifyMetadata(decAnyMetadata(metadata))
  const has = (pallet: string, item: string): boolean =>
    unified.pallets.some(({ name, storage }) => name === pallet && storage?.items.some((each) => each.name === item))
  const named: [Era, boolean][] = [
    ['referenda', has('Referenda', 'ReferendumStatusFor')],
    ['baskets', has('SubtensorModule', 'BasketShares')],
    ['alpha-v2', has('SubtensorModule', 'AlphaV2')],
    ['alpha', has('SubtensorModule', 'Alpha')],
    ['stake', has('SubtensorModule', 'Stake')],
  ]
  const era = named.find(([, isSo]) => isSo)?.[0]
  if (!era) throw new Error('The metadata given to the simulated chain is not that of a Bittensor runtime')
  return { era, metadata, spec: specIn(unified) }
}

function specIn(unified: Unified): number {
  const constant = unified.pallets.flatMap(({ constants }) => constants).find(({ name }) => name === 'Version')
  if (!constant) throw new Error('The metadata does not say which version its runtime has')
  const version = getDynamicBuilder(getLookupFn(unified)).buildConstant('System', 'Version').dec(constant.value)
  return (version as { spec_version: number }).spec_version
}

type Unified = ReturnType<typeof unifyMetadata>

/** Metadata 14 names the call type only as a parameter of the extrinsic. */
function callType({ extrinsic, lookup }: Unified): number {
  const type = 'type' in extrinsic ? (extrinsic.type as number) : -1
  const found = lookup.find(({ id }) => id === type)?.params.find(({ name }) => name === 'Call')?.type
  if (found === undefined) throw new Error('The metadata does not say which type its calls have')
  return found
}
