import { describe, expect, test } from 'vitest'
import { commitmentTo } from '../../src/records/people/announcement.ts'
import type { MovementsValue } from '../../src/views/chain/values.ts'
import type { CommitmentsValue, DisclosureValue } from '../../src/views/people/values.ts'
import { flowsTold } from '../flows.ts'
import { holdings } from '../holdings.ts'
import { type Story, story } from '../story.ts'

/** 20,000 TAO in all: val holds a quarter, ann 1 %, bob 0.15 %, cat 0.05 %, and dora as good as nothing. */
const town = (block: number, take = 18) => `
  block ${block} (issuance 20000)
  val has 5000
  val runs hal (take ${take}%)
  ann has 200
  bob has 30
  cat has 10
  dora has 0.5
  subnet 3 of dora at 0.5
  erin stakes 100 on hal
  ex has 4000
`
const monday = holdings(town(7200))
const tuesday = (flows: string, take = 18) => {
  const told = holdings(town(14_400, take))
  return { ...told, flows: flowsTold(told, 7201, flows) }
}

const hello = 'name X, anonymous yes, stake-as withheld, living no, open-to questions'

const rowOf = (told: Story, name: string) =>
  (told.fold().view('disclosure', { account: told.address(name) }) as DisclosureValue).rows[0]!

const stateOf = (told: Story, name: string) =>
  Object.fromEntries(rowOf(told, name).disclosures.map(({ expectation, state }) => [expectation, state]))

describe('the ladder', () => {
  test('expects more of more influence, and of whoever holds an office', () => {
    const told = story('operator sees monday', {}, { monday })
    const { ladder, rows, total } = told.fold().view('disclosure', {}) as DisclosureValue
    const names = ['val', 'ann', 'bob', 'cat', 'dora', 'erin', 'ex']
    const bands = Object.fromEntries(
      rows.map(({ key, band }) => [names.find((name) => told.address(name) === key), band]),
    )
    // dora owns a subnet; erin's 100 TAO of stake are on val's hotkey, and she holds 0.5 % of all TAO.
    expect(bands).toEqual({ val: 3, ex: 3, ann: 3, erin: 2, bob: 2, cat: 1, dora: 3 })
    expect(total).toBe(7)
    expect(ladder.bands.map(({ entities }) => entities)).toEqual([1, 2, 4])
    expect(stateOf(told, 'cat')).toMatchObject({ introduction: 'open', interests: 'not-expected' })
    expect(stateOf(told, 'val')).toMatchObject({
      introduction: 'open',
      interests: 'open',
      accounts: 'open',
      report: 'open',
    })
  })

  test('shows what is met, declined, and open since when; silence is shown as silence', () => {
    const told = story(
      `
      operator sees monday
      ann signs introduction (${hello}, further-wallets 0) as said
      ann signs interests: # What I own\\nNothing else.
      ann signs decline (expectation report) as no: I do not write reports.
      wait 2d
      bob begins other: Something else?
    `,
      {},
      { monday },
    )
    const ann = rowOf(told, 'ann')
    expect(ann).toMatchObject({ spoken: true, completeness: { met: 3, expected: 7 } })
    expect(stateOf(told, 'ann')).toEqual({
      introduction: 'met',
      interests: 'met',
      positions: 'not-expected',
      explanations: 'not-expected',
      accounts: 'met',
      report: 'declined',
      answers: 'not-expected',
    })
    const [introduction] = ann.disclosures
    expect(introduction!.record).toMatchObject({ index: told.index('said') })
    expect(ann.disclosures.find(({ expectation }) => expectation === 'report')).toMatchObject({
      reason: 'I do not write reports.',
      record: { index: told.index('no') },
    })
    const val = rowOf(told, 'val')
    expect(val.spoken).toBe(false)
    const report = val.disclosures.find(({ expectation }) => expectation === 'report')!
    expect(report).toMatchObject({
      state: 'open',
      since: told.entries[1]!.ms,
      due: told.entries[1]!.ms + 90 * 86_400_000,
    })
  })

  test('is stale after a year, and a report after its time', () => {
    const told = story(
      `
      operator sees monday
      ann signs introduction (${hello})
      ann signs use-of-influence (from 2026-08-01, to 2026-10-31): # What I did and why\\nNothing.
      wait 60d
      bob begins one: One?
    `,
      {},
      { monday },
    )
    expect(stateOf(told, 'ann')).toMatchObject({ introduction: 'met', report: 'met' })
    const later = story(
      `
      operator sees monday
      ann signs introduction (${hello})
      ann signs use-of-influence (from 2026-08-01, to 2026-10-31): # What I did and why\\nNothing.
      wait 366d
      bob begins one: One?
    `,
      {},
      { monday },
    )
    expect(stateOf(later, 'ann')).toMatchObject({ introduction: 'stale', report: 'stale' })
    expect(rowOf(later, 'ann').completeness).toEqual({ met: 0, expected: 7 })
  })

  test('is the latest that the operator signed, and reads only what it knows', () => {
    const told = story(
      String.raw`
      operator sees monday
      operator signs ladder (title Ours) as ours: from 20 %: introduction, answers within 3 days
      ann signs ladder (title Mine): from 1 %: introduction => not-operator
      operator signs ladder (title X): from 1 %: praise => bad-field
      operator signs ladder (title X): from 5 %: introduction\nfrom 1 %: interests => bad-field
      val signs inquiry (to ex): Whose is it?
      ann signs inquiry (to val) as why: Why?
      wait 4d
      bob begins other: Something else?
    `,
      {},
      { monday },
    )
    const { ladder, rows } = told.fold().view('disclosure', {}) as DisclosureValue
    expect(ladder).toMatchObject({ index: told.index('ours'), title: 'Ours', below: 5 })
    expect(rowOf(told, 'val').offices).toEqual({ subnets: [], seats: [], keys: [] })
    expect(rows.map(({ key }) => key).sort()).toEqual([told.address('val'), told.address('ex')].sort())
    const answers = rowOf(told, 'val').disclosures.find(({ expectation }) => expectation === 'answers')!
    expect(answers).toMatchObject({ state: 'open', detail: { of: 1, done: 0 } })
    expect(answers.due! - answers.since!).toBe(3 * 86_400_000)
  })
})

