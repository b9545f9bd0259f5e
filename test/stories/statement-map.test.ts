import { describe, expect, test } from 'vitest'
import { statementMapSvg } from '../../src/draw/conversation/statement-map.ts'
import type { StatementMap } from '../../src/views/conversation/statement-map/value.ts'
import { english } from '../../src/words/en.ts'
import { type Story, story } from '../story.ts'

const people = Array.from({ length: 12 }, (_, i) => `p${i}`)
const statements = Array.from({ length: 8 }, (_, i) => `s${i}`)
const camp = (who: number, statement: number): string => (who % 2 === statement % 2 ? 'agree' : 'disagree')

/** Twelve people in two camps; the last of them says nothing on the first statement, and the eleventh passes there. */
const told = (more = '', how = 'add anyone'): Story =>
  story(`
    alice begins talk: What now? (${how})
    ${statements.map((each) => `alice states ${each} in talk: This is ${each}.`).join('\n')}
    ${people
      .map((who, i) =>
        statements
          .flatMap((s, n) => {
            if (n === 0 && i === 11) return []
            return [`${who} votes ${n === 0 && i === 10 ? 'pass' : camp(i, n)} on ${s}`]
          })
          .join('\n'),
      )
      .join('\n')}
    ${more}
  `)

const ask = (of: Story, view: 'statement-map' | 'statement-votes', statement = 's0', mode = 'robust') =>
  of.fold().view(view, { conversation: of.id('talk'), statement: of.id(statement), mode })

describe('one statement on the map', () => {
  test('everybody on the map says one thing, and the figures sum to them', () => {
    const of = told()
    for (const mode of ['robust', 'classic']) {
      const map = ask(of, 'statement-map', 's0', mode) as StatementMap
      expect(map).toMatchObject({ people: 12, said: { agree: 5, disagree: 5, pass: 1, none: 1 } })
      expect(map.participants.find(({ key }) => key === of.address('p10'))?.said).toBe('pass')
      expect(map.participants.find(({ key }) => key === of.address('p11'))?.said).toBeNull()
      expect(map.sides.of.length).toBeGreaterThan(1)
      for (const { size, agree, disagree, pass, none } of map.sides.of)
        expect(agree + disagree + pass + none).toBe(size)
      const { participants: _, groups: __, ...figures } = map
      expect(ask(of, 'statement-votes', 's0', mode)).toEqual(figures)
    }
  })

  test('the last vote that stands counts', () => {
    const of = told('p1 votes agree on s0\np3 votes pass on s0 as last\np3 revokes last')
    expect(ask(of, 'statement-votes')).toMatchObject({ said: { agree: 6, disagree: 4, pass: 1, none: 1 } })
  })

  test('guests are on no map', () => {
    const of = told('guest signs guest (may vote)\nguest votes agree on s0')
    expect(ask(of, 'statement-votes')).toMatchObject({ people: 12, said: { agree: 5 } })
  })

  test('what is taken back, unknown or of another conversation is refused, and so is everything while totals are hidden', () => {
    const more = 'alice revokes s1\nbob begins other: And then?\nbob states far in other: Far from here.'
    expect(ask(told(more), 'statement-map', 's1')).toMatchObject({
      code: 'statement-unknown',
      params: { reason: 'off-map' },
    })
    expect(ask(told(more), 'statement-map', 'far')).toMatchObject({ code: 'statement-unknown' })
    expect(ask(told('', 'closes 1d, totals after-close'), 'statement-votes')).toMatchObject({ code: 'totals-hidden' })
  })

  test('a removed statement is no statement', () => {
    const of = told('operator removes s1 (category court)')
    expect(ask(of, 'statement-votes', 's1')).toMatchObject({ code: 'statement-unknown' })
    expect(ask(of, 'statement-votes', 's0')).toMatchObject({ people: 12 })
  })

  test('the picture has a mark for each, by shape and not by colour alone, and says the same in words', () => {
    const svg = statementMapSvg(ask(told(), 'statement-map') as StatementMap, english.say)
    expect(svg.match(/class="sm-agree"[^>]*data-key/g)).toHaveLength(5)
    expect(svg.match(/<path [^>]*class="sm-disagree"[^>]*data-key/g)).toHaveLength(5)
    expect(svg.match(/class="sm-pass"[^>]*data-key/g)).toHaveLength(1)
    expect(svg.match(/class="sm-none"[^>]*data-key/g)).toHaveLength(1)
    expect(svg).toContain('Of 12 people on the map 5 agree, 5 disagree, 1 pass and 1 have not voted on it.')
    expect(svg).toContain('>not voted on it 1</text>')
    expect(svg).toContain('“This is s0.”')
  })
})
