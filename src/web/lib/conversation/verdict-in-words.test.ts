import { expect, test } from 'vitest'
import type { MapVerdict } from '../../../views/conversation/opinion-map/robust-value.ts'
import { verdictInWords } from './verdict-in-words.ts'

const verdictOf = (more: Partial<MapVerdict>): MapVerdict => ({
  state: 'one',
  k: 0,
  core: 240,
  from: 20,
  statements: 40,
  repeated: 0,
  tried: [],
  ...more,
  voices: more.voices ?? more.core ?? 240,
})
const pair = { a: 0, b: 1, near: 41.2, middle: 5.9, far: 37.6, ratio: 0.157, z: 4 }

test('what is missing is named before anything is said of groups', () => {
  expect(verdictInWords(verdictOf({ state: 'too-few', core: 14 }))).toBe(
    'Too few people have voted enough to tell whether there are groups (20 needed, 14 so far).',
  )
  expect(verdictInWords(verdictOf({ state: 'too-few', core: 50, statements: 6 }))).toBe(
    'Too few statements have been voted on to tell whether there are groups (8 needed, 6 so far).',
  )
})

test('no clear groups is said with how full the middle is, and with fewer than 100 people more carefully', () => {
  const tried = [{ k: 2, worst: { ...pair, ratio: 1.68 }, smallest: 60, accepted: false }]
  expect(verdictInWords(verdictOf({ tried }))).toBe(
    'No clear groups: opinions shade into each other. Half-way between the two most different sides stand 1.7 times as many people as at their middles.',
  )
  expect(verdictInWords(verdictOf({ tried, core: 45 }))).toBe(
    'No clear groups so far. With 45 people only very distinct groups would show.',
  )
  expect(verdictInWords(verdictOf({}))).toBe('No clear groups: opinions shade into each other.')
})

test('clear groups are said with the figures of the gap', () => {
  const tried = [{ k: 2, worst: pair, smallest: 90, accepted: true }]
  expect(verdictInWords(verdictOf({ state: 'groups', k: 2, tried }))).toBe(
    '2 clear groups: between A and B stand 6 people, where each side’s middle has 41 and 38.',
  )
})

test('voices that weigh differently are called no heads', () => {
  const tried = [{ k: 2, worst: pair, smallest: 90, accepted: true }]
  expect(verdictInWords(verdictOf({ state: 'too-few', core: 50, voices: 8.64 }))).toBe(
    'Too little weight to tell whether there are groups: 50 people weigh as much as 8.6 like the weightiest of them, and 20 are needed.',
  )
  expect(verdictInWords(verdictOf({ core: 300, voices: 60.2 }))).toBe(
    'No clear groups so far. 300 people weigh as much as 60.2 like the weightiest of them: only very distinct groups would show.',
  )
  expect(verdictInWords(verdictOf({ tried, voices: 120 }))).toBe(
    'No clear groups: opinions shade into each other. Half-way between the two most different sides stands 0.2 times as much weight as at their middles.',
  )
  expect(verdictInWords(verdictOf({ state: 'groups', k: 2, tried, voices: 90 }))).toBe(
    '2 clear groups: between A and B stands the weight of 6 like the weightiest person, where each side’s middle has that of 41 and 38.',
  )
})
