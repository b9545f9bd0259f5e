/** What a command is: its words, operands and flags as data, and what it does. Help and parsing follow from the table. */

import type { Environment } from '../config.ts'
import type { Refusal } from '../records/refusals.ts'
import { sentenceOf } from '../words/refusal.ts'
import { json, type Output } from './output.ts'

/** Exit codes of every command. */
export const exit = { ok: 0, refused: 1, usage: 2, unreachable: 3, broken: 4 } as const

export const exitWords: Record<(typeof exit)[keyof typeof exit], string> = {
  0: 'done',
  1: 'refused, or a check failed',
  2: 'the command was not understood',
  3: 'a site, a database or a folder cannot be reached or is in use',
  4: 'something broke; the message says what',
}

export interface Flag {
  words: string
  /** Placeholder of the value; a flag without one is a switch. */
  value?: string
  /** May be given several times. */
  many?: true
}

/** Of every command that prints a result, which is JSON in any case. */
export const jsonFlag = {
  json: { words: 'A refusal is JSON on standard output as well, as results are in any case.' },
} as const

/** The flags given: absent, a switch, one value or several. */
export type Values = Readonly<Record<string, string | boolean | string[] | undefined>>

export interface Call {
  operands: string[]
  values: Values
  talk: Output
  env: Environment
  /** Everything on standard input. */
  stdin: () => Promise<Uint8Array>
  /** Takes over the signals that ask the process to end; the signal it gives is aborted by the first. */
  stop: () => AbortSignal
}

export interface Command {
  /** The words that call it: `import polis`. */
  name: string
  /** What follows them, for help: `DIR`. */
  operands: string
  /** How many operands there may be, at least and at most. */
  count: [number, number]
  summary: string
  flags: Record<string, Flag>
  /** Further help; `operands` are those given beside --help. */
  more?: (operands: string[]) => string
  /** Returns the exit code. */
  run: (call: Call) => Promise<number>
}

/** The command line cannot be understood; the message says what was expected. */
export class Usage extends Error {
  override name = 'Usage'
}

/** The value of a flag that takes one, or undefined. */
export function flagOf({ values }: Pick<Call, 'values'>, name: string): string | undefined {
  const value = values[name]
  return typeof value === 'string' ? value : undefined
}

/** The value of a flag that must be given. Throws Usage. */
export function needed(call: Pick<Call, 'values'>, name: string): string {
  const value = flagOf(call, name)
  if (value === undefined) throw new Usage(`--${name} is missing`)
  return value
}

/** A flag's value as a whole number from `least` on, or undefined. Throws Usage. */
export function wholeOf(call: Pick<Call, 'values'>, name: string, least: number): number | undefined {
  const value = flagOf(call, name)
  if (value === undefined) return undefined
  const number = /^\d{1,15}$/.test(value) ? Number(value) : -1
  if (number < least) throw new Usage(`--${name} is "${value}", expected a whole number from ${least} on`)
  return number
}

/** The operand at a place; the count was checked before the command ran. */
export function operand({ operands }: Pick<Call, 'operands'>, place: number): string {
  const value = operands[place]
  if (value === undefined) throw new Usage(`operand ${place + 1} is missing`)
  return value
}

/** `name=value` pairs as a record. Throws Usage for anything else, and for a name given twice. */
export function pairsOf(texts: readonly string[]): Record<string, string> {
  const pairs = new Map<string, string>()
  for (const text of texts) {
    const cut = text.indexOf('=')
    if (cut < 1) throw new Usage(`"${text}" is not name=value`)
    const name = text.slice(0, cut)
    if (pairs.has(name)) throw new Usage(`${name} is given twice`)
    pairs.set(name, text.slice(cut + 1))
  }
  return Object.fromEntries(pairs)
}

/** Says a refusal and gives the exit code for it. */
export function refuse({ talk, values }: Pick<Call, 'talk' | 'values'>, refusal: Refusal): number {
  const { code, params } = refusal
  const sentence = sentenceOf(talk.language, refusal)
  talk.say(`refused (${code}): ${sentence}`)
  if (values.json) talk.print(json({ refused: { code, params, sentence } }))
  return exit.refused
}
