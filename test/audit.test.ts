import { beforeAll, describe, expect, test } from 'vitest'
import { inlineEngine } from '../src/adapters/inline-engine.ts'
import { text, utf8 } from '../src/log/bytes.ts'
import { ed25519Signer } from '../src/log/keys.ts'
import { formatNote } from '../src/log/note.ts'
import { sessionKey } from '../src/log/sign.ts'
import { type SignatureCheck, verifySignature } from '../src/log/suites.ts'
import { encodeRecordLines, parseRecordLines } from '../src/log/tile.ts'
import { formatText } from '../src/records/envelope.ts'
import type { RecordId } from '../src/records/ids.ts'
import { type AuditReport, type AuditSource, audit } from '../src/service/audit.ts'
import { resultPath } from '../src/service/layout.ts'
import type { Blobs } from '../src/service/ports.ts'
import { parametersHash } from '../src/service/results.ts'
import { MadeLog, origin, type Sample, sampleLog, start, vote, walletOf } from './made-log.ts'

const fromBlobs = (blobs: Blobs): AuditSource => ({ name: 'blobs', get: blobs.get, list: blobs.list })
const verify = async (jobs: SignatureCheck[]): Promise<boolean[]> => jobs.map(verifySignature)
const auditOf = (source: AuditSource, vkey: string): Promise<AuditReport> =>
  audit(source, { verify, folder: inlineEngine, vkey })

/** A source in which some files are others, or gone. */
const changed = ({ blobs }: MadeLog, other: Record<string, Uint8Array | null>): AuditSource => ({
  name: 'changed',
  get: async (path) => (path in other ? (other[path] ?? null) : blobs.get(path)),
  list: async (prefix) =>
    [...new Set([...(await blobs.list(prefix)), ...Object.keys(other).filter((path) => path.startsWith(prefix))])]
      .filter((path) => other[path] !== null)
      .sort(),
})

const operator = { key: walletOf('operator') }
const policyOf = (log: MadeLog, name = 'Made'): string =>
  log.write('policy', { name, contact: 'nobody', body: 'By hand.' }, operator).note

/** A log of a policy and these notes, each a batch of its own. */
async function logOf(notes: (log: MadeLog) => string[]): Promise<MadeLog> {
  const log = new MadeLog()
  await log.append(policyOf(log))
  for (const note of notes(log)) await log.append(note)
  return log
}

describe('a sound log', () => {
  let sample: Sample
  beforeAll(async () => {
    sample = await sampleLog()
  })

  test('is ok, and everything in it is counted', async () => {
    const report = await auditOf(fromBlobs(sample.log.blobs), sample.log.vkey)
    expect(report).toEqual({
      ok: true,
      origin,
      size: 54,
      root: Buffer.from(sample.log.at!.root).toString('base64'),
      records: 52,
      signatures: 48,
      removed: 2,
      unread: 0,
      remarks: 0,
      unverifiable: 4,
      evidence: 3,
      proven: 0,
      results: 4,
      unchecked: 0,
      notCompared: [],
      frozen: [],
      problems: [],
    })
  })

  test('a site, whose results alone can be listed', async () => {
    const { blobs, vkey } = sample.log
    const site = { name: 'site', get: blobs.get, results: () => blobs.list('views/') }
    expect(await auditOf(site, vkey)).toMatchObject({ ok: true, size: 54, results: 4 })
  })

  test('full files stand in for partial ones, as C2SP allows', async () => {
    const log = await logOf((log) => [policyOf(log, 'x')])
    const held = await Promise.all(['tile/0/000.p/2', 'tile/entries/000.p/2', 'records/000.p/2'].map(log.blobs.get))
    const note = (await log.blobs.get('checkpoint'))!
    await log.append(...Array.from({ length: 254 }, (_, i) => policyOf(log, `${i}`)))
    for (const path of await log.blobs.list('')) if (path.includes('.p/')) await log.blobs.drop(path)
    const get = async (path: string) => (path === 'checkpoint' ? note : log.blobs.get(path))
    expect(held.every((bytes) => bytes !== null)).toBe(true)
    expect(await auditOf({ name: 'site', get }, log.vkey)).toMatchObject({ ok: true, size: 2, records: 2 })
  })

  test('progress goes from the first bundle to the last', async () => {
    const log = await logOf((log) => [policyOf(log, 'x')])
    await log.append(...Array.from({ length: 300 }, (_, i) => policyOf(log, `${i}`)))
    const seen: [number, number][] = []
    const onProgress = (done: number, total: number) => seen.push([done, total])
    await audit(fromBlobs(log.blobs), { verify, folder: inlineEngine, vkey: log.vkey, onProgress })
    expect(seen).toEqual([
      [256, 302],
      [302, 302],
    ])
  })
})

