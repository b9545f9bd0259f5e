import fc from 'fast-check'
import { expect, test } from 'vitest'
import { naivePath, naiveProof, naiveRoot } from '../../scripts/vectors/naive-tree.ts'
import { hex, utf8 } from './bytes.ts'
import { Malformed } from './errors.ts'
import {
  appendLeaves,
  decodeBundle,
  type Edge,
  edgePaths,
  edgeRoot,
  emptyEdge,
  encodeBundle,
  encodeRecordLines,
  entriesPath,
  loadEdge,
  parsePath,
  parseRecordLines,
  type RecordLine,
  recordLineAt,
  recordsPath,
  type TileReader,
  tileHashReader,
  tilePath,
  tilesForInclusion,
  tilesForRanges,
  tilesOf,
} from './tile.ts'
import { consistencyProof, consistencyRanges, inclusionProof, leafHash, rootAt, rootOf } from './tree.ts'

const leaves = Array.from({ length: 70_000 }, (_, i) => leafHash(utf8(`leaf ${i}`)))

/** Appends the first `size` leaves in the given steps; every tile ever written. */
function grow(size: number, step: number): { edge: Edge; tiles: Map<string, Uint8Array> } {
  const tiles = new Map<string, Uint8Array>()
  let edge = emptyEdge()
  for (let at = 0; at < size; at += step) {
    const added = appendLeaves(edge, leaves.slice(at, Math.min(size, at + step)))
    edge = added.edge
    for (const [path, bytes] of added.tiles) tiles.set(path, bytes)
  }
  return { edge, tiles }
}

const readerOf =
  (tiles: Map<string, Uint8Array>): TileReader =>
  (level, n, width) => {
    const bytes = tiles.get(tilePath(level, n, width))
    if (!bytes) throw new Error(`${tilePath(level, n, width)} is missing`)
    return bytes
  }

test('paths as in C2SP tlog-tiles and golang sumdb/tlog', () => {
  expect(tilePath(0, 1234067)).toBe('tile/0/x001/x234/067')
  expect(tilePath(0, 273, 112)).toBe('tile/0/273.p/112')
  expect(tilePath(63, 0, 1)).toBe('tile/63/000.p/1')
  expect(tilePath(3, 999)).toBe('tile/3/999')
  expect(tilePath(3, 1000)).toBe('tile/3/x001/000')
  expect(tilePath(3, 123456789, 3)).toBe('tile/3/x123/x456/789.p/3')
  expect(entriesPath(1234067)).toBe('tile/entries/x001/x234/067')
  expect(recordsPath(67, 5)).toBe('records/067.p/5')
})

test('a path reads back; another spelling of it is none', () => {
  const n = fc.nat({ max: 2 ** 40 })
  const width = fc.integer({ min: 1, max: 256 })
  fc.assert(
    fc.property(fc.nat({ max: 63 }), n, width, (level, n, width) => {
      expect(parsePath(tilePath(level, n, width))).toEqual({ kind: 'tile', level, n, width })
      expect(parsePath(entriesPath(n, width))).toEqual({ kind: 'entries', n, width })
      expect(parsePath(recordsPath(n, width))).toEqual({ kind: 'records', n, width })
    }),
  )
  const wrong = ['', 'tile', 'tile/0', 'tile/0/0', 'tile/0/00', 'tile/0/0000', 'tile/00/000', 'tile/64/000']
  const zeros = [
    'tile/0/x000/000',
    'tile/0/x001/x00/000',
    'tile/0/001/000',
    'tile/-1/000',
    'tile/0/-01',
    'records/x1/000',
  ]
  const widths = [
    'tile/0/000.p/0',
    'tile/0/000.p/256',
    'tile/0/000.p/257',
    'tile/0/000.p/01',
    'tile/0/000.p/',
    'tile/0/000.p',
  ]
  const around = ['/tile/0/000', 'tile/0/000/', 'tile/0/000\n', 'tile/0/../0/000', 'TILE/0/000', 'records/000.p/1/2']
  const beyond = [`tile/0/${'x999/'.repeat(6)}999`, 'tile/0/000.p/1000', 'tile/entries/0', 'tile/records/000']
  for (const path of [...wrong, ...zeros, ...widths, ...around, ...beyond]) expect(parsePath(path), path).toBeNull()
})

