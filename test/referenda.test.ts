/** Referenda of a chain that has their pallets, from submission to enactment, read from its blocks alone. */

import { afterAll, describe, expect, test } from 'vitest'
import { type Story, tao, tellStory } from '../src/dev/simulated-chain.ts'
import { isRefusal } from '../src/records/refusals.ts'
import { chainAt, closeChains, nodesOf, observedSite, viewed } from './chain-parts.ts'
import { closeSites } from './site.ts'
import { watched } from './watched.ts'

afterAll(closeChains)
afterAll(closeSites)

const triumvirate = ['tim', 'tom', 'tea']
/** Eve and ed sit in both: six seats, four voters. */
const [economic, building] = [
  ['eve', 'ed', 'eli'],
  ['eve', 'ed', 'bea'],
]

/** A chain with the collectives of the proposal, in which pat may propose. */
function governed({ populated = true } = {}): Story {
  const story = tellStory({ era: 'referenda' })
  for (const name of ['pat', ...triumvirate, ...economic, ...building]) story.give(name, tao(100))
  story.silently(({ bodies, touched }) => {
    bodies.set('triumvirate', triumvirate.map(story.address))
    touched.add('bodies')
  })
  story.block((say) => {
    say.setMembers('pat', 'proposers', ['pat'])
    if (populated) say.setMembers('pat', 'economic', economic).setMembers('pat', 'building', building)
  })
  return story
}

/** Pat asks for a transfer of 7 TAO, and two of the Triumvirate hand it to a review, which is referendum 1. */
const handedOn = (story: Story): Story =>
  story
    .block((say) => say.submit('pat', 0, (call) => call.transfer('pat', 'eve', tao(7))))
    .block((say) => say.pollVote('tim', 0, true))
    .block((say) => say.pollVote('tom', 0, true).endPoll(0, 'Delegated'))

async function read(story: Story) {
  story.blocks(1).finalize()
  const [node] = await nodesOf(story, 1)
  const { site, run: observeWith } = await observedSite()
  const range = { first: 1, last: story.finalized().number }
  const run = () => observeWith({ chain: chainAt([node!.url]).chain, every: 1000, range })
  await run()
  const one = (referendum: number) => viewed(site, 'referendum', { referendum: String(referendum) })
  return { site, run, one, all: () => viewed(site, 'referenda') }
}

const whoSays = (voters: { by: { key: string }; vote: string | null }[], story: Story, names: string[]) =>
  Object.fromEntries(names.map((name) => [name, voters.find(({ by }) => by.key === story.address(name))?.vote]))

describe('a referendum', () => {
  test('is submitted, handed to a review, hastened by three of four, and enacted', async () => {
    const story = handedOn(governed())
      .block((say) => say.pollVote('eve', 1, true))
      .block((say) => say.pollVote('eli', 1, false))
      .block((say) => say.pollVote('ed', 1, true).pollUnvote('eli', 1))
      .block((say) => say.pollVote('bea', 1, true).endPoll(1, 'FastTracked').endPoll(1, 'Enacted'))
    const { one, all, run } = await read(story)

    const { rows, total, open, collectives } = await all()
    expect({ total, open }).toEqual({ total: 2, open: 0 })
    expect(
      rows.map(({ referendum, state, track, review, parent }) => [referendum, state, track, review, parent]),
    ).toEqual([
      [1, 'enacted', 1, null, 0],
      [0, 'delegated', 0, 1, null],
    ])
    expect(collectives).toEqual([
      { name: 'proposers', members: 1 },
      { name: 'triumvirate', members: 3 },
      { name: 'economic', members: 3 },
      { name: 'building', members: 3 },
      { name: 'economic-eligible', members: 0 },
    ])

    const asked = await one(0)
    expect(asked.row).toMatchObject({ whole: true, tally: { ayes: 2, nays: 0, voters: 3 }, voting: ['triumvirate'] })
    expect(asked.row.proposer?.key).toBe(story.address('pat'))
    expect(asked.calls).toMatchObject([
      {
        pallet: 'Balances',
        args: expect.arrayContaining([
          expect.objectContaining({ path: 'dest', kind: 'account', text: story.address('eve') }),
          expect.objectContaining({ path: 'value', kind: 'number', text: String(tao(7)) }),
        ]),
      },
    ])

    const review = await one(1)
    // The call is that of the referendum which handed it on, and who sits in both collectives has one vote.
    expect(review.calls).toEqual(asked.calls)
    expect({ both: review.both, voters: review.voters.length }).toEqual({ both: 2, voters: 4 })
    expect(review.row).toMatchObject({ tally: { ayes: 3, nays: 0, voters: 4 }, error: null, clock: null })
    expect(whoSays(review.voters, story, ['eve', 'ed', 'eli', 'bea'])).toEqual({
      eve: 'aye',
      ed: 'aye',
      eli: null,
      bea: 'aye',
    })
    expect(review.voters.find(({ by }) => by.key === story.address('eve'))?.bodies).toEqual(['economic', 'building'])
    expect(review.steps.map(({ what, tally }) => [what, tally?.ayes ?? null, tally?.nays ?? null])).toEqual([
      ['voted', 1, 0],
      ['voted', 1, 1],
      ['voted', 2, 1],
      ['vote-removed', 2, 0],
      ['voted', 3, 0],
      ['fast-tracked', null, null],
      ['enacted', null, null],
    ])

    const before = JSON.stringify([await one(0), await one(1)])
    await run()
    expect(JSON.stringify([await one(0), await one(1)])).toBe(before)
  })

  test('is cancelled by a review in which more than half are against', async () => {
    const story = handedOn(governed())
      .block((say) => say.pollVote('eve', 1, false).pollVote('ed', 1, false))
      .block((say) => say.pollVote('bea', 1, false).endPoll(1, 'Cancelled'))
    const { row } = await (await read(story)).one(1)
    expect(row).toMatchObject({ state: 'cancelled', tally: { ayes: 0, nays: 3, voters: 4 }, enacted: null })
  })

  test('is carried out without effect, and says why', async () => {
    const story = handedOn(governed()).block((say) => say.endPoll(1, 'Enacted', true))
    const { row } = await (await read(story)).one(1)
    expect(row).toMatchObject({ state: 'failed', error: 'BadOrigin' })
  })

  test('that is open has a clock, which moves with its votes', async () => {
    const story = handedOn(governed())
    const begun = story.trunk().number
    const waiting = await (await read(story)).one(1)
    expect(waiting.row).toMatchObject({
      state: 'open',
      clock: { closes: begun + 14_400, enacts: begun + 7_200, pass: null, hasten: 3, stop: 3 },
    })
    story.block((say) => say.pollVote('eve', 1, true))
    const { row } = await (await read(story)).one(1)
    expect(row.clock!.enacts).toBeLessThan(begun + 7_200)
  })

  test('before collectives that have no members says so, and has no clock', async () => {
    const { one } = await read(handedOn(governed({ populated: false })))
    const { row, collectives, voters } = await one(1)
    expect({ tally: row.tally, clock: row.clock, voters }).toEqual({
      tally: { ayes: 0, nays: 0, voters: null },
      clock: null,
      voters: [],
    })
    expect(collectives.filter(({ members }) => members === 0).map(({ name }) => name)).toEqual([
      'economic',
      'building',
      'economic-eligible',
    ])
  })
})

