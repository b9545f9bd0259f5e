/** What was seen, once the log can say it: the snapshot that covers it, and the record of the movement. */

import { isRefusal } from '../../records/refusals.ts'
import type { Movement } from '../../views/chain/values.ts'
import { english } from '../../words/en.ts'
import { sentenceOf } from '../../words/refusal.ts'
import type { ObservedLog } from '../observed-log.ts'
import { viewValue } from '../view-value.ts'
import type { Alarm, AlarmList } from './alarm.ts'
import type { Basis } from './basis.ts'

/**
 * The list with what the latest snapshot covers marked so; the same list when there is nothing new. A movement waits for
 * its record, where the log shows it as one.
 */
export async function settled(
  list: AlarmList,
  log: Pick<ObservedLog, 'view'>,
  basis: Basis | null,
  now: number,
): Promise<AlarmList> {
  const due = basis === null ? [] : list.alarms.filter((each) => each.snapshot === null && each.block <= basis.block)
  if (basis === null || due.length === 0) return list
  const movements = due.some(({ what }) => what === 'movement') ? await movementsFrom(log, due) : []
  const marked = new Map<number, Alarm>()
  for (const alarm of due) {
    const place = alarm.what === 'movement' ? movements.findIndex((each) => isSame(each, alarm)) : -1
    const [movement] = place < 0 ? [] : movements.splice(place, 1)
    if (movement && movement.id === null) continue
    const { id, index } = movement ?? {}
    const record = id && index != null ? { id, index } : null
    marked.set(alarm.n, { ...alarm, snapshot: basis.index, record, updated: now })
  }
  if (marked.size === 0) return list
  return { ...list, alarms: list.alarms.map((each) => marked.get(each.n) ?? each) }
}

/** Movements that the log shows from the first block that waits on. */
async function movementsFrom(log: Pick<ObservedLog, 'view'>, due: readonly Alarm[]): Promise<Movement[]> {
  const from = Math.min(...due.map(({ block }) => block))
  const found = await viewValue(log, 'movements', { from: String(from), limit: '500' })
  if (isRefusal(found)) throw new Error(`The log does not tell its movements: ${sentenceOf(english, found)}`)
  return [...found.movements]
}

function isSame({ steps }: Movement, { block, extrinsic, flow }: Alarm): boolean {
  return steps.some(
    (step) =>
      step.block === block &&
      step.extrinsic === extrinsic &&
      step.what === flow?.kind &&
      (flow.from === null || step.from === flow.from),
  )
}
