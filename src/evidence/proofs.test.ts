import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hex } from '../log/bytes.ts'
import { Malformed } from '../log/errors.ts'
import { blake2b256 } from '../log/suites.ts'
import { readColumns, writeColumns } from './columns.ts'
import { type ProofFacts, proofFormat, readProof, writeProof } from './proofs.ts'

const zeros = '0'.repeat(64)
const facts: ProofFacts = {
  format: proofFormat,
  chain: zeros,
  block: 7,
  hash: zeros,
  stateRoot: zeros,
  spec: 424,
  metadata: zeros,
  answers: [{ method: 'SwapRuntimeApi_current_alpha_price', args: '0100', bytes: '00ca9a3b00000000' }],
}
const nodesOf = fc.uniqueArray(fc.uint8Array({ minLength: 1, maxLength: 50 }), { selector: hex, maxLength: 30 })

test('reads back what was written, by rising hash, in whatever order it came', () => {
  fc.assert(
    fc.property(nodesOf, (nodes) => {
      const [file, ...others] = writeProof({ facts, nodes })
      expect(others).toEqual([])
      expect(writeProof({ facts, nodes: nodes.toReversed() })).toEqual([file])
      const read = readProof(file!)
      expect(read.facts).toEqual(facts)
      const hashes = read.nodes.map((node) => hex(blake2b256(node)))
      expect(hashes).toEqual(hashes.toSorted())
      expect(read.nodes.map(hex).sort()).toEqual(nodes.map(hex).sort())
    }),
  )
})

test('a node that comes twice stands once', () => {
  const node = Uint8Array.of(1, 2, 3)
  expect(readProof(writeProof({ facts, nodes: [node, node.slice()] })[0]!).nodes).toEqual([node])
})

test('is divided where a file is full, and refused where a record could not name the files', () => {
  const nodes = [1, 2, 3, 4].map((byte) => new Uint8Array(40).fill(byte))
  expect(writeProof({ facts, nodes }, 80)).toHaveLength(2)
  expect(writeProof({ facts, nodes: nodes.slice(1) }, 10)).toHaveLength(3)
  expect(() => writeProof({ facts, nodes }, 10)).toThrow('The proof of block 7 needs 4 files, a record names 3.')
})

test('bytes that are none are refused', () => {
  const table = readColumns(writeProof({ facts, nodes: [Uint8Array.of(1, 2)] })[0]!)
  const [size, nodes] = table.columns
  const written = (change: object): Uint8Array => writeColumns({ ...table, ...change })
  const short = { ...size!, data: Uint32Array.of(1) }
  expect(() => readProof(written({ columns: [short, nodes!] }))).toThrow(
    'the nodes have 2 bytes, their sizes come to 1',
  )
  expect(() => readProof(written({ columns: [nodes!, size!] }))).toThrow(Malformed)
  expect(() => readProof(written({ facts: { ...table.facts, block: -1 } }))).toThrow(Malformed)
  expect(() => readProof(Uint8Array.of(1, 2, 3))).toThrow(Malformed)
})