test('the example of C2SP tlog-tiles: 70,000 leaves', () => {
  const { edge, tiles } = grow(70_000, 70_000)
  const full = Array.from({ length: 273 }, (_, n) => tilePath(0, n))
  const expected = [...full, tilePath(0, 273, 112), tilePath(1, 0), tilePath(1, 1, 17), tilePath(2, 0, 1)]
  expect([...tiles.keys()].sort()).toEqual(expected.sort())
  expect(
    tilesOf(70_000)
      .map(({ level, n, width }) => tilePath(level, n, width))
      .sort(),
  ).toEqual(expected)
  for (const [path, bytes] of tiles) expect(bytes.length).toBe(parsePath(path)!.width * 32)
  expect(edgePaths(70_000)).toEqual([tilePath(0, 273, 112), tilePath(1, 1, 17), tilePath(2, 0, 1)])
  expect(hex(edgeRoot(edge))).toBe(hex(rootOf(leaves)))
  expect(hex(edgeRoot(edge))).toBe(hex(naiveRoot(leaves)))
})

test('70,000 leaves appended unevenly give the same tree, and its proofs come from the tiles', () => {
  const { edge, tiles } = grow(70_000, 9_973)
  expect(edge).toEqual(grow(70_000, 70_000).edge)
  const read = tileHashReader(70_000, readerOf(tiles))
  for (const index of [0, 255, 256, 65_535, 65_536, 69_887, 69_888, 69_999])
    expect(inclusionProof(index, 70_000, read).map(hex)).toEqual(naivePath(index, leaves).map(hex))
  for (const size of [1, 256, 9_973, 65_536, 65_537, 69_999])
    expect(consistencyProof(size, 70_000, read).map(hex)).toEqual(naiveProof(size, leaves).map(hex))
})

const twoSizes = fc
  .oneof(fc.integer({ min: 1, max: 1500 }), fc.constantFrom(256, 257, 512, 768, 1024))
  .chain((b) => fc.tuple(fc.integer({ min: 1, max: b }), fc.constant(b), fc.integer({ min: 1, max: 600 })))

test('proofs from tiles are the proofs of a naive tree, and read only the tiles that were announced', () => {
  fc.assert(
    fc.property(twoSizes, ([a, b, step]) => {
      const { edge, tiles } = grow(b, step)
      const held = leaves.slice(0, b)
      const only = (paths: string[]) => tileHashReader(b, readerOf(new Map(paths.map((p) => [p, tiles.get(p)!]))))
      expect(hex(edgeRoot(edge))).toBe(hex(naiveRoot(held)))
      expect(hex(rootAt(b, only(tilesForRanges([[0, b]], b))))).toBe(hex(naiveRoot(held)))
      const inclusion = inclusionProof(a - 1, b, only(tilesForInclusion(a - 1, b)))
      expect(inclusion.map(hex)).toEqual(naivePath(a - 1, held).map(hex))
      const ranges = a === b ? [] : consistencyRanges(a, b)
      const consistency = consistencyProof(a, b, only(tilesForRanges(ranges, b)))
      expect(consistency.map(hex)).toEqual(naiveProof(a, held).map(hex))
    }),
    { numRuns: 60 },
  )
})

test('an edge is loaded from the partial tiles alone and goes on like the one in memory', async () => {
  for (const size of [0, 1, 255, 256, 257, 65_535, 65_536, 65_537, 65_792]) {
    const { edge, tiles } = grow(size, 5_000)
    const loaded = await loadEdge(size, async (path) => tiles.get(path) ?? null)
    expect(loaded).toEqual(edge)
    expect(hex(edgeRoot(loaded))).toBe(hex(rootOf(leaves.slice(0, size))))
    const next = leaves.slice(size, size + 300)
    expect(appendLeaves(loaded, next)).toEqual(appendLeaves(edge, next))
  }
})

test('an edge with a missing or a cut tile is refused', async () => {
  const { tiles } = grow(300, 300)
  await expect(loadEdge(300, async () => null)).rejects.toThrow(Malformed)
  await expect(loadEdge(300, async (path) => tiles.get(path)!.subarray(1))).rejects.toThrow(Malformed)
})

