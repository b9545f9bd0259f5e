import { address } from '../../log/ss58.ts'
import { blockFields } from '../block-fields.ts'
import { accountField, enumField, hashField, numberField, optional, required, textField, timeField } from '../fields.ts'
import { defineKind } from '../kind.ts'

const block = numberField(0, 4_294_967_295)
const place = numberField(0, 4_294_967_295)
const account = accountField()

/** Steps towards a call that several have to approve. */
export const approvalSteps = ['proposed', 'approved', 'cancelled', 'executed', 'failed'] as const

/** What is done with privileged power. */
export const actWords = [
  ...approvalSteps,
  'called',
  'key-changed',
  'upgraded',
  'safe-mode-entered',
  'safe-mode-extended',
  'safe-mode-left',
] as const
export type ActWord = (typeof actWords)[number]

/** Something that was done with privileged power: a step towards a call, the call, a change of the key or of the rules. */
export const act = defineKind({
  name: 'act',
  subject: 'chain',
  title: 'Privileged act',
  summary:
    'The observer points at something that was done with the privileged key of the chain: a call proposed, approved, withdrawn or executed, the key changed, the runtime replaced, safe mode. Steps of one call have its hash and its beginning in common.',
  does: 'Pointed at a privileged act',
  reveals: 'that this address points at this act.',
  signer: 'operator',
  session: false,
  fields: {
    chain: blockFields.chain,
    block: blockFields.block,
    hash: blockFields.hash,
    at: optional(timeField(), { label: 'Time of the block', hint: 'As the chain itself says.' }),
    extrinsic: optional(place, {
      label: 'Extrinsic',
      hint: 'Its place in the block; none for what no extrinsic caused.',
    }),
    event: optional(place, {
      label: 'Event',
      hint: 'Place in the block of the event that tells it. None for what the state after the block shows, which was done in it or before.',
    }),
    what: required(enumField(...actWords), {
      label: 'What',
      hint: 'A step towards a call of several, a call of the key alone, or what changed.',
    }),
    authority: optional(account, {
      label: 'Authority',
      hint: 'The privileged account; of a change of the key the one before.',
    }),
    for: optional(account, {
      label: 'Privileged key',
      hint: 'For which the authority acts as its proxy. None where the authority is the key itself.',
    }),
    by: optional(account, { label: 'Signed by', hint: 'The account that signed.' }),
    key: optional(account, { label: 'New key', hint: 'Of a change of the key: the new one.' }),
    callHash: optional(hashField(), { label: 'Hash of the call', hint: 'blake2b-256, by which its steps name it.' }),
    begun: optional(block, { label: 'Begun in block', hint: 'Block of the first step of the call.' }),
    begunExtrinsic: optional(place, { label: 'Begun by extrinsic', hint: 'Place in that block of the first step.' }),
    calls: optional(textField(1, 200), {
      label: 'Calls',
      hint: 'Names of what is called, as far as they fit. None while the call is known by its hash alone.',
    }),
    error: optional(textField(1, 120), {
      label: 'Error',
      hint: 'Code of what kept the call from taking effect; of one that was executed: what kept a part of it.',
    }),
    spec: optional(block, { label: 'Runtime version', hint: 'Of a new runtime.' }),
    until: optional(block, { label: 'Until block', hint: 'Of safe mode: the last block for which it holds.' }),
    file: optional(hashField(), {
      label: 'Evidence',
      hint: 'SHA-256 of the call with its arguments, and of who decides.',
    }),
    change: optional(hashField(), {
      label: 'Change of the runtime',
      hint: 'SHA-256 of what changed from the runtime before, by the metadata of both.',
    }),
  },
  body: null,
  revocable: true,
  removable: true,
  evidence: { file: { format: 'act-1', read: true }, change: { format: 'runtime-change-1', read: true } },
  rule: ({ what, callHash, begun, begunExtrinsic }) => {
    const isStep = approvalSteps.some((each) => each === what) && what !== 'failed'
    if ((begun === undefined) !== (begunExtrinsic === undefined)) return { reason: 'begun-half' }
    return isStep && (callHash === undefined || begun === undefined) ? { reason: 'step-of-no-call' } : null
  },
  words: actInWords,
  line: ({ what, block }) => ({ params: { what, block } }),
  lineWords: '{what}, block {block, number}',
  shownAt: { page: 'proposal', of: 'id' },
  upgrade: 'Later versions may add words and headers; a reader shows those it does not know by their word.',
  example: {
    chain: '2f0555cc76fc2840a25a6ea3b9637146806f1f44b090c175ffde2a7e5ab36c03',
    block: 8_636_169,
    hash: '3b1f0c5ad0a1c6d1b0f8a6f0bb19f0c0a37e2c9a0d6d9fbb1e6f5a4c3b2d1e0f',
    at: Date.UTC(2026, 6, 17, 8, 30, 0),
    extrinsic: 14,
    event: 41,
    what: 'proposed',
    authority: address('5DcSqBNqCmfdJZRGFSwwcRb2dZdJHZuKK8Tb1Gx8gbmF5E8s'),
    by: address('5E7RCRrPVS8TckCDjr92B5ciGziwz2kfvxe4URy3L7AgirGJ'),
    callHash: '4e07408562bedb8b60ce05c1decfe3ad16b72230967de01f640b7e4729b49fce',
    begun: 8_636_169,
    begunExtrinsic: 14,
    calls: 'AdminUtils.sudo_set_tempo',
    file: '4b227777d4dd1fc61c6f884f48641d02b4d121d3fd328cb08b5531fcacdabf8a',
  },
})

/** An act as a text to sign names it. At most 240 characters. */
export function actInWords({
  what,
  calls,
  block,
}: {
  what: ActWord
  calls?: string | null | undefined
  block: number
}): string {
  return `${what}${calls == null ? '' : ` ${calls}`}, block ${block}`
}
