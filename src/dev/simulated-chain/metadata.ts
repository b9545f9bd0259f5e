import { metadata, type V14, type V15, type V16 } from '@polkadot-api/substrate-bindings'
import { frameRuntime } from './runtime-frame.ts'
import { governanceRuntime } from './runtime-governance.ts'
import { subtensorRuntime } from './runtime-subtensor.ts'
import { createTypes, cut, readVariant, split, type Types, type Variant } from './types.ts'

/** The runtimes that the simulated chain can run. */
export const eras = ['stake', 'alpha', 'alpha-v2', 'referenda', 'baskets'] as const
export type Era = (typeof eras)[number]

/** Spec versions of the real runtimes whose layouts these are; `referenda` stands for a runtime yet to come. */
export const specOf: Record<Era, number> = { stake: 219, alpha: 233, 'alpha-v2': 424, referenda: 430, baskets: 459 }

/** An era that has every line of another one, but those that say otherwise. */
const basedOn: Partial<Record<Era, Era>> = { baskets: 'alpha-v2' }

/** Whether a runtime has what came with the runtimes of 2026. */
export const isSince2026 = (era: Era): boolean => era !== 'stake' && era !== 'alpha'

/** Versions of metadata, the oldest first. */
export type Versions = readonly [number, ...number[]]

/** Metadata versions that a runtime of the era can give. */
export const metadataVersionsOf: Record<Era, Versions> = {
  stake: [14],
  alpha: [14, 15],
  'alpha-v2': [14, 15, 16],
  referenda: [14, 15, 16],
  baskets: [14, 15, 16],
}

type Pallet = V14['pallets'][number]
type StorageItem = NonNullable<Pallet['storage']>['items'][number]
type Api = V16['apis'][number]

const kept = { tag: 'NotDeprecated', value: undefined } as const

/** The project's own runtime metadata: SCALE with magic number, of the version asked for (default: the newest). */
export function fixtureMetadata(era: Era, version: number = Math.max(...metadataVersionsOf[era])): Uint8Array {
  if (!metadataVersionsOf[era].includes(version))
    throw new Error(`The runtime of the era ${era} gives metadata ${metadataVersionsOf[era]}, not ${version}`)
  const parts = partsOf(era)
  const value = version === 14 ? asV14(parts) : version === 15 ? asV15(parts) : asV16(parts)
  return metadata.enc({ magicNumber: 0x6174656d, metadata: { tag: `v${version}`, value } as never })
}

const digitOf = (era: Era): string => String(eras.indexOf(era) + 1)

interface Parts {
  lookup: V14['lookup']
  pallets: Pallet[]
  extensions: V14['extrinsic']['signedExtensions']
  apis: Api[]
  /** Types of the extrinsic's parts and of the outer enums. */
  id: Types['id']
}

function asV14({ lookup, pallets, extensions, id }: Parts): V14 {
  const extrinsic = { type: id('UncheckedExtrinsic'), version: 4, signedExtensions: extensions }
  return { lookup, pallets: pallets.map((p) => ({ ...p, docs: [] })), extrinsic, type: id('Runtime'), apis: [] }
}

const outer = ({ id }: Parts) => ({ call: id('RuntimeCall'), event: id('RuntimeEvent'), error: id('RuntimeError') })
const sides = ({ id }: Parts) => ({
  address: id('MultiAddress'),
  call: id('RuntimeCall'),
  signature: id('MultiSignature'),
})

function asV15(parts: Parts): V15 {
  const { lookup, extensions, id } = parts
  const extrinsic = { version: 4, ...sides(parts), extra: id('Extra'), signedExtensions: extensions }
  const pallets = parts.pallets.map((p) => ({ ...p, docs: [] }))
  return { lookup, pallets, extrinsic, type: id('Runtime'), apis: parts.apis, outerEnums: outer(parts), custom: [] }
}

function asV16(parts: Parts): V16 {
  const { lookup, extensions, apis } = parts
  const order = extensions.map((_, i) => i)
  const extrinsic = {
    version: [4, 5],
    ...sides(parts),
    signedExtensionsByVersion: [[0, order] as [number, number[]]],
    signedExtensions: extensions,
  }
  return { lookup, pallets: parts.pallets.map(palletV16), extrinsic, apis, outerEnums: outer(parts), custom: [] }
}

