import { describe, expect, test } from 'vitest'
import { type Story, story } from '../../../test/story.ts'
import { kindNames, kindOf } from '../../records/registry.ts'
import { links } from '../chain/links.ts'
import { conversations } from '../conversation/conversations.ts'
import { judgeAtDoor, startFolds, step } from '../ledger.ts'
import { allFolds } from '../table.ts'

/** What the door says of the last record of a story, after the others as they were admitted. */
function atTheDoor({ told, evidence }: Story): string | null {
  const folds = startFolds(allFolds)
  for (const [index, entry] of told.slice(0, -1).entries()) step(allFolds, folds, { index, ...entry }, evidence)
  const last = told.at(-1)
  if (!last) throw new Error('the story has no record')
  const refusal = judgeAtDoor(allFolds, folds, last.record, last.ms)
  return refusal && `${refusal.code} ${String(refusal.params.reason)}`
}

const begun = `
  alice begins trees: Where should the trees go?
  alice states river in trees: Along the river.
  alice revokes river as back
  alice signs link (with bob) as half
  bob signs link (with alice)
  bob signs unlink (with alice) as end
  alice signs in as phone for 1d
`

describe('at the door of the ledger', () => {
  test('what ends an earlier record stays, alone and among others; what it ended may go', () => {
    const removing = (what: string): string | null => atTheDoor(story(`${begun}operator removes ${what}`))
    expect(removing('back')).toBe('bad-field ends-another')
    expect(removing('end')).toBe('bad-field ends-another')
    expect(removing('river and back and phone')).toBe('bad-field ends-another')
    expect(removing('river and half and phone')).toBe(null)
  })

  test('the kinds that only end something are marked so, and no other', () => {
    const ending = kindNames.filter((kind) => kindOf(kind).ends)
    expect(ending).toEqual(['revoke', 'unlink'])
  })

  test('a log that has such a removal counts as before: what was ended begins again', () => {
    const holds = (log: string): [boolean | undefined, number] => {
      const told = story(log)
      const fold = told.fold()
      return [fold.state(conversations).statements.get(told.id('river'))?.moderated, fold.state(links).pairs.size]
    }
    expect(holds(begun)).toEqual([true, 0])
    expect(holds(`${begun}operator removes back\noperator removes end`)).toEqual([false, 1])
  })
})
