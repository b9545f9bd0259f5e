/** A list of accounts that hold for many, in JSON, with the public statement in which each was named. */

import * as z from 'zod'
import { holdingRoles, type Label } from '../records/chain/known-accounts.ts'
import { address } from './facts.ts'

const entry = z.object({
  account: address,
  role: z.enum(holdingRoles),
  name: z.string().min(1).max(80),
  /** Where whoever holds the account, or a court, said so. */
  statement: z.string().max(2000).optional(),
})

const list = z.array(entry).min(1).max(200)

/** An account that somebody lists, and where it was named; null: nowhere that the list says. */
export interface Listed extends Label {
  statement: string | null
}

/** The accounts of a list; null for JSON that is none. */
export function knownListIn(json: unknown): Listed[] | null {
  const read = list.safeParse(json).data
  if (read === undefined) return null
  return read.map(({ statement, ...label }) => ({ ...label, statement: isPage(statement) ? statement : null }))
}

const isPage = (text: string | undefined): text is string => text !== undefined && /^https?:\/\/\S+$/.test(text)
