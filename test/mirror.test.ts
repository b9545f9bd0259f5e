import { beforeAll, describe, expect, test } from 'vitest'
import { inlineEngine } from '../src/adapters/inline-engine.ts'
import { memoryStore } from '../src/adapters/memory.ts'
import { concat, sha256, text, utf8 } from '../src/log/bytes.ts'
import { ed25519Signer } from '../src/log/keys.ts'
import { verifySignature } from '../src/log/suites.ts'
import { encodeRecordLines, parseRecordLines } from '../src/log/tile.ts'
import type { Get } from '../src/service/audit/tree.ts'
import { audit } from '../src/service/audit.ts'
import { BadSource, Forked, type MirrorReport, mirror } from '../src/service/mirror.ts'
import type { Blobs } from '../src/service/ports.ts'
import { MadeLog, origin, type Sample, sampleLog, walletOf } from './made-log.ts'

const mirrored = (log: MadeLog, to: Blobs, get: Get = log.blobs.get): Promise<MirrorReport> =>
  mirror({ get }, () => log.blobs.list('views/'), log.vkey, to)

const problemsOf = async (blobs: Blobs, vkey: string) => {
  const verify = async (jobs: Parameters<typeof verifySignature>[0][]) => jobs.map(verifySignature)
  const report = await audit({ name: 'copy', ...blobs }, { verify, folder: inlineEngine, vkey })
  return report.problems
}

/** A source that serves other bytes at one path. */
const withOther =
  ({ blobs }: MadeLog, path: string, other: (bytes: Uint8Array) => Uint8Array | null): Get =>
  async (asked) => {
    const bytes = await blobs.get(asked)
    return asked === path ? other(bytes!) : bytes
  }

const flipped = (bytes: Uint8Array): Uint8Array => bytes.map((byte, i) => (i === bytes.length >> 1 ? byte ^ 4 : byte))

/** A log of policies: the n-th says n. Two with the same numbers are the same log. */
async function policies(...numbers: number[]): Promise<MadeLog> {
  const log = new MadeLog()
  for (const n of numbers) await log.append(policy(log, n))
  return log
}

const policy = (log: MadeLog, n: number): string =>
  log.write('policy', { name: `Made ${n}`, contact: 'nobody', body: 'By hand.' }, { key: walletOf('operator') }).note

async function copyOf(log: MadeLog): Promise<Blobs> {
  const { blobs } = memoryStore()
  await mirrored(log, blobs)
  return blobs
}

describe('a mirror of an honest source', () => {
  let sample: Sample
  beforeAll(async () => {
    sample = await sampleLog()
  })

  test('holds all that the checkpoint needs, and an audit of it is ok', async () => {
    const { log } = sample
    const to = memoryStore().blobs
    const report = await mirrored(log, to)
    expect(report).toEqual({
      origin,
      from: 0,
      to: 54,
      behind: 0,
      records: 52,
      removed: 2,
      evidence: 3,
      results: 4,
      skipped: [],
    })
    for (const path of await to.list('')) expect(await to.get(path), path).toEqual(await log.blobs.get(path))
    expect(await problemsOf(to, log.vkey)).toEqual([])
  })

  test('a second run finds nothing new', async () => {
    const to = await copyOf(sample.log)
    const before = await to.list('')
    expect(await mirrored(sample.log, to)).toMatchObject({ from: 54, to: 54, records: 0, removed: 0, evidence: 0 })
    expect(await to.list('')).toEqual(before)
  })
})

