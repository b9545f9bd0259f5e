import { ChainUnreachable, NotProven, StateLost, UnreadableRuntime, WrongChain } from '../chain.ts'
import { ObserverRefused } from './sign.ts'

/** Why nothing of a chain is observed at present; the sentence of each is `chain-trouble.<code>`. */
export const troubleCodes = [
  'unreachable',
  'finality-stalled',
  'state-lost',
  'not-proven',
  'runtime-unreadable',
  'other-chain',
  'refused',
  'failed',
] as const

export type TroubleCode = (typeof troubleCodes)[number]

export interface Trouble {
  code: TroubleCode
  /** What the failure itself says, in English; null where there is nothing beside the code. */
  detail: string | null
  /** Since when, and when it is tried again, in Unix milliseconds; null where it goes on by itself. */
  since: number
  again: number | null
}

const classes: readonly (readonly [new (...args: never[]) => Error, TroubleCode])[] = [
  [ChainUnreachable, 'unreachable'],
  [StateLost, 'state-lost'],
  [NotProven, 'not-proven'],
  [UnreadableRuntime, 'runtime-unreadable'],
  [WrongChain, 'other-chain'],
  [ObserverRefused, 'refused'],
]

/** What a failure of the observer is. */
export function troubleOf(error: unknown): Pick<Trouble, 'code' | 'detail'> {
  const code = classes.find(([kind]) => error instanceof kind)?.[1] ?? 'failed'
  return { code, detail: withoutKeys(error instanceof Error ? error.message : String(error)) }
}

/** Addresses of endpoints may hold the operator's key: only their host is shown to everybody. */
export const withoutKeys = (text: string): string =>
  text.replace(/\bwss?:\/\/(?:[^\s/@]*@)?([^\s/?#;,@]+)[^\s;,]*/g, '$1')
