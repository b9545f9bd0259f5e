import { expect, test } from 'vitest'
import { inlineEngine } from '../../src/adapters/inline-engine.ts'
import { memoryStore } from '../../src/adapters/memory.ts'
import { hex, sha256 } from '../../src/log/bytes.ts'
import { verifySignature } from '../../src/log/suites.ts'
import { audit } from '../../src/service/audit.ts'
import { flowsTold } from '../flows.ts'
import { holdings } from '../holdings.ts'
import { clock, closeSites, open, operatorOf, put } from '../site.ts'
import { snapshotFields, type ToldSnapshot } from '../snapshot-fields.ts'
import { keyOf } from '../story.ts'

test('a site that was asked between two records passes its own audit', async () => {
  const later = holdings('block 14400 (issuance 20000)\nalice has 5\ncarl has 7\nval has 5000')
  const before = holdings('block 7200 (issuance 20000)\nalice has 5\nbob has 7\nval has 5000')
  const earlier = { ...before, flows: flowsTold(before, 1, '5000: bob becomes carl') }
  const store = memoryStore()
  const site = await open(store)
  const operator = await operatorOf(store)
  const see = async (told: ToldSnapshot) => {
    const files: Uint8Array[] = []
    const keep = (bytes: Uint8Array) => {
      files.push(bytes)
      return hex(sha256(bytes))
    }
    const fields = snapshotFields(told, keep, Math.floor(clock.now / 1000) * 1000)
    for (const file of files) await site.addEvidence(file)
    await put(site, operator, 'snapshot', fields)
  }
  await see(later)
  await put(site, keyOf('alice'), 'link', { with: keyOf('bob').address })
  await put(site, keyOf('bob'), 'link', { with: keyOf('alice').address })
  await site.view('influence', {})
  clock.now += 10_000
  await see(earlier)
  await site.view('influence', {})
  const report = await audit(
    { name: 'blobs', ...store.blobs },
    { verify: async (checks) => checks.map(verifySignature), folder: inlineEngine, vkey: site.vkey },
  )
  expect(report.problems).toEqual([])
  expect(report.results).toBeGreaterThan(0)
  await closeSites()
})
