import { findWork } from '../../../records/work.ts'

/** Tries per slice: a few milliseconds, so that the page stays answerable between them. */
const SLICE = 2_000

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve))

/** Searches a proof of work in slices (a worker would need a script URL that Trusted Types forbids here). */
export async function workInSlices(id: string, bits: number, progress: (tries: number) => void): Promise<string> {
  for (let from = 0; ; from += SLICE) {
    const nonce = findWork(id, bits, from, SLICE)
    if (nonce !== null) return nonce
    progress(from + SLICE)
    await pause()
  }
}
