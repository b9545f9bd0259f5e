import { describe, expect, test } from 'vitest'
import { frozenViews, parametersText, readParameters } from '../../src/records/conversation/result.ts'
import { isRefusal } from '../../src/records/refusals.ts'
import type { ResultRow } from '../../src/views/conversation/results.ts'
import { viewOf } from '../../src/views/registry.ts'
import { type Story, story } from '../story.ts'

const hash = 'ab'.repeat(32)
const begun = `
  alice begins trees: Where should the trees go? (closes 2h)
  alice states river in trees: Along the river.
  bob votes agree on river
`
/** Entries of `begun`, with the policy. */
const size = 4
const freezes = (who: string, more: Record<string, string | number> = {}, name = 'done'): string => {
  const fields = { conversation: 'trees', title: 'Where should the trees go?', view: 'opinion-map', version: 4 }
  const all = { ...fields, size, hash, ...more }
  return `${who} signs result (${Object.entries(all)
    .map((pair) => pair.join(' '))
    .join(', ')}) as ${name}`
}

function rowsOf(log: Story, params: Record<string, string> = {}): ResultRow[] {
  const value = log.fold().view('results', params)
  if (isRefusal(value)) throw new Error(value.code)
  return (value as { rows: ResultRow[] }).rows
}

describe('whoever began a conversation freezes what it came to', () => {
  test('once it is closed, with the view, the size and the hash', () => {
    const told = story(`${begun}\nwait 2h\n${freezes('alice', { parameters: 'mode=classic' })}`)
    expect(rowsOf(told, { conversation: told.id('trees') })).toEqual([
      {
        id: told.id('done'),
        index: 4,
        ms: told.told[4]!.ms,
        by: told.address('alice'),
        conversation: told.id('trees'),
        title: 'Where should the trees go?',
        view: 'opinion-map',
        version: 4,
        asked: [{ name: 'mode', value: 'classic' }],
        size,
        hash,
      },
    ])
  })

  test('several, each in its place, page by page; what is taken back or removed is gone', () => {
    const script = `${begun}
      alice begins shrubs: And the shrubs? (closes 1h)
      wait 2h
      ${freezes('alice', { size: 5 }, 'first')}
      ${freezes('alice', { view: 'readings', size: 6 }, 'second')}
      ${freezes('alice', { conversation: 'shrubs', title: 'And the shrubs?', size: 5 }, 'third')}`
    const told = story(script)
    expect(rowsOf(told).map(({ id }) => id)).toEqual(['first', 'second', 'third'].map((name) => told.id(name)))
    expect(rowsOf(told, { limit: '1', after: '1' }).map(({ view }) => view)).toEqual(['readings'])
    expect(rowsOf(told, { conversation: told.id('shrubs') })).toHaveLength(1)
    expect(told.fold().view('results', { conversation: '00'.repeat(32) })).toMatchObject({
      code: 'conversation-unknown',
    })
    for (const end of ['alice revokes first', 'operator removes first'])
      expect(rowsOf(story(`${script}\n${end}`))).toHaveLength(2)
    expect(rowsOf(story(`${script}\noperator removes trees`))).toHaveLength(1)
  })

  test('an import, by the operator who brought it in', () => {
    const files = {
      old: {
        comments:
          'timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body\n1000,x,0,7,2,1,1,A path.\n',
        votes: 'timestamp,datetime,comment-id,voter-id,vote\n1000,x,0,7,1\n',
      },
    }
    const brought = 'operator imports old as paths: Paths (closes 30m)\nwait 1h'
    const own = { conversation: 'paths', title: 'Paths', size: 2 }
    story(`${brought}\n${freezes('operator', own)}`, files)
    story(`${brought}\n${freezes('alice', own)} => not-yours`, files)
  })
})

describe('what is refused', () => {
  test.each([
    ['a stranger', `wait 2h\n${freezes('bob')} => not-yours`],
    ['the operator, who did not begin it', `wait 2h\n${freezes('operator')} => not-yours`],
    ['before the close', `${freezes('alice')} => result-not-now`],
    [
      'after the close, of a size at which it was open',
      `carol votes agree on river\nwait 2h\n${freezes('alice')} => result-not-now`,
    ],
    ['a size beyond the log', `wait 2h\n${freezes('alice', { size: 5 })} => result-not-now`],
    ['of nothing', `wait 2h\n${freezes('alice', { conversation: 'nothing' })} => conversation-unknown`],
    ['of what was taken back', `wait 2h\nalice revokes trees\n${freezes('alice')} => revoked`],
    ['an unknown view', `wait 2h\n${freezes('alice', { view: 'power' })} => bad-field`],
    ['parameters out of order', `wait 2h\n${freezes('alice', { parameters: 'order=votes&limit=5' })} => bad-field`],
    [
      'parameters that name the conversation',
      `wait 2h\n${freezes('alice', { parameters: 'conversation=x' })} => bad-field`,
    ],
    ['a session key', `alice signs in as phone for 1d\nwait 2h\n${freezes('alice/phone')} => session-scope`],
  ])('%s', (_, line) => {
    story(`${begun}\n${line}`)
  })

  test('what never closes', () => {
    const own = { conversation: 'talk', title: 'Talk.', size: 2 }
    story(`alice begins talk: Talk.\nwait 9d\n${freezes('alice', own)} => result-not-now`)
  })

  test('sealed votes, while they can still be opened', () => {
    const sealed = `alice signs conversation (title Talk., closes 1h, add anyone, totals always, votes sealed, opening-ends 3h) as talk`
    const own = { conversation: 'talk', title: 'Talk.', size: 2 }
    story(`${sealed}\nwait 2h\n${freezes('alice', own)} => result-not-now`)
    story(`${sealed}\nwait 4h\n${freezes('alice', own)}`)
  })
})

test('every view that can be frozen is asked for a conversation and whatever else has a default', () => {
  for (const name of frozenViews)
    expect(viewOf(name).params.safeParse({ conversation: 'ab'.repeat(32) }).success, name).toBe(true)
})

test('parameters as one text and back', () => {
  expect(parametersText({})).toBeUndefined()
  expect(readParameters(undefined)).toEqual({})
  const asked = { order: 'votes', limit: '500' }
  expect(parametersText(asked)).toBe('limit=500&order=votes')
  expect(readParameters('limit=500&order=votes')).toEqual(asked)
  for (const wrong of ['', '&', 'a', 'a=', 'a=1&a=2', 'b=1&a=1', 'at=3', 'A=1', 'a=1&', 'a=b=c', 'constructor=1&'])
    expect(readParameters(wrong), wrong).toBeNull()
})
