/** Calls of the chain in words: what each asks for, in one line, and the values of its arguments one by one. */

import { decimal } from '../records/amounts.ts'
import type { Params } from '../records/refusals.ts'
import { callArguments } from './call-arguments.ts'
import type { Language } from './language.ts'

/** A value in a call: `path` names it from the argument inward, `kind` says how `text` is meant (evidence act-1). */
export interface SaidValue {
  path: string
  kind: string
  text: string
  /** Of a digest: how many bytes it stands for. */
  size?: number | null | undefined
}

/** A call; those that it holds follow it, with a greater depth. */
export interface SaidCall {
  depth: number
  pallet: string
  name: string
  args: readonly SaidValue[]
}

/** How an account is called. */
export type Called = (address: string) => string

/** Arguments that the general form names. */
const mostNamed = 8
/** Decimals of a share in percent, and of a fixed point number. */
const [shareDigits, fixedDigits] = [2, 6]

/**
 * What a call asks for, in one line: its own sentence, or its name with its arguments where it has none or lacks what its
 * sentence names. A call that holds others ends in a colon.
 */
export function callInWords(language: Language, call: SaidCall, called: Called = shortAddress): string {
  const id = `${call.pallet}.${call.name}`
  const named = argumentsOf(id)
  const params = named?.map(({ name, unit }) => [name, paramOf(language, call, name, unit, called)] as const)
  if (params?.every(([, value]) => value !== undefined) && language.has(`call.${id}`))
    return language.say(`call.${id}`, Object.fromEntries(params) as Params)
  const shown = call.args.filter(({ kind }) => kind !== 'call')
  const args = shown
    .slice(0, mostNamed)
    .map((value) =>
      language.say('call.argument', { name: value.path, value: valueInWords(language, call, value, called) }),
    )
  return language.say('call.other', {
    call: id,
    args: args.length === 0 ? 'none' : `${args.join(', ')}${shown.length > mostNamed ? ', …' : ''}`,
  })
}

/** All calls of a list in one line: the first that holds no other, and how many more there are of those. */
export function callsInWords(language: Language, calls: readonly SaidCall[], called: Called = shortAddress): string {
  const asked = calls.filter(({ depth }, i) => (calls[i + 1]?.depth ?? 0) <= depth)
  const [first] = asked
  if (first === undefined) return language.say('call.none')
  const line = callInWords(language, first, called)
  return asked.length === 1 ? line : language.say('call.also', { first: line, more: asked.length - 1 })
}

/** A value in words, in the unit of its argument. */
export function valueInWords(
  language: Language,
  call: Pick<SaidCall, 'pallet' | 'name'>,
  value: SaidValue,
  called: Called = shortAddress,
): string {
  const unit = argumentsOf(`${call.pallet}.${call.name}`)?.find(({ name }) => name === value.path)?.unit ?? ''
  const share = shareBits[unit]
  if (value.kind === 'number' && share !== undefined)
    return language.say('call.value.percent', {
      percent: quotient(100n * BigInt(value.text), 2n ** share - 1n, shareDigits),
    })
  return textOf(language, value, unit, called)
}

interface NamedArgument {
  name: string
  unit: string
}

function argumentsOf(id: string): NamedArgument[] | undefined {
  if (!Object.hasOwn(callArguments, id)) return undefined
  const [...named] = (callArguments[id] ?? '').split(' ').filter((each) => each !== '')
  return named.map((each) => {
    const [name = '', unit = ''] = each.split(':')
    return { name, unit }
  })
}

/** What a sentence is given for an argument; undefined where the call has none of that name and kind. */
function paramOf(
  language: Language,
  { args }: SaidCall,
  name: string,
  unit: string,
  called: Called,
): string | number | undefined {
  if (unit === 'count') return countOf(args, name)
  const value = args.find(({ path }) => path === name)
  if (value === undefined || (unit !== '' && value.kind !== (unit === 'bool' ? 'bool' : 'number'))) return undefined
  const share = shareBits[unit]
  if (share !== undefined) return quotient(100n * BigInt(value.text), 2n ** share - 1n, shareDigits)
  if (unit === 'number') return plain(value.text)
  return value.kind === 'bool' || value.kind === 'nothing'
    ? value.text || 'none'
    : textOf(language, value, unit, called)
}

/** Small numbers as numbers, which have plural forms; of large ones no digit is lost. */
const plain = (digits: string): string | number => (digits.length < 16 ? Number(digits) : digits)

/** Items of a list: the different places that stand behind its name. Undefined where the list itself is not there. */
function countOf(args: readonly SaidValue[], name: string): number | undefined {
  const inside = args.filter(({ path }) => path.startsWith(`${name}.`)).map(({ path }) => path.split('.')[1])
  if (inside.length > 0) return new Set(inside).size
  return args.some(({ path }) => path === name) ? 0 : undefined
}

const shareBits: Readonly<Record<string, bigint>> = { share16: 16n, share64: 64n }
const fixedBits: Readonly<Record<string, bigint>> = { f32: 32n, f64: 64n }

function textOf(language: Language, { kind, text, size }: SaidValue, unit: string, called: Called): string {
  switch (kind) {
    case 'account':
      return called(text)
    case 'number':
      return numberText(language, text, unit)
    case 'digest':
      return language.say('call.value.digest', { digest: short(text), size: size ?? 0 })
    case 'bytes':
      return readable(text) ?? short(text)
    case 'bool':
    case 'nothing':
      return language.say(`call.value.${kind === 'bool' ? text : kind}`)
    default:
      return text
  }
}

function numberText(language: Language, text: string, unit: string): string {
  if (unit === 'tao' || unit === 'alpha') {
    const [whole = '0', fraction = 'none'] = decimal(BigInt(text), 9).split('.')
    return language.say(`call.value.${unit}`, { whole, fraction })
  }
  const bits = fixedBits[unit]
  return bits === undefined ? text : quotient(BigInt(text), 2n ** bits, fixedDigits)
}

/** A fraction to so many decimals, half away from zero, without zeros at its end. */
function quotient(numerator: bigint, denominator: bigint, digits: number): string {
  const negative = numerator < 0n
  const scaled = (2n * 10n ** BigInt(digits) * (negative ? -numerator : numerator) + denominator) / (2n * denominator)
  const text = scaled.toString().padStart(digits + 1, '0')
  const fraction = text.slice(-digits).replace(/0+$/, '')
  return `${negative && scaled !== 0n ? '-' : ''}${text.slice(0, -digits)}${fraction === '' ? '' : `.${fraction}`}`
}

/** The text of bytes that are one: nothing but characters that can be shown. */
function readable(hex: string): string | null {
  if (hex === '') return ''
  const bytes = Uint8Array.from({ length: hex.length / 2 }, (_, i) => Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16))
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
  return /^[\p{L}\p{M}\p{N}\p{P}\p{S} \n]+$/u.test(text) && !text.includes('\uFFFD') ? text : null
}

/** Hex, shortened in the middle where it is long. */
const short = (hex: string): string => (hex.length > 20 ? `0x${hex.slice(0, 8)}…${hex.slice(-8)}` : `0x${hex}`)

const shortAddress: Called = (address) => `${address.slice(0, 6)}…${address.slice(-4)}`
