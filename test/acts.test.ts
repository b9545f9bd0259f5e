/** Privileged acts on the simulated chain, from the block to the record and to what follows from it. */

import { afterAll, afterEach, describe, expect, test } from 'vitest'
import type { BlockScript } from '../src/dev/simulated-chain/block-script.ts'
import { multisigAddress } from '../src/dev/simulated-chain/moves.ts'
import type { Faults } from '../src/dev/simulated-chain/rpc.ts'
import { type Story, tao } from '../src/dev/simulated-chain.ts'
import { readAct } from '../src/evidence/act.ts'
import { actInWords } from '../src/records/chain/act.ts'
import type { RecordId } from '../src/records/ids.ts'
import { isRefusal } from '../src/records/refusals.ts'
import type { FieldsOf, KindName } from '../src/records/registry.ts'
import { factPath } from '../src/service/layout.ts'
import { observe } from '../src/service/observe.ts'
import type { Site } from '../src/service/site.ts'
import { english } from '../src/words/en.ts'
import { sentenceOf } from '../src/words/refusal.ts'
import { chainAt, closeChains, nodesOf, viewed } from './chain-parts.ts'
import { clock, closeSites, write } from './site.ts'
import { signatories, smallTown, watched } from './watched.ts'

afterEach(closeChains)
afterAll(closeSites)

const wait = { timeout: 20_000 }

/** A call of the signatories: to set the tempo of subnet 1. */
const setsTempo = (as: BlockScript) => as.sudo('x', (inner) => inner.setTempo('x', 1, 99))
const approves = (story: Story, who: string, inner: (as: BlockScript) => BlockScript = setsTempo): Story =>
  story.block((say) => say.multisig(who, signatories, 2, (as) => void inner(as))).finalize()

const whatOf = async (site: Site) => (await viewed(site, 'acts')).acts.map(({ what }) => what)
const pending = async (site: Site) => (await viewed(site, 'proposals', { state: 'pending' })).rows
const all = async (site: Site) => (await viewed(site, 'proposals')).rows
const page = (site: Site, id: RecordId) => viewed(site, 'proposal', { proposal: id })

/** An observer that began at the head of a node with these faults, and ranges that are read on another one. */
async function behind(story: Story, faults: Partial<Faults>) {
  const { site, log, store, end } = await watched(story, 1000, undefined, false, faults)
  await expect.poll(async () => (await pending(site)).length, wait).toBe(1)
  await end()
  const [archive] = await nodesOf(story, 1)
  const run = (range: { first: number; last: number }) =>
    observe(
      { chain: chainAt([archive!.url]).chain, log, notes: store.blobs, every: 1000, range, report: () => undefined },
      new AbortController().signal,
    )
  return { site, run }
}

/** Somebody of the chain signs a record. */
async function says<K extends KindName>(site: Site, story: Story, who: string, kind: K, fields: FieldsOf<K>) {
  const written = write(site.origin, story.key(who), kind, fields)
  const answer = await site.submit(written.note, {})
  if (isRefusal(answer)) throw new Error(sentenceOf(english, answer))
  return written.id
}

const thinks = (subject: string, stance: 'supports' | 'doubts'): FieldsOf<'opinion'> => ({
  subject,
  stance,
  until: Math.floor(clock.now / 1000) * 1000 + 86_400_000,
  body: '# Reason\nSo I see it.\n\n# What would change it\nMore facts.',
})

