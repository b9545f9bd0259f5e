import { blockFields } from '../block-fields.ts'
import { hashField, listField, numberField, optional, required, timeField } from '../fields.ts'
import { defineKind } from '../kind.ts'

const block = numberField(0, 4_294_967_295)

/** Files of one proof at most: their hashes fit in a header. */
export const mostProofFiles = 3

/** Who holds and controls what after one finalized block, and what moved since the snapshot before. */
export const snapshot = defineKind({
  name: 'snapshot',
  subject: 'chain',
  title: 'Snapshot',
  summary:
    'The observer of this log says who held and controlled what after a finalized block, as a file that anybody can make again from a node and compare by its hash.',
  does: 'Took a snapshot of the chain',
  reveals: 'the snapshot of this block and that this address took it.',
  signer: 'operator',
  session: false,
  fields: {
    ...blockFields,
    at: required(timeField(), { label: 'Time of the block', hint: 'As the chain itself says.' }),
    first: optional(block, {
      label: 'Flows from block',
      hint: 'First block of the flows; they go on to the block above.',
    }),
    flows: optional(hashField(), { label: 'Flows', hint: 'SHA-256 of what moved in those blocks.' }),
    endpoints: required(numberField(1, 64), { label: 'Endpoints', hint: 'How many were asked.' }),
    agreed: required(numberField(1, 64), {
      label: 'Agreed',
      hint: 'The fewest that gave the same answer to any question. Not more than half: unproven.',
    }),
    dissenting: optional(numberField(1, 63), {
      label: 'Dissenting',
      hint: 'How many gave another answer to any question. Any at all: disputed, and not proven.',
    }),
    metadata: optional(hashField(), {
      label: 'Metadata',
      hint: 'SHA-256 of the metadata of the runtime, with which the proofs are read.',
    }),
    proofs: optional(listField(hashField(), mostProofFiles), {
      label: 'Proofs',
      hint: 'SHA-256 of each file of nodes that prove the storage under the state root. What they prove needs no endpoint.',
    }),
  },
  body: null,
  revocable: false,
  removable: true,
  evidence: {
    holdings: { format: 'holdings-2', read: true },
    flows: { format: 'flows-3', read: true },
    metadata: { format: 'metadata', read: false },
    proofs: { format: 'proof-1', read: false },
  },
  rule: ({ first, flows, block, endpoints, agreed, dissenting = 0, metadata, proofs }) => {
    if ((first === undefined) !== (flows === undefined)) return { reason: 'first-and-flows' }
    if (first !== undefined && first > block) return { reason: 'first-after-block' }
    if ((metadata === undefined) !== (proofs === undefined)) return { reason: 'metadata-and-proofs' }
    if (dissenting >= endpoints) return { reason: 'all-dissenting' }
    return agreed > endpoints ? { reason: 'too-many-agreed' } : null
  },
  line: ({ block }) => ({ params: { block } }),
  lineWords: 'block {block, number}',
  shownAt: { page: 'influence' },
  upgrade: 'Later versions may add recipes; a reader that does not know a recipe skips the snapshot.',
  example: {
    chain: '2f0555cc76fc2840a25a6ea3b9637146806f1f44b090c175ffde2a7e5ab36c03',
    block: 8_434_800,
    hash: '3b1f0c5ad0a1c6d1b0f8a6f0bb19f0c0a37e2c9a0d6d9fbb1e6f5a4c3b2d1e0f',
    stateRoot: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    spec: 424,
    recipe: 'holdings-1',
    holdings: '4e07408562bedb8b60ce05c1decfe3ad16b72230967de01f640b7e4729b49fce',
    at: Date.UTC(2026, 5, 30, 12, 0, 0),
    first: 8_427_601,
    flows: '4b227777d4dd1fc61c6f884f48641d02b4d121d3fd328cb08b5531fcacdabf8a',
    endpoints: 3,
    agreed: 3,
  },
})
