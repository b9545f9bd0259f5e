// Which hashes a signed root commits to, read from stored tiles and, where one is damaged, from what lies below it.
import { concat, equalBytes } from '../../log/bytes.ts'
import type { Checkpoint } from '../../log/checkpoint.ts'
import {
  edgePaths,
  edgeRoot,
  hashesAt,
  parsePath,
  tileHashReader,
  tilePath,
  tilesForRanges,
  tileWidth,
  widthAt,
} from '../../log/tile.ts'
import { rootAt, rootOf } from '../../log/tree.ts'

/** Reads a file of a log by its path; null when there is none. */
export type Get = (path: string) => Promise<Uint8Array | null>

/** Told of a file that is not as the signed root wants it. */
export type Found = (path: string, what: string) => void

/** Leaf hashes of entry bundle n one after another, computed from its entries; null when it cannot be read. */
export type Leaves = (n: number) => Promise<Uint8Array | null>

/** The tree under a signed checkpoint. Only hashes that the root commits to come out of it. */
export interface SignedTree {
  /** Hashes of a tile as signed, whatever the stored file holds; null when neither it nor what lies below it fits. */
  tile(level: number, n: number): Promise<Uint8Array | null>
  /** Root of the first `size` entries; null when a tile that it needs cannot be established. */
  rootAt(size: number): Promise<Uint8Array | null>
}

const hashSize = 32

/** The part of a file that a size counts: its partial file, else the beginning of the full one (C2SP tlog-tiles). */
export async function readPart(
  get: Get,
  pathOf: (width: number) => string,
  width: number,
  cut: (whole: Uint8Array) => Uint8Array,
): Promise<Uint8Array | null> {
  const own = await get(pathOf(width))
  if (own !== null || width === tileWidth) return own
  const whole = await get(pathOf(tileWidth))
  return whole && cut(whole)
}

/** Hashes of concatenated 32-byte hashes, one by one. */
const split = (tile: Uint8Array): Uint8Array[] =>
  Array.from({ length: tile.length / hashSize }, (_, i) => tile.subarray(i * hashSize, (i + 1) * hashSize))

const same = (a: Uint8Array | null, b: Uint8Array | null): boolean => a !== null && b !== null && equalBytes(a, b)