test('appending leaves the old edge as it was, and writes nothing when there is nothing to append', () => {
  const { edge } = grow(300, 300)
  const before = structuredClone(edge)
  appendLeaves(edge, leaves.slice(300, 600))
  expect(edge).toEqual(before)
  expect(appendLeaves(edge, [])).toEqual({ edge: before, tiles: new Map() })
})

test('an entry bundle reads back, and is refused when it ends within an entry', () => {
  const entry = fc.uint8Array({ maxLength: 90 })
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 256 }), fc.nat(), (entries, cut) => {
      const bytes = encodeBundle(entries)
      expect(decodeBundle(bytes)).toEqual(entries)
      const ends = entries.map((_, i) => encodeBundle(entries.slice(0, i)).length)
      const at = bytes.length === 0 ? 0 : cut % bytes.length
      if (!ends.includes(at)) expect(at === 0 || throws(() => decodeBundle(bytes.subarray(0, at)))).toBe(true)
    }),
  )
  expect(encodeBundle([new Uint8Array(65_535)]).length).toBe(65_537)
  expect(() => encodeBundle([new Uint8Array(65_536)])).toThrow(Malformed)
})

function throws(run: () => unknown): boolean {
  try {
    run()
    return false
  } catch (error) {
    return error instanceof Malformed
  }
}

test('a record bundle reads back', () => {
  const index = fc.maxSafeNat()
  const line: fc.Arbitrary<RecordLine> = fc.oneof(
    fc.record({ i: index, note: fc.string({ unit: 'binary' }) }),
    fc.record({ i: index, removed: index }),
  )
  fc.assert(
    fc.property(fc.array(line), (lines) => {
      const bytes = utf8(encodeRecordLines(lines))
      expect(Array.from({ length: lines.length + 2 }, (_, at) => recordLineAt(bytes, at))).toEqual([
        ...lines.map((each) => ({ ...each })),
        undefined,
        undefined,
      ])
      expect(parseRecordLines(encodeRecordLines(lines))).toEqual(lines.map((each) => ({ ...each })))
    }),
  )
  expect(
    encodeRecordLines([
      { i: 0, note: 'a\n' },
      { i: 1, removed: 7 },
    ]),
  ).toBe('{"i":0,"note":"a\\n"}\n{"i":1,"removed":7}\n')
})

test('a record line has one spelling', () => {
  const spelled = ['{"i": 0,"note":"a"}', '{"note":"a","i":0}', '{"i":0,"note":"\\u0061"}', '{"i":0,"note":"a","x":1}']
  const numbers = [
    '{"i":-1,"note":"a"}',
    '{"i":-0,"note":"a"}',
    '{"i":0.5,"note":"a"}',
    '{"i":"0","note":"a"}',
    '{"i":1e2,"note":"a"}',
  ]
  const shapes = [
    '',
    'null',
    '[]',
    '{}',
    '{"i":0}',
    '{"i":0,"note":1}',
    '{"i":0,"removed":"1"}',
    '{"i":0,"removed":-1}',
  ]
  const both = [
    '{"i":0,"note":"a","removed":1}',
    '{"__proto__":{},"i":0,"note":"a"}',
    '{"i":0,"note":"a"',
    '{"i":0,"note":"a"}\r',
  ]
  for (const each of [...spelled, ...numbers, ...shapes, ...both])
    expect(() => parseRecordLines(`${each}\n`), each).toThrow(Malformed)
  expect(() => parseRecordLines('{"i":0,"note":"\\ud800"}\n')).toThrow('neither')
  expect(() => recordLineAt(utf8('{"i":0,"note":"\\ud800"}\n'), 0)).toThrow('neither')
  expect(() => recordLineAt(utf8('{"i":0,"removed":4}\n{"i":1'), 1)).toThrow('newline')
  expect(() => parseRecordLines('{"i":0,"note":"a"}')).toThrow('end in a newline')
  expect(() => parseRecordLines('{"i":0,"note":"a"}\n\n')).toThrow('line 2')
})
