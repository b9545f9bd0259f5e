import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { StatementMap } from '../../../views/conversation/statement-map/value.ts'
import { english } from '../../../words/en.ts'
import { lines, textWidth } from '../../words.ts'
import { mostMarks } from '../opinion-map/dots.ts'
import { statementMapSvg } from '../statement-map.ts'
import { mostSaid } from './marks.ts'

const choices = ['agree', 'disagree', 'pass', null] as const

/** Everybody at one of a few places. */
function crowd(n: number, said: (p: number) => StatementMap['participants'][number]['said']): StatementMap {
  const participants = Array.from({ length: n }, (_, p) => {
    return { key: `import:${p}`, x: (p % 50) / 50, y: Math.floor(p / 50) / 50, group: null, half: p % 2, said: said(p) }
  })
  const count = (of: string | null): number => participants.filter((each) => each.said === of).length
  return {
    statement: { id: '0'.repeat(64), imported: 0, body: 'It </text> "rains" & snows' },
    people: n,
    said: { agree: count('agree'), disagree: count('disagree'), pass: count('pass'), none: count(null) },
    sides: { cut: 'none', of: [] },
    participants,
    groups: [],
  }
}

test('up to 2,000 people have a mark each; more of them a dot for what most say where they stand', () => {
  const mixed = (p: number) => choices[p % 4]!
  expect(statementMapSvg(crowd(mostMarks, mixed), english.say).match(/data-key=/g)).toHaveLength(mostMarks)
  const svg = statementMapSvg(crowd(mostMarks + 2, mixed), english.say)
  expect(svg).not.toContain('data-key=')
  for (const told of ['agree', 'disagree', 'pass', 'none']) expect(svg).toContain(`sm-${told} om-dots`)
  expect(svg).toContain('data-frame=')
})

test('a statement whose figures are of others is not drawn', () => {
  const map = crowd(4, () => 'agree')
  expect(() => statementMapSvg({ ...map, said: { ...map.said, agree: 3 } }, english.say)).toThrow(
    'sum to 3 and not to 4',
  )
})

test('words that people chose cannot add markup, and dark has colours of its own', () => {
  const map = crowd(4, () => 'agree')
  expect(statementMapSvg(map, english.say)).not.toContain('It </text>')
  expect(statementMapSvg(map, english.say, { theme: 'dark' })).toContain('fill="#56b4e9"')
})

test('most is more than each other thing: a tie is nobody’s side, and silence does not count', () => {
  const votes = fc.nat(4)
  fc.assert(
    fc.property(votes, votes, votes, votes, (agree, disagree, pass, none) => {
      const told = mostSaid({ agree, disagree, pass, none })
      expect(told === 'none').toBe(agree + disagree + pass === 0)
      expect(told === 'agree').toBe(agree > disagree && agree > pass)
      expect(told === 'disagree').toBe(disagree > agree && disagree > pass)
    }),
  )
})

test('lines fit, and say the text in its order until it is cut', () => {
  fc.assert(
    fc.property(fc.lorem({ maxCount: 40 }), fc.integer({ min: 1, max: 4 }), (text, most) => {
      const found = lines(text, 300, 20, most)
      expect(found.length).toBeLessThanOrEqual(most)
      for (const line of found) expect(textWidth(line, 20)).toBeLessThanOrEqual(300)
      expect(text.startsWith(found.join(' ').replace(/…$/, ''))).toBe(true)
    }),
  )
})
