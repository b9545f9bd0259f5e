import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { findExport, readFound } from '../src/cli/polis-files.ts'
import { parsePolis, polisEvidence } from '../src/evidence/polis.ts'
import { random } from '../src/math/random.ts'
import { isRefusal, refusalLine } from '../src/records/refusals.ts'

const votes = 2_000_000
const statements = 400

/**
 * An export as the report page gives it (seconds, dates in words), with two million votes of so many people: from the file to
 * what the log keeps, and from there to what a fold reads. CPU seconds of all threads; memory of the whole process.
 */
export async function benchPolis(directory: string, people: number): Promise<Record<string, number>> {
  const folder = join(directory, `polis-${people}`)
  makeExport(folder, people)
  const found = await findExport(folder)
  const read = await timedAsync(() => readFound(found, null))
  if (isRefusal(read.value)) throw new Error(refusalLine(read.value))
  const { set } = read.value
  const written = await timedAsync(async () => polisEvidence(set))
  const folded = await timedAsync(async () => parsePolis(written.value))
  if (isRefusal(folded.value)) throw new Error(refusalLine(folded.value))
  if (folded.value.votes.length !== votes) throw new Error(`${folded.value.votes.length} votes came out`)
  const peak = process.resourceUsage().maxRSS / 1024
  const plain = await timedAsync(async () => countLines(await readFile(join(folder, 'votes.csv'))))
  return {
    polisReadSeconds: read.seconds,
    polisWriteSeconds: written.seconds,
    polisFoldSeconds: folded.seconds,
    polisSeconds: read.seconds + written.seconds + folded.seconds,
    polisToCountingLines: read.seconds / plain.seconds,
    polisPeakMb: peak,
  }
}

function makeExport(folder: string, people: number): void {
  const { below } = random(votes, people)
  mkdirSync(folder, { recursive: true })
  const said = Array.from({ length: statements }, (_, id) => `${stamp(id)},${id},${id},0,0,1,"Statement ${id}"\n`)
  const columns = 'timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body'
  writeFileSync(join(folder, 'comments.csv'), `${columns}\n${said.join('')}`)
  const file = openSync(join(folder, 'votes.csv'), 'w')
  let rows = 'timestamp,datetime,comment-id,voter-id,vote\n'
  for (let i = 0; i < votes; i++) {
    rows += `${stamp(below(1_000_000))},${below(statements)},${i % people},${below(3) - 1}\n`
    if (rows.length < 1 << 20) continue
    writeSync(file, rows)
    rows = ''
  }
  writeSync(file, rows)
  closeSync(file)
}

function stamp(second: number): string {
  return `${1_732_029_245 + second},Tue Nov 19 2024 15:14:05 GMT+0000 (Coordinated Universal Time)`
}

function countLines(bytes: Uint8Array): number {
  let lines = 0
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) lines++
  return lines
}

async function timedAsync<T>(work: () => Promise<T>): Promise<{ value: T; seconds: number }> {
  const start = process.cpuUsage()
  const value = await work()
  const { user, system } = process.cpuUsage(start)
  return { value, seconds: (user + system) / 1e6 }
}