function palletV16({ storage, calls, events, errors, constants, ...rest }: Pallet): V16['pallets'][number] {
  const reference = (type: number | undefined) => (type === undefined ? undefined : { type, deprecationInfo: [] })
  return {
    ...rest,
    storage: storage && {
      prefix: storage.prefix,
      items: storage.items.map((item) => ({ ...item, deprecationInfo: kept })),
    },
    calls: reference(calls),
    events: reference(events),
    errors: reference(errors),
    constants: constants.map((constant) => ({ ...constant, deprecationInfo: kept })),
    associatedTypes: [],
    viewFns: [],
    docs: [],
    deprecationInfo: kept,
  }
}

/** A pallet as its lines stand in the text, before its types have ids. */
interface Block {
  index: number
  name: string
  crate: string
  lines: Record<'storage' | 'const' | 'call' | 'event' | 'error', string[]>
}

function partsOf(era: Era): Parts {
  const digit = digitOf(era)
  const base = basedOn[era]
  const isIn = (only: string, not: string): boolean =>
    only.includes(digit) || (base !== undefined && only.includes(digitOf(base)) && !not.includes(digit))
  const lines = `${frameRuntime}${subtensorRuntime}${governanceRuntime}`.split('\n').flatMap((line) => {
    const [, only, not = '', text] = /^(?:\[(\d+)(?:-(\d+))?\] )?(.*)$/.exec(line) ?? []
    return text && (!only || isIn(only, not)) ? [text] : []
  })
  const types = createTypes()
  for (const line of lines) if (/^(struct|enum) /.test(line)) types.declare(line)
  const blocks = blocksOf(lines)
  const said = lines.map((line) => cut(line, ' '))
  const extensions = said.flatMap(([verb, rest]) => (verb === 'extension' ? [cut(rest, ': ')] : []))
  buildOuter(
    types,
    blocks,
    extensions.map(([name]) => name),
  )
  return {
    pallets: blocks.map((block) => palletOf(block, types, era)),
    extensions: extensions.map(([identifier, additional]) => ({
      identifier,
      type: types.id(identifier),
      additionalSigned: types.id(additional),
    })),
    apis: apisOf(lines, types),
    ...reserve(types),
  }
}

/** Every type that a version of the metadata may name, asked for before the list of types is written. */
function reserve(types: Types): Pick<Parts, 'lookup' | 'id'> {
  for (const name of ['RuntimeCall', 'RuntimeEvent', 'RuntimeError', 'UncheckedExtrinsic', 'Extra', 'Runtime']) {
    types.id(name)
  }
  return { lookup: types.entries, id: types.id }
}

function blocksOf(lines: string[]): Block[] {
  const blocks: Block[] = []
  for (const line of lines) {
    const [verb, rest] = cut(line, ' ')
    if (verb === 'pallet') {
      const [index, name, crate] = rest.split(' ') as [string, string, string]
      blocks.push({
        index: Number(index),
        name,
        crate,
        lines: { storage: [], const: [], call: [], event: [], error: [] },
      })
    }
    if (!(verb in emptyLines)) continue
    const block = blocks.at(-1)
    if (!block) throw new Error(`The runtime text has a line before its first pallet: ${line}`)
    block.lines[verb as keyof Block['lines']].push(rest)
  }
  return blocks.sort((a, b) => a.index - b.index)
}

const emptyLines: Block['lines'] = { storage: [], const: [], call: [], event: [], error: [] }
const kinds = { call: 'Call', event: 'Event', error: 'Error' } as const

/** The enums over all pallets, and the extrinsic with its parameters, from which readers of V14 learn its parts. */
function buildOuter(types: Types, blocks: Block[], extensions: string[]): void {
  for (const [kind, word] of Object.entries(kinds) as [keyof typeof kinds, string][]) {
    const of = blocks.filter(({ lines }) => lines[kind].length > 0)
    for (const { name, crate, lines } of of) {
      types.build(`${name}${word}`, `${crate}::pallet::${word}`, () => lines[kind].map((l) => readVariant(l, types)))
    }
    const variants = (): Variant[] =>
      of.map(({ index, name }) => ({ index, name, docs: [], fields: types.fields(`(${name}${word})`) }))
    types.build(`Runtime${word}`, `node_subtensor_runtime::Runtime${word}`, variants)
  }
  const extra = extensions.join(', ')
  types.declare('struct node_subtensor_runtime::Runtime {}')
  types.declare(`struct sp_runtime::generic::Extra(${extra})`)
  const params = `Address = MultiAddress, Call = RuntimeCall, Signature = MultiSignature, Extra = (${extra})`
  types.declare(`struct sp_runtime::generic::unchecked_extrinsic::UncheckedExtrinsic<${params}>(Vec<u8>)`)
}

