import { describe, expect, test } from 'vitest'
import type { ContextValue, EventsValue, Note } from '../../src/views/people/values.ts'
import { type Story, story } from '../story.ts'
import { left, right, talkOf } from '../two-sides.ts'

const sources = String.raw`\n\n# Sources\nhttps://docs.example.org/take`
const s0 = 'title This is s0.'
const note = (who: string, name: string, text: string, about = `about s0, ${s0}`): string =>
  String.raw`${who} signs context (${about}) as ${name}: # Note\n${text}${sources}`
const rate = (who: readonly string[], verdict: string, what: string, title = 'It is delayed.'): string =>
  who.map((each) => `${each} signs context-rating (note ${what}, title ${title}, verdict ${verdict})`).join('\n')

const delayed = note('nora', 'good', 'It is delayed.')
const talk = talkOf(12)
/** Of too few people for groups: sides are the halves of the first axis. */
const smaller = talkOf(6)
const notesOn = (log: Story, about: string, params: Record<string, string> = {}): ContextValue =>
  log.fold().view('context', { about: log.id(about), ...params }) as ContextValue
const first = (log: Story, about = 's0'): Note => notesOn(log, about).rows[0]!
const three = (side: readonly string[]): string[] => side.slice(0, 3)

/** Ratings by three of each side: enough for any state that both decide. */
const both = (verdict: string, what: string, title?: string): string =>
  rate([...three(left), ...three(right)], verdict, what, title)

describe('a note on a statement is judged by the sides of its own conversation', () => {
  /** By the name of a note: how it is rated, and what it has to be. */
  const cases: Record<string, [ratings: (name: string) => string, expected: object]> = {
    supported: [
      (name) => both('helpful', name),
      {
        standing: 'stands',
        why: 'sides-support',
        ratings: { explains: 6, partly: 0, doesNot: 0 },
        sides: [
          { people: 12, explains: 3, asked: true },
          { people: 12, explains: 3, asked: true },
        ],
      },
    ],
    rejected: [(name) => both('not-helpful', name), { standing: 'does-not-stand', why: 'sides-reject' }],
    divided: [
      (name) => `${rate(left, 'helpful', name)}\n${rate(three(right), 'not-helpful', name)}`,
      { standing: 'disputed', why: 'sides-differ', named: [0, 1] },
    ],
    unrated: [() => '', { standing: 'open', why: 'nobody' }],
    elsewhere: [(name) => rate(['zoe'], 'helpful', name), { standing: 'open', why: 'no-place', unplaced: 1 }],
    partly: [(name) => both('in-part', name), { standing: 'open', why: 'in-part' }],
    silent: [(name) => rate(left, 'helpful', name), { standing: 'open', why: 'silent', more: [] }],
    few: [
      (name) => rate([...left, ...right.slice(0, 2)], 'helpful', name),
      { standing: 'open', why: 'few', more: [1], enough: true },
    ],
    unclear: [
      (name) =>
        [
          rate([...left.slice(0, 4), ...right.slice(0, 3)], 'helpful', name),
          rate([...left.slice(4, 6), ...right.slice(3, 5)], 'not-helpful', name),
        ].join('\n'),
      { standing: 'open', why: 'unclear' },
    ],
  }

  test('each state of the rule has its reason', () => {
    const script = Object.entries(cases).map(
      ([name, [ratings]]) => `${note(`by${name}`, name, 'It is delayed.')}\n${ratings(name)}`,
    )
    const told = story([talk, ...script].join('\n'))
    const { rows, sidesFrom } = notesOn(told, 's0')
    expect(sidesFrom).toEqual({ conversation: told.id('talk'), title: 'Where to?' })
    expect(rows[0]).toMatchObject({ text: 'It is delayed.', sources: ['https://docs.example.org/take'] })
    for (const [name, [, expected]] of Object.entries(cases))
      expect(
        rows.find(({ id }) => id === told.id(name)),
        name,
      ).toMatchObject({ cut: 'groups', ...expected })
  })

  test('of too few to tell whether there are groups, the halves of the first axis are the sides', () => {
    const few = story(`${smaller}\n${delayed}\n${both('helpful', 'good')}`)
    expect(first(few)).toMatchObject({ standing: 'stands', cut: 'halves', why: 'sides-support' })
  })

  test('a side that is not asked keeps it open while it leans the other way', () => {
    const third = ['mia', 'max', 'moe', 'mel', 'may', 'mo', 'meg', 'mick']
    const votes = third.flatMap((who, own) =>
      Array.from(
        { length: 12 },
        (_, i) => `${who} votes ${(i % 2 === 0) === (i !== own) ? 'agree' : 'disagree'} on s${i}`,
      ),
    )
    const told = story(`${talk}\n${votes.join('\n')}\n${delayed}
      ${both('helpful', 'good')}
      ${rate(['mia'], 'not-helpful', 'good')}`)
    expect(first(told)).toMatchObject({ standing: 'open', why: 'against', named: [2] })
  })
})

