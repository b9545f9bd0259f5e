import { BadAnswer } from './faults.ts'

/** The runtime call that gives metadata of a version, and its arguments in hex: the version as u32. */
export function metadataMethods(version: number): [method: string, args: string] {
  return ['Metadata_metadata_at_version', `0x${version.toString(16).padStart(2, '0')}000000`]
}

/** The metadata in the call's answer, an Option of bytes; null for None. Throws BadAnswer for anything else. */
export function metadataIn(answer: Uint8Array): Uint8Array | null {
  if (answer[0] === 0 && answer.length === 1) return null
  const mode = (answer[1] ?? 0) & 3
  if (answer[0] !== 1 || mode === 3) throw new BadAnswer('the answer holds no metadata')
  const size = 1 << mode
  let length = 0
  for (let i = size; i >= 1; i--) length = length * 256 + (answer[i] ?? 0)
  const bytes = answer.subarray(1 + size)
  if (Math.floor(length / 4) !== bytes.length) throw new BadAnswer('the metadata are not as long as they claim')
  return bytes
}
