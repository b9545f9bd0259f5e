/** Which steps of referenda in the blocks that were read get a record: each once. */

import type { ActFile } from '../../evidence/act.ts'
import { unhex } from '../../log/bytes.ts'
import { addressOf } from '../../log/ss58.ts'
import { isRefusal } from '../../records/refusals.ts'
import type { FieldsOf } from '../../records/registry.ts'
import type { ObservedLog } from '../observed-log.ts'
import { viewValue } from '../view-value.ts'
import { namesOf } from './acts.ts'
import type { SeenStep } from './blocks.ts'

/** The fields of a record, with the file itself in place of its hash. */
export interface UnrecordedStep {
  fields: Omit<FieldsOf<'referendum'>, 'file'>
  file: ActFile | null
}

/** Steps that no record points at, in the order of the chain. Asks the log for the referenda that they are of alone. */
export async function unrecordedSteps(
  log: Pick<ObservedLog, 'view'>,
  chain: string,
  seen: readonly SeenStep[],
): Promise<UnrecordedStep[]> {
  const recorded = new Set<string>()
  for (const referendum of new Set(seen.map((step) => step.referendum))) {
    const told = await viewValue(log, 'referendum', { referendum: String(referendum) })
    if (!isRefusal(told)) for (const { block, event } of told.steps) recorded.add(`${block} ${event}`)
  }
  return seen
    .filter(({ block, event }) => !recorded.has(`${block} ${event}`))
    .map((step) => unrecordedStep(chain, step))
}

function unrecordedStep(chain: string, step: SeenStep): UnrecordedStep {
  const { block, hash, ms, event, referendum, what, track, by, approve, tally, review, when, error } = step
  const file = step.file()
  const calls = file === null ? '' : namesOf(file)
  return {
    fields: {
      chain,
      block,
      hash,
      ...(ms !== null && { at: Math.floor(ms / 1000) * 1000 }),
      event,
      referendum,
      what,
      ...(track !== null && { track }),
      ...(by !== null && { by: addressOf(unhex(by)) }),
      ...(approve !== null && { vote: approve ? 'aye' : 'nay' }),
      ...(tally !== null && { ayes: tally.ayes, nays: tally.nays, voters: tally.total }),
      ...(review !== null && { review }),
      ...(when !== null && { when }),
      ...(calls !== '' && { calls }),
      ...(error !== null && { error }),
    },
    file,
  }
}
