/** What an observer signs beside its snapshots: a record for each act, step and large movement, and conversations. */

import { writeAct } from '../../evidence/act.ts'
import { writeFlows } from '../../evidence/flows.ts'
import { writeRuntimeChange } from '../../evidence/runtime-change.ts'
import { isRefusal, type Refusal } from '../../records/refusals.ts'
import { english } from '../../words/en.ts'
import { sentenceOf } from '../../words/refusal.ts'
import type { Watcher } from '../alarms/watch.ts'
import type { Chain } from '../chain.ts'
import type { ObservedLog } from '../observed-log.ts'
import type { ActBook, UnrecordedAct } from './acts.ts'
import type { ReadBlocks } from './blocks.ts'
import { conversationsDue } from './conversations.ts'
import { unrecordedMovements } from './movements.ts'
import { unrecordedSteps } from './referenda.ts'

/** What signing needs of an observer. */
export interface Signing {
  chain: Pick<Chain, 'genesis'>
  log: ObservedLog
  acts: ActBook
  range: { first: number; last: number } | null
  conversations?: boolean
  watch?: Watcher
  report(line: string): void
}

/** A record of our own was refused: the log and the observer do not fit together. */
export class ObserverRefused extends Error {
  override readonly name = 'ObserverRefused'
}

/** Gives each privileged act of these blocks that has no record one. Blocks may be told twice. */
export async function pointAtActs(signing: Signing, read: Pick<ReadBlocks, 'acts' | 'flows'>): Promise<void> {
  signing.acts.proxiesChanged(read.flows)
  await pointAtFound(signing, signing.acts.unrecorded(read.acts))
}

/** Gives each of these acts its record, and a conversation where one is pending. */
export async function pointAtFound(signing: Signing, found: readonly UnrecordedAct[]): Promise<void> {
  const { log, acts, report } = signing
  for (const { fields, file, change } of found) {
    const named = file && { file: await log.addEvidence(writeAct(file)) }
    const changed = change && { change: await log.addEvidence(writeRuntimeChange(change)) }
    const index = await accepted(log.submit('act', { ...fields, ...named, ...changed }))
    acts.recorded(fields)
    report(`${fields.what} in block ${fields.block} is entry ${index}`)
  }
  if (found.length > 0) await talkOfPending(signing)
}

/** Gives each step of a referendum in these blocks that has no record one. */
export async function pointAtReferenda(signing: Signing, read: Pick<ReadBlocks, 'referenda'>): Promise<void> {
  const { chain, log, report } = signing
  const found = await unrecordedSteps(log, await chain.genesis(), read.referenda)
  for (const { fields, file } of found) {
    const named = file && { file: await log.addEvidence(writeAct(file)) }
    const index = await accepted(log.submit('referendum', { ...fields, ...named }))
    report(`${fields.what} in referendum ${fields.referendum}, block ${fields.block}, is entry ${index}`)
  }
  if (found.length > 0) await talkOfPending(signing)
}

/** Begins a conversation about each pending call and open referendum that has none of ours. Going back over blocks, what is pending is not known. */
export async function talkOfPending({ log, conversations, range, report }: Signing): Promise<void> {
  if (conversations !== true || range !== null) return
  for (const fields of await conversationsDue(log)) {
    const index = await accepted(log.submit('conversation', fields))
    report(`a conversation about what is pending is entry ${index}`)
  }
}

/** Gives each large movement that has no record one. What was begun before a crash is finished by the next call. */
export async function pointAtMovements({ log, watch, report }: Signing): Promise<void> {
  for (const { flows, ...fields } of await unrecordedMovements(log)) {
    const index = await accepted(log.submit('movement', { ...fields, flows: await log.addEvidence(writeFlows(flows)) }))
    report(`movement in block ${fields.block} is entry ${index}`)
  }
  await watch?.recorded()
}

/** Where the log took a record. Throws ObserverRefused. */
export async function accepted(answer: Promise<{ index: number } | Refusal>): Promise<number> {
  const given = await answer
  if (isRefusal(given))
    throw new ObserverRefused(`The log refuses a record of the observer: ${sentenceOf(english, given)}`)
  return given.index
}