describe('files that are missing, superfluous or changed', () => {
  let sample: Sample
  let log: MadeLog
  beforeAll(async () => {
    sample = await sampleLog()
    log = sample.log
  })

  const pathsOf = async (other: Record<string, Uint8Array | null>): Promise<string[]> => {
    const { ok, problems } = await auditOf(changed(log, other), log.vkey)
    expect(ok).toBe(problems.length === 0)
    return [...new Set(problems.map(({ path }) => path))]
  }

  test('each file that the checkpoint needs is missed', async () => {
    const needed = ['checkpoint', 'tile/0/000.p/54', 'tile/entries/000.p/54', 'records/000.p/54']
    for (const path of [...needed, ...sample.facts.map((hash) => `facts/${hash}`)])
      expect(await pathsOf({ [path]: null }), path).toEqual([path])
  })

  test('files of earlier checkpoints may go', async () => {
    expect(await pathsOf({ 'tile/0/000.p/53': null, 'tile/entries/000.p/2': null })).toEqual([])
  })

  test('what belongs nowhere, or goes beyond the checkpoint, is named', async () => {
    for (const path of [
      'tile/0/000.p/55',
      'tile/0/001',
      'tile/1/000.p/1',
      'tile/64/000',
      'tile/0/000.p/054',
      'tile/entries/001.p/1',
      'records/000',
      'records/notes.txt',
      'facts/readme',
      `views/opinion-map/${'0'.repeat(63)}.json`,
      `views/weather/${'0'.repeat(64)}.json`,
      `facts/${'0'.repeat(64)}`,
    ])
      expect(await pathsOf({ [path]: utf8('{}') }), path).toEqual([path])
  })

  test('two damaged files are both named', async () => {
    const damaged = { 'tile/0/000.p/54': new Uint8Array(54 * 32), [sample.results[0]!]: utf8('{}') }
    expect(await pathsOf(damaged)).toEqual(Object.keys(damaged).sort())
  })

  test('a bundle and its tile changed together are not what was signed', async () => {
    const other = await sampleLog(7)
    await other.log.append(policyOf(other.log))
    const files: Record<string, Uint8Array | null> = {}
    for (const path of ['tile/0/000.p/54', 'tile/entries/000.p/54'])
      files[path] = (await log.blobs.get(path))!.map((byte, i) => (i === 100 ? byte ^ 1 : byte))
    expect((await pathsOf(files)).length).toBeGreaterThan(0)
  })

  test('a whole other history is not what was signed', async () => {
    const other = (await logOf((log) => Array.from({ length: 53 }, (_, i) => policyOf(log, `${i}`)))).blobs
    const files: Record<string, Uint8Array | null> = {}
    for (const path of ['tile/0/000.p/54', 'tile/entries/000.p/54', 'records/000.p/54'])
      files[path] = await other.get(path)
    expect(await pathsOf(files)).toContain('checkpoint')
  })

  test('a checkpoint of another key or another origin', async () => {
    for (const name of [origin, 'other.example.org/log']) {
      const { vkey } = ed25519Signer(name, new Uint8Array(32).fill(7))
      const { ok, problems, size, root } = await auditOf(fromBlobs(log.blobs), vkey)
      expect({ ok, size, root, paths: problems.map(({ path }) => path) }).toEqual({
        ok: false,
        size: 0,
        root: '',
        paths: ['checkpoint'],
      })
    }
  })

  test('a result of another size, of other parameters, or replaced while it was looked at', async () => {
    const path = resultPath('conversations', parametersHash({}))
    const stored = JSON.parse(new TextDecoder().decode((await log.blobs.get(path))!))
    const later = { ...stored, checkpoint: { ...stored.checkpoint, size: 99 } }
    expect(await pathsOf({ [path]: utf8(JSON.stringify(later)) })).toEqual([path])
    const elsewhere = resultPath('conversations', parametersHash({ conversation: '0'.repeat(64) }))
    expect(await pathsOf({ [elsewhere]: (await log.blobs.get(path))! })).toEqual([elsewhere])
    let reads = 0
    const source = changed(log, {})
    const get = async (asked: string) =>
      asked === path && reads++ === 0 ? utf8(JSON.stringify({ ...stored, conversations: [] })) : source.get(asked)
    expect(await auditOf({ ...source, get }, log.vkey)).toMatchObject({ ok: true, results: 3 })
  })
})

