import * as z from 'zod'
import { backings } from '../../../folds/chain/snapshots.ts'
import { holdingRoles, labelRoles } from '../../../records/chain/known-accounts.ts'
import { accountAddress, block, count, hash, index, ms, rao, recordId, share, words } from '../../fields.ts'

export const labelRole = z.enum(labelRoles)

/** An account or an entity as it is named in a picture or a table. */
export const named = z.strictObject({
  key: accountAddress.describe('The coldkey that the entity is named by, or the account itself.'),
  introduced: words
    .nullable()
    .describe('What it calls itself in this log, by its latest introduction; nobody checks it, and it is not unique.'),
  name: words.nullable().describe('What it says of itself on the chain; nobody checks it.'),
  label: z
    .strictObject({
      role: labelRole.describe('What it is known as.'),
      name: words.describe('What the list calls it.'),
    })
    .nullable()
    .describe("What the log's list of known accounts says."),
  taken: accountAddress
    .nullable()
    .describe("Somebody else's account that used one of these names, or one that looks the same, before; null: none."),
})
export type Named = z.infer<typeof named>

/** Parts of two wholes, which are never added. */
export const twoShares = z.strictObject({
  holdings: share.describe('Free and own stake, of all TAO, as a fraction.'),
  weight: share.describe('Stake on its validators, of all stake, as a fraction.'),
})

/** entity joins a coldkey with its hotkeys and with what is linked with it by both keys. */
export const level = z.enum(['entity', 'account'])
export type Level = z.infer<typeof level>

/** Where figures come from: the snapshot and how far it is backed. */
export const source = z.strictObject({
  id: recordId.describe('Id of the snapshot record.'),
  index: index.describe('Place of the record in the log.'),
  block: block.describe('Number of the block.'),
  hash: hash.describe('Hash of the block.'),
  at: ms.describe('Time of the block, Unix milliseconds.'),
  spec: count.describe('Version of the runtime.'),
  holdings: hash.describe('SHA-256 of the evidence.'),
  endpoints: count.describe('Endpoints that were asked.'),
  agreed: count.describe('Endpoints that gave the same answer to every question.'),
  dissenting: count.describe('Endpoints that gave another answer to any question.'),
  backed: z
    .enum(backings)
    .describe(
      'proven: storage follows from the state root that the endpoints agreed on, prices and movements are as they said; agreed: more than half of the endpoints gave the same answer to every question, and none another one; single: one endpoint said so; disputed: others said otherwise, or too few answered.',
    ),
  confirmed: z.array(accountAddress).describe('Who took the snapshot again and found the same.'),
  contradicted: z
    .array(
      z.strictObject({
        account: accountAddress.describe('Who took the snapshot again.'),
        holdings: hash.describe('SHA-256 of what was found.'),
        index: index.describe('Place of the observation in the log.'),
      }),
    )
    .describe('Who took the snapshot again and found something else.'),
})
export type Source = z.infer<typeof source>

/** The source of a whole value. */
export const latestSnapshot = source
  .nullable()
  .describe('The snapshot that the figures follow from; null before the first.')

/** Where all TAO of a snapshot lies, each part once. */
export const issuanceCheck = z
  .strictObject({
    people: rao.describe('Free and reserved balances of accounts that may be somebody’s, in rao.'),
    pots: rao.describe('Balances of pots: accounts of pallets, to which nobody has a key.'),
    unpotted: rao.describe('TAO staked on root, or in the pool of a subnet, that lies in no pot.'),
    issued: rao.describe('All TAO, as the chain says.'),
    surplus: rao.describe('What was found beyond that; 0 where nothing is too much.'),
    missing: rao.describe('What was not found of it; 0 where nothing is missing.'),
    holds: z.boolean().describe('Whether surplus or missing is at most a thousandth of what was issued.'),
  })
  .describe('Where all TAO lies. A snapshot in which it does not add up shows somebody with what is not theirs.')

/** The roles that a reader asked to leave out. */
export const rolesLeftOut = z.array(z.enum(holdingRoles)).describe('Roles of known accounts that are left out.')

/** Where something stands in the log, who said it, and how that is known. */
export const saidRef = z.strictObject({
  id: recordId.describe('Id of the record.'),
  index: index.describe('Place of the record in the log.'),
  ms: ms.describe('When the log admitted it, Unix milliseconds.'),
  account: accountAddress.describe('The account that signed.'),
  by: named.describe('The person that the account belongs to.'),
  how: z
    .enum(['signed', 'by-remark'])
    .describe('signed: by the key of the account; by-remark: its hash stands on the chain, and the observer found it.'),
})
export type SaidRef = z.infer<typeof saidRef>
