import { describe, expect, test } from 'vitest'
import { isRefusal } from '../../src/records/refusals.ts'
import type { TypedStatement } from '../../src/views/conversation/statement-types.ts'
import { type Story, story } from '../story.ts'

const begun = `
  alice begins trees: Where should the trees go? (closes 2h)
  alice states river in trees: The river has no trees.
  bob states hill in trees: The hill should have some.
`
const title = { river: 'The river has no trees.', hill: 'The hill should have some.' }
const says = (who: string, type: string, about: keyof typeof title = 'river', name = `${who}-said`): string =>
  `${who} signs statement-type (type ${type}, about ${about}, title ${title[about]}) as ${name.replaceAll('-', '')}`

function rowsOf(log: Story, more: Record<string, string> = {}): TypedStatement[] {
  const value = log.fold().view('statement-types', { conversation: log.id('trees'), ...more })
  if (isRefusal(value)) throw new Error(value.code)
  return (value as { rows: TypedStatement[] }).rows
}
const none = { fact: 0, forecast: 0, value: 0, definition: 0 }

describe('what type a statement is', () => {
  test('leads once three have spoken and more than half of them say the same', () => {
    const two = `${begun}\n${says('ann', 'fact')}\n${says('bea', 'fact')}`
    expect(rowsOf(story(two))).toMatchObject([{ leading: null, voices: 2, types: { ...none, fact: 2 } }])
    expect(rowsOf(story(`${two}\n${says('cat', 'value')}`))).toMatchObject([{ leading: 'fact', voices: 3 }])
    const even = story(`${two}\n${says('cat', 'value')}\n${says('dan', 'value')}`)
    expect(rowsOf(even)).toMatchObject([{ leading: null, voices: 4, types: { fact: 2, value: 2 } }])
  })

  test('is told of every statement of which somebody said one, and of the one that is asked for', () => {
    const told = story(`${begun}\n${says('ann', 'value', 'hill')}\n${says('ann', 'fact')}`)
    expect(rowsOf(told).map(({ id }) => id)).toEqual([told.id('river'), told.id('hill')])
    expect(rowsOf(told, { limit: '1', after: '1' }).map(({ id }) => id)).toEqual([told.id('hill')])
    const before = story(begun)
    expect(rowsOf(before)).toEqual([])
    expect(rowsOf(before, { statement: before.id('hill') })).toEqual([
      { id: before.id('hill'), leading: null, voices: 0, types: none, own: null },
    ])
    expect(() => rowsOf(before, { statement: before.id('trees') })).toThrow('statement-unknown')
    expect(() => rowsOf(before, { conversation: '00'.repeat(32) })).toThrow('conversation-unknown')
  })

  test('the latest word of an account counts, its own is told, and one that was taken back never was', () => {
    const script = `${begun}
      ${says('ann', 'fact', 'river', 'first')}
      ${says('ann', 'value', 'river', 'second')}
      ${says('ann', 'forecast', 'river', 'third')}`
    const own = (log: Story) => rowsOf(log, { account: log.address('ann'), statement: log.id('river') })[0]
    expect(own(story(script))).toMatchObject({ own: 'forecast', voices: 1, types: { ...none, forecast: 1 } })
    const back = (...names: string[]) => own(story([script, ...names.map((each) => `ann revokes ${each}`)].join('\n')))
    expect(back('third')).toMatchObject({ own: 'value', types: { ...none, value: 1 } })
    expect(back('second')).toMatchObject({ own: 'forecast', types: { ...none, forecast: 1 } })
    expect(back('second', 'third')).toMatchObject({ own: 'fact', types: { ...none, fact: 1 } })
    expect(back('third', 'first', 'second')).toMatchObject({ own: null, voices: 0, types: none })
    const again = story(
      `${script}\nann revokes third\n${says('ann', 'definition', 'river', 'fourth')}\nann revokes fourth`,
    )
    expect(own(again)).toMatchObject({ own: 'value', voices: 1 })
    const removed = story(`${script}\noperator removes third`)
    expect(own(removed)).toMatchObject({ own: 'value' })
  })

  test('moves no figure of the votes', () => {
    const votes = `${begun}\nann votes agree on river\nbob votes disagree on hill`
    const map = (log: Story) => {
      const value = log.fold().view('opinion-map', { conversation: log.id('trees') })
      return JSON.stringify(value)
    }
    expect(map(story(`${votes}\n${says('ann', 'fact')}`))).toBe(map(story(votes)))
  })

  test('also of an imported statement', () => {
    const files = {
      old: {
        comments:
          'timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body\n1000,x,0,7,2,1,1,A path.\n1001,x,1,7,2,1,-1,Spam.\n',
        votes: 'timestamp,datetime,comment-id,voter-id,vote\n1000,x,0,7,1\n',
      },
    }
    const told = story(
      `operator imports old as paths: Paths
      ann signs statement-type (type fact, about paths/0, title A path.)
      ann signs statement-type (type fact, about paths/1, title Spam.) => statement-unknown`,
      files,
    )
    const value = told.fold().view('statement-types', { conversation: told.id('paths') })
    expect(value).toMatchObject({ total: 1, rows: [{ types: { fact: 1 } }] })
  })
})

describe('what is refused', () => {
  test.each([
    ['a guest', `gil signs guest (may vote)\n${says('gil', 'fact')} => guest-scope`],
    ['a session key', `ann signs in as phone for 1d\n${says('ann/phone', 'fact', 'river', 'x')} => session-scope`],
    ['a type that there is not', `${says('ann', 'opinion')} => bad-field`],
    ['of a conversation', `ann signs statement-type (type fact, about trees, title Where?) => statement-unknown`],
    ['of what was taken back', `alice revokes river\n${says('ann', 'fact')} => revoked`],
    ['after the close', `wait 3h\n${says('ann', 'fact')} => conversation-closed`],
    ['of a conversation that was taken back', `alice revokes trees\n${says('ann', 'fact')} => revoked`],
  ])('%s', (_, line) => {
    story(`${begun}\n${line}`)
  })
})

test('of a statement that was taken back nothing is told any more', () => {
  expect(rowsOf(story(`${begun}\n${says('ann', 'fact')}\nalice revokes river`))).toEqual([])
})
