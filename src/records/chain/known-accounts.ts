import { type Address, isAddress } from '../../log/ss58.ts'
import { bodyField, hashField, listField, optional, required, textField } from '../fields.ts'
import { defineKind } from '../kind.ts'
import { shorten } from '../limits.ts'
import { saidIn } from '../line.ts'
import { Refusal } from '../refusals.ts'
import { faultOf } from '../sections.ts'

/** What holds for many. `custody` covers whoever holds for others without being an exchange. */
export const holdingRoles = ['exchange', 'treasury', 'custody', 'burn'] as const
export type HoldingRole = (typeof holdingRoles)[number]

/** What an account is publicly known as; a `signatory` of a key of the chain holds for itself. */
export const labelRoles = [...holdingRoles, 'signatory'] as const
export type LabelRole = (typeof labelRoles)[number]

/** Files of one list at most: their hashes fit in a header. */
export const mostListFiles = 3

/** What the operator says of a known account. */
export interface Label {
  account: Address
  role: LabelRole
  name: string
}

/** Which accounts are publicly known. The latest list of the operator counts. */
export const knownAccounts = defineKind({
  name: 'known-accounts',
  formerly: ['labels'],
  subject: 'chain',
  title: 'Known accounts',
  summary:
    'The operator lists accounts that hold for many (exchanges, treasuries, custodians, burn addresses), and signatories of keys of the chain. Figures are shown with and without those that hold for many; the latest list counts.',
  does: 'Listed known accounts',
  reveals: 'the list and that this address keeps it.',
  signer: 'operator',
  session: false,
  fields: {
    title: required(textField(1, 120), { label: 'Title', hint: 'What this list is.' }),
    source: optional(textField(1, 256), { label: 'Source', hint: 'Where it comes from, as text.' }),
    files: optional(listField(hashField(), mostListFiles), {
      label: 'Files',
      hint: 'SHA-256 of each file that says where every account of the list was named.',
    }),
  },
  body: required(bodyField(1, 16_000, 16_384), {
    label: 'Accounts',
    hint: 'One per line: address, a space, exchange, treasury, custody, burn or signatory, a space, a name.',
  }),
  revocable: true,
  removable: true,
  evidence: { files: { format: 'known-accounts', read: false } },
  rule: ({ body }) => faultOf(parseLabels(body)),
  line: ({ title }) => saidIn(title),
  shownAt: { page: 'influence' },
  upgrade: 'Later versions may add roles; a reader that does not know a role shows its word.',
  example: {
    title: 'Accounts that hold for many',
    source: 'Public lists of explorers, compared on 2026-11-01',
    body: '5C4hrfjw9DjXZTzV3MwzrrAr9P1MJhSrvWGWqi1eSuyUpnhM burn The account of zeros, for which there is no key',
  },
})

/** The accounts of a list, or which line is wrong (`bad-field`). */
export function parseLabels(body: string): Label[] | Refusal {
  const found = new Map<Address, Label>()
  for (const [i, line] of body.split('\n').entries()) {
    const [, account, role, name] = /^(\S+) (\S+) (\S.{0,79})$/u.exec(line) ?? []
    const known = labelRoles.find((each) => each === role)
    if (!account || !known || !name || !isAddress(account))
      return new Refusal('bad-field', { reason: 'account-line', line: i + 1, value: shorten(line), roles: labelRoles })
    if (found.has(account)) return new Refusal('bad-field', { reason: 'account-twice', line: i + 1, account })
    found.set(account, { account, role: known, name })
  }
  return [...found.values()]
}
