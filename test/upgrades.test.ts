/** A new runtime comes: what changed with it is in the log, and whoever reads it there needs no node. */

import { afterAll, expect, test } from 'vitest'
import { longStory } from '../src/dev/simulated-chain/long-story.ts'
import { fixtureMetadata } from '../src/dev/simulated-chain/metadata.ts'
import { readRuntimeChange } from '../src/evidence/runtime-change.ts'
import { hex, sha256, utf8 } from '../src/log/bytes.ts'
import { blake2b256 } from '../src/log/suites.ts'
import { isRefusal } from '../src/records/refusals.ts'
import { factPath } from '../src/service/layout.ts'
import { chainAt, closeChains, nodesOf, observedSite, viewed } from './chain-parts.ts'
import { closeSites } from './site.ts'

afterAll(closeChains)
afterAll(closeSites)

test('each upgrade of a range has a record with what changed, once, and the view tells it by pallet', async () => {
  const story = longStory('a range', 120)
  const [node] = await nodesOf(story, 1)
  const { site, run: observeWith } = await observedSite()
  const run = () => observeWith({ chain: chainAt([node!.url]).chain, every: 40, range: { first: 1, last: 118 } })
  await run()
  const upgrades = async () =>
    (await viewed(site, 'acts', { limit: '500' })).acts.filter((act) => act.what === 'upgraded')
  const found = await upgrades()
  expect(found.map(({ spec }) => spec)).toEqual([424, 233])

  const { id, block } = found[0]!
  const told = await viewed(site, 'upgrade', { upgrade: id })
  expect(told).toMatchObject({ block, from: { spec: 233 }, to: { spec: 424 }, left: 0 })
  const metadata = [story.byNumber(block - 1)!, story.byNumber(block)!].map(({ runtime: { era } }) =>
    hex(sha256(fixtureMetadata(era))),
  )
  expect([told.from.metadata, told.to.metadata]).toEqual(metadata)
  const code = utf8('the code of a new runtime')
  expect(told.code).toEqual({ hash: hex(blake2b256(code)), size: code.length })
  expect(told.rows).toContainEqual(
    expect.objectContaining({ pallet: 'SubtensorModule', what: 'storage', name: 'AlphaV2', change: 'added' }),
  )
  expect(told.counts.reduce((sum, { count }) => sum + count, 0)).toBe(told.total)

  const removed = await viewed(site, 'upgrade', { upgrade: id, what: 'pallet', change: 'removed' })
  expect(removed.rows.map(({ name }) => name)).toContain('Triumvirate')
  expect(removed.rows.every(({ what, change }) => what === 'pallet' && change === 'removed')).toBe(true)
  const [page, rest] = [
    await viewed(site, 'upgrade', { upgrade: id, limit: '10' }),
    await viewed(site, 'upgrade', { upgrade: id, limit: '1000', after: '10' }),
  ]
  expect(page.next).toBe(10)
  expect([...page.rows, ...rest.rows].length).toBe(told.total)

  await run()
  expect((await upgrades()).length).toBe(2)
})

test('a record that is no upgrade, or none at all, is refused with where to look', async () => {
  const { site } = await observedSite()
  const refused = await site.view('upgrade', { upgrade: 'ab'.repeat(32) })
  expect(isRefusal(refused) && refused.params).toMatchObject({ reason: 'upgrade' })
})

test('the evidence is the file that the format says, whoever computes it', async () => {
  const story = longStory('a range', 60)
  const [node] = await nodesOf(story, 1)
  const { site, store, run } = await observedSite()
  await run({ chain: chainAt([node!.url]).chain, every: 40, range: { first: 1, last: 58 } })
  const { acts } = await viewed(site, 'acts', { limit: '500' })
  const upgraded = acts.find(({ what }) => what === 'upgraded')!
  const kept = await site.record({ index: upgraded.index })
  const [, sha256] = /^change: ([0-9a-f]{64})$/m.exec(JSON.stringify(kept).replaceAll('\\n', '\n')) ?? []
  const bytes = await store.blobs.get(factPath(sha256 ?? ''))
  expect(readRuntimeChange(bytes!).to.spec).toBe(upgraded.spec)
})
