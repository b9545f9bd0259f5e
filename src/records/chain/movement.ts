import { type Address, address } from '../../log/ss58.ts'
import { taoText } from '../amounts.ts'
import { blockFields } from '../block-fields.ts'
import { accountField, amountField, enumField, hashField, numberField, optional, required } from '../fields.ts'
import { defineKind } from '../kind.ts'

const block = numberField(0, 4_294_967_295)
const account = accountField()
const subnet = numberField(0, 65_534)

/** A large movement, so that it can be pointed at and explained. The flows it names say the same, row by row. */
export const movement = defineKind({
  name: 'movement',
  subject: 'chain',
  title: 'Movement',
  summary:
    'The observer points at a large movement on the chain. What moved follows from the flows that it names; the record gives it a place where it can be explained.',
  does: 'Pointed at a large movement',
  reveals: 'that this address points at this movement.',
  signer: 'operator',
  session: false,
  fields: {
    chain: blockFields.chain,
    first: required(block, { label: 'First block', hint: 'Block of its first flow.' }),
    block: required(block, { label: 'Last block', hint: 'Block of its last flow.' }),
    hash: required(hashField(), { label: 'Hash', hint: 'Hash of the block of the snapshot that covers it.' }),
    what: required(
      enumField('transfer', 'stake', 'unstake', 'redelegation', 'swap', 'handover', 'hotkey-swap', 'coldkey-swap'),
      { label: 'What', hint: 'The kind of movement, from its first source to its last destination.' },
    ),
    from: required(account, { label: 'From account', hint: 'The coldkey that moved it.' }),
    to: optional(account, { label: 'To account', hint: 'The coldkey that has it now, when that is another.' }),
    hotkey: optional(account, { label: 'From validator', hint: 'Hotkey that it left.' }),
    toHotkey: optional(account, { label: 'To validator', hint: 'Hotkey where it is now.' }),
    netuid: optional(subnet, { label: 'From subnet', hint: 'Number of the subnet that it left.' }),
    toNetuid: optional(subnet, { label: 'To subnet', hint: 'Number of the subnet where it is now.' }),
    amount: required(amountField(), { label: 'Amount', hint: 'In TAO.' }),
    parts: optional(numberField(2, 4_294_967_295), {
      label: 'Parts',
      hint: 'How many flows are added up, when they are large only together.',
    }),
    because: required(enumField('issuance', 'habit', 'power', 'price'), {
      label: 'Why it is shown',
      hint: 'A share of all TAO; far beyond what this account moves; enough to pass or block; enough to move a price.',
    }),
    flows: required(hashField(), { label: 'Evidence', hint: 'SHA-256 of the flows that it consists of.' }),
  },
  body: null,
  revocable: true,
  removable: true,
  evidence: { flows: { format: 'flows-3', read: false } },
  rule: ({ first, block }) => (first > block ? { reason: 'first-after-block' } : null),
  words: movementInWords,
  line: ({ what, block }) => ({ params: { what, block } }),
  lineWords: '{what}, block {block, number}',
  shownAt: { page: 'movements' },
  upgrade: 'Later versions may add kinds and reasons; a reader shows those it does not know by their word.',
  example: {
    chain: '2f0555cc76fc2840a25a6ea3b9637146806f1f44b090c175ffde2a7e5ab36c03',
    first: 8_430_110,
    block: 8_430_152,
    hash: '3b1f0c5ad0a1c6d1b0f8a6f0bb19f0c0a37e2c9a0d6d9fbb1e6f5a4c3b2d1e0f',
    what: 'transfer',
    from: address('5Ctj1qnHHe2E3XA2Hbu4Re4DHX1fWJSyNwuoSTAmArr1E5N2'),
    to: address('5C4hrfjw9DjXZTzV3MwzrrAr9P1MJhSrvWGWqi1eSuyUpnhM'),
    amount: 12_345_678_900_000n,
    because: 'issuance',
    flows: '4b227777d4dd1fc61c6f884f48641d02b4d121d3fd328cb08b5531fcacdabf8a',
  },
})

/** What of a movement its words say. */
interface Moved {
  what: string
  /** In rao, as a number or in decimal digits. */
  amount: bigint | string
  first: number
  block: number
  from: Address
  to?: Address | null | undefined
  parts?: number | null | undefined
}

/** A movement as a text to sign names it: what, how much, when, whose. At most 210 characters. */
export function movementInWords({ what, amount, first, block, from, to, parts }: Moved): string {
  const blocks = first === block ? `block ${block}` : `blocks ${first} to ${block}`
  const inParts = parts ? ` in ${parts} parts` : ''
  return `${what} of ${taoText(BigInt(amount))}${inParts} in ${blocks} from ${from}${to ? ` to ${to}` : ''}`
}
