import type { RemarkPlace } from '../log/remark.ts'
import type { SignedRecord } from '../records/record.ts'
import { isRefusal, type Refusal } from '../records/refusals.ts'
import type { FieldsOf } from '../records/registry.ts'
import type { Clock } from './ports.ts'
import type { FindRemark } from './remarks.ts'
import type { Site } from './site.ts'

/**
 * Sees to it that the log tells of the remark that stands for the signature of a record; null: it does. `pay` is called
 * before the chain is asked, and may refuse.
 */
export type AttestRemark = (
  record: SignedRecord,
  place: RemarkPlace,
  pay: () => Refusal | null,
) => Promise<Refusal | null>

/** Places where no remark was found that are remembered; beyond that the first one is forgotten. */
const mostMissed = 10_000
/** How long they are, in milliseconds: a block may still become final, and an endpoint may come back. */
const missedFor = 20_000

/**
 * What the observer finds is a record of its own, in the log before the one that rests on it. `write` signs its note. The
 * chain is asked once at a time for each record and place, and not again soon after it had nothing there.
 */
export function remarkAttester(
  find: FindRemark,
  write: (found: FieldsOf<'remark'>) => string,
  submit: Site['submit'],
  clock: Clock,
): AttestRemark {
  const asking = new Map<string, Promise<Refusal | null>>()
  const missed = new Map<string, { refusal: Refusal; at: number }>()

  function remember(key: string, refusal: Refusal): void {
    missed.delete(key)
    missed.set(key, { refusal, at: clock() })
    const [oldest] = missed.keys()
    if (oldest !== undefined && missed.size > mostMissed) missed.delete(oldest)
  }

  async function ask(key: string, record: SignedRecord, place: RemarkPlace): Promise<Refusal | null> {
    const found = await find(record, place)
    if (isRefusal(found)) {
      remember(key, found)
      return found
    }
    const answer = await submit(write(found), {})
    return isRefusal(answer) ? answer : null
  }

  return async (record, place, pay) => {
    const key = `${record.id} ${record.account} ${place.hash} ${place.extrinsic}`
    const before = missed.get(key)
    if (before && clock() - before.at < missedFor) return before.refusal
    const running = asking.get(key)
    if (running) return running
    const unpaid = pay()
    if (unpaid) return unpaid
    const asked = ask(key, record, place).finally(() => asking.delete(key))
    asking.set(key, asked)
    return asked
  }
}
