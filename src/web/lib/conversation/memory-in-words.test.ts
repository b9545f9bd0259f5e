import { expect, test } from 'vitest'
import type { GroupMemory } from '../../../views/conversation/opinion-map/robust-value.ts'
import { memoryInWords } from './memory-in-words.ts'

const at = (votes: number) => ({ votes, size: votes + 10, ms: 0 })
const memory = (more: Partial<GroupMemory>): GroupMemory => ({
  since: null,
  how: 'new',
  from: [],
  history: [],
  ...more,
})

test('before any map is remembered nothing is said', () => {
  expect(memoryInWords(0, memory({}), null)).toEqual([])
})

test('the same group is said with how many of its people were in it', () => {
  const same = memory({
    since: at(256),
    how: 'same',
    from: [{ id: 0, people: 38, of: 41 }],
    history: [{ how: 'new', at: at(256), from: [] }],
  })
  expect(memoryInWords(0, same, at(1024))).toEqual([
    'The same group as on the map at 1,024 votes: 38 of its 41 people then are in it now.',
  ])
})

test('what parted, what joined and what is new', () => {
  expect(memoryInWords(2, memory({ how: 'split-of', from: [{ id: 0, people: 16, of: 40 }] }), at(512))).toEqual([
    'Since the map at 512 votes it has split off from A (16 of its 40 people).',
  ])
  const joined = memory({
    how: 'merged-from',
    from: [
      { id: 0, people: 30, of: 30 },
      { id: 1, people: 25, of: 26 },
    ],
  })
  expect(memoryInWords(0, joined, at(512))).toEqual([
    'Since the map at 512 votes it has taken in B (25 of its 26 people).',
  ])
  expect(memoryInWords(2, joined, at(512))).toEqual([
    'Since the map at 512 votes it was formed from A (30 of its 30 people), B (25 of its 26 people).',
  ])
  expect(memoryInWords(2, memory({}), at(512))).toEqual([
    'New since the map at 512 votes: it is no group that was remembered then.',
  ])
})

test('the past is told too', () => {
  const parted = { how: 'split-of' as const, at: at(256), from: [{ id: 1, people: 9, of: 30 }] }
  const told = memory({ since: at(256), how: 'same', from: [{ id: 2, people: 9, of: 9 }], history: [parted] })
  expect(memoryInWords(2, told, at(512))).toEqual([
    'By the map at 256 votes it had split off from B (9 of its 30 people).',
    'The same group as on the map at 512 votes: 9 of its 9 people then are in it now.',
  ])
})
