import type { ActFile } from '../../evidence/act.ts'
import type { CalledRow } from './values/called.ts'

/** Calls, and values of them, that an answer has at most: the evidence has all. */
const [mostCalls, mostValues] = [100, 1000]

/** As much of a call as an answer has. */
export function outlineOf(file: ActFile | null): { spec: number | null; calls: CalledRow[]; left: number } {
  if (file === null) return { spec: null, calls: [], left: 0 }
  let [room, left] = [mostValues, file.left]
  const calls = file.calls.slice(0, mostCalls).map(({ depth, pallet, name, args }) => {
    const shown = args.slice(0, room)
    room -= shown.length
    left += args.length - shown.length
    return {
      depth,
      pallet,
      name,
      args: shown.map(({ path, kind, text, size }) => ({ path, kind, text, size: size ?? null })),
    }
  })
  return { spec: file.spec, calls, left: left + file.calls.length - calls.length }
}
