import { expect, test } from 'vitest'
import { type DraftStorage, draftWriter, dropDrafts, readDraft, writeDraft } from './drafts.ts'

/** A storage in memory, with what else stands in it. */
function storageWith(entries: Record<string, string> = {}): DraftStorage & { map: Map<string, string> } {
  const map = new Map(Object.entries(entries))
  return {
    map,
    getItem: (key) => map.get(key) ?? null,
    setItem: (key, value) => void map.set(key, value),
    removeItem: (key) => void map.delete(key),
    key: (i) => [...map.keys()][i] ?? null,
    get length() {
      return map.size
    },
  }
}

/** A writer whose frames the test draws. */
function framed(storage: DraftStorage, key: string) {
  const frames: (() => void)[] = []
  const writer = draftWriter(storage, key, (act) => frames.push(act))
  const draw = () => {
    for (const act of frames.splice(0)) act()
  }
  return { writer, frames, draw }
}

test('what was typed is read again under its own key, and no other', () => {
  const storage = storageWith()
  writeDraft(storage, '/new conversation', { title: 'Whose index?', body: '' })
  expect(readDraft(storage, '/new conversation')).toEqual({ title: 'Whose index?', body: '' })
  expect(readDraft(storage, '/new')).toEqual({})
})

test('nothing typed leaves nothing behind', () => {
  const storage = storageWith()
  writeDraft(storage, 'a', { title: 'x' })
  writeDraft(storage, 'a', {})
  expect(storage.map.size).toBe(0)
})

test('what cannot be read is nothing, and only texts are taken', () => {
  const storage = storageWith({
    'sensus.draft a': '{"title',
    'sensus.draft b': '7',
    'sensus.draft c': '{"n":1,"t":"x"}',
  })
  expect(['a', 'b', 'c'].map((key) => readDraft(storage, key))).toEqual([{}, {}, { t: 'x' }])
})

test('without a storage, or with a full one, nothing is kept and nothing breaks', () => {
  const full: DraftStorage = {
    ...storageWith({ 'sensus.draft a': '{"title":"before"}' }),
    setItem: () => {
      throw new DOMException('full', 'QuotaExceededError')
    },
  }
  writeDraft(full, 'a', { title: 'after' })
  expect(readDraft(full, 'a')).toEqual({ title: 'before' })
  writeDraft(null, 'a', { title: 'x' })
  dropDrafts(null)
  expect(readDraft(null, 'a')).toEqual({})
})

test('a writer writes the last of a frame, once', () => {
  const storage = storageWith()
  const { writer, frames, draw } = framed(storage, 'a')
  writer.put({ title: 'W' })
  writer.put({ title: 'Wh' })
  expect(frames).toHaveLength(1)
  expect(readDraft(storage, 'a')).toEqual({})
  draw()
  expect(readDraft(storage, 'a')).toEqual({ title: 'Wh' })
  writer.put({ title: 'Who' })
  draw()
  expect(readDraft(storage, 'a')).toEqual({ title: 'Who' })
})

test('a page that goes away writes at once; a stored record leaves no draft, also none that waited', () => {
  const storage = storageWith()
  const { writer, draw } = framed(storage, 'a')
  writer.put({ title: 'x' })
  writer.flush()
  expect(readDraft(storage, 'a')).toEqual({ title: 'x' })
  writer.put({ title: 'xy' })
  writer.drop()
  draw()
  expect(storage.map.size).toBe(0)
})

test('signing out forgets every draft of the tab, and nothing else', () => {
  const storage = storageWith({ other: '1', 'sensus.draft a': '{}', 'sensus.draft b': '{}' })
  dropDrafts(storage)
  expect([...storage.map.keys()]).toEqual(['other'])
})
