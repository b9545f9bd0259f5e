import { expect, test } from 'vitest'
import { alice, noteOf, smallLog, vkey } from '../testing/small-log.ts'
import { compareSeen, type GetBlob } from './seen.ts'

const title = (i: number) => ({ title: `Question ${i}`, add: 'anyone', totals: 'always' }) as const
const notes = Array.from({ length: 300 }, (_, i) => noteOf(alice, 'conversation', title(i)))
const other = noteOf(alice, 'conversation', title(1000))

const serve =
  (tiles: Map<string, Uint8Array>): GetBlob =>
  async (path) =>
    tiles.get(path) ?? null
const seen = (log: { checkpoint: string }) => ({ vkey, note: log.checkpoint })

const small = smallLog(notes.slice(0, 5))
const large = smallLog(notes)

test('a first visit, an unchanged log, one that grew past a full tile', async () => {
  expect(await compareSeen(null, seen(small), serve(small.tiles))).toEqual({ state: 'first', size: 5 })
  expect(await compareSeen(seen(small), seen(small), serve(small.tiles))).toMatchObject({ state: 'same', size: 5 })
  expect(await compareSeen(seen(small), seen(large), serve(large.tiles))).toEqual({
    state: 'grown',
    from: 5,
    size: 300,
  })
})

test('a partial tile that gave way to the full one is read there', async () => {
  const full = [...large.tiles].filter(([path]) => !path.startsWith('tile/0/000.p/'))
  expect(await compareSeen(seen(small), seen(large), serve(new Map(full)))).toMatchObject({ state: 'grown' })
})

test.each([
  ['an entry was exchanged', seen(smallLog([...notes.slice(0, 4), other])), 'other ones'],
  ['an early entry was exchanged and others added', seen(smallLog([other, ...notes.slice(1)])), 'not those'],
  ['the log went back', seen(smallLog(notes.slice(0, 3))), 'had 5'],
])('%s: broken, with both signed checkpoints as evidence', async (_, now, why) => {
  const tiles = smallLog([other, ...notes.slice(1)]).tiles
  const result = await compareSeen(seen(small), now, serve(tiles))
  expect(result).toMatchObject({ state: 'broken', evidence: [small.checkpoint, now.note] })
  expect(result.state === 'broken' && result.why).toContain(why)
})

test('tiles that cannot be had prove nothing', async () => {
  expect(await compareSeen(seen(small), seen(large), async () => null)).toMatchObject({ state: 'broken' })
})

test('a checkpoint that the log did not sign is not compared at all', async () => {
  const forged = { vkey, note: small.checkpoint.replace('\n5\n', '\n6\n') }
  await expect(compareSeen(null, forged, serve(small.tiles))).rejects.toThrow()
})