test('a privileged call: proposed, its page before another block, a conversation, approved, executed, and what came of it', async () => {
  const story = smallTown('alpha-v2', clock.now)
  const { site, asked, begin, end } = await watched(story, 1000, undefined, true)
  const question = await says(site, story, 'carol', 'question', {
    title: 'Should the pace of subnets be set by few?',
    touches: ['AdminUtils'],
    body: '# Background\nSome say yes, others no.\n\n# Precedents\nElsewhere it was.',
  })
  await says(site, story, 'ben', 'position', {
    question,
    title: 'Should the pace of subnets be set by few?',
    stance: '2',
  })
  approves(story, 'ann')
  const { number } = story.finalized()
  await expect.poll(async () => (await pending(site)).length, wait).toBe(1)
  const [call] = await pending(site)
  const of = (...names: string[]) => names.map((name) => expect.objectContaining({ key: story.address(name) }))
  expect(call).toMatchObject({
    state: 'pending',
    calls: ['AdminUtils.sudo_set_tempo'],
    authority: multisigAddress(signatories.map(story.address), 2),
    begun: { block: number },
    whole: true,
    threshold: 2,
    approved: of('ann'),
    missing: expect.arrayContaining(of('ben', 'cid')),
    decided: null,
  })
  // No block came after it, no snapshot covers it, and all of this is there.
  expect([story.finalized().number, (await viewed(site, 'snapshots')).total]).toEqual([number, 1])
  const first = await page(site, call!.id)
  expect(first.calls).toMatchObject([
    { depth: 0, pallet: 'Sudo', name: 'sudo', args: [{ path: 'call', kind: 'call', text: '1' }] },
    {
      depth: 1,
      pallet: 'AdminUtils',
      name: 'sudo_set_tempo',
      args: [
        { path: 'netuid', kind: 'number', text: '1' },
        { path: 'tempo', kind: 'number', text: '99' },
      ],
    },
  ])
  expect(first.steps.map(({ what, by }) => [what, by?.key])).toEqual([['proposed', story.address('ann')]])
  expect(first.questions).toMatchObject([{ id: question, precedents: 'Elsewhere it was.', touches: ['AdminUtils'] }])
  expect(first.questions[0]?.positions.map(({ by, stance }) => [by.key, stance]).sort()).toEqual(
    [
      [story.address('ann'), null],
      [story.address('ben'), '2'],
      [story.address('cid'), null],
    ].sort(),
  )
  await expect.poll(async () => (await pending(site))[0]?.opened, wait).toBe(true)
  const [talk] = (await page(site, call!.id)).conversations
  expect(talk).toMatchObject({ title: 'Privileged call: AdminUtils.sudo_set_tempo', operator: true, votes: 0 })
  const statement = await says(site, story, 'bob', 'statement', {
    conversation: talk!.id,
    title: talk!.title,
    body: 'A tempo of 99 is too slow.',
  })
  await says(site, story, 'carol', 'vote', { choice: 'agree', about: statement, title: 'A tempo of 99 is too slow.' })
  // An opinion repeats the words of the record, which the page makes of what the view says.
  const named = { ...thinks(call!.id, 'supports'), title: actInWords(first.recorded) }
  const misnamed = write(site.origin, story.key('ann'), 'opinion', { ...named, title: 'proposed another, block 4' })
  expect(await site.submit(misnamed.note, {})).toMatchObject({ code: 'bad-field', params: { reason: 'other-words' } })
  await says(site, story, 'ann', 'opinion', named)
  await says(site, story, 'alice', 'opinion', thinks(call!.id, 'doubts'))
  // A restart says nothing twice, and begins no other conversation.
  await end()
  begin()
  clock.now += 60_000
  story.blocks(5)
  approves(story, 'ben')
  await expect.poll(async () => (await all(site))[0]?.state, wait).toBe('executed')
  clock.now += 60_000
  await says(site, story, 'alice', 'opinion', thinks(call!.id, 'supports'))
  const done = await page(site, call!.id)
  expect(done.proposal).toMatchObject({
    id: call!.id,
    approved: of('ann', 'ben'),
    missing: [],
    error: null,
  })
  expect(done.proposal.decided).toMatchObject({ block: story.finalized().number })
  expect(done.took).toEqual({ blocks: 6, ms: 72_000 })
  expect(done.steps.map(({ what }) => what)).toEqual(['proposed', 'executed'])
  expect(done.conversations).toMatchObject([
    {
      id: talk!.id,
      participants: 1,
      votes: 1,
      leading: [{ body: 'A tempo of 99 is too slow.', agree: 1, disagree: 0 }],
    },
  ])
  const counts = (rows: typeof done.before) =>
    Object.fromEntries(rows.map(({ role, stances }) => [role, stances.map(({ people }) => people).join()]))
  // Alice stakes on root; what she thought when it was decided stays beside what she says since.
  expect(counts(done.before)).toEqual({ signatory: '1,0,0', validator: '0,0,1', holder: '0,0,0', none: '0,0,0' })
  expect(counts(done.after)).toEqual({ signatory: '0,0,0', validator: '1,0,0', holder: '0,0,0', none: '0,0,0' })
  const timeline = await viewed(site, 'acts')
  expect(timeline.acts).toMatchObject([
    { what: 'executed', call: call!.id, approved: of('ann', 'ben'), calls: ['AdminUtils.sudo_set_tempo'] },
    { what: 'proposed', call: call!.id, approved: [] },
  ])
  expect((await viewed(site, 'acts', { netuid: '1' })).total).toBe(2)
  expect((await viewed(site, 'acts', { netuid: '2' })).total).toBe(0)
  expect((await viewed(site, 'conversations')) as object).toMatchObject({
    conversations: [expect.anything(), { id: talk!.id, about: call!.id }],
  })
  const { alarms } = await asked()
  expect(alarms.map(({ what, state, url }) => [what, state, url])).toEqual([
    ['privileged-call', 'recorded', `https://a.example/proposal/${timeline.acts[0]!.id}`],
    ['call-proposed', 'recorded', `https://a.example/proposal/${call!.id}`],
  ])
})

