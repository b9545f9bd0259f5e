import type { Role } from '../records/people/introduction.ts'

/** What the people of the town say when they speak for themselves. All of it is invented, and nobody real is meant. */

/** One for each who introduces themselves; the first twelve run validators. */
export const names = [
  'Plain Weights',
  'Second Key',
  'North Quorum',
  'Slow Tempo',
  'Grey Heron',
  'Two Signatures',
  'Evenkeel',
  'Open Weights Room',
  'Half Epoch',
  'Lantern',
  'Cold Spare',
  'Marginal Note',
  'Rowan',
  'Small Model',
  'Eleventh Hour',
  'Copper Rack',
  'Kittiwake',
  'Fine Print',
  'Ferrule',
  'Long Holder',
  'Paper Wallet',
  'Old Genesis',
  'Night Shift',
  'Sable',
  'Left Margin',
  'Third Reader',
  'Quiet Stake',
  'Warm Spare',
  'Tallow',
  'Fallow',
  'Data Steward',
  'Blank Page',
  'Juniper',
  'Patch Notes',
  'Weir',
  'Dissent',
] as const

/** What those do who run no validator, in turn. */
export const otherRoles: readonly Role[][] = [
  ['subnet-owner'],
  ['miner'],
  ['holder'],
  ['application-developer', 'holder'],
  ['researcher'],
  ['miner', 'holder'],
  ['subnet-owner', 'core-developer'],
  ['holder', 'writer'],
]

export const affiliations = [
  'none',
  'A validator team of four people (simulated)',
  'A company that builds on two subnets (simulated)',
  'A university group (simulated)',
] as const

/** Of everybody, so that their page says it too. */
export const about = 'An invented person of the simulated network. The key of this account is known to everybody.'

/** What somebody wants here and what they do not want, by the camp that they stand in. */
export const aims = [
  {
    goals: 'That nobody outside the network is harmed by what we run, and that we act while it still helps.',
    outcomes: 'A network that people who never heard of it need not be afraid of.',
    unwanted: 'My stake should not stand behind a service that harms people.',
  },
  {
    goals: 'To run what I run well, and to keep the rules simple enough that nobody has to be trusted with them.',
    outcomes: 'A protocol that knows no friends and no enemies, under laws that do their own work.',
    unwanted: 'Nobody should censor in my name.',
  },
  {
    goals: 'That we agree how we decide before we have to, and that everybody can see how it went.',
    outcomes: 'A known way from a complaint to a decision, with evidence, an answer and an appeal.',
    unwanted: 'Nobody should take my silence for consent.',
  },
] as const

/** Why somebody stands where they stand, by camp; fit for any question and for either side of it. */
export const reasons = [
  [
    'What counts for me is how soon somebody who is harmed gets help.',
    'I would rather correct an early step than explain a late one.',
  ],
  [
    'I ask what the same rule would do in the hands of somebody whom I do not trust.',
    'People answer to the law where they live; what is shared by all should stay simple.',
  ],
  [
    'What counts for me is that the evidence is open, that there is time to answer, and that there is an appeal.',
    'I could live with the other outcome if two independent bodies had come to it.',
  ],
] as const

export const interests = [
  '# What I own\nStake on three validators, and alpha of two subnets (simulated).\n\n# What I earn\nThe take of my validator.\n\n# Who pays me\nNobody else in this network.',
  '# What I own\nStake with my own validator, nothing elsewhere (simulated).\n\n# Who pays me\nNobody in this network.\n\n# Where I stay out\nDecisions about the subnets that I serve.',
  '# What I own\nAlpha of one subnet, which is most of what I hold (simulated).\n\n# Who pays me\nThe team of that subnet, since last year.',
] as const

/** What somebody is asked in public. */
export const inquiries = [
  'Do you set weights on the subnet that serves the picture search, and what would make you stop?',
  'Would you tell those who delegate to you before you stop serving a subnet?',
  'What evidence would you need before you call a use of the network harmful?',
  'Who decides in your team which subnets you serve?',
  'Would you sign a suspension that ends by itself after thirty days?',
  'What would you do if a court in your country asked you for the weights that you set?',
] as const

/** To the first questions of those. */
export const answers = [
  'We stopped this week. We would set weights again if its owner came forward and the search was taken down.',
  'Yes, three days before, here and with the reason.',
  'A report that somebody else has checked, and the words of the person concerned if they want to be heard.',
] as const

export const promises = [
  'Our take stays at or below 10 per cent, so that nobody has to stay with us for the price.',
  'We will say it here seven days before our take changes.',
  'Our take does not rise because of what we decide about a subnet.',
] as const

export const declined = 'Naming my other wallets would tell where I live.'

/** Why something moved; the second one says little. */
export const explanations = [
  'I moved it to where I trust it more. Nothing was sold.',
  'It was mine to move.',
  'I will not have it stand behind a validator that gives no answer about the picture search. Nothing was sold.',
  'Rent for the machines of the next quarter, as I do every three months.',
] as const