test('each step but a vote raises an alarm, with its sentence and the page of its referendum', async () => {
  const story = governed().finalize()
  const { asked, api } = await watched(story, 1000)
  handedOn(story)
  story.block((say) => say.pollVote('eve', 1, true).endPoll(1, 'FastTracked').endPoll(1, 'Enacted', true)).finalize()
  const said = async () =>
    (await asked()).alarms
      .filter(({ referendum }) => referendum !== null)
      .map(({ what, state, url, severity }) => [what, state, url, severity])
  const page = (referendum: number) => `https://a.example/referendum/${referendum}`
  await expect.poll(said, { timeout: 20_000 }).toEqual([
    ['referendum-failed', 'recorded', page(1), 'very-large'],
    ['referendum-fast-tracked', 'recorded', page(1), 'very-large'],
    ['referendum-delegated', 'recorded', page(0), 'large'],
    ['referendum-submitted', 'recorded', page(0), 'large'],
  ])
  const words = (await asked()).alarms.map((each) => each.words)
  expect(words).toContain('Referendum 0 goes on to its review, which is referendum 1')
  expect(await (await api.request('/api/feed.atom')).text()).toContain('Referendum 0 was submitted by')
})

test('a conversation begins by itself about a referendum, goes on in its review, and is linked on both pages', async () => {
  const story = governed().finalize()
  const { site, begin, end } = await watched(story, 1000, undefined, true)
  const one = (referendum: string) => viewed(site, 'referendum', { referendum })
  story.block((say) => say.submit('pat', 0, (call) => call.transfer('pat', 'eve', tao(7)))).finalize()
  await expect.poll(async () => (await viewed(site, 'referenda')).rows[0]?.opened, { timeout: 20_000 }).toBe(true)
  const [talk] = (await one('0')).conversations
  expect(talk).toMatchObject({ title: expect.stringMatching(/^Referendum 0: Balances\./), statements: 0 })
  await end()
  begin()
  story.block((say) => say.pollVote('tim', 0, true).pollVote('tom', 0, true).endPoll(0, 'Delegated'))
  story.block((say) => say.pollVote('eve', 1, true)).finalize()
  await expect.poll(async () => (await viewed(site, 'referenda')).total, { timeout: 20_000 }).toBe(2)
  await expect.poll(async () => (await one('1')).steps.length, { timeout: 20_000 }).toBe(1)
  expect((await one('1')).conversations).toEqual([talk])
  expect((await viewed(site, 'conversations')) as object).toMatchObject({
    conversations: [expect.anything(), { id: talk!.id }],
  })
})

test('a chain without the pallets has no referenda and no collectives, and an unknown number is refused', async () => {
  const story = tellStory({ era: 'alpha-v2' }).give('alice', tao(5)).blocks(2)
  const { site, all } = await read(story)
  expect(await all()).toMatchObject({ rows: [], total: 0, collectives: [] })
  const refused = await site.view('referendum', { referendum: '3' })
  expect(isRefusal(refused) && refused.params).toEqual({ reason: 'referendum', referendum: 3 })
})
