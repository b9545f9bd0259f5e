import { describe, expect, test } from 'vitest'
import type { ValueOf } from '../../src/views/registry.ts'
import { type Story, story } from '../story.ts'

type Table = ValueOf<'opinion-statements'>

const left = Array.from({ length: 14 }, (_, i) => `l${i}`)
const right = Array.from({ length: 14 }, (_, i) => `r${i}`)
const dividing = Array.from({ length: 8 }, (_, i) => `d${i}`)

const votes = (who: readonly string[], choice: string, what: string): string =>
  who.map((each) => `${each} votes ${choice} on ${what}`).join('\n')

/** Two camps of opposite minds on eight statements; all want peace, nobody but the left has seen the late one. */
const script = `
  operator begins talk: What now?
  ${dividing.map((each) => `operator states ${each} in talk: This is ${each}.`).join('\n')}
  operator states peace in talk: Peace.
  operator states late in talk: A late word.
  operator states gone in talk: Taken back.
  ${dividing.map((each, i) => `${votes(left, i % 2 ? 'agree' : 'disagree', each)}\n${votes(right, i % 2 ? 'disagree' : 'agree', each)}`).join('\n')}
  ${votes([...left, ...right], 'agree', 'peace')}
  ${votes(left.slice(0, 9), 'agree', 'late')}
  operator revokes gone
`
const told = story(script)
const read = (params: Record<string, string> = {}, from: Story = told): Table =>
  from.fold().view('opinion-statements', { conversation: from.id('talk'), ...params }) as Table

describe('the table of statements', () => {
  test('tells what joins, what divides and what says nothing yet', () => {
    const { parts, states, rows, total, next } = read()
    expect([parts.sizes.length, states, total, next]).toEqual([2, { joins: 1, divides: 8, open: 0, few: 1 }, 10, null])
    expect(rows.map(({ body }) => body).slice(-2)).toEqual(['Peace.', 'A late word.'])
    expect(rows.find(({ body }) => body === 'Peace.')).toMatchObject({
      state: 'joins',
      side: 'agree',
      votes: { agree: 28, disagree: 0, seen: 28 },
      parts: [
        { agree: 14, disagree: 0, seen: 14 },
        { agree: 14, disagree: 0, seen: 14 },
      ],
    })
  })

  test('is narrowed by state and by votes, and sorted', () => {
    expect(read({ state: 'joins' }).rows.map(({ body }) => body)).toEqual(['Peace.'])
    expect(read({ state: 'divides' }).total).toBe(8)
    expect(read({ least: '10' }).rows.map(({ body }) => body)).not.toContain('A late word.')
    expect(read({ order: 'agreed' }).rows[0]?.body).toBe('Peace.')
    expect(read({ order: 'votes' }).rows.at(-1)?.body).toBe('A late word.')
    expect(read({ order: 'apart' }).rows[0]?.state).toBe('divides')
    expect(read({ order: 'rejected' }).rows[0]?.votes.disagree).toBe(14)
  })

  test('is given page by page, each row once', () => {
    const all = read().rows.map(({ id }) => id)
    const pages: string[] = []
    for (let after: number | null = 0; after !== null; ) {
      const page: Table = read({ limit: '3', after: String(after) })
      expect(page.rows.length).toBeLessThanOrEqual(3)
      pages.push(...page.rows.map(({ id }) => id))
      after = page.next
    }
    expect(pages).toEqual(all)
  })

  test('is refused where totals are hidden, or nothing is', () => {
    const hidden = story('alice begins talk: Now? (closes 2h, totals after-close)\nalice states one in talk: One.')
    expect(read({}, hidden)).toMatchObject({ code: 'totals-hidden' })
    expect(told.fold().view('opinion-statements', { conversation: told.id('nowhere') })).toMatchObject({
      code: 'conversation-unknown',
    })
    expect(read({ order: 'loudest' })).toMatchObject({ code: 'bad-parameter' })
  })

  test('of a conversation without votes says so', () => {
    const silent = story('alice begins talk: Now?\nalice states one in talk: One.')
    expect(read({}, silent)).toMatchObject({
      parts: { cut: 'none', sizes: [] },
      rows: [{ body: 'One.', votes: { agree: 0, disagree: 0, seen: 0 }, state: 'few', apart: 0 }],
    })
  })
})
