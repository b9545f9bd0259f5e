import { Worker } from 'node:worker_threads'
import { ED25519_TORSION_SUBGROUP, ed25519 } from '@noble/curves/ed25519.js'
import { sha512 } from '@noble/hashes/sha2.js'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import { endingWorker } from '../../test/ending-worker.ts'
import { concat, unhex, utf8 } from '../log/bytes.ts'
import { accountKey } from '../log/sign.ts'
import { type SignatureCheck, signatureCheck, verifySignature } from '../log/suites.ts'
import { sr25519Verifier } from './sr25519-wasm.ts'
import { type VerifierPool, verifierPool } from './verifier.ts'
import { packJobs, unpackJobs } from './verify-batch.ts'
import { nativeVerifier } from './verify-native.ts'
import { workerUrl } from './worker.ts'

const suites = ['sr25519-bytes', 'sr25519-raw', 'ed25519-bytes', 'ecdsa-bytes'] as const
const seeds = [1, 2, 3].map((n) => new Uint8Array(32).fill(n))

function honestJob(suite: (typeof suites)[number], seed: Uint8Array, text: string): SignatureCheck {
  const key = accountKey(suite, seed)
  return signatureCheck(suite, key.publicKey, text, key.sign(text).bytes)
}

const honest = suites.flatMap((suite) => seeds.map((seed, n) => honestJob(suite, seed, `text ${n}\n`)))
const forSr25519 = honest.find((job) => job.scheme === 'sr25519')!
const forEd25519 = honest.find((job) => job.scheme === 'ed25519')!
const zero = new Uint8Array(32)

function flip(bytes: Uint8Array, bit: number): Uint8Array {
  const copy = bytes.slice()
  copy[bit >> 3] = copy[bit >> 3]! ^ (1 << (bit & 7))
  return copy
}

/** Jobs that no verifier may accept and none may fall over. */
const bad: Record<string, SignatureCheck> = {
  'the zero key, sr25519 (anybody can sign for it)': {
    ...forSr25519,
    publicKey: zero,
    signature: concat(new Uint8Array(63), Uint8Array.of(0x80)),
  },
  'the zero key, Ed25519': { ...forEd25519, publicKey: zero, signature: concat(Uint8Array.of(1), new Uint8Array(63)) },
  'a missing marker bit': { ...forSr25519, signature: flip(forSr25519.signature, 511) },
  'a key that is no point': { ...forSr25519, publicKey: new Uint8Array(32).fill(0xff) },
  'an Ed25519 key that is no point': { ...forEd25519, publicKey: concat(Uint8Array.of(2), new Uint8Array(31)) },
  'no bytes at all': { scheme: 'sr25519', publicKey: zero.slice(0, 0), message: zero, signature: zero.slice(0, 0) },
  ...Object.fromEntries(
    (['sr25519', 'ed25519', 'ecdsa'] as const).flatMap((scheme) => {
      const job = honest.find((each) => each.scheme === scheme)!
      return [
        [`a short signature, ${scheme}`, { ...job, signature: job.signature.slice(1) }],
        [`a long signature, ${scheme}`, { ...job, signature: concat(job.signature, Uint8Array.of(0)) }],
        [`a short key, ${scheme}`, { ...job, publicKey: job.publicKey.slice(1) }],
        [`a long key, ${scheme}`, { ...job, publicKey: concat(job.publicKey, zero) }],
        [`an empty signature, ${scheme}`, { ...job, signature: zero.slice(0, 0) }],
      ]
    }),
  ),
}

describe('the pool', () => {
  let pool: VerifierPool
  beforeAll(() => {
    pool = verifierPool({ threads: 2 })
  })
  afterAll(() => pool.close())

  it('accepts what was signed, under every suite', async () => {
    expect(await pool.verify(honest)).toEqual(honest.map(() => true))
  })

  it('keeps the order of jobs over many batches, and of many callers', async () => {
    const expected = (length: number, step: number) => Array.from({ length }, (_, i) => i % step !== 0)
    const jobs = (wanted: boolean[]) =>
      wanted.map((valid) => (valid ? forEd25519 : { ...forEd25519, message: utf8('another') }))
    const callers = [expected(500, 7), expected(1, 3), expected(130, 2), [], expected(64, 5)]
    expect(await Promise.all(callers.map((wanted) => pool.verify(jobs(wanted))))).toEqual(callers)
  })

  it('leaves the jobs of the caller as they were', async () => {
    const before = honest.map((job) => job.signature.slice())
    await pool.verify(honest)
    expect(honest.map((job) => job.signature)).toEqual(before)
  })

  it.each(Object.entries(bad))('refuses %s, and goes on', async (_, job) => {
    expect(await pool.verify([forSr25519, job, forEd25519])).toEqual([true, false, true])
  })

  it('refuses random bytes of any length, and goes on', async () => {
    const bytes = fc.uint8Array({ maxLength: 70 })
    const sized = (n: number) => fc.oneof(bytes, fc.uint8Array({ minLength: n, maxLength: n }))
    const job = fc.record({
      scheme: fc.constantFrom('sr25519' as const, 'ed25519' as const, 'ecdsa' as const),
      publicKey: sized(32),
      message: bytes,
      signature: fc.oneof(sized(64), sized(65)),
    })
    const refused = fc.asyncProperty(fc.array(job, { maxLength: 20 }), async (jobs) => {
      expect(await pool.verify(jobs)).toEqual(jobs.map(() => false))
    })
    await fc.assert(refused, { numRuns: 50 })
    expect(await pool.verify([forSr25519])).toEqual([true])
  })

  it('rejects once it is closed, and what was waiting too', async () => {
    const own = verifierPool({ threads: 1 })
    const waiting = own.verify(Array.from({ length: 2000 }, () => forSr25519))
    const lost = expect(waiting).rejects.toThrow('closed')
    await own.close()
    await lost
    await expect(own.verify([forSr25519])).rejects.toThrow('closed')
  })
})

