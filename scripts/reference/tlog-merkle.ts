import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { unbase64 } from '../../src/log/bytes.ts'
import { verifyConsistency, verifyInclusion } from '../../src/log/proof.ts'

/** How many cases the published set has: a set that lost some is not the set. */
const counts = { inclusion: 98, consistency: 98 }

interface Inclusion {
  leafIdx: number
  treeSize: number
  root: string
  leafHash: string
  proof: string[] | null
  wantErr: boolean
}

interface Consistency {
  size1: number
  size2: number
  root1: string
  root2: string
  proof: string[] | null
  wantErr: boolean
}

/** Bytes of a field that Go wrote: base64, null for nil. */
const bytes = (field: string | null): Uint8Array => unbase64(field ?? '')
const hashes = (field: string[] | null): Uint8Array[] => (field ?? []).map(bytes)

const holds = {
  inclusion: (it: Inclusion): boolean =>
    verifyInclusion({
      index: it.leafIdx,
      size: it.treeSize,
      leafHash: bytes(it.leafHash),
      proof: hashes(it.proof),
      root: bytes(it.root),
    }),
  consistency: (it: Consistency): boolean =>
    verifyConsistency({
      size1: it.size1,
      root1: bytes(it.root1),
      size2: it.size2,
      root2: bytes(it.root2),
      proof: hashes(it.proof),
    }),
}

const casesUnder = (path: string): string[] =>
  readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json'))
    .sort()

/** Every case of one kind: accepted where the set accepts, refused where it refuses. */
export function referenceMerkle(path: string, kind: 'inclusion' | 'consistency'): string {
  const names = casesUnder(path)
  const cases = names.map((name) => JSON.parse(readFileSync(join(path, name), 'utf8')) as Inclusion & Consistency)
  const wrong = names.filter((_, i) => holds[kind](cases[i]!) === cases[i]!.wantErr)
  if (wrong.length > 0) throw new Error(`${wrong.length} of ${names.length} cases depart: ${wrong.join(', ')}`)
  if (names.length !== counts[kind]) throw new Error(`${names.length} cases, ${counts[kind]} expected`)
  const refused = cases.filter(({ wantErr }) => wantErr).length
  return `${names.length} cases as published: ${names.length - refused} proofs hold, ${refused} are refused`
}
