import { describe, expect, test } from 'vitest'
import { type Story, story } from '../../../test/story.ts'
import { isRefusal } from '../../records/refusals.ts'
import { judgeAtDoor, startFolds, step, turnsOf } from '../ledger.ts'
import { doorFolds } from '../table.ts'

/** What the door says of the last record of a story, after the others. */
function atTheDoor({ entries }: Story): string | null {
  const folds = startFolds(doorFolds)
  for (const entry of entries.slice(0, -1)) step(doorFolds, folds, entry, () => undefined)
  const last = entries.at(-1)
  if (!last?.record) throw new Error('the story has no record')
  const refusal = judgeAtDoor(doorFolds, folds, last.record, last.ms)
  return isRefusal(refusal) ? refusal.code : null
}

const begun = `
  alice begins trees: Where should the trees go?
  bob states river in trees: Along the river.
`
const last = (more: string): string | null => atTheDoor(story(begun + more))

describe('at the door of a conversation', () => {
  test('the same words once, whoever says them, whatever their white space, capitals and full stop', () => {
    for (const words of ['Along the river.', 'Along  the   river.', 'along the River', 'Along the river…'])
      expect(last(`carol states again in trees: ${words}`)).toBe('said-already')
    expect(last('carol states other in trees: Along the rivers.')).toBe(null)
  })

  test('the same words in another conversation', () => {
    expect(last('carol begins shrubs: And the shrubs?\ncarol states again in shrubs: Along the river.')).toBe(null)
  })

  test('words that were taken back may be said again; while an older twin of them stands they may not', () => {
    expect(last('bob revokes river\nbob states again in trees: Along the river.')).toBe(null)
    const twin = 'carol states twin in trees: Along the river.\nbob revokes river\n'
    expect(last(`${twin}dora states again in trees: Along the river.`)).toBe('said-already')
  })

  test('twenty statements of a guest, two hundred of whoever began it', () => {
    const says = (who: string, many: number): string =>
      Array.from({ length: many }, (_, i) => `${who} states ${who}${i} in trees: ${who} says ${i}.`).join('\n')
    expect(last(says('carol', 20))).toBe(null)
    expect(last(says('carol', 21))).toBe('too-many-statements')
    expect(last(`${says('carol', 20)}\ncarol revokes carol3\ncarol states more in trees: More.`)).toBe(
      'too-many-statements',
    )
    expect(last(says('alice', 200))).toBe(null)
    expect(last(says('alice', 201))).toBe('too-many-statements')
  })

  test('a conversation that closes in the past is not begun; one that a log has is as it was', () => {
    expect(atTheDoor(story('wait 2h\nalice begins trees: Where? (closes 1h)'))).toBe('bad-field')
    expect(atTheDoor(story('wait 1h\nalice begins trees: Where? (closes 2h)'))).toBe(null)
    const old = story(
      'wait 2h\nalice begins trees: Where? (closes 1h)\nalice states here in trees: Here. => conversation-closed',
    )
    expect(old.counts('trees')).toBe(true)
  })

  test('two that say the same, or are by one account, take turns', () => {
    const told = story(
      `${begun}carol states one in trees: Here.\ndora states two in trees: here\ncarol states three in trees: There.`,
    )
    const [one, two, three] = told.entries
      .slice(-3)
      .map(({ record, ms }) => new Set(record ? turnsOf(doorFolds, record, ms) : []))
    const meet = (a = new Set<string>(), b = new Set<string>()): boolean => [...a].some((turn) => b.has(turn))
    expect([meet(one, two), meet(one, three), meet(two, three)]).toEqual([true, true, false])
  })
})
