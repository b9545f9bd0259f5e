import { decimal } from '../records/amounts.ts'
import type { Language } from './language.ts'

/** What of an alarm its words say. Amounts are rao; ends that are not there are null. */
export interface SaidAlarm {
  what: string
  moved: string | null
  block: number
  from: string | null
  to: string | null
  netuid: number | null
  toNetuid: number | null
  amount: string | null
  call: string | null
  spec: number | null
  referendum?: number | null | undefined
  review?: number | null | undefined
  snapshot: number | null
  record: { index: number } | null
}

/** What was seen, in one line without a final stop. `called`: how an account is called; by default its address, shortened. */
export function alarmInWords(language: Language, alarm: SaidAlarm, called = shortAddress): string {
  const { what, moved, from, to, netuid, toNetuid, amount, call, spec } = alarm
  return language.say(moved === null ? `alarm.${what}` : `alarm.${what}.${moved}`, {
    from: from === null ? 'none' : called(from),
    to: to === null ? 'none' : called(to),
    netuid: netuid ?? 'none',
    toNetuid: toNetuid ?? 'none',
    amount: amount === null ? '' : amountInWords(language, amount, what === 'movement' ? 'tao' : 'alpha'),
    call: call ?? 'none',
    spec: spec ?? 'none',
    referendum: alarm.referendum ?? 'none',
    review: alarm.review ?? 'none',
  })
}

/** How far the log has it, in a sentence. */
export function alarmStateInWords(language: Language, { block, snapshot, record }: SaidAlarm): string {
  if (record !== null) return language.say('alarm.state.recorded', { block, record: record.index })
  return snapshot === null
    ? language.say('alarm.state.seen', { block })
    : language.say('alarm.state.in-snapshot', { block, snapshot })
}

/** Two decimals are enough for what is large; below a whole one all of them are said. */
function amountInWords(language: Language, rao: string, unit: 'tao' | 'alpha'): string {
  const amount = BigInt(rao)
  const whole = amount >= 1_000_000_000n ? amount - (amount % 10_000_000n) : amount
  return language.say(`alarm.amount.${unit}`, { amount: Number(decimal(whole, 9)) })
}

const shortAddress = (address: string): string => `${address.slice(0, 6)}…${address.slice(-4)}`
