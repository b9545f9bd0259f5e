/** Which accounts a block names anywhere: whatever it changed of accounts, it told of these. */

import type { BlockEvent } from './event-fields.ts'
import type { Call } from './extrinsics.ts'

const looksLikeAccount = /^[0-9a-f]{64}$/

/**
 * Accounts in hex that the events of a block name, that signed, or that are arguments of calls, nested ones included. Hashes
 * look alike and are among them: who asks for their storage finds nothing.
 */
export function touchedIn(
  events: readonly BlockEvent[],
  calls: readonly { signer: string | null; call: Call }[],
): Set<string> {
  const found = new Set<string>()
  const look = (value: unknown): void => {
    if (typeof value === 'string') {
      if (looksLikeAccount.test(value)) found.add(value)
    } else if (typeof value === 'object' && value !== null && !ArrayBuffer.isView(value))
      for (const each of Object.values(value)) look(each)
  }
  for (const { fields } of events) look(fields)
  for (const { signer, call } of calls) look([signer, call])
  return found
}
