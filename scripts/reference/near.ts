import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { isRefusal } from '../../src/records/refusals.ts'
import { addNear, nearest, startNear } from '../../src/text/near.ts'
import { seedWords } from '../../src/text/personal/seed-words.ts'
import { personalData } from '../../src/text/personal.ts'
import type { ReferenceLine } from './line.ts'
import { readJson, readSet } from './polis-data.ts'

interface Labels {
  pairs: { conversation: string; statements: [number, number] }[]
}

/** Pairs beyond the labelled ones that say the same when they are read; the labels do not claim to be complete. */
const sameWhenRead = 2

const nameOf = (conversation: string, pair: readonly number[]): string =>
  `${conversation} ${[...pair].sort((a, b) => a - b).join('-')}`

/** Every statement of the conversations compared with those before it: what is flagged, and what somebody labelled. */
export function referenceNear(dir: string): ReferenceLine[] {
  const [labels, folder] = [join(dir, 'duplicates.json'), join(dir, 'polis')]
  if (!existsSync(labels) || !existsSync(folder))
    return [{ name: 'near statements', ok: false, line: `missing: ${dir}` }]
  const labelled = new Set(readJson<Labels>(labels).pairs.map((each) => nameOf(each.conversation, each.statements)))
  const flagged: string[] = []
  let [statements, alarms] = [0, 0]
  for (const conversation of readdirSync(folder, { withFileTypes: true }).filter((each) => each.isDirectory())) {
    const set = readSet(join(folder, conversation.name))
    if (isRefusal(set)) return [{ name: 'near statements', ok: false, line: `${conversation.name}: ${set.code}` }]
    const index = startNear()
    for (const { id, body } of set.statements) {
      if (body === '') continue
      statements++
      alarms += personalData(body, seedWords).length
      for (const near of nearest(index, body, 10)) flagged.push(nameOf(conversation.name, [id, Number(near.id)]))
      addNear(index, String(id), body)
    }
  }
  const found = flagged.filter((each) => labelled.has(each))
  const others = flagged.filter((each) => !labelled.has(each))
  return [
    {
      name: 'near statements',
      ok: 2 * found.length >= labelled.size && others.length <= sameWhenRead,
      line: `${flagged.length} pairs of ${statements} statements flagged, ${found.length} of the ${labelled.size} labelled; to be read: ${others.join(', ') || 'none'}`,
    },
    { name: 'personal data in statements', ok: alarms === 0, line: `${alarms} alarms in ${statements} statements` },
  ]
}
