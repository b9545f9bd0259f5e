import { hashField, required, textField } from '../fields.ts'
import { defineKind } from '../kind.ts'
import { saidIn } from '../line.ts'

/** What accounts held and staked in block 0, as a published list has it: history, and no snapshot. */
export const genesis = defineKind({
  name: 'genesis',
  subject: 'chain',
  title: 'Genesis',
  summary:
    'The operator brings in what accounts held and staked in block 0 of the chain, as a published list has it. It was not read from a node, nothing proves it, and it says nothing of the present; the latest list counts.',
  does: 'Brought in the balances of block 0',
  reveals: 'the list and that this address brought it in.',
  signer: 'operator',
  session: false,
  fields: {
    chain: required(hashField(), { label: 'Chain', hint: 'Hash of its block 0.' }),
    title: required(textField(1, 120), { label: 'Title', hint: 'What this list is.' }),
    source: required(textField(1, 256), { label: 'Source', hint: 'Where it comes from, as text.' }),
    holdings: required(hashField(), { label: 'Holdings', hint: 'SHA-256 of the balances and stakes.' }),
  },
  body: null,
  revocable: true,
  removable: true,
  evidence: { holdings: { format: 'genesis-1', read: true } },
  line: ({ title }) => saidIn(title),
  shownAt: { page: 'influence' },
  upgrade: 'Later versions may add headers; a reader that does not know the format of a list skips it.',
  example: {
    chain: '2f0555cc76fc2840a25a6ea3b9637146806f1f44b090c175ffde2a7e5ab36c03',
    title: 'Balances and stakes of block 0',
    source: 'The chain specification in a public repository, read on 2026-11-01',
    holdings: '4b227777d4dd1fc61c6f884f48641d02b4d121d3fd328cb08b5531fcacdabf8a',
  },
})
