import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { adjustedRandIndex } from '../src/math/rand-index.ts'
import { random } from '../src/math/random.ts'
import { robustMapOf } from '../src/views/conversation/opinion-map/robust-map.ts'
import { robustSpreadOf } from '../src/views/conversation/opinion-map/robust-spread.ts'
import type { RobustMap } from '../src/views/conversation/opinion-map/robust-value.ts'
import type { Opinions } from '../src/views/conversation/opinion-map/spread.ts'
import { benchCrowd } from './crowd.ts'
import { plainMap } from './plain-map.ts'

const votesEach = 20
const fresh = 1000

export interface LargeMap {
  people: number
  statements: number
  /** Is the same map also made by a plain dense implementation, which takes a table of people by statements? */
  plain?: boolean
}

/**
 * The opinion map of a crowd of three known camps, from collected votes to its value: cold, and again after 1,000 new
 * votes. Seconds of wall time and of CPU (all threads); memory of the whole process. Beside it scikit-learn's pipeline
 * (ARPACK, k-means for k = 2 to 5), where Debian's python3-sklearn is installed.
 */
export async function benchLargeMap(
  directory: string,
  { people, statements, plain = false }: LargeMap,
): Promise<Record<string, number>> {
  const { ballots, truth } = benchCrowd(people, statements, votesEach)
  const opinions = opinionsOf(ballots, people, statements)
  const cold = timed(() => mapOf(opinions))
  const coldPeakMb = process.resourceUsage().maxRSS / 1024
  const { groups, rand } = judged(cold.value, truth)
  const warm = timed(() => mapOf({ ...opinions, ballots: withNew(ballots, people, statements) }))
  const peers = sklearn(directory, ballots, people, statements)
  const naive = plain ? timed(() => plainMap(dense(opinions), new Array<boolean>(statements).fill(false))) : null
  return {
    mapVotes: ballots.person.length,
    mapGroups: groups,
    mapRandIndex: rand,
    mapSeconds: cold.seconds,
    mapCpuSeconds: cold.cpu,
    mapPeakMb: coldPeakMb,
    afterNewVotesSeconds: warm.seconds,
    afterNewVotesToCold: warm.seconds / cold.seconds,
    ...(peers && { sklearnSeconds: peers, sklearnToMap: peers / cold.seconds }),
    ...(naive && { plainSeconds: naive.seconds, plainToMap: naive.seconds / cold.seconds }),
  }
}

const mapOf = (opinions: Opinions): RobustMap => robustMapOf(robustSpreadOf(opinions), 'bench')

function opinionsOf(ballots: Opinions['ballots'], people: number, statements: number): Opinions {
  return {
    people: Array.from({ length: people }, (_, p) => `import:${p}`),
    statements: Array.from({ length: statements }, (_, s) => {
      return { id: String(s).padStart(64, '0'), imported: s, moderated: false, meta: false }
    }),
    ballots,
  }
}

function withNew({ person, statement, choice }: Opinions['ballots'], people: number, statements: number) {
  const { below } = random(fresh, people)
  const drawn = (n: number): Int32Array => Int32Array.from({ length: fresh }, () => below(n))
  const after = { person: new Int32Array(person.length + fresh), statement: new Int32Array(person.length + fresh) }
  const choices = new Int8Array(person.length + fresh)
  after.person.set(person)
  after.person.set(drawn(people), person.length)
  after.statement.set(statement)
  after.statement.set(drawn(statements), person.length)
  choices.set(choice)
  choices.set(
    Int8Array.from(drawn(3), (each) => each - 1),
    person.length,
  )
  return { ...after, choice: choices }
}

/** How many clear groups there are, and how well they are the camps: -1 for whoever is in none. */
function judged({ participants, verdict }: RobustMap, truth: Int32Array): { groups: number; rand: number } {
  const found = new Int32Array(truth.length)
  for (const { key, group } of participants) found[Number(key.slice('import:'.length))] = group ?? -1
  return { groups: verdict.k, rand: adjustedRandIndex(found, truth) }
}

function dense({ people, statements, ballots }: Opinions): (number | null)[][] {
  const table = people.map(() => statements.map((): number | null => null))
  ballots.person.forEach((p, i) => {
    table[p]![ballots.statement[i]!] = ballots.choice[i]!
  })
  return table
}

/** Seconds of scikit-learn for the same votes; null where it is not installed. */
function sklearn(directory: string, ballots: Opinions['ballots'], people: number, statements: number): number | null {
  const file = join(directory, `crowd-${people}.bin`)
  const { person, statement, choice } = ballots
  writeFileSync(
    file,
    Buffer.concat([new Uint8Array(person.buffer), new Uint8Array(statement.buffer), new Uint8Array(choice.buffer)]),
  )
  const script = fileURLToPath(new URL('../bench/sklearn-map.py', import.meta.url))
  const answer = spawnSync('/usr/bin/python3', [script, file, String(people), String(statements)], { encoding: 'utf8' })
  if (answer.status !== 0) return null
  return Number(answer.stdout)
}

function timed<T>(work: () => T): { value: T; seconds: number; cpu: number } {
  const [start, used] = [performance.now(), process.cpuUsage()]
  const value = work()
  const { user, system } = process.cpuUsage(used)
  return { value, seconds: (performance.now() - start) / 1000, cpu: (user + system) / 1e6 }
}
