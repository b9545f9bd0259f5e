import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Store } from '../src/service/ports.ts'

/** One medium to test: a directory, a database, a piece of memory. Each test gets a fresh, empty one. */
export interface Medium {
  open(): Promise<Store>
  /** Called when the test has closed what it opened. */
  dispose(): Promise<void>
}

export interface Traits {
  /** Whether what was put is there after `close` and another `open`. */
  lasting: boolean
  /** What a second `open` does while the first is open. */
  second: 'refused' | 'shared' | 'separate'
}

const bytes = (text: string) => new TextEncoder().encode(text)
const text = (found: Uint8Array | null) => (found === null ? null : new TextDecoder().decode(found))

const oddPaths = [
  ...['', '/', '/etc/passwd', '..', '../x', 'a/../b', 'a/..', './a', 'a/./b', 'a//b', 'a/', '.hidden', 'a/.hidden'],
  ...['a\\b', 'a\0b', 'a b', 'ä', 'a\n', 'C:', '-a', '~', '%2e%2e/x', 'lock', 'lock/a', 'head', 'head/log'],
  'x'.repeat(201),
]

/** The one suite that every store passes; see service/ports.ts for the promises. */
export function conforms(name: string, create: () => Promise<Medium>, traits: Traits): void {
  describe(`${name} as a store`, () => {
    let medium: Medium
    let opened: Store[]
    const open = async (): Promise<Store> => {
      const store = await medium.open()
      opened.push(store)
      return store
    }
    beforeEach(async () => {
      medium = await create()
      opened = []
    })
    afterEach(async () => {
      for (const store of opened) await store.close()
      await medium.dispose()
    })
    describe('blobs', () => blobTests(open))
    describe('heads', () => headTests(open))
    describe('opening', () => openingTests(open, traits))
  })
}

