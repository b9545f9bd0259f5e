import { isRefusal } from '../../records/refusals.ts'
import type { ValueOf } from '../../views/registry.ts'
import { english } from '../../words/en.ts'
import { sentenceOf } from '../../words/refusal.ts'
import { WrongChain } from '../chain.ts'
import type { ObservedLog } from '../observed-log.ts'
import { viewValue } from '../view-value.ts'

/** The latest snapshots in a log, by rising block. Throws WrongChain when the log is about another chain. */
export async function snapshotsOf(
  log: Pick<ObservedLog, 'view'>,
  genesis: string,
): Promise<ValueOf<'snapshots'>['snapshots']> {
  const told = await viewValue(log, 'snapshots', { limit: '1000' })
  if (isRefusal(told)) throw new Error(`The log does not tell its snapshots: ${sentenceOf(english, told)}`)
  const { chain, snapshots } = told
  if (chain !== null && chain !== genesis)
    throw new WrongChain(
      `The log is about the chain whose block 0 is ${chain}, and the endpoints are on ${genesis}: set SENSUS_CHAIN to endpoints of the log's chain.`,
    )
  return snapshots.toReversed()
}
