import type { Client } from '../../../api/client.ts'
import { hex } from '../../../log/bytes.ts'
import type { Address } from '../../../log/ss58.ts'
import { type Sealing, sealOf } from '../../../records/conversation/sealed-vote.ts'
import { isRecordId, type RecordId, recordId } from '../../../records/ids.ts'
import { keep, loadAll } from '../outside/store.ts'
import type { Draft } from './signing.ts'

/** A sealed vote as this browser keeps it: without the secret it can never be opened. */
export interface Seal extends Sealing {
  origin: string
  conversation: string
  /** Id of the sealed vote; null until the log has it. */
  id: string | null
  opened: boolean
}

/** A new seal, kept before anything is sent, and the record to sign for it. `title`: the first words of the statement. */
export async function newSeal(
  of: { origin: string; conversation: string; account: Address; statement: string; title: string },
  choice: Sealing['choice'],
): Promise<{ seal: Seal; draft: Draft }> {
  const { title, ...where } = of
  const statement = recordId(where.statement)
  const secret = hex(crypto.getRandomValues(new Uint8Array(32)))
  const seal: Seal = { ...where, statement, choice, secret, id: null, opened: false }
  await keepSeal(seal)
  return { seal, draft: { kind: 'sealed-vote', fields: { commitment: sealOf(seal), about: statement, title } } }
}

/** Keeps what became of a seal. */
export const keepSeal = (seal: Seal): Promise<void> => keep('seals', sealOf(seal), seal)

/** The seals of an account in a conversation that the log has: the last of each statement, as the log says which that is. */
export async function sealsOf(
  site: Client,
  of: Pick<Seal, 'origin' | 'conversation' | 'account'>,
): Promise<(Seal & { id: RecordId })[]> {
  const all = await loadAll<Seal>('seals')
  const own = all.filter(
    (each) => each.origin === of.origin && each.conversation === of.conversation && each.account === of.account,
  )
  const placed: { seal: Seal & { id: RecordId }; index: number }[] = []
  for (const seal of own) {
    const index = seal.id === null ? null : await placeOf(site, seal.id)
    if (seal.id !== null && index !== null) placed.push({ seal: { ...seal, id: recordId(seal.id) }, index })
  }
  const last = new Map<string, Seal & { id: RecordId }>()
  for (const { seal } of placed.sort((a, b) => a.index - b.index)) last.set(seal.statement, seal)
  return [...last.values()]
}

async function placeOf(site: Client, id: string): Promise<number | null> {
  const stored = await site.record(id)
  return 'index' in stored ? stored.index : null
}

/** The record that opens a seal. */
export function openingOf({ id, choice, secret }: Seal & { id: RecordId }): Draft {
  return { kind: 'opening', fields: { choice, about: id, secret } }
}

/** Seals of a file that was downloaded here or in another browser; those that do not read are left out. */
export function readSeals(text: string): Seal[] {
  let read: unknown
  try {
    read = JSON.parse(text)
  } catch {
    return []
  }
  return Array.isArray(read) ? read.filter(isSeal) : []
}

function isSeal(value: unknown): value is Seal {
  if (typeof value !== 'object' || value === null) return false
  const { statement, id, choice, opened, ...rest } = value as Partial<Record<keyof Seal, unknown>>
  const isId = (each: unknown): boolean => typeof each === 'string' && isRecordId(each)
  const { origin, conversation, account, secret } = rest
  return (
    [origin, conversation, account, secret].every((each) => typeof each === 'string') &&
    [statement, id].every(isId) &&
    (choice === 'agree' || choice === 'disagree' || choice === 'pass') &&
    typeof opened === 'boolean'
  )
}
