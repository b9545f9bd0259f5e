import { describe, expect, test } from 'vitest'
import { movementInWords } from '../../src/records/chain/movement.ts'
import type { Explanation, MovementsValue } from '../../src/views/chain/values.ts'
import type { PositionsValue } from '../../src/views/people/values.ts'
import { flowsTold } from '../flows.ts'
import { holdings } from '../holdings.ts'
import { keyOf, type Story, story } from '../story.ts'
import { left, right, talkOf } from '../two-sides.ts'

const town = (block: number) => `
  block ${block} (issuance 20000)
  val has 5000
  ann has 200
  bob has 30
`
const monday = holdings(town(7200))
const told = holdings(town(14_400))
const flows = '8000: val transfers 100 to vault\n9000: ann transfers 20 to bank\n10000: bob transfers 15 to shop'
const days = { ...told, flows: flowsTold(told, 7201, flows) }

const talk = talkOf(12)
const movements = `
  operator sees monday
  wait 1d
  operator sees days
  operator points at 1 as m1
  operator points at 1 as m2
  operator points at 1 as m3
`
const named = 'operator signs sides (conversation talk, title Where to?) as cut'

const rate = (who: readonly string[], verdict: string, what: string): string =>
  who.map((each) => `${each} signs rating (explanation ${what}, verdict ${verdict})`).join('\n')

const tell = (script: string): Story => story(script, {}, { monday, days })
const shown = (log: Story): MovementsValue => log.fold().view('movements', {}) as MovementsValue
const inOrder = (log: Story): MovementsValue['movements'] => shown(log).movements.toSorted((a, b) => a.first - b.first)
const first = (log: Story): Explanation => inOrder(log)[0]!.explanations[0]!

const sidesSay = ({ sides }: Explanation) =>
  sides.map(({ people, explains, partly, doesNot, asked }) => [people, explains, partly, doesNot, asked])