describe('a mirror that goes on', () => {
  test('reads only what is new, across bundles, and stays sound', async () => {
    const { log } = await sampleLog()
    const to = await copyOf(log)
    const asked: string[] = []
    const get: Get = (path) => {
      asked.push(path)
      return log.blobs.get(path)
    }
    await log.append(...Array.from({ length: 260 }, (_, n) => policy(log, n)))
    expect(await mirrored(log, to, get)).toMatchObject({ from: 54, to: 314, records: 260 })
    expect(await problemsOf(to, log.vkey)).toEqual([])
    await log.append(policy(log, 1))
    asked.length = 0
    expect(await mirrored(log, to, get)).toMatchObject({ from: 314, to: 315, records: 1 })
    expect(asked.filter((path) => /^(tile\/entries|records)\//.test(path))).toEqual([
      'tile/entries/001.p/59',
      'records/001.p/59',
    ])
    expect(await problemsOf(to, log.vkey)).toEqual([])
  })

  test('takes out what a new removal names, evidence and results too, whether or not the source has', async () => {
    const { log, imported, facts } = await sampleLog()
    const to = await copyOf(log)
    const at = log.notes.findIndex((note) => note.includes('action: import'))
    const body = log.notes[5]!
    const stored = await log.blobs.list('views/')
    const lines = await log.blobs.get('records/000.p/54')
    await log.remove([5, at])
    const blanked = await log.blobs.get('records/000.p/55')
    await log.blobs.put('records/000.p/55', concat(lines!, utf8(lastLine(blanked!))))
    const report = await mirror({ get: log.blobs.get }, async () => [], log.vkey, to)
    expect(report).toMatchObject({ from: 54, to: 55, records: 1, removed: 2 })
    expect(await to.get('records/000.p/55')).toEqual(blanked)
    expect(await to.list('facts/')).toEqual([])
    expect(facts.length).toBe(3)
    for (const path of await to.list('')) {
      const served = new TextDecoder().decode((await to.get(path))!)
      expect(served.includes(JSON.stringify(body).slice(1, -1)), path).toBe(false)
      expect(served.includes(imported), path).toBe(false)
    }
    expect(stored.length).toBe(4)
    expect(await problemsOf(to, log.vkey)).toEqual([])
  })

  test('a removal in a full bundle is taken over by a copy that holds it', async () => {
    const log = await policies(0)
    await log.append(...Array.from({ length: 300 }, (_, n) => policy(log, n + 1)))
    const to = await copyOf(log)
    await log.remove([17])
    await mirrored(log, to)
    expect(parseRecordLines(text((await to.get('records/000'))!))[17]).toEqual({ i: 17, removed: 301 })
    expect(await problemsOf(to, log.vkey)).toEqual([])
  })

  test('killed at any write, it finishes the next time', async () => {
    const { log } = await sampleLog()
    for (let writes = 0; writes < 14; writes++) {
      const to = memoryStore().blobs
      let left = writes
      const put: Blobs['put'] = async (path, bytes) => {
        if (left-- === 0) throw new Error('killed')
        await to.put(path, bytes)
      }
      const run = mirrored(log, { ...to, put })
      await run.catch((error: unknown) => expect(String(error)).toBe('Error: killed'))
      await mirrored(log, to)
      expect(await problemsOf(to, log.vkey), `after ${writes} writes`).toEqual([])
    }
  })
})

const lastLine = (bundle: Uint8Array): string => `${text(bundle).trimEnd().split('\n').at(-1)}\n`

describe('a source that cannot be believed', () => {
  let sample: Sample
  let log: MadeLog
  beforeAll(async () => {
    sample = await sampleLog()
    log = sample.log
  })

  /** Mirrors into an empty copy; what is thrown. Nothing may count afterwards. */
  async function refusalOf(get: Get, vkey = log.vkey): Promise<unknown> {
    const to = memoryStore().blobs
    const error = await mirror({ get }, async () => [], vkey, to).then(
      () => null,
      (error: unknown) => error,
    )
    expect(await to.get('checkpoint')).toBeNull()
    return error
  }

  const lines = (change: (lines: ReturnType<typeof parseRecordLines>) => ReturnType<typeof parseRecordLines>) =>
    withOther(log, 'records/000.p/54', (bytes) => utf8(encodeRecordLines(change(parseRecordLines(text(bytes))))))

  test('no checkpoint, a flipped one, one of another key', async () => {
    expect(await refusalOf(async () => null)).toEqual(new BadSource('the source has no checkpoint'))
    expect(await refusalOf(withOther(log, 'checkpoint', flipped))).toBeInstanceOf(BadSource)
    const other = ed25519Signer(origin, sha256(utf8('somebody else')))
    expect(await refusalOf(log.blobs.get, other.vkey)).toMatchObject({
      message: expect.stringContaining('no signature of a known key'),
    })
  })

  test('a flipped hash tile does no harm: tiles are computed', async () => {
    const to = memoryStore().blobs
    await mirrored(log, to, withOther(log, 'tile/0/000.p/54', flipped))
    expect(await problemsOf(to, log.vkey)).toEqual([])
  })

  test.each<[string, (bytes: Uint8Array) => Uint8Array | null]>([
    ['flipped', flipped],
    ['truncated', (bytes) => bytes.subarray(0, -1)],
    ['an entry short', (bytes) => bytes.subarray(0, -43)],
    ['an entry longer', (bytes) => concat(bytes, bytes.subarray(0, 43))],
    ['empty', () => new Uint8Array(0)],
    ['missing', () => null],
  ])('an entry bundle: %s', async (_, other) => {
    const path = 'tile/entries/000.p/54'
    expect(await refusalOf(withOther(log, path, other))).toEqual(
      new BadSource(`${path} of the source does not fit the root that ${origin} signed`),
    )
  })

  test.each<[string, (bytes: Uint8Array) => Uint8Array | null, string]>([
    ['flipped', flipped, ''],
    ['truncated', (bytes) => bytes.subarray(0, -1), 'line 54 is not that of entry 53'],
    ['missing', () => null, 'is missing'],
    ['a line longer', (bytes) => concat(bytes, utf8('{"i":54,"note":"more"}\n')), 'has 55 lines, not 54'],
    ['a megabyte longer', (bytes) => concat(bytes, new Uint8Array(1 << 20)), 'has 55 lines, not 54'],
    ['not UTF-8', (bytes) => bytes.map((byte, i) => (i === 9 ? 0xff : byte)), 'line 1 is not that of entry 0'],
  ])('a record bundle: %s', async (_, other, what) => {
    const error = await refusalOf(withOther(log, 'records/000.p/54', other))
    expect(error).toBeInstanceOf(BadSource)
    expect(error).toMatchObject({
      message: expect.stringContaining(`records/000.p/54 of the source${what && ' '}${what}`),
    })
  })

  test('a body that is withheld: left out, swapped, or called removed by what does not remove it', async () => {
    expect(await refusalOf(lines((all) => all.filter(({ i }) => i !== 9)))).toBeInstanceOf(BadSource)
    expect(await refusalOf(lines((all) => all.with(9, { i: 9, note: log.notes[10]! })))).toEqual(
      new BadSource('records/000.p/54 of the source: record 9 is not the one that the log commits to'),
    )
    for (const removed of [sample.removal, 3, 9, 53])
      expect(await refusalOf(lines((all) => all.with(9, { i: 9, removed })))).toEqual(
        new BadSource(`the source withholds record 9: entry ${removed}, which it names, does not remove it`),
      )
    expect(await refusalOf(lines((all) => all.with(9, { i: 9, removed: 54 })))).toMatchObject({
      message: expect.stringContaining('does not count yet'),
    })
  })

  test('a removal that the operator did not sign', async () => {
    const made = await policies(0, 1, 2)
    await made.remove([1], walletOf('somebody'))
    expect(await refusalOf(made.blobs.get)).toEqual(
      new BadSource('the source withholds record 1: entry 3, which it names, does not remove it'),
    )
  })

  test('evidence that is missing or changed', async () => {
    const path = `facts/${sample.facts[2]}`
    expect(await refusalOf(withOther(log, path, () => null))).toEqual(new BadSource(`${path} of the source is missing`))
    expect(await refusalOf(withOther(log, path, flipped))).toEqual(
      new BadSource(`${path} of the source does not hold the bytes of that hash`),
    )
  })

  test('results that are none, or of a later size, are left out and named', async () => {
    const to = memoryStore().blobs
    const [first] = sample.results
    const report = await mirrored(
      log,
      to,
      withOther(log, first!, () => utf8('{}')),
    )
    expect(report).toMatchObject({ results: 3, skipped: [first] })
    expect(await problemsOf(to, log.vkey)).toEqual([])
  })
})