describe('what is known of a call', () => {
  test('that was approved by its hash alone is filled in by the step that carries it', async () => {
    const story = smallTown()
    const { site } = await watched(story, 1000)
    story.block((say) => say.approve('ann', signatories, 2, (as) => void setsTempo(as))).finalize()
    await expect.poll(async () => (await pending(site)).length, wait).toBe(1)
    const [hashed] = await pending(site)
    expect(hashed).toMatchObject({ calls: [], threshold: 2, callHash: expect.stringMatching(/^[0-9a-f]{64}$/) })
    expect(await page(site, hashed!.id)).toMatchObject({ calls: [], spec: null, questions: [] })
    approves(story, 'cid')
    await expect.poll(async () => (await all(site))[0]?.calls, wait).toEqual(['AdminUtils.sudo_set_tempo'])
    expect((await all(site))[0]).toMatchObject({ id: hashed!.id, state: 'executed' })
  })

  test('that is withdrawn and that fails, each with its end', async () => {
    const story = smallTown()
    const { site, asked } = await watched(story, 1000)
    approves(story, 'ann')
    story.block((say) => say.cancel('ann', signatories, 2, (as) => void setsTempo(as))).finalize()
    const fails = (as: BlockScript) => as.sudoFails('x', (inner) => inner.setTempo('x', 1, 5))
    approves(story, 'ben', fails)
    approves(story, 'cid', fails)
    await expect.poll(async () => (await all(site)).map(({ state }) => state), wait).toEqual(['failed', 'cancelled'])
    expect((await all(site))[0]).toMatchObject({ error: 'BadOrigin', approved: [expect.anything(), expect.anything()] })
    await expect.poll(async () => (await asked()).alarms[0]?.what, wait).toBe('call-failed')
  })

  test('is the same whichever of two calls of one hash is meant: each is known by where it was begun', async () => {
    const story = smallTown()
    const { site } = await watched(story, 1000)
    for (const who of ['ann', 'ben', 'cid', 'ann']) approves(story, who)
    await expect.poll(async () => (await all(site)).map(({ state }) => state), wait).toEqual(['executed', 'executed'])
    expect((await all(site)).map(({ approved }) => approved.map(({ key }) => key))).toEqual([
      [story.address('cid'), story.address('ann')],
      [story.address('ann'), story.address('ben')],
    ])
  })
})

