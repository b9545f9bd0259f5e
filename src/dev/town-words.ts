import type { FieldsOf } from '../records/registry.ts'

/** What a camp holds of a statement: for, against, or split. */
export type Stance = '+' | '-' | '0'

export interface TownStatement {
  body: string
  /** One for each camp. */
  stances: readonly [Stance, Stance, Stance]
}

/** The three camps and their shares of the town. */
export const camps = [
  { name: 'builders', share: 0.42 },
  { name: 'gardeners', share: 0.34 },
  { name: 'keepers', share: 0.24 },
] as const

export function townConversation(people: number): FieldsOf<'conversation'> {
  return {
    title: 'What should become of the old harbour? (simulated)',
    add: 'anyone',
    totals: 'always',
    body: `Simulated: ${people} invented people in three camps, made from a seed so that there is something to look at. Nobody real said any of this, and the keys of these people are known to everybody.

The harbour has been empty since the last freighter left. The town owns the land and has to decide what to do with it.`,
  }
}

const said = (stances: string, body: string): TownStatement => ({
  body,
  stances: [...stances] as [Stance, Stance, Stance],
})

/** Stances of builders, gardeners and keepers, then the words. */
export const townStatements: readonly TownStatement[] = [
  said('+--', 'Most of the land should go to new flats, as many as it can hold.'),
  said('+--', 'A tall building at the water would finally give the town a face.'),
  said('+-0', 'Selling a third of the land to pay for the rest is a fair deal.'),
  said('+0-', 'Whoever brings jobs should get a plot cheaply.'),
  said('+--', 'We have talked long enough: building should begin next year.'),
  said('+-0', 'There has to be parking for everybody who comes from outside.'),
  said('-+-', 'Half of the harbour should become a park down to the water.'),
  said('-+0', 'No cars at all beyond the old customs house.'),
  said('0+-', 'Nothing should be built that needs gas or oil for heating.'),
  said('-+0', 'The mudflat with the birds has to stay closed to people in spring.'),
  said('0+-', 'Roofs at the harbour should be green or carry solar panels, without exception.'),
  said('-+-', 'Rather a wild meadow for ten years than the wrong buildings for a hundred.'),
  said('--+', 'The cranes and the warehouses should stay exactly as they are.'),
  said('0-+', 'The town must not borrow money for any of this.'),
  said('--+', 'Nothing should be decided before the war memorial has a place everybody accepts.'),
  said('-0+', 'What the fishermen need comes before what visitors like.'),
  said('0-+', 'New buildings should be no higher than the church.'),
  said('-0+', 'Families who have lived here for generations should be asked first.'),
  said('+++', 'The quay should stay open to everybody, day and night.'),
  said('+++', 'All offers for the land should be published before anything is signed.'),
  said('++0', 'At least a quarter of the flats should be for people with little money.'),
  said('+0+', 'The ferry should come back, at least in summer.'),
  said('0++', 'Before the town sells a plot, its citizens should be able to say no.'),
  said('---', 'The council should decide behind closed doors and tell us afterwards.'),
]
