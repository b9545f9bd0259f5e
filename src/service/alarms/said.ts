import { alarmInWords } from '../../words/alarm.ts'
import { english } from '../../words/en.ts'
import type { Alarm } from './alarm.ts'

/** An alarm as programs get it, with its sentence and its page. */
export interface SaidAlarm extends Omit<Alarm, 'flow'> {
  /** seen: by the observer of this site alone, not yet agreed; in-snapshot: the log has the block. */
  state: 'seen' | 'in-snapshot'
  words: string
  url: string
}

/** `site`: where the site is reached, without a final slash. */
export function saidAlarm(alarm: Alarm, site: string): SaidAlarm {
  const { flow: _, ...said } = alarm
  return {
    ...said,
    state: alarm.snapshot === null ? 'seen' : 'in-snapshot',
    words: alarmInWords(english, alarm),
    url: `${site}${pageOf(alarm)}`,
  }
}

/** The page that shows it: the movement once it has a record, else its place among what was seen. */
const pageOf = ({ id, record }: Alarm): string =>
  record === null ? `/movements#alarm-${id}` : `/movements?movement=${record.id}`
