import { beforeAll, describe, expect, test } from 'vitest'
import { inlineEngine } from '../src/adapters/inline-engine.ts'
import { hex } from '../src/log/bytes.ts'
import { type SignatureCheck, verifySignature } from '../src/log/suites.ts'
import { parsePath, tileWidth } from '../src/log/tile.ts'
import { type AuditReport, audit } from '../src/service/audit.ts'
import { type MadeLog, sampleLog } from './made-log.ts'

const verdicts = new Map<string, boolean>()

/** Checks each signature once, however often the log is audited. */
function verified(job: SignatureCheck): boolean {
  const key = `${hex(job.signature)} ${hex(job.publicKey)} ${hex(job.message)}`
  const verdict = verdicts.get(key) ?? verifySignature(job)
  verdicts.set(key, verdict)
  return verdict
}

/** Audits a log in which one bit of one file is the other way round; `bit` counts from the start of the file. */
function auditFlipped({ blobs, vkey }: MadeLog, flipped: string, bit: number): Promise<AuditReport> {
  const get = async (path: string): Promise<Uint8Array | null> => {
    const bytes = await blobs.get(path)
    if (bytes && path === flipped) bytes[bit >> 3]! ^= 1 << (bit & 7)
    return bytes
  }
  const verify = async (jobs: SignatureCheck[]) => jobs.map(verified)
  return audit({ name: 'flipped', get, list: blobs.list }, { verify, folder: inlineEngine, vkey })
}

/** So many bits spread over a file of so many bytes; with three or more, the first and the last as well. */
function bitsOf(length: number, count: number): number[] {
  const spread = Array.from({ length: count }, (_, i) => (i * 2_654_435_761 + 12_345) % (length * 8))
  return count < 3 ? spread : [...new Set([0, length * 8 - 1, ...spread])]
}

const kinds: [string, RegExp][] = [
  ['the checkpoint', /^checkpoint$/],
  ['a partial hash tile of level 0', /^tile\/0\/.*\.p\//],
  ['a full hash tile', /^tile\/0\/[x0-9/]+$/],
  ['a hash tile of level 1', /^tile\/1\//],
  ['an entry bundle', /^tile\/entries\//],
  ['a record bundle', /^records\//],
  ['evidence', /^facts\//],
  ['a stored result', /^views\//],
]

async function filesOf({ blobs }: MadeLog): Promise<string[]> {
  return blobs.list('')
}

describe('one flipped bit is found, and that file alone is named', () => {
  let small: MadeLog
  let large: MadeLog
  beforeAll(async () => {
    small = (await sampleLog(7)).log
    large = (await sampleLog(110)).log
  })

  for (const [kind, form] of kinds) {
    test(`${kind}`, async () => {
      for (const [log, most, positions] of [
        [small, 3, 8],
        [large, 1, 2],
      ] as const) {
        const paths = chosen(
          (await filesOf(log)).filter((path) => form.test(path)),
          log,
          most,
        )
        for (const path of paths)
          for (const bit of bitsOf((await log.blobs.get(path))!.length, positions)) {
            const { ok, problems } = await auditFlipped(log, path, bit)
            expect({ bit, ok, paths: [...new Set(problems.map((each) => each.path))], problems }).toEqual({
              bit,
              ok: false,
              paths: [path],
              problems: expect.anything(),
            })
          }
      }
    })
  }
})

/** The files that the checkpoint needs, and some that earlier ones needed. */
function chosen(paths: string[], { at }: MadeLog, most: number): string[] {
  const needed = paths.filter((path) => {
    const named = parsePath(path)
    return named === null || named.width === tileWidth || named.n * tileWidth + named.width === at!.size
  })
  const others = paths.filter((path) => !needed.includes(path))
  return [...needed, ...others.filter((_, i) => i % Math.ceil(others.length / most) === 0)]
}

test('every kind of file is there to be flipped', async () => {
  const { log } = await sampleLog(110)
  const paths = await filesOf(log)
  expect(kinds.filter(([, form]) => !paths.some((path) => form.test(path)))).toEqual([])
  expect(paths.filter((path) => !kinds.some(([, form]) => form.test(path)))).toEqual([])
})
