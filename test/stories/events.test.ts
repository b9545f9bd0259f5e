import { describe, expect, test } from 'vitest'
import type { ClaimsValue, EventsValue, OpinionsValue } from '../../src/views/people/values.ts'
import { type Story, story } from '../story.ts'

const sources = '# Sources\\nThe team: https://team.example.org\\nThe press: https://press.example.org'
const telling = (more: string) => `${more}: # What happened\\nThey left.\\n\\n${sources}`
const asked = 'operator signs question (title Should it be?) as asked: # Background\\nIt matters.'
const left = telling('operator signs event (title A team leaves, date 2026-04-10, questions asked) as left')
const opened = telling('bea signs event (title A market opens, date 2026-05, block 8000) as opened')

const tell = (...lines: string[]) => story(lines.join('\n'))
const ask = (told: Story, params: Record<string, string> = {}) => told.fold().view('events', params) as EventsValue
const titles = ({ rows }: EventsValue) => rows.map(({ title }) => title)

describe('an event', () => {
  test('stands with who tells it, when it was, sources of each side, and the questions that it touches', () => {
    const told = tell(asked, left, opened)
    const value = ask(told)
    expect(titles(value)).toEqual(['A market opens', 'A team leaves'])
    expect(value.rows[1]).toMatchObject({
      date: '2026-04-10',
      block: null,
      happened: 'They left.',
      disputed: null,
      sources: [
        { side: 'The team', url: 'https://team.example.org' },
        { side: 'The press', url: 'https://press.example.org' },
      ],
      questions: [{ id: told.id('asked'), title: 'Should it be?' }],
      byOperator: true,
    })
    expect(value.rows[0]).toMatchObject({ block: 8000, byOperator: false, questions: [] })
    expect(titles(ask(told, { question: told.id('asked') }))).toEqual(['A team leaves'])
    expect(titles(ask(told, { event: told.id('opened') }))).toEqual(['A market opens'])
    expect([ask(told, { limit: '1' }).next, ask(told, { limit: '1', after: '1' }).next]).toEqual([1, null])
  })

  test('is thought of by its record, in the words of its title alone, and taken back it is gone', () => {
    const parts = '# Reason\\nHalf is missing.\\n\\n# What would change it\\nFigures.'
    const lines = [
      asked,
      left,
      `cat signs opinion (subject left, title Another title, stance doubts, until 30d): ${parts} => *`,
      `cat signs opinion (subject left, title A team leaves, stance doubts, until 30d): ${parts}`,
    ]
    const told = tell(...lines)
    expect(ask(told).rows).toMatchObject([{ opinions: 1 }])
    const { rows } = told.fold().view('opinions', { subject: told.id('left') }) as OpinionsValue
    expect(rows).toMatchObject([{ title: 'A team leaves', stance: 'doubts', role: 'none' }])
    const gone = tell(
      ...lines,
      'operator revokes left',
      `cat signs opinion (subject left, stance both, until 30d): ${parts} => revoked`,
    )
    expect(ask(gone)).toMatchObject({ rows: [], total: 0 })
    expect(gone.fold().view('events', { event: gone.id('left') })).toMatchObject({ code: 'not-found' })
  })

  test('touches no question any more that was taken back', () => {
    const told = tell(asked, left, 'operator revokes asked')
    expect(ask(told).rows[0]?.questions).toEqual([])
  })

  test.each([
    ['sources of one side', 'The team: https://a.example.org\\nthe team: https://b.example.org'],
    ['a source without a page', 'The team: their word\\nThe press: https://press.example.org'],
    ['a source without a side', 'https://team.example.org\\nThe press: https://press.example.org'],
    ['too many of them', Array.from({ length: 21 }, (_, i) => `Side ${i}: https://example.org/${i}`).join('\\n')],
  ])('with %s is refused', (_, given) => {
    tell(`bea signs event (title It was, date 2026): # What happened\\nIt was.\\n\\n# Sources\\n${given} => bad-field`)
  })
})

describe('a claim about an event', () => {
  const claim = (
    who: string,
    name: string,
    text: string,
    body = String.raw`# Claim\n${text}\n\n# Sources\nhttps://a.example.org`,
  ) => `${who} signs claim (event opened, title A market opens) as ${name}: ${body}`
  const claims = (told: Story, params: Record<string, string> = {}) =>
    told.fold().view('claims', { event: told.id('opened'), ...params }) as ClaimsValue
  const reply = String.raw`dan signs opinion (subject early, title It opened early., stance doubts, until 30d) as said: # Reason\nIt did not.\n\n# What would change it\nA page that says so.`
  const lines = [opened, claim('cat', 'early', 'It opened early.'), claim('dan', 'late', 'It opened late.'), reply]

  test('stands in the order of the log with its sources and what others reply', () => {
    const told = tell(...lines)
    expect(claims(told)).toMatchObject({
      total: 2,
      next: null,
      rows: [
        {
          text: 'It opened early.',
          sources: ['https://a.example.org'],
          opinions: 1,
          replies: [{ reason: 'It did not.' }],
        },
        { text: 'It opened late.', opinions: 0, replies: [] },
      ],
    })
    expect(claims(told, { limit: '1' })).toMatchObject({ rows: [{ text: 'It opened early.' }], next: 1 })
  })

  test.each([
    ['its reply taken back', 'dan revokes said', [0, 0]],
    ['itself taken back', 'cat revokes early', [0]],
    ['itself removed', 'operator removes early', [0]],
  ])('with %s', (_, line, left) => {
    expect(claims(tell(...lines, line)).rows.map(({ opinions }) => opinions)).toEqual(left)
  })

  test('is refused of what is no event or is gone, without a source, and of more than a sentence', () => {
    const told = tell(
      opened,
      `${claim('cat', 'a', 'x').replace('event opened', 'event nothing')} => target-unknown`,
      `${claim('cat', 'b', 'x', String.raw`# Claim\nx`)} => bad-field`,
      `${claim('cat', 'c', 'x'.repeat(281))} => bad-field`,
      'bea revokes opened',
      `${claim('cat', 'd', 'x')} => revoked`,
    )
    expect(claims(told)).toMatchObject({ code: 'not-found' })
  })
})