describe('a log that contradicts what is held', () => {
  async function forkOf(held: MadeLog, offered: MadeLog): Promise<string[]> {
    const to = await copyOf(held)
    const before = await to.get('checkpoint')
    const error = await mirrored(offered, to).catch((error: unknown) => error)
    expect(error).toBeInstanceOf(Forked)
    expect(await to.get('checkpoint')).toEqual(before)
    const { files } = error as Forked
    expect((error as Forked).message).toContain(files[0])
    expect(await Promise.all(files.map(to.get))).toEqual([before, await offered.blobs.get('checkpoint')])
    return files.map((path) => path.split('-')[0]!)
  }

  test('at the same size, at a larger one, at a smaller one', async () => {
    expect(await forkOf(await policies(0, 1, 2), await policies(0, 1, 3))).toEqual(['fork/3', 'fork/3'])
    expect(await forkOf(await policies(0, 1, 2), await policies(0, 1, 3, 4, 5))).toEqual(['fork/3', 'fork/5'])
    expect(await forkOf(await policies(0, 1, 2, 3, 4), await policies(0, 7, 2))).toEqual(['fork/5', 'fork/3'])
  })

  test('an old checkpoint is no contradiction: nothing changes, and the report says how far behind it is', async () => {
    const log = await policies(0, 1, 2, 3)
    const to = await copyOf(log)
    const before = await to.list('')
    expect(await mirrored(await policies(0, 1), to)).toMatchObject({ from: 4, to: 4, behind: 2, records: 0 })
    expect(await to.list('')).toEqual(before)
    expect(await to.get('checkpoint')).toEqual(await log.blobs.get('checkpoint'))
  })

  test('a copy that was damaged is not built on', async () => {
    const log = await policies(0, 1, 2)
    const to = await copyOf(log)
    await to.put('tile/0/000.p/3', flipped((await to.get('tile/0/000.p/3'))!))
    await log.append(policy(log, 3))
    await expect(mirrored(log, to)).rejects.toMatchObject({ name: 'CorruptStore' })
  })
})

test('votes of a session that was removed are held and audited as unverifiable', async () => {
  const { log } = await sampleLog()
  const to = await copyOf(log)
  const verify = async (jobs: Parameters<typeof verifySignature>[0][]) => jobs.map(verifySignature)
  const report = await audit({ name: 'copy', ...to }, { verify, folder: inlineEngine, vkey: log.vkey })
  expect(report).toMatchObject({ ok: true, unverifiable: 4, signatures: 48 })
})
