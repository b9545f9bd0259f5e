import { dateField, isAhead } from '../dates.ts'
import { amountField, bodyField, enumField, listField, numberField, optional, required, textField } from '../fields.ts'
import { defineKind } from '../kind.ts'
import { saidIn } from '../line.ts'

/** What somebody may do in the network. */
export const roles = [
  'holder',
  'validator',
  'miner',
  'subnet-owner',
  'core-developer',
  'application-developer',
  'researcher',
  'foundation',
  'exchange',
  'custodian',
  'investor',
  'writer',
] as const

export type Role = (typeof roles)[number]

/** What a figure of stake is of: what is staked alone, or together with what is free. */
export const stakeMeanings = ['staked', 'held'] as const

export type StakeMeaning = (typeof stakeMeanings)[number]

const part = (heading: string, hint: string) => ({ heading, hint, required: false, maxLength: 3000 })

export const introductionParts = {
  about: part('About', 'Who speaks here, as much as they want to say.'),
  goals: part('Goals', 'What I want to do here.'),
  outcomes: part('Desired outcomes', 'What I would like the network to become.'),
  unwanted: part('What I do not want', 'What should not be done in my name or with my stake.'),
}

/** Somebody says who they are, as far as they want to. The latest one counts; the earlier ones stay to be read. */
export const introduction = defineKind({
  name: 'introduction',
  subject: 'people',
  title: 'Introduction',
  summary:
    'Somebody introduces themselves, and may stay anonymous: what they hold, where they earn, what they want. Nothing of it has to be said; the latest introduction counts and the earlier ones stay.',
  does: 'Introduced themselves',
  reveals:
    'what you say of yourself here, under this address. A later introduction counts instead; this one stays to be read.',
  signer: 'anyone',
  session: false,
  fields: {
    name: required(textField(1, 60), {
      label: 'Name',
      hint: 'What others may call you. Names are not unique: your address always stands beside it.',
    }),
    anonymous: required(enumField('yes', 'no'), {
      label: 'Do you stay anonymous?',
      hint: 'yes: the name is a pseudonym, and who is behind it is not said.',
    }),
    stakeAs: required(enumField('exact', 'band', 'at-least', 'withheld'), {
      label: 'How you give your stake',
      hint: 'exact, band and at-least are compared with the chain; withheld says nothing.',
    }),
    stakeMeans: optional(enumField(...stakeMeanings), {
      label: 'What the figure is of',
      hint: 'staked: what you have staked; held: staked and free together. Without it, staked.',
    }),
    stake: optional(amountField(), {
      label: 'Stake',
      hint: 'In TAO: the figure, where the band begins, or the least.',
    }),
    stakeBelow: optional(amountField(), { label: 'Stake, at most', hint: 'In TAO: where the band ends.' }),
    furtherWallets: optional(numberField(0, 9999), {
      label: 'Further wallets that you do not name',
      hint: 'Only how many there are; 0 says that there are none.',
    }),
    since: optional(dateField(), {
      label: 'Active since',
      hint: 'A year, a month or a day: 2020, 2020-06 or 2020-06-15.',
    }),
    living: required(enumField('yes', 'partly', 'no', 'withheld'), {
      label: 'Do you earn your living from this?',
      hint: 'From this network, its tokens, or anybody in it.',
    }),
    affiliations: optional(textField(1, 200), {
      label: 'Affiliations',
      hint: 'Organisations that you belong to or work for; "none" is an answer.',
    }),
    roles: optional(listField(enumField(...roles), roles.length), {
      label: 'Roles',
      hint: 'What you do in the network.',
    }),
    contact: optional(textField(3, 120), { label: 'Contact', hint: 'Where you can be written to, if you want that.' }),
    openTo: required(enumField('questions', 'nothing'), {
      label: 'May others ask you in public?',
      hint: 'Anyone may ask; this says whether you expect to answer.',
    }),
  },
  body: optional(bodyField(1, 12_200, 16_384), {
    label: 'In your own words',
    hint: 'About you, your goals, the outcomes you would like, and what you do not want.',
  }),
  sections: introductionParts,
  revocable: true,
  removable: true,
  rule: ({ stakeAs, stakeMeans, stake, stakeBelow, since }, { time }) => {
    if (since !== undefined && isAhead(since, time)) return { reason: 'date-after-time', field: 'since' }
    const [from, below] = [stake !== undefined, stakeBelow !== undefined]
    if (stakeAs === 'exact' || stakeAs === 'at-least') return from && !below ? null : { reason: 'stake-exact' }
    if (stakeAs === 'withheld') return from || below || stakeMeans !== undefined ? { reason: 'stake-withheld' } : null
    if (stake === undefined || stakeBelow === undefined) return { reason: 'stake-band' }
    return stake < stakeBelow ? null : { reason: 'stake-order' }
  },
  line: ({ name }) => saidIn(name),
  shownAt: { page: 'account', of: 'account' },
  upgrade: 'Later versions may add headers and parts; a reader shows those it does not know by their names.',
  example: {
    name: 'Grey Heron',
    anonymous: 'yes',
    stakeAs: 'band',
    stake: 50_000_000_000n,
    stakeBelow: 100_000_000_000n,
    furtherWallets: 1,
    since: '2020',
    living: 'no',
    affiliations: 'none',
    roles: ['holder'],
    openTo: 'questions',
    body: '# Goals\nThat we can decide together before we have to.\n\n# What I do not want\nNobody should delegate to me.',
  },
})