describe('with sides', () => {
  const log = (ratings: string) =>
    tell(`${talk}${movements}${named}
    val signs explanation (movement m1) as good: To a vault, and here is the receipt.
    ann signs explanation (movement m2) as ours: It helps our side.
    bob signs explanation (movement m3) as bad: Never mind.
    ${ratings}`)

  test('one stands, one is disputed, one does not stand; movements are as their own explanations are', () => {
    const [one, two, three] = inOrder(
      log(`
      ${rate([...left.slice(0, 3), ...right.slice(0, 3)], 'explains', 'good')}
      ${rate(left, 'explains', 'ours')}
      ${rate(right, 'does-not', 'ours')}
      ${rate([...left.slice(0, 3), ...right.slice(0, 3)], 'does-not', 'bad')}`),
    )
    expect([one, two, three].map((each) => [each!.state, each!.explanations[0]!.why])).toEqual([
      ['explained', 'sides-support'],
      ['disputed', 'sides-differ'],
      ['disputed', 'sides-reject'],
    ])
    const [good] = one!.explanations
    expect(good).toMatchObject({ standing: 'stands', cut: 'groups', named: [0, 1], unplaced: 0 })
    expect(sidesSay(good!)).toEqual([
      [12, 3, 0, 0, true],
      [12, 3, 0, 0, true],
    ])
  })

  test('of too few to tell whether there are groups, the halves of the first axis are the sides', () => {
    const few = tell(`${talkOf(6)}${movements}${named}
      val signs explanation (movement m1) as good: To a vault, and here is the receipt.
      ${rate([...left.slice(0, 3), ...right.slice(0, 4)], 'explains', 'good')}
      ${rate(left.slice(8, 9), 'does-not', 'good')}`)
    expect(first(few)).toMatchObject({ standing: 'stands', cut: 'halves', unplaced: 1 })
    expect(sidesSay(first(few)).sort()).toEqual([
      [6, 3, 0, 0, true],
      [6, 4, 0, 0, true],
    ])
  })

  test('a side that is silent keeps it open, and so do few, with how many more', () => {
    const silent = first(log(rate(left, 'explains', 'good')))
    expect(silent).toMatchObject({ standing: 'open', why: 'silent', more: [] })
    expect(silent.sides.find(({ explains }) => explains === 0)!.side).toBe(silent.named[0])
    const few = first(log(`${rate(left, 'explains', 'good')}\n${rate(right.slice(0, 2), 'explains', 'good')}`))
    expect(few).toMatchObject({ standing: 'open', why: 'few', named: silent.named, more: [1], enough: true })
  })

  test('the latest rating of each person counts, and none of the author or of whoever is on no side', () => {
    const last = log(`
      ${rate([...left.slice(0, 3), ...right.slice(0, 3)], 'does-not', 'good')}
      ${rate([...left.slice(0, 3), ...right.slice(0, 3)], 'explains', 'good')}
      ${rate(['stranger', 'other'], 'does-not', 'good')}
      val signs link (with vera)
      vera signs link (with val)
      ${rate(['vera'], 'explains', 'good')}
      ${rate(['val'], 'explains', 'good')} => not-others
      ${rate(['lara'], 'explains', 'nothing')} => target-unknown`)
    expect(first(last)).toMatchObject({
      standing: 'stands',
      ratings: { explains: 6, partly: 0, doesNot: 2 },
      unplaced: 2,
    })
  })

  test('who rates nearly everything of another side as no explanation is named', () => {
    const script = (verdict: string) => `${talk}${movements}${named}
      lara signs explanation (movement m1) as one: Because.
      leo signs explanation (movement m1) as two: Because, I say.
      ${rate(right.slice(0, 5), 'does-not', 'one')}
      ${rate(right.slice(0, 4), 'does-not', 'two')}
      ${rate(['rex'], 'does-not', 'two')}
      ${rate(['rae'], verdict, 'two')}`
    const [one] = inOrder(tell(script('partly')))[0]!.explanations
    const side = one!.sides.find(({ doesNot }) => doesNot > 0)!.side
    expect(one!.rejectedBy).toEqual([side])
    const fewer = script('partly').replace(rate(['rex'], 'does-not', 'two'), rate(['rex'], 'partly', 'two'))
    expect(inOrder(tell(fewer))[0]!.explanations[0]!.rejectedBy).toEqual([])
  })
})