test('a ladder that is taken back gives way to the one before it, and the time counts anew', () => {
  const told = story(
    `
    operator sees monday
    operator signs ladder (title Ours) as ours: from 20 %: introduction
    wait 2d
    operator revokes ours
    bob begins other: Something else?
  `,
    {},
    { monday },
  )
  const row = rowOf(told, 'ann')
  expect(row.disclosures[0]).toMatchObject({ expectation: 'introduction', state: 'open', since: told.entries[3]!.ms })
})

test('a ladder that is taken back while a later one is in force changes no time', () => {
  const told = story(
    `
    operator sees monday
    operator signs ladder (title Old) as old: from 20 %: introduction
    wait 1d
    operator signs ladder (title Ours) as ours: from 20 %: introduction
    wait 2d
    operator revokes old
    bob begins other: Something else?
  `,
    {},
    { monday },
  )
  const { since } = rowOf(told, 'val').disclosures.find(({ expectation }) => expectation === 'introduction')!
  expect(since).toBe(told.entries[told.index('ours')]!.ms)
})

describe('movements', () => {
  const secret = '00112233445566778899aabbccddeeff'
  const why = 'To a hardware wallet of mine. Nothing is sold.'
  const movementsOf = (told: Story) =>
    (told.fold().view('movements', {}) as MovementsValue).movements.toSorted((a, b) => a.first - b.first)

  test('one is explained in advance, a second one late, a third never, and an exchange moves what is not its own', () => {
    const days = tuesday(
      '8000: val transfers 100 to vault\n9000: ann transfers 20 to bank\n10000: bob transfers 15 to shop\n11000: ex transfers 50 to client',
    )
    const told = story(
      String.raw`
      operator sees monday
      operator signs known-accounts (title Known): @ex exchange An exchange
      val signs announcement (commitment ${commitmentTo(secret, why)}, until 3d) as soon: Something large is to come.
      wait 1d
      operator sees days
      operator points at 1 as first
      operator points at 1 as second
      operator points at 1 as third
      operator points at 1 as fourth
      val signs explanation (movement first, announcement soon, secret ${secret}) as opened: ${why}
      wait 20d
      ann signs explanation (movement second) as late: I moved to another bank.
      cat signs explanation (movement second): I think they sold it.
      ann signs explanation (movement first, announcement soon, secret ${secret}): Not mine. => not-yours
    `.replace('@ex', holdings('').address('ex')),
      {},
      { monday, days },
    )
    const [first, second, third, fourth] = movementsOf(told)
    expect(first).toMatchObject({
      state: 'explanation-open',
      explanations: [{ text: why, role: 'owner', how: 'signed' }],
    })
    expect(first!.explanations[0]!.opens).toMatchObject({ index: told.index('soon'), fits: true, before: true })
    expect(second).toMatchObject({ state: 'explanation-open', explanations: [{ role: 'owner' }, { role: 'other' }] })
    expect(second!.explanations[0]!.ms - second!.begun).toBeGreaterThan(20 * 86_400_000)
    expect(third).toMatchObject({ state: 'unexplained', explanations: [] })
    expect(fourth!.state).toBe('not-attributable')
    expect(stateOf(told, 'ann')).toMatchObject({ explanations: 'met' })
    const owed = rowOf(told, 'bob').disclosures.find(({ expectation }) => expectation === 'explanations')!
    expect(owed).toMatchObject({ state: 'open', detail: { of: 1, done: 0 } })
    expect(owed.due).toBeLessThan(told.entries.at(-1)!.ms)
  })

  test('a sealed announcement stands until it is opened, and other words do not fit it', () => {
    const days = tuesday('8000: val transfers 100 to vault')
    const log = (last: string) =>
      story(
        `
        operator sees monday
        val signs announcement (commitment ${commitmentTo(secret, why)}, until 3d) as soon
        wait 1d
        operator sees days
        operator points at 1 as first
        ${last}
      `,
        {},
        { monday, days },
      )
    expect(movementsOf(log(''))[0]).toMatchObject({ state: 'announced', announced: { text: null } })
    const other = log(`val signs explanation (movement first, announcement soon, secret ${secret}): Other words.`)
    expect(movementsOf(other)[0]!.explanations[0]!.opens).toMatchObject({ fits: false })
  })
})

