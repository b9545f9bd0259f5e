import { blockFields } from '../block-fields.ts'
import { defineKind } from '../kind.ts'
import { snapshot } from './snapshot.ts'

const { chain, block, hash, stateRoot, spec, recipe, holdings } = snapshot.example

/** Somebody else took the snapshot of a block, and says what came out. */
export const observation = defineKind({
  name: 'observation',
  subject: 'chain',
  title: 'Observation',
  summary:
    'Anybody who takes the snapshot of a block again says what came out. The same hash confirms the snapshot; another is an alarm that everybody sees.',
  does: 'Took a snapshot again',
  reveals: 'that this address took the snapshot of this block too, and what came out.',
  signer: 'anyone',
  session: false,
  fields: blockFields,
  body: null,
  revocable: true,
  removable: true,
  line: ({ block }) => ({ params: { block } }),
  lineWords: 'block {block, number}',
  shownAt: { page: 'influence' },
  upgrade: 'As with snapshots.',
  example: { chain, block, hash, stateRoot, spec, recipe, holdings },
})
