import { describe, expect, test } from 'vitest'
import type { MatchValue, PersonValue, PositionsValue } from '../../src/views/people/values.ts'
import { holdings } from '../holdings.ts'
import { type Story, story } from '../story.ts'
import { left, right, talkOf } from '../two-sides.ts'

const monday = holdings(`
  block 7200 (issuance 20000)
  val has 5000
  ann has 200
  bob has 30
`)

const ask = (told: Story, params: Record<string, string>) => told.fold().view('positions', params) as PositionsValue

const book = String.raw`
  operator signs question (title Should a chain undo a theft?) as theft: # Background\nSome say once, others never.
`

describe('a position', () => {
  test('drifts over three versions, each with its date and what changed', () => {
    const told = story(
      String.raw`
      ${book}
      operator sees monday
      val signs position (question theft, title Should a chain undo a theft?, stance 2, importance 3) as one: # Reason\nNo balance is safe then.
      wait 30d
      val signs position (question theft, title Should a chain undo a theft?, stance 4, importance 3) as two: # Reason\nIt depends on how clear the theft is.
      wait 30d
      val signs position (question theft, title Should a chain undo a theft?, stance 6) as three: # Reason\nIt depends on how clear the theft is.\n\n# Conditions\nOnly with two thirds.
    `,
      {},
      { monday },
    )
    const { positions, byBand, silent } = ask(told, { question: told.id('theft') })
    const [row] = positions!
    expect(row).toMatchObject({
      stance: '6',
      band: 3,
      index: told.index('three'),
      stale: false,
      conditions: 'Only with two thirds.',
    })
    expect(row!.earlier.map(({ stance, index, ms }) => [stance, index, ms])).toEqual([
      ['2', told.index('one'), told.entries[told.index('one')]!.ms],
      ['4', told.index('two'), told.entries[told.index('two')]!.ms],
    ])
    expect(row!.changes).toContainEqual({ field: 'stance', before: '4', after: '6' })
    expect(row!.changes).toContainEqual({ field: 'importance', before: '3', after: null })
    expect(row!.earlier[1]!.changes).toContainEqual({
      field: 'reason',
      before: 'No balance is safe then.',
      after: 'It depends on how clear the theft is.',
    })
    expect(byBand.map(({ band, silent: count }) => [band, count])).toEqual([
      [0, 0],
      [1, 0],
      [2, 1],
      [3, 1],
    ])
    expect(silent.map(({ key }) => key)).toEqual([told.address('ann'), told.address('bob')])
  })

  test('is stale after a year, and gone when it is taken back', () => {
    const take = 'question theft, title Should a chain undo a theft?'
    const log = (last: string) =>
      story(
        `${book}\nval signs position (${take}, stance 2) as one\nval signs position (${take}, stance 3) as two\n${last}`,
      )
    const old = log('wait 366d\nbob begins other: Something else?')
    expect(ask(old, { question: old.id('theft') }).positions![0]).toMatchObject({ stance: '3', stale: true })
    const back = log('val revokes two')
    expect(ask(back, { question: back.id('theft') }).positions).toMatchObject([{ stance: '2', earlier: [] }])
    const none = log('val revokes two\nval revokes one')
    expect(ask(none, { question: none.id('theft') }).positions).toEqual([])
  })

  test('is on a question that stands, on its scale', () => {
    const on = (more: string) => `val signs position (question theft, title X, ${more})`
    story(`${book}\n${on('stance 8')} => bad-field\n${on('stance 0')} => bad-field\n${on('stance depends')}`)
    story(`val signs position (question nothing, title X, stance 3) => target-unknown`)
    story(`${book}\noperator revokes theft\n${on('stance 3')} => revoked`)
    story(`${book}\n${on('stance 3, until 3d')} => bad-field`)
  })
})