describe('a promise about the chain', () => {
  const said = (told: Story, params: Record<string, string> = {}) =>
    (told.fold().view('commitments', params) as CommitmentsValue).rows

  test('not to raise the take is broken on the chain, and answered', () => {
    const [wednesday, thursday] = [holdings(town(14_400)), holdings(town(21_600, 25))]
    const promise = 'val signs promise (predicate take @hal <= 18 %, until 300d) as word: We will not raise our take.'
    const before = story(`operator sees monday\n${promise}`, {}, { monday })
    expect(said(before)).toMatchObject([{ state: 'not-yet-testable', checked: 0, last: null, broken: null }])
    const kept = story(`operator sees monday\n${promise}\nwait 1d\noperator sees wednesday`, {}, { monday, wednesday })
    expect(said(kept)).toMatchObject([
      { state: 'kept', checked: 1, last: { block: 14_400, value: { share: 1800 } }, broken: null },
    ])
    const told = story(
      `
      operator sees monday
      ${promise}
      wait 1d
      operator sees wednesday
      wait 1d
      operator sees thursday
      cat signs answer (about word, disputes yes): They lie.
      val signs answer (about word) as sorry: Our costs rose. We should have said so before.
    `,
      {},
      { monday, wednesday, thursday },
    )
    expect(said(told)).toMatchObject([
      {
        state: 'not-kept',
        checked: 2,
        predicate: { what: 'take', account: told.address('hal'), most: 1800 },
        kind: 'promise',
        broken: { block: 21_600, value: { share: 2500 }, backed: 'agreed' },
        answer: { index: told.index('sorry'), disputes: false },
      },
    ])
    expect(said(told, { state: 'kept' })).toEqual([])
    expect(said(told, { account: told.address('val') })).toHaveLength(1)
  })

  test('is disputed when its author says that the chain is misread, and ends when it is taken back', () => {
    const thursday = holdings(town(21_600, 25))
    const log = (last: string) =>
      story(
        `
        operator sees monday
        val signs promise (predicate take @hal <= 18 %) as word: We will not raise our take.
        wait 1d
        operator sees thursday
        ${last}
      `,
        {},
        { monday, thursday },
      )
    expect(said(log('val signs answer (about word, disputes yes): The snapshot is wrong.'))[0]!.state).toBe('disputed')
    expect(said(log('val revokes word'))).toEqual([])
  })

  test('is disputed while somebody who took the snapshot again found something else', () => {
    const thursday = holdings(town(21_600, 25))
    const { chain, block, hash, stateRoot, spec } = thursday.holdings.facts
    const place = `chain ${chain}, block ${block}, hash ${hash}, state-root ${stateRoot}, spec ${spec}`
    const log = (last: string) =>
      story(
        `
        operator sees monday
        val signs promise (predicate take @hal <= 18 %): We will not raise our take.
        wait 1d
        operator sees thursday
        cat signs observation (${place}, recipe holdings-1, holdings ${'0'.repeat(64)}) as other
        ${last}
      `,
        {},
        { monday, thursday },
      )
    expect(said(log(''))).toMatchObject([{ state: 'disputed', broken: { block: 21_600, backed: 'disputed' } }])
    expect(said(log('cat revokes other'))).toMatchObject([{ state: 'not-kept', broken: { backed: 'agreed' } }])
  })

  test('is looked at up to the moment at which it ends, and no longer', () => {
    const tuesday = holdings(town(14_400, 25))
    // A second goes by with every line: the snapshot comes so many seconds after the promise.
    const log = (seconds: number) =>
      story(
        `
        operator sees monday
        val signs promise (predicate take @hal <= 18 %, until 1m): Not before the minute is over.
        ${Array.from({ length: seconds - 1 }, (_, i) => `bob begins other${i}: Something else?`).join('\n')}
        operator sees tuesday
      `,
        {},
        { monday, tuesday },
      )
    expect(said(log(60))).toMatchObject([{ state: 'not-kept', checked: 1 }])
    expect(said(log(61))).toMatchObject([{ state: 'not-yet-testable', checked: 0 }])
  })

  test('about a hotkey that is swapped on one subnet alone stays with that hotkey', () => {
    const later = holdings(
      town(14_400).replace('val runs hal (take 18%)', 'val runs hal (take 18%)\nval runs hella (take 9%)'),
    )
    const log = (swap: string) =>
      story(
        `
        operator sees monday
        val signs promise (predicate take @hal <= 18 %): We will not raise our take.
        wait 1d
        operator sees tuesday
      `,
        {},
        { monday, tuesday: { ...later, flows: flowsTold(later, 7201, `8000: ${swap}`) } },
      )
    expect(said(log('val swaps hotkey hal for hella in 3'))).toMatchObject([{ last: { value: { share: 1800 } } }])
    expect(said(log('val swaps hotkey hal for hella'))).toMatchObject([{ last: { value: { share: 900 } } }])
  })

  test('may be about stake, influence and subnets, and says what it found', () => {
    const later = holdings(town(14_400).replace('ex has 4000', 'ex has 5200').replace('of dora', 'of cat'))
    const told = story(
      `
      ex signs promise (predicate influence @ex <= 25.5 %): No more than a quarter.
      erin signs promise (predicate stake @erin >= 99.5 TAO): I stay.
      dora signs promise (predicate owner of subnet 3 is @dora): I keep it.
      dora signs promise (predicate win the lottery): I will. => bad-field
      wait 1d
      operator sees later
    `,
      {},
      { later },
    )
    expect(said(told).map(({ state, last }) => [state, last!.value])).toEqual([
      ['not-kept', { account: told.address('cat') }],
      ['kept', { rao: '100000000000' }],
      ['not-kept', { share: 2600 }],
    ])
  })

  test('may be about what is locked, which is judged as it has decayed; an older snapshot does not say', () => {
    const day = (block: number, lock: string) =>
      holdings(`${town(block)}
        dora stakes 100 on hella in 3
        locks fall in 72000 and grow in 72000
        ${lock}`)
    const script = (least: string) => `
      dora signs promise (predicate lock @dora >= ${least} alpha in subnet 3): It stays where it is.
      wait 1d
      operator sees older
      wait 1d
      operator sees newer
    `
    const older = holdings(town(14_400))
    const kept = day(21_600, 'dora locks 60 on hella in 3 since 14400 with 0, stays')
    const decayed = day(21_600, 'dora locks 60 on hella in 3 since 14400 with 0')
    const seen = (newer: ReturnType<typeof day>, least = '55') =>
      said(story(script(least), {}, { older, newer })).map(({ state, checked, last }) => [state, checked, last?.value])
    expect(seen(kept)).toEqual([['kept', 1, { alpha: '60000000000' }]])
    // 60 e^(-1/10).
    expect(seen(decayed)).toEqual([['not-kept', 1, { alpha: '54290245082' }]])
    expect(seen(decayed, '54.290245082')).toEqual([['kept', 1, { alpha: '54290245082' }]])
  })
})
