import * as z from 'zod'
import { accountAddress, block, count, hash, index, next, refusalCode, words } from '../../fields.ts'
import { labelRole, source } from './named.ts'

const flows = z.strictObject({
  first: block.describe('First block that they cover.'),
  sha256: hash.describe('SHA-256 of the file.'),
})

const param = z.union([z.string(), z.number(), z.boolean(), z.array(z.union([z.string(), z.number()])).readonly()])

const broken = z.strictObject({
  index: index.describe('Place of the record in the log.'),
  block: block.describe('Block that it is about.'),
  fault: z
    .strictObject({
      code: refusalCode.describe('What is wrong with the evidence.'),
      params: z.record(z.string(), param).readonly().describe('Ids, figures and codes that say it in full.'),
    })
    .describe('Why the snapshot does not count.'),
})

const known = z.strictObject({
  account: accountAddress.describe('Address.'),
  role: labelRole.describe('What it is known as.'),
  name: words.describe('What the list calls it.'),
})

const knownAccounts = z.strictObject({
  index: index.describe('Place of the list in the log.'),
  accounts: z.array(known).describe('In the order of the list.'),
})

export const snapshotsValue = z.strictObject({
  chain: hash
    .nullable()
    .describe('Hash of block 0 of the chain that this log is about; null before the first snapshot.'),
  snapshots: z
    .array(
      source.extend({
        flows: flows.nullable().describe('What moved since the snapshot before; null: not said.'),
        proofs: z
          .array(hash)
          .readonly()
          .describe('SHA-256 of the files that prove its storage under the state root; empty where nothing does.'),
      }),
    )
    .describe('Latest block first.'),
  next,
  total: count.describe('How many there are in all.'),
  broken: z.array(broken).describe('Records whose evidence is missing or says something else.'),
  known: knownAccounts
    .nullable()
    .describe('Accounts publicly known to hold for many, as the list in force says; null before the first list.'),
})
export type SnapshotsValue = z.infer<typeof snapshotsValue>