test('a pool keeps the process until its threads have ended, whether they idled or an answer comes late', async () => {
  for (const late of [false, true]) {
    const thread = endingWorker()
    const pool = verifierPool({ threads: 1, start: () => thread.worker })
    const asked = pool.verify([forSr25519]).catch((error: Error) => error.message)
    await new Promise((sent) => setImmediate(sent))
    if (!late) thread.say(Uint8Array.of(1))
    expect(thread.keeps()).toBe(late)
    const closing = pool.close()
    if (late) thread.say(Uint8Array.of(1))
    expect(await asked).toEqual(late ? 'the verifier pool is closed' : [true])
    expect(thread.keeps()).toBe(true)
    thread.end()
    await closing
  }
})

describe('a thread that dies', () => {
  const mixed = Array.from({ length: 40 }, (_, i) => (i % 4 === 0 ? { ...forSr25519, message: utf8('x') } : forSr25519))
  const wanted = mixed.map((_, i) => i % 4 !== 0)

  it('killed at work: its jobs are decided all the same, and a new one takes its place', async () => {
    const started: Worker[] = []
    const reports: string[] = []
    const start = () => {
      started.push(new Worker(workerUrl('verify-worker')))
      return started.at(-1)!
    }
    const pool = verifierPool({ threads: 2, start, report: (problem) => reports.push(problem) })
    const verdicts = pool.verify(mixed)
    await new Promise((sent) => setImmediate(sent))
    await started[0]!.terminate()
    expect(await verdicts).toEqual(wanted)
    expect(reports).toHaveLength(1)
    expect(await pool.verify(mixed)).toEqual(wanted)
    expect(started).toHaveLength(3)
    await pool.close()
  })

  it.each([
    ['throws', 'throw new Error("broken")'],
    ['exits', 'process.exit(3)'],
    ['runs out of memory', 'const all = []; for (;;) all.push(new Array(1e5).fill(0))'],
  ])('because its code %s: every job is decided in JavaScript', async (_, code) => {
    const script = `import { parentPort } from 'node:worker_threads'; parentPort.on('message', () => { ${code} })`
    const url = new URL(`data:text/javascript,${encodeURIComponent(script)}`)
    const start = () => new Worker(url, { resourceLimits: { maxOldGenerationSizeMb: 16 }, stderr: true })
    const reports: string[] = []
    const pool = verifierPool({ threads: 2, start, report: (problem) => reports.push(problem) })
    expect(await pool.verify(mixed)).toEqual(wanted)
    expect(reports.length).toBeGreaterThan(0)
    await pool.close()
  })

  it('or cannot be started at all: every job is decided in JavaScript', async () => {
    const start = () => {
      throw new Error('no more threads')
    }
    const reports: string[] = []
    const pool = verifierPool({ threads: 2, start, report: (problem) => reports.push(problem) })
    expect(await pool.verify(mixed)).toEqual(wanted)
    expect(reports[0]).toContain('no more threads')
    await pool.close()
  })
})

