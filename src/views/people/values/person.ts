import * as z from 'zod'
import { expectations } from '../../../records/people/expectations.ts'
import { roles, stakeMeanings } from '../../../records/people/introduction.ts'
import { proofMethods } from '../../../records/people/web-proof.ts'
import { named, saidRef } from '../../chain/values/named.ts'
import { accountAddress, block, count, index, ms, next, rao, words } from '../../fields.ts'
import { answered, version } from './said.ts'

export const role = z.enum(roles)
export const openTo = z.enum(['questions', 'nothing'])

const stakeMeaning = z.enum(stakeMeanings)

/** Whether a figure of stake holds. */
const stakeCheck = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('not-checked').describe('There is no snapshot of the chain yet.') }),
  z.strictObject({
    state: z.enum(['confirmed', 'differs']).describe('Whether what was said holds on the chain.'),
    block: block.describe('Block of the snapshot that it was compared with.'),
    index: index.describe('Place of that snapshot in the log.'),
    compared: stakeMeaning.describe('Which of the two amounts was compared.'),
    staked: rao.describe('What the whole entity had staked then, in rao of TAO.'),
    held: rao.describe('What it had staked and free together then, in rao of TAO.'),
  }),
])

const saidStake = z.strictObject({
  as: z.enum(['exact', 'band', 'at-least', 'withheld']).describe('How the stake is given.'),
  means: stakeMeaning.describe('staked: of what is staked; held: of that and what is free together.'),
  from: rao.nullable().describe('The figure, the least, or the lower end of the band, in rao of TAO; null: withheld.'),
  below: rao.nullable().describe('The upper end of the band, in rao of TAO; null: no band.'),
  check: stakeCheck.describe('Whether the chain says the same.'),
})

export const introductionVersion = version.extend({
  name: words.describe('What others may call them; not unique.'),
  anonymous: z.boolean().describe('The name is a pseudonym.'),
  stake: saidStake.describe('What they say they have staked.'),
  furtherWallets: count.nullable().describe('Further wallets that are not named; null: not said.'),
  since: words.nullable().describe('Active since: a year, a month or a day; null: not said.'),
  living: z.enum(['yes', 'partly', 'no', 'withheld']).describe('Do they earn their living from this?'),
  affiliations: words.nullable().describe('Organisations they belong to; null: not said.'),
  roles: z.array(role).describe('What they do in the network.'),
  contact: words.nullable().describe('Where they can be written to; null: not said.'),
  openTo: openTo.describe('Whether they expect to answer questions.'),
})
export type IntroductionVersion = z.infer<typeof introductionVersion>

const answer = answered.nullable()

export const askedQuestion = saidRef.extend({
  text: words.describe('The question.'),
  answer: answer.describe('The latest answer of whoever is asked; null: none yet.'),
})
export type AskedQuestion = z.infer<typeof askedQuestion>

const attributed = saidRef.extend({
  subject: named.describe('The account that the claim is about.'),
  owner: words.describe('Whose it is said to be.'),
  ownerAccount: named.nullable().describe('An account of the owner; null: none is named.'),
  until: ms.describe('When the claim ends, Unix milliseconds.'),
  inForce: z.boolean().describe('Still in force at the latest entry of the log?'),
  claim: words.describe('What is claimed.'),
  sources: words.describe('On what grounds.'),
  answer: answer.describe('What whoever it names says to it; null: nothing yet.'),
})
export type Attributed = z.infer<typeof attributed>

const webCheck = z.strictObject({
  result: z.enum(['named', 'not-named', 'not-reached']).describe('What the observer found there.'),
  index: index.describe('Place of the check in the log.'),
  ms: ms.describe('When the log admitted it, Unix milliseconds.'),
  detail: words.nullable().describe('What the observer wrote beside it.'),
})

export const webProof = saidRef.extend({
  method: z.enum(proofMethods).describe('Where to look.'),
  place: words.describe('The domain or the address of the page.'),
  check: webCheck.nullable().describe('The latest check; null: the observer has not looked yet.'),
})
export type WebProof = z.infer<typeof webProof>

export const proofsValue = z.strictObject({
  now: ms.describe('Time of the latest entry of the log, Unix milliseconds.'),
  rows: z.array(webProof).describe('Latest first; at most five of each person.'),
  next,
})
export type ProofsValue = z.infer<typeof proofsValue>

const list = z.strictObject({
  index: index.describe('Place of the list in the log.'),
  title: words.describe('Title of the list.'),
})

const listedProfile = z.strictObject({
  hotkey: accountAddress.describe('The hotkey that signed it.'),
  name: words.describe('Name of the profile.'),
  url: words.describe('Its address on the web.'),
  description: words.describe('What it says.'),
  verdict: z
    .enum(['raw', 'wrapped', 'invalid'])
    .describe('Whether the signature holds over the text itself, over the text in <Bytes>, or not at all.'),
  list: list.describe('The list that has it.'),
})
export type ListedProfile = z.infer<typeof listedProfile>

const ownAccount = z.strictObject({
  account: accountAddress.describe('Address.'),
  tie: z
    .enum(['linked', 'swapped'])
    .describe('linked: both keys signed that they belong together; swapped: its key was swapped on the chain.'),
  indexes: z.array(index).describe('Places of the two records of a link, or of the snapshot whose flows show a swap.'),
  block: block.nullable().describe('Block of the swap; null for a link.'),
})

const declined = saidRef.extend({
  expectation: z.enum(expectations).describe('What is declined.'),
  reason: words.describe('Why, in their own words.'),
})

const report = version.extend({
  from: words.describe('First day of the report, YYYY-MM-DD.'),
  to: words.describe('Last day of the report, YYYY-MM-DD.'),
})

const halfLink = z.strictObject({
  from: accountAddress.describe('Who signed it.'),
  to: accountAddress.describe('Whom it names.'),
  index: index.describe('Place of the record in the log.'),
})

const removed = z.strictObject({
  index: index.describe('Place of the removed record.'),
  by: index.describe('Place of the removal.'),
  category: z
    .enum(['illegal', 'privacy', 'defamation', 'court', 'author-request', 'key-compromise'])
    .describe('Why it was removed.'),
})

export const personValue = z.strictObject({
  now: ms.describe('Time of the latest entry of the log, Unix milliseconds.'),
  account: accountAddress.describe('The account that was asked for.'),
  person: named.describe('The person that it belongs to.'),
  accounts: z.array(ownAccount).describe('Accounts beside the hotkeys that the chain says it owns.'),
  introductions: z.array(introductionVersion).describe('Latest first.'),
  interests: z.array(version).describe('What they own and earn, latest first.'),
  reports: z.array(report).describe('How they used influence, latest first; each stands by itself.'),
  declines: z.array(declined).describe('What they decline to disclose, in the order of the log.'),
  questions: z
    .array(askedQuestion)
    .describe('Unanswered ones first, the oldest of them first; then the answered ones.'),
  proofs: z.array(webProof).describe('Where on the web they are named, in the order of the log.'),
  attributions: z.array(attributed).describe('What others claim, those in force first.'),
  halfLinks: z.array(halfLink).describe('Links that one side signed and the other has not.'),
  profiles: z.array(listedProfile).describe('Profiles that a hotkey signed elsewhere.'),
  removed: z.array(removed).describe('Places of records by this person that were removed, oldest first.'),
  next,
})
export type PersonValue = z.infer<typeof personValue>