describe('a call that was pending when the observer first looked', () => {
  const ahead = (story: Story) => approves(story, 'ann').blocks(20).finalize()
  const of = (story: Story, ...names: string[]) =>
    names.map((name) => expect.objectContaining({ key: story.address(name) }))

  test('has its page at once, with all that its block tells, and goes on in later steps', async () => {
    const story = ahead(smallTown('alpha-v2', clock.now))
    const { site, begin, end } = await watched(story, 1000, undefined, true)
    await expect.poll(async () => (await pending(site))[0]?.opened, wait).toBe(true)
    const [call] = await pending(site)
    expect(call).toMatchObject({
      calls: ['AdminUtils.sudo_set_tempo'],
      whole: true,
      threshold: 2,
      approved: of(story, 'ann'),
      missing: expect.arrayContaining(of(story, 'ben', 'cid')),
    })
    expect((await page(site, call!.id)).steps).toMatchObject([{ what: 'proposed', event: expect.any(Number) }])
    await end()
    begin()
    approves(story, 'cid')
    await expect.poll(async () => (await all(site))[0]?.state, wait).toBe('executed')
    expect((await all(site)).map(({ id }) => id)).toEqual([call!.id])
    expect(await whatOf(site)).toEqual(['executed', 'proposed'])
    expect((await page(site, call!.id)).took).toEqual({ blocks: 21, ms: 252_000 })
  })

  test('is told by its extrinsic where the state of its block is gone, and by its hash alone where that has no more', async () => {
    const three = [...signatories, 'dan']
    const story = smallTown()
    const safe = multisigAddress(three.map(story.address), 3)
    story.silently((ledger) => {
      ledger.sudo = safe
      ledger.touched.add('sudo')
    })
    story.give('dan', tao(10))
    story.block((say) => say.multisig('ann', three, 3, (as) => void setsTempo(as)))
    const carried = story.trunk().number
    story.block((say) => say.multisig('dan', three, 3, (as) => void setsTempo(as)))
    const hashed = (as: BlockScript) => as.sudo('x', (inner) => inner.setTempo('x', 1, 7))
    story
      .block((say) => say.approve('ben', three, 3, (as) => void hashed(as)))
      .blocks(30)
      .finalize()
    const { site, begin, end } = await watched(story, 1000, undefined, false, { keepsState: 10 })
    await expect.poll(async () => (await pending(site)).length, wait).toBe(2)
    const rows = await pending(site)
    expect(
      rows.map(({ calls, callHash, approved, threshold, whole }) => [
        calls,
        callHash?.length,
        approved.length,
        threshold,
        whole,
      ]),
    ).toEqual([
      [[], 64, 1, 3, true],
      [['AdminUtils.sudo_set_tempo'], 64, 2, 3, true],
    ])
    expect(rows[1]).toMatchObject({
      begun: { block: carried, at: expect.any(Number) },
      approved: of(story, 'ann', 'dan'),
      missing: expect.arrayContaining(of(story, 'ben', 'cid')),
    })
    const { steps } = await page(site, rows[1]!.id)
    expect(steps.map(({ what, block, event }) => [what, block, event])).toEqual([
      ['proposed', carried, null],
      ['approved', story.finalized().number, null],
    ])
    // A restart, and the steps that follow, say nothing twice.
    await end()
    begin()
    story.block((say) => say.multisig('cid', three, 3, (as) => void setsTempo(as))).finalize()
    await expect.poll(async () => (await all(site)).find(({ id }) => id === rows[1]!.id)?.state, wait).toBe('executed')
    expect((await all(site)).length).toBe(2)
    expect((await page(site, rows[1]!.id)).steps.map(({ what }) => what)).toEqual(['proposed', 'approved', 'executed'])
  })

  test('before a process that died as soon as its snapshot stood', async () => {
    const story = ahead(smallTown())
    const { site, begin, done } = await watched(story, 1000, undefined, false, {}, true)
    await expect(done).rejects.toThrow('the process dies here')
    expect(await whatOf(site)).toEqual([])
    begin()
    await expect.poll(() => whatOf(site), wait).toEqual(['proposed'])
  })

  test('whose block is read later, by somebody who goes back over it, is still one', async () => {
    const story = ahead(smallTown())
    const { site, run } = await behind(story, { keepsState: 10 })
    const [call] = await pending(site)
    expect((await page(site, call!.id)).steps).toMatchObject([{ what: 'proposed', event: null }])
    await run({ first: 1, last: story.finalized().number - 1 })
    expect((await pending(site)).map(({ id }) => id)).toEqual([call!.id])
    const read = await page(site, call!.id)
    expect(read.steps).toMatchObject([{ what: 'proposed', event: expect.any(Number) }])
    expect(read.steps.length).toBe(1)
  })
})

