/** A call with all that is in it, written out by the types of its runtime for the evidence of an act. */

import type { LookupEntry } from '@polkadot-api/metadata-builders'
import { type ActCall, type ActFile, type ActValue, mostBytes, mostCalls, mostValues } from '../evidence/act.ts'
import { hex, unhex } from '../log/bytes.ts'
import { addressOf } from '../log/ss58.ts'
import { blake2b256 } from '../log/suites.ts'
import type { Runtime } from './runtime.ts'
import type { Call, Variant } from './values.ts'

/** Longest path and longest text of a value; the format allows no more. */
const [longestPath, longestText] = [512, 1024]

/** What has been written, and how much the bounds left out. */
interface Writing {
  runtime: Runtime
  calls: ActCall[]
  values: number
  left: number
}

/** A call and the calls in it, each after the one that holds it. Values beyond the bounds of the format are counted. */
export function callTree(runtime: Runtime, call: Call): Pick<ActFile, 'calls' | 'left'> {
  const writing: Writing = { runtime, calls: [], values: 0, left: 0 }
  writeCall(writing, call, 0)
  return { calls: writing.calls, left: writing.left }
}

/** Its place in the list; null when the list is full. */
function writeCall(writing: Writing, { pallet, name, args }: Call, depth: number): number | null {
  if (writing.calls.length >= mostCalls) {
    writing.left++
    return null
  }
  const own: ActCall = { depth, pallet, name, args: [] }
  const place = writing.calls.push(own) - 1
  const fields = writing.runtime.calls.byName.get(`${pallet}.${name}`)?.fields ?? []
  for (const [i, { name: field, type }] of fields.entries()) {
    const path = field ?? String(i)
    writeValue({ writing, own, depth }, type, path, args[path])
  }
  return place
}

/** Where a value goes. */
interface Place {
  writing: Writing
  own: ActCall
  depth: number
}

function put({ writing, own }: Place, path: string, kind: ActValue['kind'], text: string, size?: number): void {
  if (writing.values >= mostValues || path.length > longestPath) {
    writing.left++
    return
  }
  writing.values++
  own.args.push({ path, kind, text: text.slice(0, longestText), ...(size !== undefined && { size }) })
}

type Of<T extends LookupEntry['type']> = Extract<LookupEntry, { type: T }>

function writeValue(at: Place, type: LookupEntry, path: string, value: unknown): void {
  if (type.id === at.writing.runtime.reading.callType) writeInner(at, path, value as Call)
  else if (type.type === 'option' && value !== undefined) writeValue(at, type.value, path, value)
  else if (type.type === 'enum') writeEnum(at, type, path, value as Variant)
  else if (type.type === 'sequence' || type.type === 'array') {
    if (isBytes(type.value)) putBytes(at, path, value)
    else writeList(at, path, value as unknown[], type.value)
  } else if (isWhole(type)) writeParts(at, type, path, value)
  else put(at, path, kindOf(type), textOf(type, value))
}

const wholes = ['tuple', 'struct', 'result'] as const
type Whole = Of<(typeof wholes)[number]>
const isWhole = (type: LookupEntry): type is Whole => wholes.some((each) => each === type.type)

/** A value of parts: each under its own path. */
function writeParts(at: Place, type: Whole, path: string, value: unknown): void {
  for (const [step, inner, item] of partsOf(type, value)) writeValue(at, inner, `${path}.${step}`, item)
}

function partsOf(type: Whole, value: unknown): [step: string, type: LookupEntry, item: unknown][] {
  if (type.type === 'tuple') return type.value.map((inner, i) => [String(i), inner, (value as unknown[])[i]])
  if (type.type === 'struct')
    return Object.entries(type.value).map(([field, inner]) => [
      field,
      inner,
      (value as { [name: string]: unknown })[field],
    ])
  const { success, value: item } = value as { success: boolean; value: unknown }
  return [success ? ['ok', type.value.ok, item] : ['error', type.value.ko, item]]
}

/** How the text of a value without parts is meant. */
function kindOf(type: LookupEntry): ActValue['kind'] {
  if (type.type === 'AccountId32') return 'account'
  if (type.type === 'AccountId20') return 'bytes'
  if (type.type === 'compact') return 'number'
  if (type.type === 'bitSequence') return 'text'
  if (type.type !== 'primitive') return 'nothing'
  if (type.value === 'bool') return 'bool'
  return type.value === 'str' || type.value === 'char' ? 'text' : 'number'
}

function textOf(type: LookupEntry, value: unknown): string {
  if (type.type === 'AccountId32') return addressOf(unhex(value as string))
  if (type.type === 'bitSequence') return (value as boolean[]).map(Number).join('')
  return value === undefined ? '' : String(value)
}

function writeInner(at: Place, path: string, call: Call): void {
  const place = writeCall(at.writing, call, at.depth + 1)
  if (place !== null) put(at, path, 'call', String(place))
}

function writeList(at: Place, path: string, items: unknown[], inner: LookupEntry): void {
  if (items.length === 0) put(at, path, 'nothing', '')
  for (const [i, item] of items.entries()) {
    if (at.writing.values < mostValues) writeValue(at, inner, `${path}.${i}`, item)
    // What no bound lets in need not be walked through.
    else at.writing.left++
  }
}

/** An address that is an account is written as one, whatever name the runtime has for its form. */
function writeEnum(at: Place, type: Of<'enum'>, path: string, { type: name, value }: Variant): void {
  const kind = type.value[name]
  const inner = kind?.type === 'lookupEntry' ? kind.value : kind && ({ ...kind, id: -1 } as LookupEntry)
  if (inner === undefined || inner.type === 'void') put(at, path, 'name', name)
  else if (name === 'Id' && inner.type === 'AccountId32') writeValue(at, inner, path, value)
  else writeValue(at, inner, `${path}.${name}`, value)
}

const isBytes = (type: LookupEntry): boolean => type.type === 'primitive' && type.value === 'u8'

/** Bytes as they are, or how many there are and their blake2b-256: the code of a runtime has a million. */
function putBytes(at: Place, path: string, value: unknown): void {
  const bytes = typeof value === 'string' ? unhex(value) : (value as Uint8Array)
  if (bytes.length > mostBytes) put(at, path, 'digest', hex(blake2b256(bytes)), bytes.length)
  else put(at, path, 'bytes', hex(bytes))
}
