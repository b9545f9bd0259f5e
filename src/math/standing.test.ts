import { describe, expect, test } from 'vitest'
import { standingByChance } from '../../test/standing-by-chance.ts'
import { askedSides, type SideCounts, standingOf } from './standing.ts'

/** Sides as `people: explains partly doesNot`. */
const sidesOf = (...all: string[]): SideCounts[] =>
  all.map((each) => {
    const [people = 0, explains = 0, partly = 0, doesNot = 0] = each.split(/:? /).map(Number)
    return { people, explains, partly, doesNot }
  })

const short = (unplaced: number, ...all: string[]) => {
  const { state, why, named, more } = standingOf(sidesOf(...all), unplaced)
  return [state, why, named.join(), more.join()].join(' ').trim()
}

describe('points per side', () => {
  test.each([
    ['three of each side are enough', ['12: 3 0 0', '9: 3 0 0'], 'stands sides-support 0,1'],
    ['two are not', ['12: 3 0 0', '9: 2 0 0'], 'open few 1 1'],
    ['nor is anybody else for one side', ['12: 12 0 0', '9: 0 0 0'], 'open silent 1'],
    ['one against weighs as much as one and a half for', ['12: 4 0 1', '9: 3 1 0'], 'stands sides-support 0,1'],
    ['one against too many', ['12: 4 0 1', '9: 3 0 1'], 'open few 1 1'],
    ['of five ratings a side is no longer few', ['12: 4 0 1', '9: 3 0 2'], 'open unclear'],
    ['three of each side reject', ['12: 0 0 3', '9: 0 0 3'], 'does-not-stand sides-reject 0,1'],
    ['a side that leans to the other keeps it open', ['12: 0 0 3', '9: 1 0 3'], 'open few 0,1 7,6'],
    ['sides differ', ['12: 3 0 0', '9: 0 0 3'], 'disputed sides-differ 0,1'],
    ['a small side is not asked', ['12: 3 0 0', '9: 3 0 0', '4: 0 0 0'], 'stands sides-support 0,1'],
    ['but may say no', ['12: 3 0 0', '9: 3 0 0', '4: 0 0 1'], 'open against 2'],
    ['sides as large as the second are asked', ['12: 3 0 0', '9: 3 0 0', '9: 0 0 0'], 'open silent 2'],
    ['most say partly', ['12: 1 2 0', '9: 1 3 0'], 'open in-part'],
  ])('%s', (_, sides, is) => {
    expect(short(0, ...sides)).toBe(is)
  })

  test.each([
    ['five of a crowd are enough', 0, ['30: 5 0 0'], 'stands crowd-supports'],
    ['four are not', 0, ['30: 4 0 0'], 'open few  1'],
    ['five that reject too', 0, ['30: 0 0 5'], 'does-not-stand crowd-rejects'],
    ['a crowd is never disputed', 0, ['30: 9 0 8'], 'open unclear'],
    ['one large side is a crowd', 0, ['30: 4 0 0', '4: 1 0 0'], 'stands crowd-supports'],
    ['in which the small one may say no', 0, ['30: 9 0 0', '4: 0 0 1'], 'open against 1'],
    ['nobody has rated', 0, ['30: 0 0 0'], 'open nobody'],
    ['nobody who has a place', 301, ['30: 0 0 0', '20: 0 0 0'], 'open no-place'],
  ])('%s', (_, unplaced, sides, is) => {
    expect(short(unplaced, ...sides)).toBe(is)
  })

  test('how many more would be enough is said of each side, and whether it would stand with them', () => {
    const few = standingOf(sidesOf('12: 1 0 0', '9: 0 1 0'), 0)
    expect(few).toMatchObject({ why: 'few', named: [0, 1], more: [2, 3], enough: true })
    expect(standingOf(sidesOf('12: 1 0 0', '9: 3 0 0', '4: 0 0 1'), 0)).toMatchObject({ more: [2], enough: false })
    expect(standingOf(sidesOf('12: 1 0 0', '4: 0 0 1'), 0)).toMatchObject({ more: [6], enough: false })
  })

  test('asks the two largest sides of at least five people', () => {
    const asked = (...people: number[]) => askedSides(people.map((each) => ({ people: each })))
    expect(asked(4, 9, 5, 30)).toEqual([1, 3])
    expect(asked(5, 5, 5)).toEqual([0, 1, 2])
    expect(asked(30, 4)).toEqual([])
    expect(asked()).toEqual([])
  })
})

test('keeps its promises over counts by chance', () => {
  const { steps, states, ...broken } = standingByChance(100_000)
  expect(steps).toBeGreaterThanOrEqual(100_000)
  expect(Math.min(...Object.values(states))).toBeGreaterThan(200)
  expect(broken).toEqual({ fell: 0, moved: 0, crooked: 0, misjudged: 0 })
})
