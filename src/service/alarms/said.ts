import { alarmInWords } from '../../words/alarm.ts'
import { english } from '../../words/en.ts'
import type { Alarm } from './alarm.ts'

/** An alarm as programs get it, with its sentence and its page. */
export interface SaidAlarm extends Omit<Alarm, 'flow' | 'referendum' | 'review'> {
  /** Null where it is about none. */
  referendum: number | null
  review: number | null
  /** seen: by the observer of this site alone, not yet agreed; recorded: the log has it; in-snapshot: the log has the block. */
  state: 'seen' | 'recorded' | 'in-snapshot'
  words: string
  url: string
}

/** `site`: where the site is reached, without a final slash. */
export function saidAlarm(alarm: Alarm, site: string): SaidAlarm {
  const { flow: _, ...said } = alarm
  return {
    ...said,
    referendum: alarm.referendum ?? null,
    review: alarm.review ?? null,
    state: alarm.snapshot !== null ? 'in-snapshot' : alarm.record === null ? 'seen' : 'recorded',
    words: alarmInWords(english, alarm),
    url: `${site}${pageOf(alarm)}`,
  }
}

/** The page that shows it: the movement or the privileged call once it has a record, else its place among what was seen. */
function pageOf({ id, what, record, referendum }: Alarm): string {
  if (record === null) return `/movements#alarm-${id}`
  if (referendum != null) return `/referendum/${referendum}`
  return what === 'movement' ? `/movements?movement=${record.id}` : `/proposal/${record.id}`
}
