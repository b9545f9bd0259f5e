/** A public list of who can decide with the sudo key, in JSON: `sudo`, `threshold`, `signatories`, and where it is from. */

import * as z from 'zod'
import { equalBytes } from '../log/bytes.ts'
import { multisigKey } from '../log/multisig.ts'
import { publicKeyOf } from '../log/ss58.ts'
import { address } from './facts.ts'

const list = z.object({
  sudo: address,
  threshold: z.int().min(1).max(63),
  signatories: z.array(address).min(2).max(63),
  source: z.string().max(256).optional(),
})

/** Who can decide with a key, and how many of them are needed. */
export type Signatories = z.infer<typeof list>

/** A list of signatories; null for JSON that is none. */
export const signatoriesIn = (json: unknown): Signatories | null => list.safeParse(json).data ?? null

/** Does the key follow from these signatories? Anybody can check that, whoever published the list. */
export function provesKey({ sudo, threshold, signatories }: Signatories): boolean {
  return (
    threshold <= signatories.length &&
    equalBytes(multisigKey(signatories.map(publicKeyOf), threshold), publicKeyOf(sudo))
  )
}