function palletOf({ index, name, lines }: Block, types: Types, era: Era): Pallet {
  const typeOf = (kind: keyof typeof kinds) =>
    lines[kind].length === 0 ? undefined : types.id(`${name}${kinds[kind]}`)
  const items = lines.storage.map((line) => storageOf(line, types))
  return {
    index,
    name,
    storage: items.length === 0 ? undefined : { prefix: name, items },
    calls: typeOf('call'),
    events: typeOf('event'),
    errors: typeOf('error'),
    constants: lines.const.map((line) => {
      const [constant, rest] = cut(line, ': ')
      const [type, value] = cut(rest, ' = ')
      const hex = value === 'VERSION' ? runtimeVersionHex(era) : value
      return { name: constant, type: types.id(type), value: hex as `0x${string}`, docs: [] }
    }),
    docs: [],
  } as Pallet
}

/** `Uids?[Identity u16, Blake2128Concat AccountId32]: u16 = 0x00`: a `?` where absence is no default value. */
function storageOf(line: string, types: Types): StorageItem {
  const [, name, optional, keys, rest] = /^(\w+)(\??)(?:\[((?:[^[\]]|\[[^\]]*\])*)\])?: (.*)$/.exec(line) ?? []
  if (rest === undefined) throw new Error(`The runtime text has a storage item that cannot be read: ${line}`)
  const [value, given] = rest.split(' = ') as [string, string?]
  const parts = split(keys ?? '').map((part) => cut(part, ' '))
  const hashers = parts.map(([hasher]) => ({ tag: hasher, value: undefined }))
  const inside = parts.map(([, type]) => type).join(', ')
  const key = parts.length === 1 ? inside : `(${inside})`
  const type = keys
    ? { tag: 'map', value: { hashers, key: types.id(key), value: types.id(value) } }
    : { tag: 'plain', value: types.id(value) }
  const fallback = given ?? (optional ? '0x00' : `0x${types.zero(value)}`)
  return { name, modifier: optional ? 0 : 1, type, fallback, docs: [] } as StorageItem
}

function apisOf(lines: string[], types: Types): Api[] {
  const apis: Api[] = []
  for (const line of lines) {
    const [verb, rest] = cut(line, ' ')
    if (verb === 'api') {
      const [name, version] = cut(rest, ' ')
      apis.push({ name, methods: [], docs: [], version: Number(version), deprecationInfo: kept })
    }
    if (verb !== 'method') continue
    const api = apis.at(-1)
    if (!api) throw new Error(`The runtime text has a method before its first API: ${line}`)
    const [call, output] = cut(rest, ' -> ')
    const [name, inputs] = cut(call.slice(0, -1), '(')
    api.methods.push({
      name,
      inputs: split(inputs).map((input) => {
        const [name, type] = cut(input, ': ')
        return { name, type: types.id(type) }
      }),
      output: types.id(output),
      docs: [],
      deprecationInfo: kept,
    })
  }
  return apis
}

/** Runtime APIs that the simulated node answers: blake2b-64 of the name, and the version. */
export const runtimeApis: readonly (readonly [string, number])[] = [
  ['0xdf6acb689907609b', 5],
  ['0x37e397fc7c91f5e4', 2],
  ['0xbc9d89904f5b923f', 1],
]

const u32 = (value: number): string => Buffer.from(Uint32Array.of(value).buffer).toString('hex')
const text = (value: string): string => Buffer.from([value.length << 2, ...Buffer.from(value)]).toString('hex')

/** SCALE of sp_version::RuntimeVersion. */
export function runtimeVersionHex(era: Era): string {
  const apis = runtimeApis.map(([id, version]) => id.slice(2) + u32(version)).join('')
  const count = (runtimeApis.length << 2).toString(16).padStart(2, '0')
  return `0x${text('node-subtensor')}${text('node-subtensor')}${u32(1)}${u32(specOf[era])}${u32(1)}${count}${apis}${u32(1)}01`
}
