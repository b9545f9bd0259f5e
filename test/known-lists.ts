/** Public lists as `sensus begin` and a first start take them, all of made-up accounts. */

import { hex, sha256, utf8 } from '../src/log/bytes.ts'
import { multisigKey } from '../src/log/multisig.ts'
import { type AccountKey, accountKey } from '../src/log/sign.ts'
import { addressOf, publicKeyOf } from '../src/log/ss58.ts'

const keyOf = (name: string): AccountKey => accountKey('sr25519-raw', sha256(utf8(`begin ${name}`)))
export const [ann, ben, cat, dan] = [keyOf('ann'), keyOf('ben'), keyOf('cat'), keyOf('dan')] as const
export const at = (key: AccountKey): string => key.address

/** A profile as btcli signs it; `forged`: with a signature over other words. */
function profile(key: AccountKey, name: string, forged = false) {
  const said = { name, url: 'https://example.org', description: 'x' }
  const inner = `{"name": "${forged ? 'Other' : name}", "url": "https://example.org", "description": "x"}`
  return { ...said, signature: hex(key.sign(`{"${at(key)}": ${inner}}`).bytes) }
}

const keys = [ann, ben, cat].map(({ address }) => publicKeyOf(address))
export const signatories = {
  sudo: addressOf(multisigKey(keys, 2)),
  threshold: 2,
  signatories: [ann, ben, cat].map(at),
  source: 'a script',
}
export const balances = [
  [at(ann), '5000000000'],
  [at(cat), '1000000000'],
]
export const stakes = [[at(ann), at(ben), '4000000000', 7]]
const sources = { 'list.json': 'https://example.org/list', genesis: 'https://example.org/spec' }
/** Files by path. */
export const all = {
  'list.json': { [at(ann)]: profile(ann, 'Ann'), [at(ben)]: profile(ben, 'Ben', true) },
  'genesis/balances.json': balances,
  'genesis/stakes.json': stakes,
  'sudo.json': signatories,
  'known.json': [
    { account: at(dan), role: 'exchange', name: 'Dan Exchange', statement: 'https://example.org/reserves' },
    { account: at(ben), role: 'exchange', name: 'Rumoured' },
    // Who signs for a key is known by that already.
    { account: at(cat), role: 'custody', name: 'Cat Custody', statement: 'https://example.org/cat' },
  ],
  'events.json': [
    {
      title: 'A market opens',
      date: '2026-05',
      happened: 'It opened.',
      sources: [
        { side: 'One', url: 'https://one.example.org' },
        { side: 'Two', url: 'https://two.example.org' },
      ],
    },
    {
      title: 'Told by one side',
      date: '2026-05',
      happened: 'So they say.',
      sources: [{ side: 'One', url: 'https://one.example.org' }],
    },
  ],
  'notes/readme.json': { hello: 1 },
  'sources.json': sources,
}
