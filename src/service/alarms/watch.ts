/** Looks through every finalized block as it comes, for what is not to wait for a snapshot. */

import { someFlows } from '../../chain/flow-table.ts'
import type { Flows } from '../../evidence/flows.ts'
import { lastBlock } from '../../folds/chain/detected.ts'
import type { ReadBlocks } from '../observe/blocks.ts'
import type { ObservedLog } from '../observed-log.ts'
import type { Clock } from '../ports.ts'
import type { AlarmList, Seen } from './alarm.ts'
import { type Basis, latestBasis, type Memory, noMemory, rememberedFlows } from './basis.ts'
import { actsSeen, movementsSeen, privilegedSeen, withIds } from './detect.ts'
import { type Alarms, added } from './list.ts'
import { type Races, racesOf, racesSeen } from './races.ts'
import { referendaSeen } from './referenda.ts'
import { settled } from './settle.ts'

/** What an observer tells of its way. */
export interface Watcher {
  /** The last block that was looked through; null before the first. */
  upto(): number | null
  /**
   * Blocks were read. What was told of before is passed over, so a block may be told of twice; when this rejects, nothing
   * is lost by telling it again.
   */
  blocks(read: Pick<ReadBlocks, 'flows' | 'acts' | 'referenda'>): Promise<void>
  /** A snapshot, and the records of its movements, came into the log. */
  recorded(): Promise<void>
}

interface Parts {
  log: Pick<ObservedLog, 'view' | 'blob'>
  alarms: Alarms
  clock: Clock
  /** Told what keeps movements from being judged: the observer goes on all the same. */
  report(line: string): void
}

/** Blocks within which a movement may go on. */
const chainBlocks = 600

/** Begins where the list in the store ends. */
export function startWatch({ log, alarms, clock, report }: Parts): Watcher {
  let list: AlarmList | null = null
  let basis: Basis | null = null
  let memory: Memory = noMemory()
  let remembers = false
  let races: Races | null = null
  /** The last block looked through here, and what was found and is not yet kept. */
  let looked = -1
  let waiting: Omit<Seen, 'id'>[] = []
  let turn: Promise<void> = Promise.resolve()

  /** One after another: blocks are looked through in their order. */
  function inTurn(work: () => Promise<void>): Promise<void> {
    const done = turn.then(work)
    turn = done.catch(() => undefined)
    return done
  }

  async function begin(chain: string, first: number): Promise<AlarmList> {
    const kept = list ?? (await alarms.read())
    list =
      kept?.chain === chain ? kept : { format: 'alarms-1', chain, upto: first - 1, count: 0, changes: 0, alarms: [] }
    looked = Math.max(looked, list.upto)
    await refresh(chain)
    return list
  }

  /** Takes the latest snapshot as basis. Without one that can be read, what is seen is told and movements are not. */
  async function refresh(chain: string): Promise<void> {
    try {
      basis = await latestBasis(log, chain, basis)
      if (basis && !remembers) {
        memory = await rememberedFlows(log, chain, basis)
        remembers = true
      }
    } catch (error) {
      report(`what is large cannot be told from the latest snapshot: ${error instanceof Error ? error.message : error}`)
    }
  }

  async function look({ flows, acts, referenda }: Pick<ReadBlocks, 'flows' | 'acts' | 'referenda'>): Promise<void> {
    const { chain, first, last } = flows.facts
    const before = await begin(chain, first)
    if (last > looked) {
      const fresh = after(flows, looked)
      const found = [
        ...actsSeen(fresh, basis),
        ...privilegedSeen(
          acts.filter(({ block }) => block > looked),
          basis,
        ),
        ...referendaSeen(referenda, looked),
        ...(basis && remembers ? movementsSeen(fresh, basis, memory) : []),
        ...runs(looked, last),
      ]
      waiting.push(...found.sort((a, b) => a.block - b.block))
      looked = last
      forget(memory, last - chainBlocks)
    }
    const next = await settled(added(before, withIds(chain, waiting), looked, clock()), log, basis, clock())
    // That blocks brought nothing is not worth a write: told of them again, they bring nothing again.
    list = changed(before, next) ? await keep(next) : next
    waiting = []
  }

  /** Races that pass a threshold in these blocks. */
  function runs(after: number, upto: number): Omit<Seen, 'id'>[] {
    if (basis === null) return []
    races = racesOf(basis, races)
    const found = racesSeen(races, after, upto)
    races.told = true
    return found
  }

  async function keep(next: AlarmList): Promise<AlarmList> {
    const whole = { ...next, changes: next.changes + 1 }
    await alarms.write(whole)
    return whole
  }

  return {
    upto: () => list?.upto ?? null,
    blocks: (read) => inTurn(() => look(read)),
    recorded: () =>
      inTurn(async () => {
        const chain = list?.chain
        if (list === null || chain === undefined) return
        await refresh(chain)
        const next = await settled(list, log, basis, clock())
        if (next !== list) list = await keep(next)
      }),
  }
}

const changed = (before: AlarmList, next: AlarmList): boolean =>
  next.count !== before.count || next.alarms.some((each, i) => each.updated !== before.alarms[i]?.updated)

/** The rows of a table that come after a block. */
function after(flows: Flows, block: number): Flows {
  if (flows.facts.first > block) return flows
  return someFlows(
    flows,
    Array.from(flows.block.keys()).filter((row) => (flows.block[row] ?? 0) > block),
  )
}

/** Movements that cannot go on any more are let go, with the tables that they stand in. */
function forget({ movements: { open } }: Memory, block: number): void {
  for (const [entity, movements] of open) {
    const live = movements.filter((each) => lastBlock(each) >= block)
    if (live.length > 0) open.set(entity, live)
    else open.delete(entity)
  }
}
