import type { SignatureCheck } from '../log/suites.ts'

/** Schemes by their number on the wire between threads. */
const schemes = ['sr25519', 'ed25519', 'ecdsa'] as const satisfies SignatureCheck['scheme'][]

/** Per job: scheme, length of key, of message and of signature, 4 bytes each. */
const header = 16

/** Jobs as one buffer, so a batch crosses to a thread without being copied. Any lengths, even wrong ones, come through. */
export function packJobs(jobs: SignatureCheck[]): ArrayBuffer {
  const parts = (job: SignatureCheck): Uint8Array[] => [job.publicKey, job.message, job.signature]
  const size = jobs.reduce((sum, job) => sum + header + parts(job).reduce((bytes, part) => bytes + part.length, 0), 0)
  const buffer = new ArrayBuffer(size)
  const [view, bytes] = [new DataView(buffer), new Uint8Array(buffer)]
  let at = 0
  for (const job of jobs) {
    const numbers = [schemes.indexOf(job.scheme), ...parts(job).map((part) => part.length)]
    numbers.forEach((number, i) => {
      view.setUint32(at + 4 * i, number)
    })
    at += header
    for (const part of parts(job)) {
      bytes.set(part, at)
      at += part.length
    }
  }
  return buffer
}

/** The jobs in a buffer of `packJobs`; their bytes are views of it. */
export function unpackJobs(buffer: ArrayBuffer): SignatureCheck[] {
  const view = new DataView(buffer)
  const jobs: SignatureCheck[] = []
  for (let at = 0; at < buffer.byteLength; ) {
    const [number, ...lengths] = [0, 4, 8, 12].map((offset) => view.getUint32(at + offset)) as [number, ...number[]]
    const scheme = schemes[number]
    if (!scheme) throw new Error(`no scheme has the number ${number}`)
    at += header
    const [publicKey, message, signature] = lengths.map((length) => {
      const part = new Uint8Array(buffer, at, length)
      at += length
      return part
    }) as [Uint8Array, Uint8Array, Uint8Array]
    jobs.push({ scheme, publicKey, message, signature })
  }
  return jobs
}
