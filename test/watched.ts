import { expect } from 'vitest'
import type { AlarmsAnswer } from '../src/api/contract.ts'
import { createApi } from '../src/api/server.ts'
import type { Era } from '../src/dev/simulated-chain/metadata.ts'
import { multisigAddress } from '../src/dev/simulated-chain/moves.ts'
import type { Faults } from '../src/dev/simulated-chain/rpc.ts'
import { type Story, tao, tellStory } from '../src/dev/simulated-chain.ts'
import { openAlarms } from '../src/service/alarms/list.ts'
import { startWatch, type Watcher } from '../src/service/alarms/watch.ts'
import { type ObserverNews, observe } from '../src/service/observe.ts'
import { chainAt, later, nodesOf, observedSite, viewed } from './chain-parts.ts'

/** Who of the town decides for sudo; two of them are enough. */
export const signatories = ['ann', 'ben', 'cid']

/** A town of few, with one subnet, whose sudo key is two of three. `ms`: time of its first block. */
export function smallTown(era: Era = 'alpha-v2', ms?: number): Story {
  const story = tellStory({ era, ...(ms !== undefined && { ms }) })
  for (const name of ['alice', 'bob', 'carol', ...signatories]) story.give(name, tao(2000))
  story.silently((ledger) => {
    ledger.sudo = multisigAddress(signatories.map(story.address), 2)
    ledger.touched.add('sudo')
  })
  story.block((say) => say.stake('alice', 'val', tao(100)))
  story.block((say) => say.registerSubnet('bob', 'val 2', tao(90), 'One'))
  story.block((say) => say.stake('alice', 'val 2', tao(100), 1))
  return story.finalize()
}

/**
 * An observer of a story beside a site, with its API; snapshots every so many blocks. `faults`: of its node; `dies`: at
 * first as soon as a snapshot stands.
 */
export async function watched(
  story: Story,
  every: number,
  more: (watch: Watcher) => Watcher = (watch) => watch,
  conversations = false,
  faults: Partial<Faults> = {},
  dies = false,
) {
  const [node] = await nodesOf(story, 1)
  Object.assign(node!.faults, faults)
  const { site, store, log } = await observedSite()
  const told: string[] = []
  const alarms = openAlarms(store.blobs, (line) => told.push(line))
  const begin = () => {
    const stop = new AbortController()
    const { chain } = chainAt([node!.url])
    const watch = more(startWatch({ log, alarms, clock: Date.now, report: (line) => told.push(line) }))
    const parts = {
      chain,
      log,
      notes: store.blobs,
      every,
      conversations,
      range: null,
      watch,
      report: (line: string) => told.push(line),
      news: ({ what }: ObserverNews) => {
        if (what !== 'snapshot' || !dies) return
        dies = false
        throw new Error('the process dies here')
      },
    }
    const done = observe(parts, stop.signal)
    // Whoever waits for it hears of its end.
    done.catch(() => undefined)
    const end = async () => {
      stop.abort()
      await done.catch(() => undefined)
    }
    return { end, done }
  }
  const { end, done } = begin()
  later(end)
  await expect.poll(async () => (await viewed(site, 'snapshots')).total).toBe(1)
  const api = createApi(site, { url: 'https://a.example', alarms })
  const asked = async (query = ''): Promise<AlarmsAnswer> => (await api.request(`/api/alarms${query}`)).json()
  return { site, store, log, alarms, api, asked, begin, end, done, told }
}
