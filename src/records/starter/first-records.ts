import type { FieldsOf } from '../registry.ts'

/** What a site says of itself before its operator has said anything. True of every fresh site, and no more than that. */
export const starterPolicy: FieldsOf<'policy'> = {
  name: 'A new Sensus site',
  contact: 'not given yet: the operator of this site has not said how to reach them',
  body: `Who runs this: whoever started this site. They have not said yet who they are or how to reach them. Until they do, take it as a place for trying things out.

Rules until the operator writes others:

What you sign here is public, under your account, and meant to stay. Other people may copy it, and a copy cannot be called back. Votes are not secret.

Speak about the matter and not about somebody's private life. Do not publish what the law forbids, or what puts a person in danger.

The operator can stop serving a record for a reason that the removal names: illegal, privacy, defamation, court, author-request or key-compromise. A removal is a signed record too, says where to appeal, and leaves the place of the record in the log for everybody to see.

The operator cannot change what you signed or put words under your name. Anybody can copy the whole log, check it, and carry on elsewhere.`,
}

/** The first conversation of a fresh site. */
export const starterConversation: FieldsOf<'conversation'> = {
  title: 'Who should govern Bittensor?',
  add: 'anyone',
  totals: 'always',
  body: `Who should decide on upgrades, emissions and the fate of subnets, and who should be able to stop a decision?

As far as the writers of this text know, in the middle of 2026 there is no vote on chain: privileged calls need the keys of a small group. An earlier pair of bodies was taken out in autumn 2025, and a design with proposers, a reviewing trio and two larger councils has been proposed.

Vote on what others wrote, one statement at a time, and add what is missing. The first statements come from the operator; they are meant to put every side in words that it could accept, and none of them is the operator's opinion.`,
}

/** The first statements: every side of the question in words that it could accept, each at most 280 characters. */
export const starterStatements: readonly string[] = [
  'Validators and subnet owners should be two separate groups, and a change should need a yes from both.',
  'Miners do the work that the network pays for, so they should have seats of their own wherever rules are made.',
  'More stake should mean more say: those who have put in most lose most when a decision turns out badly.',
  'Stake should not be the only thing that counts. Some decisions should also need a majority of people, even though people are harder to count than tokens.',
  'A handful of large holders who act together should not be able to cut off the emissions of a subnet.',
  'A subnet that gives the network nothing should lose its emissions when a clear majority votes for it.',
  'No subnet should be shut out without published evidence, time to answer, and a place to appeal.',
  'The market is a better judge of subnets than any council: let the price of their tokens decide, and vote as little as possible.',
  'Tokens that are locked for years should weigh more in a vote than tokens that can be sold tomorrow.',
  'Weighing votes by how long tokens are locked mostly helps those who are already rich enough to wait.',
  'A small team with the keys can act fast and bears the responsibility. Giving that up for votes now would do more harm than good.',
  'There should be a fixed, public date on which the last group with special keys gives them up.',
  'An urgent fix may go in without a vote, if the reasons are published at once and reviewed by the others soon afterwards.',
  'Whoever holds any of the token should be able to put a proposal before everybody else.',
  'Whoever controls a very large wallet should say in public what they want for the network before they use its votes.',
]
