import { describe, expect, test } from 'vitest'
import { type Story, story } from '../story.ts'

const told = (more = '', how = 'add anyone'): Story =>
  story(`
    alice begins talk: What now? (${how})
    bob begins other: And then?
    alice states days in talk: Take changes should be announced 7 days ahead.
    bob states far in other: Owners should burn what they did not earn.
    ${more}
  `)

const ask = (of: Story, text: string, conversation = 'talk') =>
  of.fold().view('writing-hints', { conversation: of.id(conversation), text })

describe('hints on a statement', () => {
  test('name a statement of the same conversation that says nearly the same', () => {
    const of = told()
    const near = [{ id: of.id('days'), imported: null, body: 'Take changes should be announced 7 days ahead.' }]
    expect(ask(of, 'take changes should be announced 7 days ahead!')).toMatchObject({ near, personal: [] })
    expect(ask(of, 'Owners should burn what they did not earn.')).toMatchObject({ near: [] })
    expect(ask(of, 'Owners should burn what they did not earn.', 'other')).toMatchObject({ near: [{}] })
  })

  test('do not take another number or a "not" for the same', () => {
    expect(ask(told(), 'Take changes should be announced 14 days ahead.')).toMatchObject({ near: [] })
    expect(ask(told(), 'Take changes should not be announced 7 days ahead.')).toMatchObject({ near: [] })
  })

  test('leave out what was taken back or removed, and know what was said since', () => {
    const same = 'Take changes should be announced 7 days ahead.'
    expect(ask(told('alice revokes days'), same)).toMatchObject({ near: [] })
    expect(ask(told('operator removes days (category court)'), same)).toMatchObject({ near: [] })
    const of = told('bob states stake in talk: Stake should weigh less than people.')
    expect(ask(of, 'Stake should weigh less than people!')).toMatchObject({ near: [{ id: of.id('stake') }] })
  })

  test('say what looks like personal data, and are no secret while totals are', () => {
    const of = told('', 'closes 1d, totals after-close')
    expect(ask(of, 'Write to somebody@example.org about it.')).toMatchObject({
      near: [],
      personal: [{ sort: 'e-mail', words: 'somebody@example.org' }],
    })
  })

  test('are of a conversation that is there and of a text that a statement may be', () => {
    const of = told()
    const unknown = { conversation: 'ab'.repeat(32), text: 'Anything.' }
    expect(of.fold().view('writing-hints', unknown)).toMatchObject({ code: 'conversation-unknown' })
    expect(ask(of, 'x'.repeat(280))).toMatchObject({ near: [] })
    expect(ask(of, '😀'.repeat(280))).toMatchObject({ near: [] })
    for (const text of ['', 'x'.repeat(281)]) expect(ask(of, text)).toMatchObject({ code: 'bad-parameter' })
  })
})
