import { beforeAll, describe, expect, test } from 'vitest'
import { concat, sha256, uint64 } from '../../log/bytes.ts'
import { appendLeaves, edgeRoot, emptyEdge, tilePath, tilesOf, tileWidth } from '../../log/tile.ts'
import { rootOf } from '../../log/tree.ts'
import { signedTree } from './tree.ts'

/** The example of C2SP tlog-tiles: 273 full tiles and one of 112, one full and one of 17 above, one of 1 on top. */
const size = 70_000

describe('the tree under a signed root', () => {
  const leaves = Array.from({ length: size }, (_, i) => sha256(uint64(i)))
  let tiles: Map<string, Uint8Array>
  let root: Uint8Array
  beforeAll(() => {
    const grown = appendLeaves(emptyEdge(), leaves)
    tiles = grown.tiles
    root = edgeRoot(grown.edge)
  })

  /** Reads every tile of a tree in which some files are others; what is told of, and whether all hashes come out right. */
  async function read(other: Record<string, Uint8Array | null>, below: (n: number) => boolean = () => true) {
    const told: string[] = []
    const tree = signedTree(
      { origin: 'tree.example.org', size, root },
      async (path) => (path in other ? (other[path] ?? null) : (tiles.get(path) ?? null)),
      async (n) => (below(n) ? concat(...leaves.slice(n * tileWidth, (n + 1) * tileWidth)) : null),
      (path) => told.push(path),
    )
    const wrong: string[] = []
    for (const { level, n, width } of tilesOf(size)) {
      const path = tilePath(level, n, width)
      const tile = await tree.tile(level, n)
      if (!tile || Buffer.compare(tile, tiles.get(path)!) !== 0) wrong.push(path)
    }
    return { told: [...new Set(told)].sort(), wrong, tree }
  }

  const flipped = (path: string, at = 40): Uint8Array => tiles.get(path)!.map((byte, i) => (i === at ? byte ^ 8 : byte))
  const paths = ['tile/0/000', 'tile/0/272', 'tile/0/273.p/112', 'tile/1/000', 'tile/1/001.p/17', 'tile/2/000.p/1']

  test('sound tiles give every hash, and every earlier root', async () => {
    const { told, wrong, tree } = await read({})
    expect({ told, wrong }).toEqual({ told: [], wrong: [] })
    for (const part of [0, 1, 255, 256, 257, 65_535, 65_536, 65_537, size - 1, size])
      expect(await tree.rootAt(part)).toEqual(part === size ? root : rootOf(leaves.slice(0, part)))
  })

  test.each(paths)('%s flipped, cut short or missing is named, and its hashes are found from below', async (path) => {
    const at = path === 'tile/2/000.p/1' ? 5 : 40
    for (const other of [flipped(path, at), tiles.get(path)!.subarray(1), null])
      expect(await read({ [path]: other })).toMatchObject({ told: [path], wrong: [] })
  })

  test('a tile and the entries below it damaged leave a hole, and no more', async () => {
    const path = 'tile/0/007'
    expect(await read({ [path]: flipped(path) }, (n) => n !== 7)).toMatchObject({ told: [path], wrong: [path] })
  })

  test('one tile of each level damaged: all are named', async () => {
    const damaged = ['tile/0/003', 'tile/1/001.p/17', 'tile/0/273.p/112']
    const other = Object.fromEntries(damaged.map((path) => [path, flipped(path)]))
    expect(await read(other)).toMatchObject({ told: [...damaged].sort(), wrong: [] })
  })
})