test('where the totals may not be shown yet, all who were there before it are one crowd', () => {
  const hidden = smaller.replace('begins talk: Where to?', 'begins talk: Where to? (closes 5d, totals after-close)')
  const told = story(
    `${hidden}\n${delayed}\n${rate(left.slice(0, 5), 'helpful', 'good')}\n${rate(['zoe'], 'not-helpful', 'good')}`,
  )
  expect(first(told)).toMatchObject({ standing: 'stands', why: 'crowd-supports', cut: 'crowd', unplaced: 1 })
  expect(notesOn(told, 's0').sidesFrom).toBeNull()
  const rejected = story(`${hidden}\n${delayed}\n${rate(left.slice(0, 5), 'not-helpful', 'good')}`)
  expect(first(rejected)).toMatchObject({ standing: 'does-not-stand', why: 'crowd-rejects' })
  const few = story(`${hidden}\n${delayed}\n${rate(left.slice(0, 4), 'helpful', 'good')}`)
  expect(first(few)).toMatchObject({ standing: 'open', why: 'few', more: [1] })
})

describe('a conversation that the operator names gives the sides', () => {
  const named = 'operator signs sides (conversation talk, title Where to?) as cut'
  const other = `operator begins other: What else?
    cat states cats in other: Cats are best.
    ${three(left)
      .map((who) => `${who} votes agree on cats`)
      .join('\n')}`
  const onCats = note('nora', 'good', 'It is delayed.', 'about cats, title Cats are best.')
  const happened = String.raw`operator signs event (title A team leaves, date 2026-04-10) as gone: # What happened\nIt left.\n\n# Sources\nThe team: https://team.example.org\nThe press: https://press.example.org`
  const onEvent = note('nora', 'note', 'It is delayed.', 'about gone, title A team leaves')

  test('of statements of other conversations too, until it is taken back', () => {
    const script = `${smaller}\n${other}\n${named}\n${onCats}\n${both('helpful', 'good')}`
    expect(first(story(script), 'cats')).toMatchObject({ standing: 'stands', why: 'sides-support' })
    expect(first(story(`${script}\noperator revokes cut`), 'cats')).toMatchObject({ standing: 'open', why: 'no-place' })
  })

  test('of an event that is told twice, beside which a note stands', () => {
    const second = String.raw`bea signs event (title A team was sent away, date 2026-04-10) as sent: # What happened\nIt had to leave.\n\n# Sources\nThe team: https://team.example.org\nThe press: https://press.example.org`
    const told = story(`${smaller}\n${named}\n${happened}\n${second}\n${onEvent}\n${both('helpful', 'note')}`)
    expect((told.fold().view('events', {}) as EventsValue).total).toBe(2)
    expect(first(told, 'gone')).toMatchObject({ standing: 'stands', cut: 'halves', about: told.id('gone') })
    expect(notesOn(told, 'gone').on).toEqual([
      { about: told.id('gone'), what: 'event', conversation: null, words: 'A team leaves', notes: 1, standing: 1 },
    ])
    expect(notesOn(told, 'sent')).toMatchObject({ rows: [], total: 0, on: [{ notes: 0, standing: 0 }] })
  })

  test('and none of an event while it names none: those who were there before it are one crowd', () => {
    const told = story(`${smaller}\n${happened}\n${onEvent}\n${both('helpful', 'note')}`)
    expect(first(told, 'gone')).toMatchObject({ standing: 'stands', cut: 'crowd', why: 'crowd-supports' })
  })
})