function blobTests(open: () => Promise<Store>): void {
  it('gives what was put, and null where nothing was', async () => {
    const { blobs } = await open()
    await blobs.put('tile/0/x001/234', bytes('hash'))
    expect(text(await blobs.get('tile/0/x001/234'))).toBe('hash')
    expect(await blobs.get('tile/0/x001/235')).toBeNull()
    expect(await blobs.get('tile/0/x001')).toBeNull()
    expect(await blobs.get('tile/0/x001/234/5')).toBeNull()
  })

  it('gives plain arrays that share nothing with the caller', async () => {
    const { blobs } = await open()
    const mine = bytes('mine')
    await blobs.put('a', mine)
    mine.fill(0)
    const first = (await blobs.get('a'))!
    expect(Object.getPrototypeOf(first)).toBe(Uint8Array.prototype)
    first.fill(1)
    expect(text(await blobs.get('a'))).toBe('mine')
  })

  it('keeps empty bytes apart from none', async () => {
    const { blobs } = await open()
    await blobs.put('empty', new Uint8Array())
    expect(await blobs.get('empty')).toEqual(new Uint8Array())
    expect(await blobs.list('')).toEqual(['empty'])
  })

  it('replaces', async () => {
    const { blobs } = await open()
    await blobs.put('checkpoint', bytes('one, the longer'))
    await blobs.put('checkpoint', bytes('two'))
    expect(text(await blobs.get('checkpoint'))).toBe('two')
    expect(await blobs.list('')).toEqual(['checkpoint'])
  })

  it('keeps a megabyte and every byte value', async () => {
    const { blobs } = await open()
    const large = Uint8Array.from({ length: 1 << 20 }, (_, i) => (i * 31 + (i >> 8)) & 255)
    await blobs.put('facts/large', large)
    expect(Buffer.from((await blobs.get('facts/large'))!).equals(large)).toBe(true)
  })

  it('lists by prefix, sorted by code unit', async () => {
    const { blobs } = await open()
    const paths = ['b', 'a/Z', 'a/a', 'a-b', 'a.b', 'a/10', 'a/9', 'aa/x', 'private/log.key']
    for (const path of paths) await blobs.put(path, bytes(path))
    expect(await blobs.list('')).toEqual([...paths].sort())
    expect(await blobs.list('a/')).toEqual(['a/10', 'a/9', 'a/Z', 'a/a'])
    expect(await blobs.list('a')).toEqual(['a-b', 'a.b', 'a/10', 'a/9', 'a/Z', 'a/a', 'aa/x'])
    expect(await blobs.list('a/1')).toEqual(['a/10'])
    expect(await blobs.list('none/')).toEqual([])
    expect(await blobs.list('b/')).toEqual([])
  })

  it('never lists heads', async () => {
    const store = await open()
    await store.head('log').compareAndSwap(null, bytes('head'))
    expect(await store.blobs.list('')).toEqual([])
  })

  it('drops, and again without a word', async () => {
    const { blobs } = await open()
    await blobs.put('records/000', bytes('gone soon'))
    await blobs.put('records/001', bytes('stays'))
    await blobs.drop('records/000')
    await blobs.drop('records/000')
    await blobs.drop('never/was')
    expect(await blobs.get('records/000')).toBeNull()
    expect(await blobs.list('records/')).toEqual(['records/001'])
  })

  it('refuses odd paths in every verb', async () => {
    const { blobs } = await open()
    for (const path of oddPaths) {
      await expect(blobs.get(path), path).rejects.toThrow('not a path')
      await expect(blobs.put(path, bytes('x')), path).rejects.toThrow('not a path')
      await expect(blobs.drop(path), path).rejects.toThrow('not a path')
    }
    for (const prefix of ['/', '..', '../', 'a/../', '.', 'a//'])
      await expect(blobs.list(prefix)).rejects.toThrow('prefix')
    expect(await blobs.list('')).toEqual([])
  })

  it('shows readers the old bytes or the new, never a part', async () => {
    const { blobs } = await open()
    const versions = Array.from({ length: 12 }, (_, i) => new Uint8Array(200_000 + i).fill(i))
    await blobs.put('checkpoint', versions[0]!)
    let writing = true
    const reader = async (): Promise<number> => {
      let reads = 0
      for (; writing; reads++) {
        const found = (await blobs.get('checkpoint'))!
        expect(found.length).toBe(200_000 + found[0]!)
        expect(found.every((byte) => byte === found[0])).toBe(true)
      }
      return reads
    }
    const readers = [reader(), reader(), reader()]
    for (const version of versions) await blobs.put('checkpoint', version)
    writing = false
    expect(Math.min(...(await Promise.all(readers)))).toBeGreaterThan(0)
  })

  it('takes many puts at once, of one path and of several', async () => {
    const { blobs } = await open()
    const same = Array.from({ length: 20 }, (_, i) => blobs.put('same', bytes(`${i}`)))
    const apart = Array.from({ length: 40 }, (_, i) => blobs.put(`new/x${i % 4}/${i}`, bytes(`${i}`)))
    await Promise.all([...same, ...apart])
    expect(Number(text(await blobs.get('same')))).toBeLessThan(20)
    expect(await blobs.list('new/')).toHaveLength(40)
  })

  it('behaves as a map does, whatever is done in whatever order', async () => {
    const { blobs } = await open()
    const path = fc.constantFrom('m/a', 'm/b', 'm/x/a', 'm/x/B', 'm/x.p/1')
    const step = fc.oneof(
      fc.record({ verb: fc.constant('put' as const), path, content: fc.uint8Array({ maxLength: 40 }) }),
      fc.record({ verb: fc.constant('drop' as const), path }),
    )
    const history = fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
      for (const kept of await blobs.list('m/')) await blobs.drop(kept)
      const model = new Map<string, Uint8Array>()
      for (const one of steps) {
        if (one.verb === 'put') await blobs.put(one.path, model.set(one.path, one.content).get(one.path)!)
        else await blobs.drop(one.path).then(() => model.delete(one.path))
      }
      const listed = await blobs.list('m/')
      expect(listed).toEqual([...model.keys()].sort())
      for (const kept of listed) expect(await blobs.get(kept)).toEqual(new Uint8Array(model.get(kept)!))
    })
    await fc.assert(history, { numRuns: 15 })
  })
}

