import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inlineEngine } from '../src/adapters/inline-engine.ts'
import { memoryStore } from '../src/adapters/memory.ts'
import { longStory } from '../src/dev/simulated-chain/long-story.ts'
import { readFlows, writeFlows } from '../src/evidence/flows.ts'
import { readHoldings, writeHoldings } from '../src/evidence/holdings.ts'
import { hex, sha256, text, utf8 } from '../src/log/bytes.ts'
import { type SignatureCheck, verifySignature } from '../src/log/suites.ts'
import { type AuditReport, audit } from '../src/service/audit.ts'
import { factPath } from '../src/service/layout.ts'
import { mirror } from '../src/service/mirror.ts'
import type { Blobs } from '../src/service/ports.ts'
import type { Site } from '../src/service/site.ts'
import type { ValueOf } from '../src/views/registry.ts'
import { chainAt, closeChains, nodesOf, observedSite, viewed } from './chain-parts.ts'
import { closeSites } from './site.ts'

afterAll(closeChains)
afterAll(closeSites)

const views = ['influence', 'concentration', 'power', 'movements', 'delegation', 'snapshots'] as const
const verify = async (jobs: SignatureCheck[]): Promise<boolean[]> => jobs.map(verifySignature)

let site: Site
let blobs: Blobs
let latest: ValueOf<'snapshots'>['snapshots'][number]

beforeAll(async () => {
  const [node] = await nodesOf(longStory('an audit', 90), 1)
  const observed = await observedSite()
  await observed.run({ chain: chainAt([node!.url]).chain, every: 30, range: { first: 5, last: 90 } })
  site = observed.site
  blobs = observed.store.blobs
  for (const view of views) await viewed(site, view)
  latest = (await viewed(site, 'snapshots')).snapshots[0]!
})

function auditOf(given: Blobs): Promise<AuditReport> {
  return audit({ name: 'blobs', ...given }, { verify, folder: inlineEngine, vkey: site.vkey })
}

/** The same files but for one. */
const changed = (path: string, bytes: Uint8Array | null): Blobs => ({
  ...blobs,
  get: async (asked) => (asked === path ? bytes : blobs.get(asked)),
})

describe('an audit of a log about a chain', () => {
  test('recomputes every view from the evidence of the snapshots alone', async () => {
    const report = await auditOf(blobs)
    expect(report).toMatchObject({ ok: true, problems: [], unchecked: 0 })
    expect(report.results).toBeGreaterThanOrEqual(views.length)
    expect(report.evidence).toBeGreaterThanOrEqual(4 + 3)
  })

  test('finds a rao more in the holdings of a snapshot', async () => {
    const path = factPath(latest.holdings)
    const holdings = readHoldings((await blobs.get(path))!)
    holdings.free[0]! += 1n
    const { ok, problems } = await auditOf(changed(path, writeHoldings(holdings)))
    expect(ok).toBe(false)
    expect(problems.map(({ path: where }) => where)).toContain(path)
  })

  test('finds a rao less in a flow', async () => {
    const path = factPath(latest.flows!.sha256)
    const flows = readFlows((await blobs.get(path))!)
    const row = flows.amount.findIndex((amount) => amount > 0n)
    flows.amount[row]! -= 1n
    const { ok, problems } = await auditOf(changed(path, writeFlows(flows)))
    expect(ok).toBe(false)
    expect(problems.map(({ path: where }) => where)).toContain(path)
  })

  test('names evidence that is gone, and who names it', async () => {
    const path = factPath(latest.holdings)
    const { problems } = await auditOf(changed(path, null))
    expect(problems).toContainEqual({ path, what: 'is missing, and a record of kind snapshot names it' })
  })

  test.each(['influence', 'concentration', 'movements'])(
    'finds a changed digit in the stored result of %s',
    async (view) => {
      const [path] = (await blobs.list(`views/${view}/`)) as [string]
      const stored = text((await blobs.get(path))!)
      const other = stored.replace(/"block":(\d+)/, (_, block) => `"block":${Number(block) + 1}`)
      expect(other).not.toBe(stored)
      const { problems } = await auditOf(changed(path, utf8(other)))
      expect(problems.map(({ path: where }) => where)).toEqual([path])
    },
  )
})

test('a mirror takes the evidence of snapshots and movements along, and audits as sound', async () => {
  const copy = memoryStore().blobs
  await mirror({ get: site.blob }, () => blobs.list('views/'), site.vkey, copy)
  expect(hex(sha256((await copy.get(factPath(latest.holdings)))!))).toBe(latest.holdings)
  expect(await auditOf(copy)).toMatchObject({ ok: true, problems: [] })
})
