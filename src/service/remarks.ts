/** Finding the remark that stands for the signature of a record, in a finalized block. */

import { blockNumberKey, eventsKey } from '../chain/block.ts'
import { decodeEvents } from '../chain/events.ts'
import { remarksOf } from '../chain/remarks.ts'
import { hex } from '../log/bytes.ts'
import type { RemarkPlace } from '../log/remark.ts'
import { publicKeyOf } from '../log/ss58.ts'
import type { SignedRecord } from '../records/record.ts'
import { Refusal } from '../records/refusals.ts'
import type { FieldsOf } from '../records/registry.ts'
import { type Chain, ChainUnreachable, StateLost } from './chain.ts'
import { EndpointQuorum } from './observe/quorum.ts'
import { type Runtimes, runtimesOf } from './observe/runtimes.ts'

/** What the observer says of the remark for a record, or why it cannot say it. */
export type FindRemark = (record: SignedRecord, place: RemarkPlace) => Promise<FieldsOf<'remark'> | Refusal>

/** Looks on a chain. An unreachable chain, or one on which endpoints differ, is a refusal too: nothing is lost by waiting. */
export function remarkFinder(chain: Chain): FindRemark {
  const runtimes = runtimesOf(chain)
  return async (record, place) => {
    try {
      return await find(chain, runtimes, record, place)
    } catch (error) {
      if (error instanceof StateLost) return new Refusal('remark-unseen', { reason: 'state-lost' })
      if (error instanceof ChainUnreachable) return new Refusal('remark-unseen', { reason: 'unreachable' })
      throw error
    }
  }
}

async function find(
  chain: Chain,
  runtimes: Runtimes,
  { id, account }: SignedRecord,
  { hash, extrinsic }: RemarkPlace,
): Promise<FieldsOf<'remark'> | Refusal> {
  const number = await numberOf(chain, hash)
  if (number === null) return new Refusal('remark-unseen', { reason: 'no-block', hash })
  if (number > (await chain.finalized()).number)
    return new Refusal('remark-unseen', { reason: 'not-final', block: number })
  const block = await chain.block(number)
  if (block.hash !== hash) return new Refusal('remark-unseen', { reason: 'other-block', hash })
  const body = block.extrinsics[extrinsic]
  if (body === undefined) {
    const count = block.extrinsics.length
    return new Refusal('remark-unseen', { reason: 'no-extrinsic', block: number, count, extrinsic })
  }
  const backing = new EndpointQuorum()
  const runtime = await runtimes.after(block.parent, backing)
  const read = await chain.values([eventsKey], hash)
  for (const agreement of [block.agreement, read.agreement]) backing.add(agreement)
  if (backing.dissenting.size > 0 || backing.agreed * 2 <= backing.asked)
    return new Refusal('remark-unseen', { reason: 'disagreement', block: number })
  const events = decodeEvents(runtime, read.values[0] ?? new Uint8Array()).events
  const own = events.filter(({ phase }) => phase === extrinsic).map((event) => ({ ...event, extrinsic }))
  const by = hex(publicKeyOf(account))
  const found = remarksOf(runtime, body, own).some((remark) => remark.by === by && holds(remark.bytes, id))
  if (!found) return new Refusal('remark-unseen', { reason: 'no-remark', extrinsic, block: number, account, id })
  return { chain: await chain.genesis(), block: number, hash, extrinsic, by: account, record: id }
}

/** The 32 bytes of the hash, or its digits: wallets turn digits after 0x into bytes, and others into text. */
function holds(bytes: Uint8Array, id: string): boolean {
  if (bytes.length === 32) return hex(bytes) === id
  return bytes.length <= 66 && new TextDecoder().decode(bytes).replace(/^0x/, '') === id
}

/** The number of a block by its hash, from the state after it; null for a hash that no endpoint knows. */
async function numberOf(chain: Chain, hash: string): Promise<number | null> {
  const { values } = await chain.values([blockNumberKey], hash)
  const bytes = values[0]
  return bytes && bytes.length === 4 ? new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true) : null
}
