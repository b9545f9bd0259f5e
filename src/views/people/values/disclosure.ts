import * as z from 'zod'
import { expectations } from '../../../records/people/expectations.ts'
import { governanceKey, seat } from '../../chain/values/influence.ts'
import { latestSnapshot, named, twoShares } from '../../chain/values/named.ts'
import { count, index, ms, netuid, next, share, words } from '../../fields.ts'

export const disclosureState = z.enum(['met', 'stale', 'open', 'declined', 'not-expected'])
export type DisclosureState = z.infer<typeof disclosureState>

const expectation = z.enum(expectations)

const record = z.strictObject({
  index: index.describe('Place of the record in the log.'),
  ms: ms.describe('When the log admitted it, Unix milliseconds.'),
})

/** How much of an expectation is there. */
const detail = z.union([
  z.strictObject({
    of: count.describe('How many there are to be done: questions to take a position on, movements, inquiries.'),
    done: count.describe('How many of them are done.'),
  }),
  z.strictObject({
    linked: count.describe('Links that both keys signed.'),
    unnamed: count.nullable().describe('Further wallets that are not named; null: not said.'),
  }),
  z.strictObject({
    from: words.describe('First day of the latest report, YYYY-MM-DD.'),
    to: words.describe('Last day of the latest report, YYYY-MM-DD.'),
  }),
])
export type DisclosureDetail = z.infer<typeof detail>

/** One expectation of the ladder and one person. */
export const disclosed = z.strictObject({
  expectation: expectation.describe('What is expected.'),
  state: disclosureState.describe('Whether it is there; stale: older than expected.'),
  expected: z
    .boolean()
    .describe('Does the ladder expect it of this person? What nobody expects may be met all the same.'),
  record: record.nullable().describe('What meets or declines it.'),
  since: ms.nullable().describe('Since when it is open, Unix milliseconds; null: it is not open.'),
  due: ms.nullable().describe('Until when there is time, Unix milliseconds; null: for ever.'),
  detail: detail.nullable().describe('How much of it is there; null where there is nothing to count.'),
  reason: words.nullable().describe('The reason of whoever declines it; null: it is not declined.'),
})
export type Disclosure = z.infer<typeof disclosed>

const offices = z.strictObject({
  subnets: z.array(netuid).describe('Subnets that it owns.'),
  seats: z.array(seat).describe('Bodies that it sits in.'),
  keys: z.array(governanceKey).describe('Keys that it holds or shares.'),
})
export type Offices = z.infer<typeof offices>

const completeness = z.strictObject({
  met: count.describe('How much of it is met.'),
  expected: count.describe('How much is expected.'),
})

const verification = z.strictObject({
  stake: z
    .enum(['not-checked', 'confirmed', 'differs'])
    .nullable()
    .describe('Whether the stake of the introduction holds on the chain; null: there is no introduction.'),
  proofs: count.describe('Places on the web that name an account of theirs, as the observer found.'),
  links: count.describe('Links that both keys signed.'),
})

export const disclosureRow = named.extend({
  shares: twoShares.describe('What it holds and votes with.'),
  band: count.describe('Number of bands that it reaches; 0: none.'),
  offices: offices.describe('What it controls beside what it holds.'),
  spoken: z.boolean().describe('Has anything at all been said?'),
  disclosures: z.array(disclosed).describe('In the order of the ladder.'),
  completeness: completeness.describe('How much of what is expected is met.'),
  freshness: z
    .strictObject({ oldest: ms.nullable().describe('Time of the oldest record, Unix milliseconds; null: none.') })
    .describe('How old what is met is.'),
  verification: verification.describe('What others could confirm.'),
})
export type DisclosureRow = z.infer<typeof disclosureRow>

const expected = z.strictObject({
  what: expectation.describe('What is expected.'),
  days: count.nullable().describe('Within so many days, or for a report every so many; null: no time is given.'),
})

const band = z.strictObject({
  from: share.describe('Share of influence from which on, as a fraction.'),
  office: z.boolean().describe('Does it also hold for whoever has a seat, a key or a subnet, however small?'),
  expects: z.array(expected).describe('What is expected from there on, beside what smaller bands expect.'),
  entities: count.describe('Entities that reach this band and no higher one.'),
})

const ladder = z.strictObject({
  index: index.nullable().describe('Place of the ladder in force; null: the one that Sensus comes with.'),
  title: words.nullable().describe('Its title; null: the one that Sensus comes with.'),
  bands: z.array(band).describe('The smallest first.'),
  below: count.describe('Entities below the first band.'),
})

export const disclosureValue = z.strictObject({
  source: latestSnapshot,
  now: ms.describe('Time of the latest entry of the log, Unix milliseconds.'),
  ladder: ladder.describe('What is expected from which share of influence on.'),
  rows: z.array(disclosureRow).describe('Ordered by the larger of the two shares.'),
  next,
  total: count.describe('How many there are in all.'),
})
export type DisclosureValue = z.infer<typeof disclosureValue>
