/** What can be wrong with one endpoint. Whoever asks several goes on with the others. */

/** It does not answer now; it may later. */
export class Unanswered extends Error {
  override readonly name = 'Unanswered'
}

/** It answered something that no honest node answers, or not in the form that was asked for. */
export class BadAnswer extends Error {
  override readonly name = 'BadAnswer'
}

/** It does not have the state of that block any more. */
export class Pruned extends Error {
  override readonly name = 'Pruned'
}

/** It does not know the method, or its runtime does not know the call. */
export class NoMethod extends Error {
  override readonly name = 'NoMethod'
}

/** It does not stream what it was asked for, and may give it by pages. */
export class NotStreamed extends Error {
  override readonly name = 'NotStreamed'
}

/** The fault behind a JSON-RPC error object; null when the node asks us to slow down. */
export function faultOf(method: string, error: unknown): Error | null {
  const { code, message } = typeof error === 'object' && error !== null ? (error as Record<string, unknown>) : {}
  const words = typeof message === 'string' ? message.slice(0, 200) : 'no message'
  if (code === 429 || code === -32029 || /too many|rate.?limit|429/i.test(words)) return null
  if (code === -32601) return new NoMethod(`the node has no ${method}`)
  // A runtime that lacks a call; polkadot-sdk and chopsticks say so in these words.
  if (/exported method|function to start/i.test(words)) return new NoMethod(`${method}: ${words}`)
  if (/discarded|unknown ?block|not found|missing|pruned/i.test(words)) return new Pruned(`${method}: ${words}`)
  return new BadAnswer(`${method} failed: ${words}`)
}
