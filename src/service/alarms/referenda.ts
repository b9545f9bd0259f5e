/** What happens in referenda that is worth an alarm: each step but a single vote. */

import type { ReferendumEvent, ReferendumWhat } from '../../chain/referenda.ts'
import { unhex } from '../../log/bytes.ts'
import { addressOf } from '../../log/ss58.ts'
import type { Severity } from '../../views/chain/values.ts'
import type { AlarmKind, Seen } from './alarm.ts'
import { nothing } from './detect.ts'

/** A call that is carried out changes the chain; what goes before it can still be answered. */
const told: { [what in ReferendumWhat]?: { what: AlarmKind; severity: Severity } } = {
  submitted: { what: 'referendum-submitted', severity: 'large' },
  passed: { what: 'referendum-passed', severity: 'large' },
  delegated: { what: 'referendum-delegated', severity: 'large' },
  rejected: { what: 'referendum-rejected', severity: 'large' },
  cancelled: { what: 'referendum-cancelled', severity: 'large' },
  killed: { what: 'referendum-killed', severity: 'large' },
  expired: { what: 'referendum-expired', severity: 'large' },
  'fast-tracked': { what: 'referendum-fast-tracked', severity: 'very-large' },
  enacted: { what: 'referendum-enacted', severity: 'very-large' },
}

/** Steps of referenda that come after a block. */
export function referendaSeen(steps: readonly ReferendumEvent[], after: number): Omit<Seen, 'id'>[] {
  return steps.flatMap(({ block, what: done, referendum, review, by, error }) => {
    const found = told[done]
    if (found === undefined || block <= after) return []
    const failed = error === null ? found : { what: 'referendum-failed' as const, severity: found.severity }
    const from = by === null ? null : addressOf(unhex(by))
    return [{ ...nothing, ...failed, block, extrinsic: null, from, referendum, review }]
  })
}

/** Which step of a referendum an alarm tells; undefined where it tells none. */
export const stepOfAlarm = (what: AlarmKind): ReferendumWhat | undefined =>
  what === 'referendum-failed' ? 'enacted' : stepsByAlarm.get(what)

const stepsByAlarm: ReadonlyMap<AlarmKind, ReferendumWhat> = new Map(
  Object.entries(told).map(([step, { what }]) => [what, step as ReferendumWhat]),
)