describe('wasm and OpenSSL against pure JavaScript', () => {
  const native = nativeVerifier()
  const agreed = (job: SignatureCheck): boolean => {
    const verdict = verifySignature(job)
    expect(native(job)).toBe(verdict)
    return verdict
  }

  it('agree on honest signatures of random texts', () => {
    const signed = fc.record({ suite: fc.constantFrom(...suites), seed: fc.constantFrom(...seeds), text: fc.string() })
    const agree = fc.property(signed, ({ suite, seed, text }) => agreed(honestJob(suite, seed, `${text}\n`)))
    fc.assert(agree, { numRuns: 60 })
  })

  it('agree that one flipped bit anywhere makes a signature bad', () => {
    const jobs = fc.constantFrom(...honest.filter((job) => job.scheme !== 'ecdsa'))
    const part = fc.constantFrom('publicKey' as const, 'message' as const, 'signature' as const)
    const agree = fc.property(jobs, part, fc.nat(), (job, where, bit) => {
      return !agreed({ ...job, [where]: flip(job[where], bit % (8 * job[where].length)) })
    })
    fc.assert(agree, { numRuns: 150 })
  })

  it('agree on every bad job', () => {
    for (const job of Object.values(bad)) expect(agreed(job)).toBe(false)
  })

  it('agree that S + L is not another form of S', () => {
    const scalar = littleEndian(forEd25519.signature.subarray(32))
    const signature = concat(forEd25519.signature.subarray(0, 32), toLittleEndian(scalar + ed25519.Point.Fn.ORDER))
    expect(agreed({ ...forEd25519, signature })).toBe(false)
  })

  it('agree on keys and commitments with a torsion part: cofactorless, so only k = 0 modulo its order passes', () => {
    const verdicts = ED25519_TORSION_SUBGROUP.flatMap((torsion) =>
      Array.from({ length: 24 }, (_, n) => agreed(torsionJob({ torsion, n, inKey: true }))),
    )
    expect(new Set(verdicts)).toEqual(new Set([true, false]))
    for (const torsion of ED25519_TORSION_SUBGROUP.filter((point) => !isIdentity(point)))
      expect(agreed(torsionJob({ torsion, n: 1, inKey: false }))).toBe(false)
  })

  it('agree on small-order and non-canonical keys: all refused', () => {
    const p = 2n ** 255n - 19n
    const beyond = Array.from({ length: 19 }, (_, i) => toLittleEndian(p + BigInt(i)))
    const keys = [...ED25519_TORSION_SUBGROUP.map((point) => unhex(point)), ...beyond].flatMap((y) => [y, flip(y, 255)])
    const forms = [concat(zero, zero), concat(Uint8Array.of(1), new Uint8Array(63))]
    for (const publicKey of keys) {
      for (const signature of forms) {
        for (let n = 0; n < 8; n++)
          expect(agreed({ scheme: 'ed25519', publicKey, message: utf8(`${n}`), signature })).toBe(false)
      }
    }
  })

  it('would be forged without the guard: bare wasm accepts a fixed signature of the zero key for every message', () => {
    const wasm = sr25519Verifier()
    const { signature } = bad['the zero key, sr25519 (anybody can sign for it)']!
    expect(wasm.verify(zero, utf8('anything'), signature)).toBe(true)
  })

  it('wasm gives its memory back after every check', () => {
    const wasm = sr25519Verifier()
    const { publicKey, signature } = forSr25519
    const check = () => wasm.verify(publicKey, new Uint8Array(24_000), signature)
    check()
    const before = wasm.memory()
    for (let i = 0; i < 500; i++) check()
    expect(wasm.memory()).toBe(before)
  })

  it('wasm survives a trap: the check is undecided, the next one is not', () => {
    const wasm = sr25519Verifier()
    const { publicKey, message, signature } = forSr25519
    const unbearable = { length: 2 ** 32 - 8 } as Uint8Array
    expect(wasm.verify(publicKey, unbearable, signature)).toBeNull()
    expect(wasm.verify(publicKey, message, signature)).toBe(true)
  })
})

describe('a packed batch', () => {
  it('comes out as it went in, whatever the lengths', () => {
    const bytes = fc.uint8Array({ maxLength: 90 })
    const scheme = fc.constantFrom('sr25519' as const, 'ed25519' as const, 'ecdsa' as const)
    const job = fc.record({ scheme, publicKey: bytes, message: bytes, signature: bytes })
    const same = fc.property(fc.array(job), (jobs) => {
      expect(unpackJobs(packJobs(jobs))).toEqual(jobs.map(plain))
    })
    fc.assert(same)
  })
})

/** fast-check's records and arrays may have another prototype. */
function plain({ scheme, publicKey, message, signature }: SignatureCheck): SignatureCheck {
  const copy = (bytes: Uint8Array) => Uint8Array.from(bytes)
  return { scheme, publicKey: copy(publicKey), message: copy(message), signature: copy(signature) }
}

function littleEndian(bytes: Uint8Array): bigint {
  return bytes.reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n)
}

function toLittleEndian(value: bigint): Uint8Array {
  return Uint8Array.from({ length: 32 }, (_, i) => Number((value >> BigInt(8 * i)) & 255n))
}

function isIdentity(point: string): boolean {
  return ed25519.Point.fromHex(point).equals(ed25519.Point.ZERO)
}

/** A signature made with a torsion point added to the key (A + T) or to the commitment (R + T); RFC 8032 otherwise. */
function torsionJob({ torsion, n, inKey }: { torsion: string; n: number; inKey: boolean }): SignatureCheck {
  const { Point } = ed25519
  const [a, r] = [12345n, 67890n + BigInt(n)]
  const added = Point.fromHex(torsion)
  const publicKey = Point.BASE.multiply(a)
    .add(inKey ? added : Point.ZERO)
    .toBytes()
  const commitment = Point.BASE.multiply(r)
    .add(inKey ? Point.ZERO : added)
    .toBytes()
  const message = utf8(`message ${n}`)
  const k = Point.Fn.create(littleEndian(sha512(concat(commitment, publicKey, message))))
  const s = Point.Fn.create(r + k * a)
  return { scheme: 'ed25519', publicKey, message, signature: concat(commitment, toLittleEndian(s)) }
}
