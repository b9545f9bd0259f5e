import fc from 'fast-check'
import { expect, test } from 'vitest'
import { flowsTold } from '../../../test/flows.ts'
import { holdings } from '../../../test/holdings.ts'
import { memoryStore } from '../../adapters/memory.ts'
import { type Flows, writeFlows } from '../../evidence/flows.ts'
import { hex, sha256 } from '../../log/bytes.ts'
import { openParts, type Parts } from './parts.ts'

const at = (block: number) => holdings(`block ${block}\nann has 100`)
const written: Flows[] = [1, 11, 21].map((first) =>
  flowsTold(at(first + 9), first, `${first}: ann transfers ${first} to bob\n${first + 9}: bob transfers 1 to ann`),
)
const { chain } = written[0]!.facts
const touched = new Uint8Array(64).fill(1, 32)

/** Three parts in a store, as a process that was ended has left them. */
async function kept() {
  const { blobs } = memoryStore()
  const parts = await openParts(blobs, chain, null, () => undefined)
  for (const flows of written) await parts.add(flows, touched)
  return { blobs, paths: await blobs.list('private/observer/') }
}

const said = async (parts: Parts): Promise<string[]> =>
  ((await parts.all()) ?? []).map((flows) => hex(writeFlows(flows)))

test('a restart goes on where the parts end', async () => {
  const { blobs } = await kept()
  const told: string[] = []
  const parts = await openParts(blobs, chain, null, (path) => told.push(path))
  expect(await parts.startAfter(0)).toBe(30)
  expect(await said(parts)).toEqual(written.map((flows) => hex(writeFlows(flows))))
  expect(told).toEqual([])
})

test('says which accounts its blocks name; not where a part of an earlier release does not', async () => {
  const { blobs, paths } = await kept()
  const open = async () => {
    const parts = await openParts(blobs, chain, null, () => expect.unreachable())
    return { last: await parts.startAfter(0), touched: parts.touched() }
  }
  expect(await open()).toEqual({ last: 30, touched })
  const bytes = writeFlows(written[1]!)
  await blobs.drop(paths[1]!)
  await blobs.put(`private/observer/head/0000000011-${hex(sha256(bytes))}`, bytes)
  expect(await open()).toEqual({ last: 30, touched: null })
})

test('a part without a hash in its name is read again, and called nothing', async () => {
  const { blobs, paths } = await kept()
  const [first] = paths
  await blobs.put(first!.replace(/-[0-9a-f]{64}-touched$/, ''), (await blobs.get(first!))!)
  await blobs.drop(first!)
  const told: string[] = []
  const parts = await openParts(blobs, chain, null, (path) => told.push(path))
  expect(await parts.startAfter(0)).toBe(0)
  expect(told).toEqual([])
  expect(await blobs.list('private/observer/')).toEqual([])
})

test('a part that is not what was written is named and dropped with those that follow on it, whatever became of it', async () => {
  const damage = fc.oneof(
    fc
      .nat()
      .map(
        (bit) => (bytes: Uint8Array) =>
          bytes.map((byte, i) => (i === (bit >> 3) % bytes.length ? byte ^ (1 << (bit & 7)) : byte)),
      ),
    fc.nat().map((length) => (bytes: Uint8Array) => bytes.slice(0, length % bytes.length)),
    fc.constant((bytes: Uint8Array) => new Uint8Array(bytes.length)),
    fc.constant((bytes: Uint8Array) => Uint8Array.from([...bytes, ...bytes])),
    fc.constant(() => new Uint8Array()),
  )
  await fc.assert(
    fc.asyncProperty(fc.nat({ max: 2 }), damage, async (which, spoil) => {
      const { blobs, paths } = await kept()
      const path = paths[which]!
      await blobs.put(path, spoil((await blobs.get(path))!))
      const told: string[] = []
      const parts = await openParts(blobs, chain, null, (each) => told.push(each))
      expect(await parts.startAfter(0)).toBe(10 * which)
      expect(told).toEqual([path])
      expect(await said(parts)).toEqual(written.slice(0, which).map((flows) => hex(writeFlows(flows))))
      expect(await blobs.list('private/observer/')).toEqual(paths.slice(0, which))
    }),
  )
})
