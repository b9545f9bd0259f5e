/**
 * Privileged calls that were pending before anybody looked, or went unseen: the state has them, with who approved. What
 * an earlier block says of them is read where it is to be had.
 */

import { actFileOf } from '../../chain/acts.ts'
import { decodeBlock } from '../../chain/block.ts'
import {
  approvalOf,
  callsOf,
  type FoundStep,
  type PendingCall,
  type PendingReader,
  pendingReader,
  proposalOf,
} from '../../chain/pending.ts'
import type { Runtime } from '../../chain/runtime.ts'
import { hex, unhex } from '../../log/bytes.ts'
import { type Address, addressOf, publicKeyOf } from '../../log/ss58.ts'
import { isRefusal } from '../../records/refusals.ts'
import type { ValueOf } from '../../views/registry.ts'
import { english } from '../../words/en.ts'
import { sentenceOf } from '../../words/refusal.ts'
import { type Chain, ChainUnreachable, type Hash, StateLost } from '../chain.ts'
import type { ObservedLog } from '../observed-log.ts'
import { viewValue } from '../view-value.ts'
import { readBlocks, type SeenAct } from './blocks.ts'
import type { EndpointQuorum } from './quorum.ts'
import type { Runtimes } from './runtimes.ts'

/** What looking for pending calls needs of an observer. */
export interface Looking {
  chain: Chain
  runtimes: Runtimes
  log: Pick<ObservedLog, 'view'>
  backing: EndpointQuorum
  report(line: string): void
}

/** The block after which the state is looked at. */
interface Place {
  block: number
  hash: Hash
  /** Its time, Unix milliseconds; null where it is not known. */
  ms: number | null
}

type Known = ValueOf<'proposals'>['rows'][number]

/**
 * Steps of calls that wait for approvals of these multisigs after a block, as far as the log does not tell them. Throws
 * StateLost.
 */
export async function pendingSteps(looking: Looking, place: Place, authorities: Iterable<Address>): Promise<SeenAct[]> {
  const runtime = await looking.runtimes.after(place.hash, looking.backing)
  const reader = pendingReader(runtime)
  if (reader === null) return []
  const steps: SeenAct[] = []
  for (const call of await pendingIn(looking, place, reader, authorities)) {
    const known = await knownAs(looking.log, call)
    if (known === null) steps.push(await begunBy(looking, runtime, place, call))
    if (known !== null && known.state !== 'pending') continue
    const told = new Set([addressIn(call.depositor), ...(known?.approved ?? []).map(({ key }) => key)])
    for (const each of call.approvals)
      if (!told.has(addressIn(each)))
        steps.push(await seen(looking, runtime, place, approvalOf(call, place.block, each)))
  }
  return steps
}

const addressIn = (account: string): Address => addressOf(unhex(account))

async function pendingIn(
  { chain, backing }: Looking,
  { hash }: Place,
  { prefixOf, read }: PendingReader,
  authorities: Iterable<Address>,
): Promise<PendingCall[]> {
  const found: PendingCall[] = []
  for (const authority of authorities)
    for await (const { keys, values, agreement } of chain.entries(prefixOf(hex(publicKeyOf(authority))), hash)) {
      backing.add(agreement)
      found.push(...keys.flatMap((key, i) => read(key, values[i]!) ?? []))
    }
  return found.sort((a, b) => a.begun.block - b.begun.block || a.begun.extrinsic - b.begun.extrinsic)
}

/** The call as the log has it; null where it has not. */
async function knownAs(log: Looking['log'], { authority, callHash, begun }: PendingCall): Promise<Known | null> {
  for (let after = 0; ; ) {
    const told = await viewValue(log, 'proposals', { limit: '500', after: String(after) })
    if (isRefusal(told)) throw new Error(`The log does not tell its privileged calls: ${sentenceOf(english, told)}`)
    const same = told.rows.find(
      (each) =>
        each.authority === addressIn(authority) && each.callHash === callHash && each.begun?.block === begun.block,
    )
    if (same) return same
    if (told.next === null) return null
    after = told.next
  }
}

/**
 * The first step: as its block tells it, where that is to be had with its events; from its extrinsic alone, where the
 * state of that block is gone; else as found. What the extrinsic shows is believed where the account of the multisig
 * follows from it, whatever runtime reads it.
 */
async function begunBy(looking: Looking, runtime: Runtime, place: Place, call: PendingCall): Promise<SeenAct> {
  const { chain, runtimes, report } = looking
  const { block, extrinsic } = call.begun
  const asFound = (): Promise<SeenAct> => seen(looking, runtime, place, proposalOf(call, place.block, []))
  try {
    const { acts } = await readBlocks(chain, runtimes, block, block)
    const told = acts.find((act) => act.what === 'proposed' && act.extrinsic === extrinsic && isOf(act, call))
    return told ?? (await asFound())
  } catch (error) {
    if (!(error instanceof StateLost)) throw error
  }
  try {
    const { hash, extrinsics, number } = await chain.block(block)
    const step = proposalOf(call, block, callsOf(runtime, call.begun, extrinsics))
    const shown = await seen(looking, runtime, { block, hash, ms: null }, step)
    return shown.file() === null ? shown : { ...shown, ms: decodeBlock(runtime, { number, extrinsics }, null).ms }
  } catch (error) {
    if (!(error instanceof Error) || error instanceof ChainUnreachable) throw error
    report(english.say('observer.begun-unread', { block, fault: error.message }))
    return asFound()
  }
}

const isOf = ({ authority, callHash }: SeenAct, call: PendingCall): boolean =>
  authority === call.authority && callHash === call.callHash

async function seen({ chain }: Looking, runtime: Runtime, { hash, ms }: Place, step: FoundStep): Promise<SeenAct> {
  const at = { chain: await chain.genesis(), block: step.block, hash }
  return { ...step, hash, ms, spec: null, change: null, file: () => actFileOf(runtime, step, at) }
}
