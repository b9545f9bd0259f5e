/** What an import found in the files of Polis that whoever imports should know before it is in the log for good. */

import { oddIn, type PolisReading } from '../evidence/polis.ts'
import { oddInWords } from '../words/odd.ts'
import type { Output } from './output.ts'

/** Says on standard error what was made of the files; nothing where there was nothing to decide. */
export function tell(talk: Output, read: PolisReading): void {
  for (const odd of oddIn(read)) talk.say(oddInWords(talk.language, odd))
}
