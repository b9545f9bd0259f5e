import { describe, expect, test } from 'vitest'
import { standingOf } from '../../../math/standing.ts'
import type { Rated } from '../../../views/chain/values.ts'
import { ruleInWords, sidesInWords, standingInWords, unplacedInWords } from './standing-words.ts'

/** Something that was rated by sides, each as `people: explains partly doesNot`. */
function rated(sides: string, unplaced = 0, cut: Rated['cut'] = 'groups') {
  const rows = sides.split(' | ').map((side) => {
    const [people = 0, explains = 0, partly = 0, doesNot = 0] = side.split(/:? /).map(Number)
    return { people, explains, partly, doesNot }
  })
  const { state, asked, ...found } = standingOf(rows, unplaced)
  const total = (of: (row: (typeof rows)[number]) => number): number => rows.reduce((sum, row) => sum + of(row), 0)
  const ratings = {
    explains: total(({ explains }) => explains) + unplaced,
    partly: total(({ partly }) => partly),
    doesNot: total(({ doesNot }) => doesNot),
  }
  const numbered = rows.map((row, side) => ({ side, ...row, asked: asked.includes(side) }))
  return {
    standing: state,
    ...found,
    cut,
    sides: numbered,
    unplaced,
    ratings,
    rejectedBy: [],
  } as unknown as Rated
}

const says = (...given: Parameters<typeof rated>): string => standingInWords('explanation', rated(...given))

describe('the sentence says the true reason', () => {
  test.each<[string, Parameters<typeof rated>]>([
    [
      'Stands: 4 of 40 people of group A and 3 of 30 people of group B, who usually disagree, say that it explains.',
      ['40: 4 0 0 | 30: 3 0 0'],
    ],
    [
      'Does not stand: 4 of 40 people of group A and 3 of 30 people of group B, who usually disagree, say that it does not explain.',
      ['40: 0 0 4 | 30: 0 0 3'],
    ],
    [
      'Disputed: 20 of 40 people of group A say that it explains, 6 of 30 people of group B that it does not.',
      ['40: 20 0 0 | 30: 0 0 6'],
    ],
    ['Open: nobody of group B has rated it yet.', ['40: 9 0 0 | 30: 0 0 0']],
    [
      'Open: few of group B (2) have rated it; 1 more who says that it explains would be enough.',
      ['40: 3 0 0 | 30: 2 0 0'],
    ],
    [
      'Open: few of group A (1) and group B (2) have rated it; 2 more of group A and 1 more of group B who say that it explains would be enough.',
      ['40: 1 0 0 | 30: 2 0 0'],
    ],
    [
      'Open: few of group B (2) have rated it; 1 more who says that it explains would be enough there, but elsewhere too many say otherwise.',
      ['40: 3 0 0 | 30: 2 0 0 | 4: 0 0 1'],
    ],
    [
      'Open: enough say that it explains, but group C (0 for, 0 partly, 1 against) leans the other way.',
      ['40: 5 0 0 | 35: 4 0 0 | 25: 0 0 1'],
    ],
    ['Open: most say that it explains in part.', ['40: 1 3 0 | 30: 1 2 0']],
    ['Open: of those who rated it too many say that it does not explain, or only in part.', ['40: 4 0 1 | 30: 3 0 2']],
    ['Open: nobody has rated it yet.', ['40: 0 0 0 | 30: 0 0 0']],
    ['Open: nobody who has a place on a side has rated it yet.', ['40: 0 0 0 | 30: 0 0 0', 3]],
    ['Open: only accounts that came after it have rated it, and they do not count.', ['40: 0 0 0', 3, 'crowd']],
    ['Stands: 6 of the 7 who rated it say that it explains.', ['40: 6 1 0', 0, 'crowd']],
    ['Does not stand: 22 of the 26 who rated it say that it does not explain.', ['30: 0 4 22', 0, 'crowd']],
    ['Open: few have rated it (4); 1 more who says that it explains would be enough.', ['30: 4 0 0', 0, 'crowd']],
    [
      'Stands: 4 of 40 people of the left half of the map and 3 of 30 people of the right half of the map, who usually disagree, say that it explains.',
      ['40: 4 0 0 | 30: 3 0 0', 0, 'halves'],
    ],
  ])('%s', (sentence, given) => {
    expect(says(...given)).toBe(sentence)
  })
})

test('beside it stands how many ratings have no place', () => {
  const sides = '40: 3 0 0 | 30: 3 0 0'
  expect(unplacedInWords(rated(sides))).toBe('')
  expect(unplacedInWords(rated(sides, 1))).toBe('1 rating has no place on a side, and does not count.')
  expect(unplacedInWords(rated(sides, 301))).toBe('301 ratings have no place on a side, and do not count.')
  expect(unplacedInWords(rated('9: 0 0 0'))).toBe('')
  expect(unplacedInWords(rated('9: 1 0 0', 1, 'crowd'))).toBe(
    '1 rating is by an account that came after it, and does not count.',
  )
})

test('every count can be recounted', () => {
  expect(sidesInWords('explanation', rated('40: 4 0 1 | 30: 3 0 0 | 1: 1 0 0'))).toEqual([
    'group A: 40 people; 4 say that it explains, 0 partly, 1 that it does not: 5 points',
    'group B: 30 people; 3 say that it explains, 0 partly, 0 that it does not: 6 points',
    'group C: 1 person; 1 say that it explains, 0 partly, 0 that it does not: 2 points, not needed',
  ])
  expect(ruleInWords('explanation', rated('40: 0 0 0 | 30: 0 0 0'))).toContain('two largest sides reaches 5')
  expect(ruleInWords('explanation', rated('40: 0 0 0', 0, 'crowd'))).toContain('reach 10 together')
})

test('a note helps where an explanation explains', () => {
  const note = (...given: Parameters<typeof rated>): string => standingInWords('note', rated(...given))
  expect(note('40: 4 0 0 | 30: 3 0 0')).toBe(
    'Stands: 4 of 40 people of group A and 3 of 30 people of group B, who usually disagree, say that it helps.',
  )
  expect(note('40: 0 0 4 | 30: 0 0 3')).toMatch(/^Does not stand: .* say that it does not help\.$/)
  expect(note('40: 3 0 0 | 30: 2 0 0')).toContain('1 more who says that it helps would be enough')
  expect(note('30: 0 4 22', 0, 'crowd')).toContain('say that it does not help')
  expect(note('40: 1 3 0 | 30: 1 2 0')).toBe('Open: most say that it helps in part.')
  expect(sidesInWords('note', rated('40: 4 0 1 | 30: 3 0 0'))[0]).toContain('4 say that it helps')
  expect(ruleInWords('note', rated('40: 0 0 0', 0, 'crowd'))).not.toContain('explains')
})
