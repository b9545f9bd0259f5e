import { describe, expect, test } from 'vitest'
import { chainLog } from '../../../test/chain-log.ts'
import { holdings } from '../../../test/holdings.ts'
import type { PowerValue, Rule } from './values.ts'

/** Stake votes: ann 60, ben 30, cat 10. */
const town = `
  block 100
  ann runs a
  ben runs b
  cat runs c
  dan stakes 60 on a
  ben stakes 30 on b
  cat stakes 10 on c
`

function rulesOf(more: string): { value: PowerValue; rule: (name: string) => Rule; name: (key: string) => string } {
  const told = holdings(`${town}\n${more}`)
  const value = chainLog(told).fold().view('power', {}) as PowerValue
  const names = new Map(['ann', 'ben', 'cat', 'dan', 'safe'].map((each) => [told.address(each) as string, each]))
  const rule = (name: string): Rule => {
    const found = value.rules.find((each) => each.rule === name)
    if (!found) throw new Error(`no rule ${name} among ${value.rules.map((each) => each.rule).join()}`)
    return found
  }
  return { value, rule, name: (key) => names.get(key) ?? key }
}

describe('by stake', () => {
  test('who has more than half passes and blocks alone; two thirds need two', () => {
    const { rule, name } = rulesOf('')
    const half = rule('stake-half')
    expect(half).toMatchObject({ status: 'proposed', unit: 'rao', quota: '50000000001', total: '100000000000' })
    // 60 where 50 and a rao are needed.
    expect(half.margin).toBeCloseTo(0.2, 9)
    expect([half.canPass!.map(name), half.canBlock!.map(name)]).toEqual([['ann'], ['ann']])
    expect(half.players.map((each) => [name(each.key), each.banzhaf, each.shapley, each.veto])).toEqual([
      ['ann', 1, 1, true],
      ['ben', 0, 0, false],
      ['cat', 0, 0, false],
    ])
    const thirds = rule('stake-two-thirds')
    expect([thirds.canPass!.map(name), thirds.canBlock!.map(name)]).toEqual([['ann', 'ben'], ['ann']])
    // Of the four coalitions of the others, ann wins with any but nobody; ben and cat with ann alone.
    expect(thirds.players.map(({ banzhaf }) => banzhaf)).toEqual([0.75, 0.25, 0.25])
    expect(thirds.players.map(({ shapley }) => shapley)).toEqual(
      [2 / 3, 1 / 6, 1 / 6].map((each) => expect.closeTo(each, 12)),
    )
  })
})

describe('the sudo key', () => {
  test('is a multisig whose signatories were seen', () => {
    const { rule, name } = rulesOf('sudo: safe\nsafe needs 2 of ann, ben, cat')
    expect(rule('sudo')).toMatchObject({
      terms: { threshold: 2, of: 3, percent: null },
      status: 'in-force',
      quota: '2',
      fewest: { pass: 2, block: 2 },
      margin: 0,
      unknown: null,
    })
    expect(rule('sudo').players.map((each) => [each.banzhafShare, each.shapley])).toEqual(
      Array(3).fill([expect.closeTo(1 / 3, 12), expect.closeTo(1 / 3, 12)]),
    )
    expect(rule('sudo').canPass!.map(name)).toHaveLength(2)
  })

  test('is a key of which no more is known', () => {
    const { rule, name } = rulesOf('sudo: safe')
    expect(rule('sudo')).toMatchObject({ unknown: 'signatories-not-seen', terms: { threshold: null, of: null } })
    expect(rule('sudo').canPass!.map(name)).toEqual(['safe'])
  })
})

describe('bodies', () => {
  test('keys of one entity count together', () => {
    // ann sits twice, as herself and through her hotkey.
    const { rule, name } = rulesOf('triumvirate: ann, a, ben')
    const { players, canPass, canBlock } = rule('triumvirate')
    expect(players.map((each) => [name(each.key), each.weight])).toEqual([
      ['ann', '2'],
      ['ben', '1'],
    ])
    expect([canPass!.map(name), canBlock!.map(name)]).toEqual([['ann'], ['ann']])
  })

  test('the senate needs more than half, and a tie does not pass', () => {
    const { rule } = rulesOf('senate: ann, ben, cat, dan')
    expect(rule('senate')).toMatchObject({ quota: '3', total: '4', fewest: { pass: 3, block: 2 } })
  })

  test('collectives on the chain are in force; without them the review is a proposal', () => {
    const { rule } = rulesOf('economic: ann, ben\nbuilding: cat, dan')
    expect(rule('review-pass')).toMatchObject({ status: 'in-force', quota: '3', fewest: { pass: 3, block: 2 } })
    expect(rule('review-cancel')).toMatchObject({ status: 'in-force', quota: '3' })
    expect(rulesOf('').value.rules.map((each) => each.rule)).toEqual(['stake-half', 'stake-two-thirds'])
  })

  test('who sits in both collectives has one vote, and the quota follows the union', () => {
    const { rule, name } = rulesOf('economic: ann, ben\nbuilding: ann, cat')
    const { players, quota, total } = rule('review-pass')
    expect(players.map((each) => [name(each.key), each.weight])).toEqual(
      expect.arrayContaining(['ann', 'ben', 'cat'].map((each) => [each, '1'])),
    )
    // Of three votes 75 % are three and 51 % are two; of four seats they would be three of four.
    expect([quota, total, rule('review-cancel').quota]).toEqual(['3', '3', '2'])
  })

  test('the next rotation seats the heaviest on root, and the owners of subnets that are old enough', () => {
    const subnets = 'subnet 3 of cat at 0.5 since 1\nsubnet 4 of dan at 0.9 since 700000'
    const { value, rule, name } = rulesOf(`block 1300000\nroot: b, a\n${subnets}`)
    const seats = value.rotation.map((each) => [
      each.body,
      each.seats.map(({ key, amount, netuid }) => [name(key), amount, netuid]),
    ])
    expect(seats).toEqual([
      [
        'economic',
        [
          ['ann', '60000000000', null],
          ['ben', '30000000000', null],
        ],
      ],
      ['building', [['cat', null, 3]]],
    ])
    expect(rule('review-pass')).toMatchObject({
      status: 'proposed',
      quota: '3',
      total: '3',
      terms: { percent: 75 },
    })
  })
})

test('of more than 64 players the largest are listed, and the power of all is counted', () => {
  // Half of the stake lies with 600 small ones, and joined they would decide alone.
  const small = Array.from({ length: 600 }, (_, i) => `v${i} runs h${i}\nv${i} stakes 1 on h${i}`)
  const large = ['x', 'y', 'z'].map((each) => `${each} runs ${each}${each}\n${each} stakes 180 on ${each}${each}`)
  const value = chainLog(holdings(`block 5\n${[...small, ...large].join('\n')}`))
    .fold()
    .view('power', {}) as PowerValue
  const half = value.rules.find(({ rule }) => rule === 'stake-half')!
  expect([half.players.length, half.others.count]).toEqual([64, 539])
  const listed = half.players.reduce((sum, { weight }) => sum + BigInt(weight), 0n)
  expect(String(listed + BigInt(half.others.weight))).toBe(half.total)
  // Of 570 needed the small ones have 300, give or take 12: any two of the three pass with them, and one does not.
  expect(half.players.slice(0, 4).map(({ banzhaf }) => banzhaf)).toEqual([
    ...Array<number>(3).fill(expect.closeTo(0.5, 6)),
    expect.closeTo(0, 6),
  ])
})

test('nothing is known before the first snapshot', () => {
  expect(chainLog().fold().view('power', {})).toEqual({ source: null, rules: [], rotation: [] })
})
