import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { importedStatementId, type PolisSet, parsePolis } from '../src/evidence/polis.ts'
import { inOrder } from '../src/folds/conversation/values.ts'
import { adjustedRandIndex } from '../src/math/rand-index.ts'
import { random } from '../src/math/random.ts'
import { recordId } from '../src/records/ids.ts'
import { isRefusal } from '../src/records/refusals.ts'
import { opinionsOf } from '../src/views/conversation/opinion-map/collect.ts'
import { makeMap } from '../src/views/conversation/opinion-map/map.ts'
import type { Opinions } from '../src/views/conversation/opinion-map/spread.ts'
import { english } from '../src/words/en.ts'
import { sentenceOf } from '../src/words/refusal.ts'
import { plainMap } from './plain-map.ts'
import { median } from './rates.ts'

const runs = 7
const aimMs = 150

/**
 * The opinion map of vTaiwan (1,921 people, 197 statements), from collected votes to its value, against a plain dense
 * implementation in the same process. Without the data in `dir` a made-up conversation of the same size takes its
 * place. CPU milliseconds (all threads), medians of several runs but for the first; memory in megabytes.
 */
export async function benchMap(dir = '../shared/data'): Promise<Record<string, number>> {
  const folder = join(dir, 'polis', 'vtaiwan.uberx')
  const real = existsSync(join(folder, 'votes.csv'))
  const opinions = real ? await readVtaiwan(folder) : madeUp(1921, 197)
  const before = process.memoryUsage()
  const first = cpu(() => makeMap(opinions))
  const after = process.memoryUsage()
  const warm = median(Array.from({ length: runs }, () => cpu(() => makeMap(opinions))))
  const { table, zeroed } = dense(opinions)
  const plain = median(Array.from({ length: 3 }, () => cpu(() => plainMap(table, zeroed))))
  checkSame(opinions, plainMap(table, zeroed))
  return {
    mapOfRealData: real ? 1 : 0,
    mapPeople: opinions.people.length,
    mapStatements: opinions.statements.length,
    mapVotes: opinions.ballots.person.length,
    mapFirstCpuMs: first,
    mapCpuMs: warm,
    mapShareOfAim: first / aimMs,
    mapPlainCpuMs: plain,
    mapTimesFasterThanPlain: plain / warm,
    mapAllocatedMb: megabytes(after.heapUsed + after.arrayBuffers - before.heapUsed - before.arrayBuffers),
    mapPeakProcessMb: process.resourceUsage().maxRSS / 1024,
  }
}

async function readVtaiwan(folder: string): Promise<Opinions> {
  const [comments, votes] = [readFileSync(join(folder, 'comments.csv')), readFileSync(join(folder, 'votes.csv'))]
  const set = parsePolis({ comments, votes })
  if (isRefusal(set)) throw new Error(sentenceOf(english, set))
  return opinionsOfSet(set)
}

function opinionsOfSet(set: PolisSet): Opinions {
  const id = recordId('0'.repeat(64))
  const statements = set.statements.map((statement) => ({
    id: importedStatementId(id, statement.id),
    imported: statement.id,
    moderated: statement.moderated === -1,
    meta: statement.meta,
  }))
  return opinionsOf(statements, inOrder(set), null)
}

/** Camps that answer each statement with a chance of their own; people vote on about a seventh of all statements. */
function madeUp(people: number, statements: number): Opinions {
  const { unit, below } = random(1921, 197)
  const leaning = Array.from({ length: 3 * statements }, () => unit())
  const [person, statement, choice]: [number[], number[], number[]] = [[], [], []]
  for (let p = 0; p < people; p++) {
    const camp = below(3)
    for (let s = 0; s < statements; s++) {
      if (unit() > 1 / 7) continue
      person.push(p)
      statement.push(s)
      choice.push(unit() < 0.15 ? 0 : unit() < leaning[camp * statements + s]! ? 1 : -1)
    }
  }
  return {
    people: Array.from({ length: people }, (_, p) => `import:${p}`),
    statements: Array.from({ length: statements }, (_, s) => {
      return { id: String(s).padStart(64, '0'), imported: s, moderated: false, meta: false }
    }),
    ballots: { person: Int32Array.from(person), statement: Int32Array.from(statement), choice: Int8Array.from(choice) },
  }
}

function dense({ people, statements, ballots }: Opinions): { table: (number | null)[][]; zeroed: boolean[] } {
  const table = people.map(() => statements.map((): number | null => null))
  ballots.person.forEach((p, i) => {
    table[p]![ballots.statement[i]!] = ballots.choice[i]!
  })
  return { table, zeroed: statements.map(({ moderated, meta }) => moderated || meta) }
}

/** Both must have computed the same thing, or the ratio says nothing. */
function checkSame(opinions: Opinions, plain: number[]): void {
  const mine = makeMap(opinions).participants.map(({ group }) => group ?? -1)
  const index = adjustedRandIndex(mine, plain)
  if (index < 0.9) throw new Error(`the plain map has other groups (adjusted Rand index ${index.toFixed(3)})`)
}

function cpu(work: () => unknown): number {
  const start = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1000
}

function megabytes(bytes: number): number {
  return bytes / 1024 / 1024
}
