import { describe, expect, test } from 'vitest'
import { type Story, story } from '../../../test/story.ts'
import { ballots } from '../../folds/conversation/ballots.ts'
import { conversations } from '../../folds/conversation/conversations.ts'
import { inOrder } from '../../folds/conversation/values.ts'
import { hex, sha256, utf8 } from '../../log/bytes.ts'
import { addressOf } from '../../log/ss58.ts'
import { opinionsOf } from './opinion-map/collect.ts'
import { robustSpreadOf } from './opinion-map/robust-spread.ts'
import { routing } from './routing.ts'
import type { NextStatement } from './values.ts'

const told = story(`
  alice begins trees: Where should the trees go?
  alice states river in trees: Along the river.
  alice states hill in trees: On the hill.
  alice states square in trees: On the square.
  alice states roof in trees: On the roofs.
  bob votes agree on river
  carol votes agree on river
  dora votes disagree on river
  bob votes pass on hill
  carol votes pass on hill
  bob votes agree on square
`)
const conversation = told.id('trees') as string
const fold = told.fold()
const next = (params: Record<string, string> = {}): NextStatement =>
  fold.view('next-statement', { conversation, ...params }) as NextStatement
const ids = (...names: string[]): string => names.map((name) => told.id(name)).join(',')

/** An address for which nobody needs a key. */
const someone = (n: number): string => addressOf(sha256(utf8(`someone ${n}`)))

describe('the next statement', () => {
  test('is one that the account has not voted on', () => {
    expect(next({ account: told.address('bob') })).toEqual({
      statement: { id: told.id('roof'), body: 'On the roofs.', imported: null, author: told.address('alice') },
      remaining: 1,
      total: 4,
    })
    expect(next({ account: told.address('carol') })).toMatchObject({ remaining: 2 })
  })

  test('is none when everything was voted on or seen', () => {
    const done = { account: told.address('bob'), seen: ids('roof') }
    expect(next(done)).toEqual({ statement: null, remaining: 0, total: 4 })
  })

  test('leaves out what the page has shown already; what belongs elsewhere changes nothing', () => {
    expect(next({ seen: ids('river', 'hill', 'square', 'trees') })).toMatchObject({
      statement: { id: told.id('roof') },
      remaining: 1,
    })
    expect(next({ seen: ids('nowhere') })).toEqual(next())
    expect(next({ seen: '' })).toEqual(next())
  })

  test('follows from the log and the question alone', () => {
    for (let n = 0; n < 20; n++)
      expect(told.fold().view('next-statement', { conversation, account: someone(n) })).toEqual(
        next({ account: someone(n) }),
      )
  })

  const opinions = (of = told) => {
    const [id, state] = [of.id('trees'), of.fold()]
    const { statements } = state.state(conversations).all.get(id)!
    return opinionsOf(statements, inOrder(null), state.state(ballots).get(id)!)
  }

  test('is drawn by weight', () => {
    const weights = routing(robustSpreadOf(opinions()))
    const total = weights.reduce((sum, each) => sum + each, 0)
    const draws = 3000
    const drawn = new Map<string, number>()
    for (let n = 0; n < draws; n++) {
      const { id } = next({ account: someone(n) }).statement!
      drawn.set(id, (drawn.get(id) ?? 0) + 1)
    }
    const names = ['river', 'hill', 'square', 'roof']
    names.forEach((name, position) => {
      const share = weights[position]! / total
      // Five standard deviations of a binomial share.
      const slack = 5 * Math.sqrt((share * (1 - share)) / draws)
      expect(Math.abs((drawn.get(told.id(name)) ?? 0) / draws - share)).toBeLessThan(slack)
    })
  })

  test('weighs what people differ about most, what they pass on least; 1 before the first vote', () => {
    const whole = story(`
      alice begins trees: Where should the trees go?
      alice states river in trees: Along the river.
      alice states hill in trees: On the hill.
      alice states square in trees: On the square.
      alice states roof in trees: On the roofs.
      ${['bob', 'carol', 'dora'].map((who) => `${who} votes ${who === 'dora' ? 'disagree' : 'agree'} on river`).join('\n')}
      ${['bob', 'carol', 'dora'].map((who) => `${who} votes pass on hill\n${who} votes agree on square`).join('\n')}
    `)
    const weights = routing(robustSpreadOf(opinions(whole)))
    const [river, hill, square, roof] = weights
    expect(roof).toBe(1)
    expect(river).toBeGreaterThan(square!)
    expect(square).toBeGreaterThan(hill!)
  })

  test('works before anybody voted', () => {
    const fresh = story(`
      alice begins trees: Where should the trees go?
      alice states river in trees: Along the river.
      alice states hill in trees: On the hill.
    `)
    const firsts = new Set(Array.from({ length: 40 }, (_, n) => firstFor(fresh, someone(n))))
    expect([...firsts].sort()).toEqual([fresh.id('river'), fresh.id('hill')].sort())
    const empty = story('alice begins trees: Where should the trees go?')
    expect(empty.fold().view('next-statement', { conversation: empty.id('trees') })).toEqual({
      statement: null,
      remaining: 0,
      total: 0,
    })
  })

  test('comes from one account in few of 200 draws, though it added 290 statements', () => {
    const many = Array.from({ length: 290 }, (_, i) => `mallory states noise${i} in trees: Noise number ${i}.`)
    const flooded = story(
      ['alice begins trees: Where should the trees go?']
        .concat(Array.from({ length: 40 }, (_, i) => `person${i} states real${i} in trees: Place number ${i}.`))
        .concat(many)
        .join('\n'),
    ).fold()
    const begun = flooded.view('conversations', {}) as { conversations: { id: string }[] }
    const draws = Array.from({ length: 200 }, (_, n) => {
      const asked = { conversation: begun.conversations[0]?.id ?? '', account: someone(n) }
      return (flooded.view('next-statement', asked) as NextStatement).statement?.body ?? ''
    })
    expect(draws.filter((body) => body.startsWith('Noise')).length).toBeLessThan(40)
  })

  test('takes as many seen ids as a browser may hold, and no more', () => {
    const many = (n: number): string => Array.from({ length: n }, (_, i) => hex(sha256(utf8(`${i}`)))).join(',')
    expect(next({ seen: many(2000) })).toMatchObject({ remaining: 4 })
    expect(fold.view('next-statement', { conversation, seen: many(2001) })).toMatchObject({ code: 'bad-parameter' })
  })
})

function firstFor(fresh: Story, account: string): string {
  const value = fresh.fold().view('next-statement', { conversation: fresh.id('trees'), account }) as NextStatement
  return value.statement!.id
}