test('a key that changes ends the power of the old one, and the new one is heard in the next block', async () => {
  const story = smallTown()
  const { site, begin, end } = await watched(story, 1000)
  approves(story, 'cid')
  const change = (as: BlockScript) => as.sudo('x', (inner) => inner.setSudoKey('x', 'carol'))
  approves(story, 'ann', change)
  story.block((say) => say.multisig('ben', signatories, 2, (as) => void change(as)))
  story.block((say) => say.sudo('carol', (inner) => inner.setTempo('x', 1, 3)))
  // The old signatories have no power any more: what they agree on is theirs alone.
  story.block((say) => say.multisig('ann', signatories, 2, (as) => void as.remark('x', 'y'))).finalize()
  await expect.poll(() => whatOf(site), wait).toEqual(['called', 'executed', 'key-changed', 'proposed', 'proposed'])
  const states = (await all(site)).map(({ state, authority, calls }) => [state, authority, calls[0]])
  const old = multisigAddress(signatories.map(story.address), 2)
  expect(states).toEqual([
    ['executed', story.address('carol'), 'AdminUtils.sudo_set_tempo'],
    ['executed', old, 'Sudo.set_key'],
    ['void', old, 'AdminUtils.sudo_set_tempo'],
  ])
  expect((await viewed(site, 'proposals')).key).toMatchObject({ account: story.address('carol'), threshold: null })
  // After a restart it is known from the log who has the power.
  await end()
  begin()
  story.block((say) => say.sudo('carol', (inner) => inner.setTempo('x', 1, 4))).finalize()
  await expect.poll(async () => (await whatOf(site)).length, wait).toBe(6)
  const changedAct = (await viewed(site, 'acts')).acts.find(({ what }) => what === 'key-changed')!
  expect(changedAct).toMatchObject({ key: story.address('carol'), approved: [] })
  const shown = await page(site, changedAct.id)
  expect(shown.consequences.map(({ what }) => what)).toEqual(['key-changed'])
  expect(shown.proposal.calls).toEqual(['Sudo.set_key'])
})

describe('a key that a multisig holds as its proxy', () => {
  const safe = (story: Story) => multisigAddress(signatories.map(story.address), 2)

  /** The key is a pure account of carol's, and the signatories act for it. */
  function heldByProxy(type = 'Any'): Story {
    const story = smallTown('alpha-v2', clock.now)
    story.give('pure', tao(10))
    story.silently((ledger) => {
      ledger.sudo = story.address('pure')
      ledger.proxies.set(story.address('pure'), [{ delegate: safe(story), type, delay: 0 }])
      ledger.touched.add('sudo').add(`proxies ${story.address('pure')}`)
    })
    return story.block((say) => say.remark('carol', 'so it is')).finalize()
  }

  const acting = (inner: (as: BlockScript) => BlockScript) => (as: BlockScript) => as.proxied('x', 'pure', inner)
  const slows = acting((as) => as.sudo('x', (inner) => inner.setTempo('x', 1, 4)))

  test('is known as held so: its steps are found and joined, alarms are raised, and who signs stands on the page', async () => {
    const story = heldByProxy()
    // One is pending before anybody looks.
    approves(story, 'ben', slows)
    const { site, asked } = await watched(story, 1000)
    await expect.poll(async () => (await pending(site)).length, wait).toBe(1)
    approves(story, 'cid', slows)
    approves(story, 'ann')
    await expect.poll(() => whatOf(site), wait).toEqual(['proposed', 'executed', 'proposed'])
    const rows = await all(site)
    expect(rows.map(({ state, authority, key, calls }) => [state, authority, key, calls])).toEqual([
      ['pending', safe(story), story.address('pure'), ['AdminUtils.sudo_set_tempo']],
      ['executed', safe(story), story.address('pure'), ['AdminUtils.sudo_set_tempo']],
    ])
    const { key } = await viewed(site, 'proposals')
    expect(key).toMatchObject({ account: story.address('pure'), holder: safe(story), threshold: 2 })
    expect(key?.signatories.map((each) => each.key).sort()).toEqual(signatories.map(story.address).sort())
    await expect.poll(async () => (await asked()).alarms.map(({ what }) => what), wait).toContain('call-proposed')
    // With the key goes the power of who acts for it.
    story.block((say) => say.sudo('pure', (inner) => inner.setSudoKey('x', 'alice'))).finalize()
    await expect.poll(async () => (await all(site)).map(({ state }) => state), wait).toContain('void')
  })

  test('is none where the proxy may do other things alone, and is one from when it may do this, across a restart', async () => {
    const story = heldByProxy('Staking')
    story.give('mid', tao(10))
    story.silently((ledger) => {
      ledger.proxies.set(story.address('mid'), [{ delegate: safe(story), type: 'NonTransfer', delay: 0 }])
      ledger.touched.add(`proxies ${story.address('mid')}`)
    })
    story.block((say) => say.remark('carol', 'so it is')).finalize()
    const through = (tempo: number) => (as: BlockScript) =>
      as.proxied('x', 'mid', (mid) =>
        mid.proxied('x', 'pure', (pure) => pure.sudo('x', (it) => it.setTempo('x', 1, tempo))),
      )
    const { site, begin, end } = await watched(story, 1000)
    approves(story, 'ann', through(7))
    story.block((say) => say.addProxy('pure', 'mid', 'NonFungible')).finalize()
    story.block((say) => say.sudo('pure', (inner) => inner.setTempo('x', 1, 1))).finalize()
    await expect.poll(() => whatOf(site), wait).toEqual(['called'])
    await end()
    begin()
    // What was pending before the proxy could do this is found, and what is proposed now is heard.
    await expect.poll(async () => (await pending(site)).length, wait).toBe(1)
    approves(story, 'ben', through(8))
    await expect.poll(async () => (await pending(site)).length, wait).toBe(2)
    story.block((say) => say.removeProxy('pure', 'mid', 'NonFungible')).finalize()
    approves(story, 'cid', through(9))
    story.block((say) => say.sudo('pure', (inner) => inner.setTempo('x', 1, 2))).finalize()
    await expect.poll(async () => (await whatOf(site)).filter((what) => what === 'called').length, wait).toBe(2)
    expect((await pending(site)).length).toBe(2)
  })
})

