import { isRefusal } from '../../records/refusals.ts'
import type { SnapshotsValue } from '../../views/chain/snapshots.ts'
import { english } from '../../words/en.ts'
import { sentenceOf } from '../../words/refusal.ts'
import { WrongChain } from '../chain.ts'
import type { ObservedLog } from '../observe.ts'

/** The latest snapshots in a log, by rising block. Throws WrongChain when the log is about another chain. */
export async function snapshotsOf(
  log: Pick<ObservedLog, 'view'>,
  genesis: string,
): Promise<SnapshotsValue['snapshots']> {
  const text = await log.view('snapshots', { limit: '1000' })
  if (isRefusal(text)) throw new Error(`The log does not tell its snapshots: ${sentenceOf(english, text)}`)
  const { chain, snapshots } = JSON.parse(text) as SnapshotsValue
  if (chain !== null && chain !== genesis)
    throw new WrongChain(
      `The log is about the chain whose block 0 is ${chain}, and the endpoints are on ${genesis}: set SENSUS_CHAIN to endpoints of the log's chain.`,
    )
  return snapshots.toReversed()
}
