/** Whether others have said something in a log. */

import { parseRecord } from '../records/record.ts'
import { isRefusal } from '../records/refusals.ts'
import type { Site } from './site.ts'

const atATime = 200

/** Whether every record of a log is of one account. A record that was removed may have been anybody's. */
export async function isOfOneAccount(site: Pick<Site, 'records'>, account: string): Promise<boolean> {
  for (let before = Number.MAX_SAFE_INTEGER; before > 0; ) {
    const records = await site.records(before, atATime)
    if (!records.every(({ note }) => note !== null && isBy(account, note))) return false
    before = records.at(-1)?.index ?? 0
  }
  return true
}

function isBy(account: string, note: string): boolean {
  const record = parseRecord(note)
  return !isRefusal(record) && record.account === account
}
