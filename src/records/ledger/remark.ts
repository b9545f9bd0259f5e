import { blockFields } from '../block-fields.ts'
import { example } from '../examples.ts'
import { accountField, idField, numberField, required } from '../fields.ts'
import { defineKind } from '../kind.ts'

/** An account that cannot sign a text wrote the hash of a record on the chain instead. */
export const remark = defineKind({
  name: 'remark',
  subject: 'ledger',
  title: 'Remark on the chain',
  summary:
    'The observer found the hash of a record in a remark that an account made on the chain, in a finalized block. It stands for the signature of that record.',
  does: 'Found a remark on the chain',
  reveals: 'that this address found the remark on the chain.',
  signer: 'operator',
  session: false,
  fields: {
    chain: blockFields.chain,
    block: blockFields.block,
    hash: blockFields.hash,
    extrinsic: required(numberField(0, 65_534), { label: 'Extrinsic', hint: 'Its place in the block.' }),
    by: required(accountField(), { label: 'Made by', hint: 'The account that the remark was made for.' }),
    record: required(idField(), { label: 'Record', hint: 'The hash that stands there: the id of the record.' }),
  },
  body: null,
  revocable: false,
  removable: false,
  points: { record: { kinds: 'any', judgedBy: 'ledger' } },
  line: ({ record, block }) => ({ of: record, params: { block } }),
  lineWords: 'record {words}, block {block, number}',
  shownAt: { page: 'record', of: 'record' },
  upgrade: 'Later versions may add headers; a remark keeps its meaning.',
  example: {
    chain: '2f0555cc76fc2840a25a6ea3b9637146806f1f44b090c175ffde2a7e5ab36c03',
    block: 8_434_801,
    hash: example.block,
    extrinsic: 12,
    by: example.bob,
    record: example.record,
  },
})
