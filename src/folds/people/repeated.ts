import type { RecordId } from '../../records/ids.ts'
import { kindNames, kindOf } from '../../records/registry.ts'
import { defineFold } from '../fold.ts'

/** Kinds whose words records of others repeat; what is said in conversations their own fold keeps. */
const repeatedKinds = kindNames.filter((name) => {
  if (kindOf(name).subject === 'conversation') return false
  return kindNames.map(kindOf).some(({ repeats, points }) =>
    Object.values(repeats ?? {}).some((mark) => {
      const pointed = mark && points?.[mark.of]?.kinds
      return pointed === 'any' || pointed?.includes(name)
    }),
  )
})

/** The words of records whose words others repeat, by the id of the record. */
export const repeatedWords = defineFold({
  name: 'repeated-words',
  needs: {},
  kinds: repeatedKinds,
  start: (): Map<RecordId, string> => new Map(),
  take(words, { kind, id, fields }) {
    const { line, words: named } = kindOf(kind)
    const own = line(fields)
    const text = 'text' in own ? own.text : (named?.(fields) ?? null)
    if (text !== null) words.set(id, text)
    return undefined
  },
  takeBack(words, { id }) {
    words.delete(id)
  },
})