describe('which conversation gives the sides', () => {
  const explained = 'val signs explanation (movement m1) as good: To a vault, and here is the receipt.'
  const cats = Array.from({ length: 301 }, (_, i) => `cat${i}`)
  const catTalk = `
    cat0 begins cats: Which cat is best?
    cat0 states black in cats: The black one.
    cat0 states white in cats: The white one.
    ${cats.flatMap((who, i) => [`${who} votes ${i % 2 ? 'agree' : 'disagree'} on black`, `${who} votes agree on white`]).join('\n')}`

  test('301 fresh keys that hold their own conversation change no side and no state', () => {
    const log = (before: string, after: string) =>
      tell(String.raw`
      operator signs question (title Should a chain undo a theft?) as theft: # Background\nSome say once, others never.
      ${talk}${before}${movements}${named}
      ${explained}
      ${rate([...left.slice(0, 3), ...right.slice(0, 3)], 'explains', 'good')}
      ${left.map((who) => `${who} signs position (question theft, title Should a chain undo a theft?, stance 1)`).join('\n')}
      ${after}`)
    const [without, taken] = [log('', ''), log(catTalk, rate(cats, 'does-not', 'good'))]
    const { unplaced, ratings, ...same } = first(taken)
    expect([unplaced, ratings.doesNot]).toEqual([301, 301])
    const facts = ({ standing, why, named, more, cut, sides }: typeof same) => ({
      standing,
      why,
      named,
      more,
      cut,
      sides,
    })
    expect(facts(same)).toEqual(facts(first(without)))
    expect(same.standing).toBe('stands')
    expect(inOrder(taken)[0]!.state).toBe('explained')
    expect(shown(taken).sidesFrom).toEqual({ conversation: taken.id('talk'), title: 'Where to?' })
    const groupsOf = (each: Story) => each.fold().view('positions', { question: each.id('theft') }) as PositionsValue
    expect(groupsOf(taken).byGroup).toEqual(groupsOf(without).byGroup)
    expect(groupsOf(taken).groupsFrom?.title).toBe('Where to?')
  })

  test('nor do they where no conversation is named: whoever came after an explanation has no say in it', () => {
    const log = (after: string) =>
      tell(`${talk}${movements}
      ${explained}
      ${rate(left.slice(0, 5), 'explains', 'good')}
      ${after}`)
    const taken = log(`${catTalk}\n${rate(cats, 'does-not', 'good')}`)
    expect(first(taken)).toMatchObject({ standing: 'stands', why: 'crowd-supports', cut: 'crowd', unplaced: 301 })
    // Both sides, whoever moved nothing but signed, and the operator.
    expect(first(taken).sides).toEqual(first(log('')).sides)
    expect(sidesSay(first(taken))).toEqual([[25, 5, 0, 0, false]])
    expect(shown(taken).sidesFrom).toBeNull()
  })

  test('the operator alone names it, the latest counts, and it can be taken back', () => {
    const script = `${talk}${movements}
      operator begins empty: Nobody is here
      ${explained}
      ${rate(left.slice(0, 5), 'explains', 'good')}
      bob signs sides (conversation talk, title Where to?) => not-operator
      operator signs sides (conversation m1, title Where to?) => target-unknown
      ${named}`
    expect(first(tell(script))).toMatchObject({ cut: 'groups', why: 'silent' })
    const later = `${script}\noperator signs sides (conversation empty, title Nobody is here) as none`
    expect(first(tell(later))).toMatchObject({ cut: 'halves', why: 'no-place', sides: [], unplaced: 5 })
    expect(first(tell(`${later}\noperator revokes none`))).toMatchObject({ cut: 'groups', why: 'silent' })
    expect(first(tell(`${later}\noperator revokes none\noperator revokes cut`))).toMatchObject({
      why: 'crowd-supports',
    })
  })

  test('totals that are not shown yet give no sides', () => {
    const hidden = talk.replace('begins talk: Where to?', 'begins talk: Where to? (closes 5d, totals after-close)')
    const script = `${hidden}${movements}${named}\n${explained}`
    expect(first(tell(script)).cut).toBe('crowd')
    expect(first(tell(`${script}\nwait 5d\nbob begins other: Else?`)).cut).toBe('groups')
  })
})

test('a movement is found by its record, which says what it is about', () => {
  const log = tell(movements)
  const [one] = (log.fold().view('movements', { movement: log.id('m2') }) as MovementsValue).movements
  expect(one).toMatchObject({ id: log.id('m2'), recorded: { what: 'transfer', amount: '20000000000', first: 9000 } })
  expect((log.fold().view('movements', { movement: log.id('nothing') }) as MovementsValue).movements).toEqual([])
})

test('an explanation names what moved in the words of its record, or not at all', () => {
  const [val, vault] = [keyOf('val').address, keyOf('vault').address]
  const moved = { what: 'transfer', amount: 100_000_000_000n, first: 8000, block: 8000, from: val, to: vault }
  const words = movementInWords(moved)
  expect(words).toBe(`transfer of 100 TAO in block 8000 from ${val} to ${vault}`)
  expect(movementInWords({ ...moved, what: 'unstake', block: 8012, to: undefined })).toBe(
    `unstake of 100 TAO in blocks 8000 to 8012 from ${val}`,
  )
  const explain = (title: string) => `val signs explanation (movement m1, title ${title}): To a vault.`
  tell(`${movements}
    ${explain(words.replace('100', '1'))} => bad-field
    ${explain(words.replace(vault, val))} => bad-field
    ${explain(words)}
    val signs explanation (movement m1): To a vault.`)
})
