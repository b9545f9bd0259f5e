import { enumField, hashField, numberField, required } from './fields.ts'

const block = numberField(0, 4_294_967_295)

/** Which block of which chain: what records that point at a block have in common. */
export const blockFields = {
  chain: required(hashField(), { label: 'Chain', hint: 'Hash of its block 0.' }),
  block: required(block, { label: 'Block', hint: 'Number of the finalized block.' }),
  hash: required(hashField(), { label: 'Hash', hint: 'Hash of that block.' }),
  stateRoot: required(hashField(), { label: 'State root', hint: 'Root of the state after that block.' }),
  spec: required(numberField(0, 4_294_967_295), {
    label: 'Runtime version',
    hint: 'Specification version of the runtime after that block.',
  }),
  recipe: required(enumField('holdings-1', 'holdings-2'), {
    label: 'Recipe',
    hint: 'Which storage was read and how it is written: docs/formats.md.',
  }),
  holdings: required(hashField(), { label: 'Holdings', hint: 'SHA-256 of who holds and controls what.' }),
}