function headTests(open: () => Promise<Store>): void {
  it('begins as null and changes only from the value that is there', async () => {
    const head = (await open()).head('log')
    expect(await head.read()).toBeNull()
    expect(await head.compareAndSwap(bytes('x'), bytes('one'))).toBe(false)
    expect(await head.compareAndSwap(null, bytes('one'))).toBe(true)
    expect(await head.compareAndSwap(null, bytes('two'))).toBe(false)
    expect(await head.compareAndSwap(bytes('on'), bytes('two'))).toBe(false)
    expect(text(await head.read())).toBe('one')
    expect(await head.compareAndSwap(bytes('one'), bytes('two'))).toBe(true)
    expect(text(await head.read())).toBe('two')
  })

  it('keeps an empty value apart from none', async () => {
    const head = (await open()).head('lease')
    expect(await head.compareAndSwap(new Uint8Array(), bytes('x'))).toBe(false)
    expect(await head.compareAndSwap(null, new Uint8Array())).toBe(true)
    expect(await head.compareAndSwap(null, bytes('x'))).toBe(false)
    expect(await head.read()).toEqual(new Uint8Array())
    expect(await head.compareAndSwap(new Uint8Array(), bytes('x'))).toBe(true)
  })

  it('keeps its registers apart, and gives one register each time it is asked for', async () => {
    const store = await open()
    await store.head('log').compareAndSwap(null, bytes('log'))
    expect(await store.head('lease').read()).toBeNull()
    expect(text(await store.head('log').read())).toBe('log')
  })

  it('lets exactly one of a hundred win each value', async () => {
    const store = await open()
    let old: Uint8Array | null = null
    for (let round = 0; round < 4; round++) {
      const tries = Array.from({ length: 100 }, (_, i) => store.head('log').compareAndSwap(old, bytes(`${round}:${i}`)))
      const wins = (await Promise.all(tries)).flatMap((won, i) => (won ? [i] : []))
      expect(wins).toHaveLength(1)
      expect(text(await store.head('log').read())).toBe(`${round}:${wins[0]}`)
      old = bytes(`${round}:${wins[0]}`)
    }
  })

  it('loses no increment of a counter that ten raise at once', async () => {
    const store = await open()
    await store.head('log').compareAndSwap(null, bytes('0'))
    const raise = async (): Promise<void> => {
      for (let done = 0; done < 5; ) {
        const old = (await store.head('log').read())!
        if (await store.head('log').compareAndSwap(old, bytes(`${Number(text(old)) + 1}`))) done++
      }
    }
    await Promise.all(Array.from({ length: 10 }, raise))
    expect(text(await store.head('log').read())).toBe('50')
  })
}

function openingTests(open: () => Promise<Store>, traits: Traits): void {
  const fill = async (store: Store): Promise<void> => {
    await store.blobs.put('tile/0/000', bytes('tile'))
    await store.head('log').compareAndSwap(null, bytes('head'))
  }

  it('closes, and again without a word', async () => {
    const store = await open()
    await fill(store)
    await store.close()
    await store.close()
  })

  if (traits.lasting) {
    it('finds everything again after closing', async () => {
      const store = await open()
      await fill(store)
      await store.close()
      const again = await open()
      expect(text(await again.blobs.get('tile/0/000'))).toBe('tile')
      expect(text(await again.head('log').read())).toBe('head')
      expect(await again.head('log').compareAndSwap(null, bytes('other'))).toBe(false)
    })
  }

  if (traits.second === 'refused') {
    it('refuses a second opener while the first lives, naming its pid', async () => {
      const store = await open()
      await expect(open()).rejects.toThrow(`pid ${process.pid}`)
      await fill(store)
      await store.close()
      expect(text(await (await open()).blobs.get('tile/0/000'))).toBe('tile')
    })
  }

  if (traits.second === 'shared') {
    it('lets two openers share, and the compare-and-swap decide between them', async () => {
      const [one, two] = [await open(), await open()]
      await fill(one)
      expect(text(await two.blobs.get('tile/0/000'))).toBe('tile')
      const tries = Array.from({ length: 50 }, (_, i) => {
        const store = i % 2 === 0 ? one : two
        return store.head('log').compareAndSwap(bytes('head'), bytes(`${i}`))
      })
      const wins = (await Promise.all(tries)).flatMap((won, i) => (won ? [i] : []))
      expect(wins).toHaveLength(1)
      expect(text(await one.head('log').read())).toBe(`${wins[0]}`)
      expect(text(await two.head('log').read())).toBe(`${wins[0]}`)
    })
  }
}