describe('the book', () => {
  test('has the questions of the operator first, and counts people and what they have by stance', () => {
    const told = story(
      String.raw`
      bob signs question (title Should we meet?) as meet: # Background\nWe never have.
      ${book}
      operator sees monday
      val signs position (question theft, title X, stance 2)
      ann signs position (question theft, title X, stance depends)
      zoe signs position (question theft, title X, stance 2)
    `,
      {},
      { monday },
    )
    const { questions, positions } = ask(told, {})
    expect(questions.map(({ title, standing, people }) => [title, standing, people])).toEqual([
      ['Should a chain undo a theft?', true, 3],
      ['Should we meet?', false, 0],
    ])
    expect(positions).toBeNull()
    const spread = Object.fromEntries(
      questions[0]!.spread.map(({ stance, people, holdings, weight }) => [stance, [people, holdings, weight]]),
    )
    // They hold, and nothing is staked with them: parts of two wholes, of which the larger is never a sum's.
    expect(spread['2']).toEqual([2, 0.25, 0])
    expect(spread.depends).toEqual([1, 0.01, 0])
    expect(spread['7']).toEqual([0, 0, 0])
    expect(told.fold().view('positions', { question: 'a'.repeat(64) })).toMatchObject({ code: 'not-found' })
  })

  test('shows where the opinion groups stand', () => {
    const told = story(`
      ${book}
      ${talkOf(12)}
      ${left.map((who) => `${who} signs position (question theft, title X, stance 1)`).join('\n')}
      ${right.map((who) => `${who} signs position (question theft, title X, stance 7)`).join('\n')}
      operator signs sides (conversation talk, title Where to?) as cut
    `)
    const { byGroup, groupsFrom } = ask(told, { question: told.id('theft') })
    expect(groupsFrom).toEqual({ conversation: told.id('talk'), title: 'Where to?' })
    const counts = byGroup.map(({ spread }) => [spread[0]!.people, spread[6]!.people]).sort()
    expect(counts).toEqual([
      [0, 12],
      [12, 0],
    ])
  })
})

describe('who thinks alike', () => {
  const questions = Array.from(
    { length: 10 },
    (_, i) => String.raw`operator signs question (title Question ${i}?) as q${i}: # Background\nAbout ${i}.`,
  )
  const take = (who: string, stance: (i: number) => number | string, count = 10) =>
    Array.from(
      { length: count },
      (_, i) => `${who} signs position (question q${i}, title Question ${i}?, stance ${stance(i)})`,
    )
  const told = story(
    [
      ...questions,
      ...take('near', () => 2),
      ...take('far', () => 6),
      ...take('half', (i) => (i === 0 ? 7 : 2), 8),
      ...take('few', () => 2, 7),
      ...take('shy', () => 'depends'),
    ].join('\n'),
  )
  const match = (params: Record<string, string>) => told.fold().view('match', params) as MatchValue

  test('is the mean difference over at least eight common questions, with its error', () => {
    const answers = questions.map((_, i) => `${told.id(`q${i}`)}3`).join()
    const { rows, tooFew, answered, needed } = match({ answers })
    expect([answered, needed, tooFew]).toEqual([10, 8, 2])
    expect(rows.map(({ key, difference, common }) => [key, difference, common])).toEqual([
      [told.address('near'), 1, 10],
      [told.address('half'), 11 / 8, 8],
      [told.address('far'), 3, 10],
    ])
    expect(rows[0]).toMatchObject({ uncertainty: 0, furthest: [] })
    expect(rows[1]!.uncertainty).toBeGreaterThan(0)
    expect(rows[1]!.furthest).toMatchObject([{ title: 'Question 0?', theirs: '7', steps: 4 }])
  })

  test('weighs what matters to whoever asks', () => {
    const answers = questions.map((_, i) => `${told.id(`q${i}`)}3${i === 0 ? 3 : 1}`).join()
    const half = match({ answers }).rows.find(({ key }) => key === told.address('half'))!
    // Three times 4 steps and seven times 1, over 10.
    expect(half.difference).toBe(19 / 10)
  })

  test('takes the positions of an account, and never compares somebody with themselves', () => {
    const { rows, answered } = match({ account: told.address('near') })
    expect(answered).toBe(10)
    expect(rows.map(({ key }) => key)).toEqual([told.address('half'), told.address('far')])
    expect(match({ account: told.address('nobody') })).toMatchObject({ answered: 0, rows: [], pairs: [] })
    expect(match({}).pairs.map(({ difference, common }) => [difference, common])).toEqual([
      [4, 10],
      [29 / 8, 8],
      [5 / 8, 8],
    ])
    expect(told.fold().view('match', { answers: 'x' })).toMatchObject({ code: 'bad-parameter' })
  })
})

describe('an account that cannot sign', () => {
  const hello = 'name Cold Vault, anonymous no, stake-as withheld, living no, open-to nothing'

  test('speaks by a remark on the chain, once the observer has found it', () => {
    const told = story(`
      vault remarks introduction (${hello}) => remark-unseen
      vault remarks introduction (${hello}) as hello
    `)
    const { introductions } = told.fold().view('person', { account: told.address('vault') }) as PersonValue
    expect(introductions).toMatchObject([{ name: 'Cold Vault', how: 'by-remark', index: told.index('hello') }])
  })

  test('the word of the observer stays: it cannot be taken back or removed', () => {
    story(`
      vault remarks introduction (${hello}) as hello
      operator removes 1 => bad-field
    `)
  })
})
