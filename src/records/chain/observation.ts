import { defineKind } from '../kind.ts'
import { blockFields, snapshot } from './snapshot.ts'

const { chain, block, hash, stateRoot, spec, recipe, holdings } = snapshot.example

/** Somebody else took the snapshot of a block, and says what came out. */
export const observation = defineKind({
  name: 'observation',
  title: 'Observation',
  summary:
    'Anybody who takes the snapshot of a block again says what came out. The same hash confirms the snapshot; another is an alarm that everybody sees.',
  signer: 'anyone',
  session: false,
  fields: blockFields,
  body: null,
  upgrade: 'As with snapshots.',
  example: { chain, block, hash, stateRoot, spec, recipe, holdings },
})
