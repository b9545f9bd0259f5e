import { expect, test } from 'vitest'
import type { HeldStatement } from '../../../views/conversation/opinion-statements.ts'
import { type Parts, partName, saidOf } from './summary.ts'

const groups: Parts = { cut: 'groups', groups: [0, 1, 2, 3] }
const axis = (cut: Parts['cut']): Parts => ({ cut, groups: [] })

const votes = (agree: number, disagree: number, pass = 0) => ({ agree, disagree, seen: agree + disagree + pass })
const statement = (more: Partial<HeldStatement>): HeldStatement => ({
  id: 'ab'.repeat(32),
  imported: null,
  body: 'Pause it.',
  votes: votes(0, 0),
  parts: [],
  state: 'open',
  side: null,
  apart: 0,
  ...more,
})

test('what joins is said with the share of each part on that side', () => {
  const parts = [votes(1, 18, 1), votes(2, 8)]
  expect(saidOf(statement({ parts, state: 'joins', side: 'disagree' }), groups)).toMatchObject({
    lead: 'Every group disagrees:',
    figures: ['group A: 90 %', 'group B: 80 %'],
    signed: true,
  })
  expect(saidOf(statement({ parts, state: 'joins', side: 'disagree' }), axis('halves')).lead).toBe(
    'Every part of the axis disagrees:',
  )
})

test('what divides names those of one mind, and nobody who is of two', () => {
  const parts = [votes(18, 2), votes(2, 18), votes(10, 10), votes(17, 3)]
  expect(saidOf(statement({ parts, state: 'divides', imported: 7 }), groups)).toMatchObject({
    lead: 'Mostly agree: group A, group D. Mostly disagree: group B.',
    figures: ['group A: 90 %', 'group B: 10 %', 'group C: 50 %', 'group D: 85 %'],
    signed: false,
  })
})

test('a group is named by its number, whatever its place among the parts', () => {
  expect([0, 1].map((part) => partName({ cut: 'groups', groups: [2, 0] }, part))).toEqual(['group C', 'group A'])
})

test('parts of an axis have names', () => {
  expect([0, 1].map((part) => partName(axis('halves'), part))).toEqual(['the left half', 'the right half'])
  expect([0, 1, 2, 3].map((part) => partName(axis('quarters'), part))).toEqual([
    'the left quarter',
    'those left of the middle',
    'those right of the middle',
    'the right quarter',
  ])
})