describe('a log that its operator signed, and that breaks the rules', () => {
  const whatOf = async (log: MadeLog): Promise<string[]> => {
    const { problems } = await auditOf(fromBlobs(log.blobs), log.vkey)
    return problems.map(({ path, what }) => `${path}: ${what}`)
  }

  test('a signature that does not hold, and one of no known suite', async () => {
    const log = await logOf((log) => {
      const whole = policyOf(log, 'forged')
      const at = whole.lastIndexOf(' ') + 20
      const forged = `${whole.slice(0, at)}${whole[at] === 'A' ? 'B' : 'A'}${whole.slice(at + 1)}`
      const text = whole.slice(0, whole.lastIndexOf('\n\n') + 1)
      const { name, bytes } = operator.key.sign(text)
      return [forged, formatNote(text, [{ name, bytes, keyId: new Uint8Array(4) }])]
    })
    expect(await whatOf(log)).toEqual([
      'records/000.p/3: record 1 has a signature that does not hold',
      expect.stringContaining('records/000.p/3: record 2: The key id of the signature fits'),
    ])
  })

  test('a session that the log never had', async () => {
    const { key } = operator
    const session = { key: sessionKey(new Uint8Array(32).fill(1), key.address), session: '1'.repeat(64) as RecordId }
    const log = await logOf((log) => [vote(log, '2'.repeat(64) as RecordId, 0, session)])
    expect(await whatOf(log)).toEqual([expect.stringContaining('records/000.p/2: record 1: The log has no session')])
  })

  test('removed without a removal, by a stranger, or named and still there', async () => {
    const log = await logOf((log) => [policyOf(log, 'a'), policyOf(log, 'b')])
    await log.remove([2], walletOf('stranger'))
    await log.blank(1, 0)
    expect(await whatOf(log)).toEqual([
      'records/000.p/4: record 1 is said to be removed by entry 0, which does not remove it',
      'records/000.p/4: record 2 is said to be removed by entry 3, which does not remove it',
    ])
    const kept = await logOf((log) => [policyOf(log, 'a')])
    const fields = { indexes: [1], category: 'privacy', appeal: 'a@example.org' } as const
    await kept.append(kept.write('removal', { ...fields, indexes: [1] }, operator).note)
    expect(await whatOf(kept)).toEqual(
      expect.arrayContaining(['records/000.p/3: record 1 is still there, though entry 2 removes it']),
    )
  })

  test('a removal that was changed is named itself, and what it removed is not', async () => {
    const log = await logOf((log) => [policyOf(log, 'a')])
    const by = await log.remove([1])
    const path = `records/000.p/${by + 1}`
    const lines = parseRecordLines(text((await log.blobs.get(path))!))
    lines[by] = { i: by, note: policyOf(log, 'other') }
    const { problems } = await auditOf(changed(log, { [path]: utf8(encodeRecordLines(lines)) }), log.vkey)
    expect(problems).toEqual([{ path, what: `record ${by} is not the one that the log commits to` }])
  })

  test('an earlier bundle that still holds what was removed', async () => {
    const log = await logOf((log) => [policyOf(log, 'a')])
    const before = (await log.blobs.get('records/000.p/2'))!
    await log.remove([1])
    await log.blobs.put('records/000.p/2', before)
    expect(await whatOf(log)).toEqual(['records/000.p/2: record 1 is still there, though entry 2 removes it'])
  })

  test('time that goes back', async () => {
    const log = await logOf(() => [])
    log.tip.ms = 0
    log.rewind(5000)
    await log.append(policyOf(log, 'early'))
    expect(await whatOf(log)).toEqual([
      `tile/entries/000.p/2: entry 1 was admitted at ${start - 3000}, before the entry before it (${start + 1000})`,
    ])
  })

  test('no policy at the beginning', async () => {
    const log = new MadeLog()
    await log.append(log.write('conversation', { title: 'First', add: 'anyone', totals: 'always' }, operator).note)
    expect(await whatOf(log)).toEqual(['records/000.p/1: entry 0 is not the policy of an operator'])
  })

  test('a lone surrogate in place of the character that it hashes like', async () => {
    const log = await logOf((log) => [policyOf(log, 'a \ufffd')])
    const lines = log.notes.map((note, i) => ({ i, note: note.replace('\ufffd', '\ud800') }))
    const source = changed(log, { 'records/000.p/2': utf8(encodeRecordLines(lines)) })
    const { problems } = await auditOf(source, log.vkey)
    expect(problems).toEqual([{ path: 'records/000.p/2', what: 'line 2 is not that of entry 1' }])
  })
})

describe('what this version does not know', () => {
  test('notes that it cannot read, and kinds from the future, are kept and skipped', async () => {
    const log = await logOf((log) => {
      const text = formatText({
        origin,
        kind: 'pledge',
        headers: [['to', 'plant']],
        account: operator.key.address,
        time: start,
        nonce: '0'.repeat(32),
      })
      return [formatNote(text, [operator.key.sign(text)]), 'not even\na note\n', policyOf(log, 'x')]
    })
    await log.append(policyOf(log, 'y'))
    expect(await auditOf(fromBlobs(log.blobs), log.vkey)).toMatchObject({
      ok: true,
      records: 5,
      signatures: 4,
      unread: 1,
    })
  })
})

test('a verifier or a folder that breaks is not a verdict', async () => {
  const { log } = await sampleLog(1)
  const broken = async (): Promise<boolean[]> => Promise.reject(new Error('no threads'))
  await expect(audit(fromBlobs(log.blobs), { verify: broken, folder: inlineEngine, vkey: log.vkey })).rejects.toThrow(
    'no threads',
  )
  const folder = () => ({ ...inlineEngine(), push: async () => Promise.reject(new Error('no memory')) })
  await expect(audit(fromBlobs(log.blobs), { verify, folder, vkey: log.vkey })).rejects.toThrow('no memory')
})