describe('what is shown', () => {
  test('the notes that stand are first, and each account has one on the same', () => {
    const told = story(`${smaller}
      ${note('nora', 'early', 'Never mind.')}
      ${note('nils', 'other', 'Another one.')}
      ${note('nora', 'good', 'It is delayed.')}
      ${note('nora', 'elsewhere', 'It is delayed.', 'about s1, title This is s1.')}
      ${both('helpful', 'good')}
      ${both('helpful', 'early', 'Never mind.')}`)
    expect(notesOn(told, 's0').rows.map(({ text }) => text)).toEqual(['It is delayed.', 'Another one.'])
    expect(notesOn(told, 's0', { limit: '1' })).toMatchObject({ next: 1, total: 2 })
    expect(notesOn(told, 's0', { limit: '1', after: '1' })).toMatchObject({ next: null, on: [{ notes: 2 }] })
    expect(notesOn(told, 's0', { state: 'open' }).rows.map(({ text }) => text)).toEqual(['Another one.'])
    const all = notesOn(told, 'talk')
    expect(all.rows.map(({ about }) => about)).toEqual(['s0', 's0', 's1'].map((name) => told.id(name)))
    expect(all.on.map(({ words, notes, standing }) => [words, notes, standing])).toEqual([
      ['This is s0.', 2, 1],
      ['This is s1.', 1, 0],
    ])
    expect(notesOn(told, 'talk', { limit: '1', state: 'stands' })).toMatchObject({ next: 1, on: [{ notes: 2 }] })
  })

  test('the latest rating of each person counts, and none of the author', () => {
    const told = story(`${smaller}\n${delayed}
      ${both('not-helpful', 'good')}
      ${both('helpful', 'good')}
      nora signs link (with vera)
      vera signs link (with nora)
      ${rate(['vera'], 'not-helpful', 'good')}`)
    expect(first(told)).toMatchObject({ standing: 'stands', ratings: { explains: 6, doesNot: 0 }, unplaced: 0 })
  })
})

describe('what is refused', () => {
  test('a note on what is not there, is no statement or event, or was taken back; a rating of one that is not there, or of one’s own', () => {
    story(`${talkOf(1)}\n${delayed}
      nora signs context (about nothing, title This is s0.): # Note\\nSo.\\n\\n# Sources\\nhttps://a.example.org => target-unknown
      nora signs context (about talk, title Where to?): # Note\\nSo.\\n\\n# Sources\\nhttps://a.example.org => target-unknown
      ${rate(['lara'], 'helpful', 'nothing')} => target-unknown
      ${rate(['lara'], 'helpful', 's0')} => target-unknown
      ${rate(['nora'], 'helpful', 'good')} => not-others
      operator revokes s0
      ${note('nils', 'late', 'So.')} => revoked
      nora revokes good
      ${rate(['lara'], 'helpful', 'good')} => revoked`)
  })

  test.each([
    ['no source', String.raw`# Note\nSo.`],
    ['no note', String.raw`# Sources\nhttps://a.example.org`],
    ['a source without https', String.raw`# Note\nSo.\n\n# Sources\nhttp://a.example.org`],
    ['a source in words', String.raw`# Note\nSo.\n\n# Sources\nEverybody knows it`],
    ['a source twice', String.raw`# Note\nSo.\n\n# Sources\nhttps://a.example.org\nhttps://a.example.org`],
    [
      'six sources',
      String.raw`# Note\nSo.\n\n# Sources\n${Array.from({ length: 6 }, (_, i) => `https://a.example.org/${i}`).join('\\n')}`,
    ],
    ['1,001 characters', String.raw`# Note\n${'x'.repeat(1001)}\n\n# Sources\nhttps://a.example.org`],
  ])('a note with %s', (_, body) => {
    story(`${talkOf(1)}\nnora signs context (about s0, ${s0}): ${body} => bad-field`)
  })
})

describe('what is taken back or removed', () => {
  const script = `${smaller}\n${delayed}\n${both('helpful', 'good')} as rated`

  test('a rating: it counts no more', () => {
    expect(first(story(script))).toMatchObject({ standing: 'stands' })
    const last = right[2]!
    expect(first(story(`${script}\n${last} revokes rated`))).toMatchObject({ standing: 'open', why: 'few' })
    expect(first(story(`${script}\noperator removes rated`))).toMatchObject({ standing: 'open', why: 'few' })
  })

  test.each(['nora revokes good', 'operator removes good'])('a note: %s', (line) => {
    expect(notesOn(story(`${script}\n${line}`), 's0')).toMatchObject({ rows: [], total: 0, on: [{ notes: 0 }] })
  })

  test.each(['operator revokes s0', 'operator removes s0'])(
    'a statement, and its notes are shown nowhere: %s',
    (line) => {
      const told = story(`${script}\n${line}`)
      expect(notesOn(told, 's0')).toMatchObject({ code: 'not-found' })
      expect(notesOn(told, 'talk')).toMatchObject({ rows: [], total: 0, on: [] })
    },
  )
})
