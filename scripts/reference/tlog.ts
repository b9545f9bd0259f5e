// The log against published cases: transparency-dev/merkle, a log of transparency-dev/tessera, worked records.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { ReferenceLine } from './line.ts'
import { referenceMerkle } from './tlog-merkle.ts'
import { referenceRecords } from './tlog-records.ts'
import { referenceTessera } from './tlog-tessera.ts'

const parts: { name: string; folder: string; compare: (path: string) => string }[] = [
  { name: 'tlog inclusion', folder: 'merkle-inclusion', compare: (path) => referenceMerkle(path, 'inclusion') },
  { name: 'tlog consistency', folder: 'merkle-consistency', compare: (path) => referenceMerkle(path, 'consistency') },
  { name: 'tlog tessera', folder: 'tessera-log', compare: referenceTessera },
  { name: 'tlog records', folder: 'record-vectors.json', compare: referenceRecords },
]

/** One line for each data set of DIR/tlog; a case that departs makes its line fail and is named in it. */
export async function referenceTlog(dir: string): Promise<ReferenceLine[]> {
  return parts.map(({ name, folder, compare }) => {
    const path = join(dir, 'tlog', folder)
    if (!existsSync(path)) return { name, ok: true, line: `missing: ${path}` }
    try {
      return { name, ok: true, line: compare(path) }
    } catch (error) {
      return { name, ok: false, line: error instanceof Error ? error.message : String(error) }
    }
  })
}
