import type { FieldsOf } from '../records/registry.ts'

/** What a camp holds of a statement: for, against, or split. */
export type Stance = '+' | '-' | '0'

export interface TownStatement {
  body: string
  /** One for each camp. */
  stances: readonly [Stance, Stance, Stance]
}

/** A camp by its place among them. */
export type Camp = 0 | 1 | 2

/** The three camps and their shares of the town: act now, leave it to the law outside, go through a process. */
export const camps = [
  { name: 'at once', share: 0.42 },
  { name: 'neutral', share: 0.34 },
  { name: 'process', share: 0.24 },
] as const

export function townConversation(people: number): FieldsOf<'conversation'> {
  return {
    title: 'What should we do about a subnet that serves an index of intimate pictures? (simulated)',
    add: 'anyone',
    totals: 'always',
    body: `Simulated: ${people} invented people in three camps, made from a seed so that there is something to look at. Nobody real said any of this, no such subnet is meant, and the keys of these people are known to everybody.

A subnet serves a search that finds intimate pictures of a person from a photo of their face. Nobody who runs it can be found. The press has asked what the network will do, and so have people who found themselves there. Validators set weights on the subnet, stake stands behind them, and emissions go on while we talk.`,
  }
}

const said = (stances: string, body: string): TownStatement => ({
  body,
  stances: [...stances] as [Stance, Stance, Stance],
})

/** Stances of those who would act at once, of the neutral and of those who want a process, then the words. */
export const townStatements: readonly TownStatement[] = [
  said('+--', 'The emissions of this subnet should be cut today; the details can be settled afterwards.'),
  said('+--', 'No validator should set weights on this subnet any longer, whatever that costs its delegators.'),
  said(
    '+-0',
    'Whoever has delegated to a validator that still serves this subnet should delegate elsewhere this week.',
  ),
  said('+0-', 'Each validator should act on their own judgement now, without waiting for the others.'),
  said('+--', 'When people are being harmed, a hasty decision does less damage than a late one.'),
  said('+-0', 'The owner of a subnet should earn nothing from it while nobody answers for what it does.'),
  said('-+-', 'The protocol should treat every subnet alike, whatever its service is used for.'),
  said('-+0', 'A network that stops one service will be pressed to stop many others.'),
  said('0+-', 'It is enough to publish who serves this subnet; everybody can then choose for themselves.'),
  said('-+0', 'Whoever is harmed should turn to the police and the courts, not to validators.'),
  said('0+-', 'No group inside the network should be able to take the emissions of a single subnet away.'),
  said('-+-', 'The place to act is where the pictures are stored and the search is run, not the chain.'),
  said('--+', 'Nothing should be decided before the evidence is published and the owner has had seven days to answer.'),
  said('0-+', 'Two bodies that share no member should both have to agree before emissions are suspended.'),
  said('--+', 'A procedure for such cases should be agreed before this case is decided.'),
  said('-0+', 'Validators should keep their weights as they are until a review is finished.'),
  said('0-+', 'A suspension should end by itself after thirty days unless it is confirmed.'),
  said('-0+', 'A panel drawn by lot from all who hold stake should weigh the evidence before anybody acts.'),
  said('+++', 'Whatever is decided, the reasons and those who decided should be public.'),
  said(
    '+++',
    'Somebody who finds pictures of themselves should have one place to report it, and an answer within a day.',
  ),
  said('++0', 'A validator should be free to stop serving any subnet without asking anybody.'),
  said('+0+', 'Those who direct much stake should say in public whether they support this subnet, and why.'),
  said('0++', 'The chain should not be split over a single subnet.'),
  said('---', 'Those who hold the sudo key should settle this among themselves and tell us afterwards.'),
]