/** The tree under `at`, whose signature is already checked. `found` is told of each damaged tile once it is read. */
export function signedTree(at: Checkpoint, get: Get, leaves: Leaves, found: Found): SignedTree {
  const latest = new Map<number, { n: number; tile: Promise<Uint8Array | null> }>()
  let edge: Promise<(Uint8Array | null)[]> | null = null

  const widthOf = (level: number, n: number): number => widthAt(n, hashesAt(level, at.size))

  /** The stored tile if it has the right length. */
  async function stored(level: number, n: number, tell: boolean): Promise<Uint8Array | null> {
    const width = widthOf(level, n)
    const tile = await readPart(
      get,
      (each) => tilePath(level, n, each),
      width,
      (whole) => whole.subarray(0, width * hashSize),
    )
    if (tile?.length === width * hashSize) return tile
    if (tell)
      found(tilePath(level, n, width), tile ? `has ${tile.length} bytes, not ${width * hashSize}` : 'is missing')
    return null
  }

  /** A tile computed from the entries or tiles below it. */
  async function rebuilt(level: number, n: number): Promise<Uint8Array | null> {
    if (level === 0) return leaves(n)
    const roots: Uint8Array[] = []
    for (let i = 0; i < widthOf(level, n); i++) {
      const child = n * tileWidth + i
      const tile = (await stored(level - 1, child, false)) ?? (await rebuilt(level - 1, child))
      if (tile === null) return null
      roots.push(rootOf(split(tile)))
    }
    return concat(...roots)
  }

  const fits = (tiles: (Uint8Array | null)[]): tiles is Uint8Array[] =>
    tiles.every((tile) => tile !== null) && equalBytes(edgeRoot({ size: at.size, tiles }), at.root)

  /** The last, partial tile of each level: together they give the root, so they are decided together. */
  async function readEdge(): Promise<(Uint8Array | null)[]> {
    const levels = edgePaths(at.size)
    const here = await Promise.all(
      levels.map((path, level) => (path === null ? new Uint8Array(0) : stored(level, lastTile(level), true))),
    )
    if (fits(here)) return here
    const below = await Promise.all(
      levels.map((path, level) => (path === null ? new Uint8Array(0) : rebuilt(level, lastTile(level)))),
    )
    const signed = mixesOf(here, below).find(fits) ?? null
    nameEdge(levels, here, signed ?? below, signed !== null)
    return signed ?? levels.map(() => null)
  }

  const lastTile = (level: number): number => Math.floor(hashesAt(level, at.size) / tileWidth)

  function nameEdge(
    levels: (string | null)[],
    here: (Uint8Array | null)[],
    right: (Uint8Array | null)[],
    certain: boolean,
  ): void {
    const wrong = levels.flatMap((path, level) => {
      const tile = here[level]
      return path !== null && tile && !same(tile, right[level] ?? null) ? [path] : []
    })
    for (const path of wrong) found(path, certain ? 'does not fit the signed root' : 'does not fit what lies below it')
    if (!certain && wrong.length === 0 && here.every((tile) => tile !== null))
      found('checkpoint', `signs a root of ${at.size} entries that the tiles do not give: history was changed`)
  }

  async function full(level: number, n: number): Promise<Uint8Array | null> {
    const parent = await tile(level + 1, Math.floor(n / tileWidth))
    const here = await stored(level, n, true)
    if (parent === null) return presumed(level, n, here)
    const slot = (n % tileWidth) * hashSize
    const root = parent.subarray(slot, slot + hashSize)
    if (here && equalBytes(rootOf(split(here)), root)) return here
    if (here) found(tilePath(level, n), 'does not fit the signed root')
    const below = await rebuilt(level, n)
    return below && equalBytes(rootOf(split(below)), root) ? below : null
  }

  /** Without a signed hash above, a tile that agrees with what lies below it. */
  async function presumed(level: number, n: number, here: Uint8Array | null): Promise<Uint8Array | null> {
    if (same(here, await rebuilt(level, n))) return here
    if (here) found(tilePath(level, n), 'does not fit what lies below it')
    return null
  }

  async function compute(level: number, n: number): Promise<Uint8Array | null> {
    edge ??= readEdge()
    const last = await edge
    return widthOf(level, n) < tileWidth ? (last[level] ?? null) : full(level, n)
  }

  function tile(level: number, n: number): Promise<Uint8Array | null> {
    const known = latest.get(level)
    if (known?.n === n) return known.tile
    const asked = compute(level, n)
    latest.set(level, { n, tile: asked })
    return asked
  }

  async function rootOfFirst(size: number): Promise<Uint8Array | null> {
    if (size === at.size) return at.root
    const tiles = new Map<string, Uint8Array>()
    for (const path of size === 0 ? [] : tilesForRanges([[0, size]], at.size)) {
      const named = parsePath(path)
      const hashes = named?.kind === 'tile' ? await tile(named.level, named.n) : null
      if (hashes === null) return null
      tiles.set(path, hashes)
    }
    return rootAt(
      size,
      tileHashReader(at.size, (level, n, width) => tiles.get(tilePath(level, n, width))!),
    )
  }

  return { tile, rootAt: rootOfFirst }
}

/** Every way to take each level from one or the other, most from `here` first. */
function mixesOf(here: (Uint8Array | null)[], below: (Uint8Array | null)[]): (Uint8Array | null)[][] {
  const masks = Array.from({ length: 2 ** here.length }, (_, mask) => mask)
  const ones = (mask: number): number => mask.toString(2).replaceAll('0', '').length
  masks.sort((a, b) => ones(a) - ones(b))
  return masks.map((mask) => here.map((tile, level) => ((mask >> level) & 1 ? (below[level] ?? null) : tile)))
}
