/** What was seen, once the log can say it: the snapshot that covers it, and the record of the movement. */

import { isRefusal } from '../../records/refusals.ts'
import type { Movement } from '../../views/chain/values.ts'
import type { ValueOf } from '../../views/registry.ts'
import { english } from '../../words/en.ts'
import { sentenceOf } from '../../words/refusal.ts'
import type { ObservedLog } from '../observed-log.ts'
import { viewValue } from '../view-value.ts'
import type { Alarm, AlarmList } from './alarm.ts'
import type { Basis } from './basis.ts'
import { stepOfAlarm } from './referenda.ts'

type ActRow = ValueOf<'acts'>['acts'][number]

/**
 * The list with what the latest snapshot covers marked so; the same list when there is nothing new. A movement waits for
 * its record, where the log shows it as one.
 */
export async function settled(
  given: AlarmList,
  log: Pick<ObservedLog, 'view'>,
  basis: Basis | null,
  now: number,
): Promise<AlarmList> {
  const list = await withSteps(await withActs(given, log, now), log, now)
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
    marked.set(alarm.n, { ...alarm, snapshot: basis.index, record: record ?? alarm.record, updated: now })
  }
  if (marked.size === 0) return list
  return { ...list, alarms: list.alarms.map((each) => marked.get(each.n) ?? each) }
}

/** Which acts of the log an alarm may be about. */
const actsOf: { [what: string]: readonly ActRow['what'][] | undefined } = {
  'privileged-call': ['executed', 'called'],
  'runtime-upgraded': ['upgraded'],
  'call-proposed': ['proposed'],
  'call-approved': ['approved'],
  'call-cancelled': ['cancelled'],
  'call-failed': ['failed'],
  'key-changed': ['key-changed'],
  'safe-mode-entered': ['safe-mode-entered'],
  'safe-mode-extended': ['safe-mode-extended'],
  'safe-mode-left': ['safe-mode-left'],
}

/** The list with the records of acts, which do not wait for a snapshot; the same list when there is none new. */
async function withActs(list: AlarmList, log: Pick<ObservedLog, 'view'>, now: number): Promise<AlarmList> {
  const due = list.alarms.filter(({ what, record, snapshot }) => what in actsOf && record === null && snapshot === null)
  if (due.length === 0) return list
  const from = Math.min(...due.map(({ block }) => block))
  const told = await viewValue(log, 'acts', { from: String(from), limit: '500' })
  if (isRefusal(told)) throw new Error(`The log does not tell its acts: ${sentenceOf(english, told)}`)
  const marked = new Map<number, Alarm>()
  for (const alarm of due) {
    const act = told.acts.find((each) => isAbout(each, alarm))
    if (act) marked.set(alarm.n, { ...alarm, record: { id: act.id, index: act.index }, updated: now })
  }
  return marked.size === 0 ? list : { ...list, alarms: list.alarms.map((each) => marked.get(each.n) ?? each) }
}

/** The list with the records of steps of referenda; the same list when there is none new. */
async function withSteps(list: AlarmList, log: Pick<ObservedLog, 'view'>, now: number): Promise<AlarmList> {
  const marked = new Map<number, Alarm>()
  for (const alarm of list.alarms) {
    const step = stepOfAlarm(alarm.what)
    if (step === undefined || alarm.referendum == null || alarm.record !== null || alarm.snapshot !== null) continue
    const told = await viewValue(log, 'referendum', { referendum: String(alarm.referendum) })
    // A chain may be watched without a record of it.
    if (isRefusal(told)) continue
    const same = told.steps.find(({ what, block }) => what === step && block === alarm.block)
    if (same) marked.set(alarm.n, { ...alarm, record: { id: same.id, index: same.index }, updated: now })
  }
  return marked.size === 0 ? list : { ...list, alarms: list.alarms.map((each) => marked.get(each.n) ?? each) }
}

/** That a runtime is another is seen in the state after its block, so no extrinsic is told of it. */
const isAbout = (act: ActRow, { what, block, extrinsic }: Alarm): boolean =>
  act.block === block &&
  (act.extrinsic === extrinsic || extrinsic === null) &&
  actsOf[what]?.some((each) => each === act.what) === true

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