describe('each act has one record', () => {
  test('of other multisigs there is none', async () => {
    const story = smallTown()
    const { site, asked } = await watched(story, 1000)
    story.block((say) => say.multisig('ann', ['ann', 'bob'], 2, (as) => void as.remark('x', 'of others'))).finalize()
    story.block((say) => say.transfer('alice', 'carol', tao(900))).finalize()
    await expect.poll(async () => (await asked()).count, wait).toBe(1)
    expect(await whatOf(site)).toEqual([])
  })

  test('when the process dies between the record and what follows, and when blocks are told twice', async () => {
    const story = smallTown()
    let fail = 0
    const { site, begin, end } = await watched(
      story,
      1000,
      (watch) => ({
        ...watch,
        blocks: async (read) => {
          if (fail-- > 0) throw new Error('the process dies here')
          await watch.blocks(read)
        },
      }),
      true,
    )
    await end()
    fail = 1
    approves(story, 'ann')
    await expect(begin().done).rejects.toThrow('the process dies here')
    expect(await whatOf(site)).toEqual(['proposed'])
    begin()
    approves(story, 'ben')
    await expect.poll(() => whatOf(site), wait).toEqual(['executed', 'proposed'])
    const told = await viewed(site, 'conversations')
    expect('conversations' in told && told.conversations.filter(({ about }) => about !== null).length).toBe(1)
  })

  test('no conversation is begun where the operator does not want one, nor again where they took it back', async () => {
    const story = smallTown()
    const { site, log, begin, end } = await watched(story, 1000)
    approves(story, 'ann')
    await expect.poll(async () => (await pending(site)).length, wait).toBe(1)
    expect((await pending(site))[0]).toMatchObject({ opened: false, conversations: 0 })
    await end()
    const [call] = await pending(site)
    const fields = { title: 'Ours', about: call!.id, add: 'anyone', totals: 'always' } as const
    expect(isRefusal(await log.submit('conversation', fields))).toBe(false)
    const [talk] = (await page(site, call!.id)).conversations
    expect(isRefusal(await log.submit('revoke', { record: talk!.id }))).toBe(false)
    expect((await pending(site))[0]).toMatchObject({ opened: true, conversations: 0 })
    begin()
    approves(story, 'ben')
    await expect.poll(async () => (await all(site))[0]?.state, wait).toBe('executed')
    expect((await all(site))[0]).toMatchObject({ conversations: 0 })
  })

  test('goes on in the file that it names, which is of its block', async () => {
    const story = smallTown()
    const { site, log } = await watched(story, 1000)
    approves(story, 'ann')
    await expect.poll(async () => (await pending(site)).length, wait).toBe(1)
    const [record] = await site.records(Number.MAX_SAFE_INTEGER, 1)
    const hash = /^file: (.*)$/m.exec(record!.note ?? '')![1]!
    const file = readAct((await site.blob(factPath(hash)))!)
    expect(file).toMatchObject({ block: story.finalized().number, hash: story.finalized().hash, threshold: 2 })
    const { chain, block } = file
    const other = { chain, block, hash: 'ab'.repeat(32), event: 0, what: 'called', file: hash } as const
    expect(await log.submit('act', other)).toMatchObject({ code: 'evidence-mismatch' })
    expect(await log.submit('act', { ...other, file: 'cd'.repeat(32) })).toMatchObject({ code: 'evidence-missing' })
  })
})
