import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { balanceOf, key, type Ledger, positions, stakeOf, tao, taoInLedger } from './ledger.ts'
import { longStory } from './long-story.ts'
import { multisigAddress } from './moves.ts'
import { type Story, tellStory } from './story.ts'

const now = (story: Story): Ledger => story.trunk().ledger!
const free = (story: Story, name: string): bigint => balanceOf(now(story), story.address(name)).free
const staked = (story: Story, who: string, hotkey: string, netuid = 0): bigint =>
  stakeOf(now(story), story.address(who), story.address(hotkey), netuid)

function checkBooks(ledger: Ledger): void {
  expect(taoInLedger(ledger)).toBe(ledger.issuance)
  const alpha = new Map<number, bigint>()
  for (const { netuid, amount } of positions(ledger)) alpha.set(netuid, (alpha.get(netuid) ?? 0n) + amount)
  for (const [netuid, { alphaOut, tao }] of ledger.subnets) {
    expect(alphaOut).toBe(alpha.get(netuid) ?? 0n)
    expect(tao >= 0n).toBe(true)
  }
}

test('no TAO and no alpha is lost or made by any move of any story', () => {
  const seeds = fc.string({ minLength: 1, maxLength: 8 })
  fc.assert(
    fc.property(seeds, (seed) => void longStory(seed, 60, {}, (story) => checkBooks(now(story)))),
    { numRuns: 12 },
  )
})

/** Alice and Bob with stake on `val` in a subnet whose alpha costs a fortieth of a TAO. */
function town(): Story {
  const story = tellStory({ era: 'alpha' })
  story.give('alice', tao(1000)).give('bob', tao(1000))
  story.block((say) => say.registerSubnet('bob', 'own', tao(100)).price(1, 25_000_000n))
  return story.block((say) =>
    say.stake('alice', 'val', tao(10), 1).stake('bob', 'val', tao(30), 1).stake('bob', 'val', tao(5)),
  )
}

describe('a move', () => {
  test('stake buys alpha at the price, unstaking sells it', () => {
    const story = town()
    expect(staked(story, 'alice', 'val', 1)).toBe(tao(400 / 40) * 40n)
    story.block((say) => say.unstake('alice', 'val', tao(40), 1))
    expect(free(story, 'alice')).toBe(tao(991))
  })

  test('within a subnet moves the alpha itself, between subnets its worth', () => {
    const story = town().block((say) => say.move('alice', 'val', 'own', tao(100), 1))
    expect([staked(story, 'alice', 'val', 1), staked(story, 'alice', 'own', 1)]).toEqual([tao(300), tao(100)])
    story.block((say) => say.swap('alice', 'own', tao(100), 1, 0))
    expect(staked(story, 'alice', 'own')).toBe(tao(2.5))
    story.block((say) => say.transferStake('alice', 'carol', 'own', tao(1)))
    expect(staked(story, 'carol', 'own')).toBe(tao(1))
  })

  test('a swapped hotkey takes every holder along', () => {
    const story = town().block((say) => say.swapHotkey('alice', 'val', 'new'))
    expect([staked(story, 'bob', 'val'), staked(story, 'bob', 'val', 1)]).toEqual([0n, 0n])
    expect([staked(story, 'bob', 'new'), staked(story, 'bob', 'new', 1)]).toEqual([tao(5), tao(1200)])
  })

  test('a swapped coldkey takes everything along', () => {
    const story = town().block((say) => say.swapColdkey('bob', 'bob anew'))
    expect(free(story, 'bob anew')).toBe(tao(865))
    expect(staked(story, 'bob anew', 'val', 1)).toBe(tao(1200))
    expect(now(story).subnets.get(1)?.owner).toBe(story.address('bob anew'))
    expect(now(story).owners.get(story.address('own'))).toBe(story.address('bob anew'))
  })

  test('a dissolved subnet pays its TAO to the holders of its alpha; its number is free again', () => {
    const story = town().block((say) => say.dissolveSubnet('bob', 1))
    // 140 TAO in the pool; a quarter of the alpha is Alice's.
    expect(free(story, 'alice')).toBe(tao(990 + 35))
    expect(staked(story, 'bob', 'val', 1)).toBe(0n)
    story.block((say) => say.registerSubnet('alice', 'own', tao(10)))
    expect(now(story).subnets.get(1)?.owner).toBe(story.address('alice'))
  })

  test('emission grows stake by what each holds', () => {
    const story = town().block((say) => say.emission('val', 1003n, 1))
    expect(staked(story, 'bob', 'val', 1)).toBe(tao(1200) + 752n)
    expect(staked(story, 'alice', 'val', 1)).toBe(tao(400) + 251n)
  })
})

test('proxied, batched and multisig calls act for the account they are for', () => {
  const story = town()
  const three = ['alice', 'bob', 'carol']
  const account = multisigAddress(three.map(story.address), 2)
  story.block((say) => say.addProxy('bob', 'carol').proxied('carol', 'bob', (as) => as.transfer('bob', 'dave', tao(7))))
  expect(free(story, 'dave')).toBe(tao(7))
  expect(balanceOf(now(story), story.address('bob')).reserved).toBe(93_000_000n)
  story.silently((ledger) => ledger.accounts.set(account, { free: 0n, reserved: 0n, nonce: 0 }))
  story.block((say) => say.multisig('alice', three, 2, (as) => as.remark('x', 'agreed')))
  expect(now(story).multisigs.size).toBe(1)
  story.block((say) => say.multisig('carol', three, 2, (as) => as.remark('x', 'agreed')))
  expect(now(story).multisigs.size).toBe(0)
  expect(balanceOf(now(story), story.address('alice')).reserved).toBe(0n)
})

test('what the ledger cannot do is refused, with the block and the account', () => {
  const story = town()
  const name = story.address('alice')
  expect(() => story.block((say) => say.transfer('alice', 'bob', tao(1e6)))).toThrow(
    `In block 3 of the story ${name} has`,
  )
  expect(() => town().block((say) => say.stake('alice', 'val', 1n, 9))).toThrow('no subnet 9')
  expect(() => town().block((say) => say.unstake('alice', 'own', 1n, 1))).toThrow('has not 1 staked')
  expect(() => town().block((say) => say.sudo('alice', () => {}))).toThrow('none or several calls')
})

test('the members of the Triumvirate propose, vote and carry out', () => {
  const story = tellStory()
    .give('a', tao(2))
    .block((say) => say.setMembers('a', 'triumvirate', ['a', 'b', 'c']))
  story.block((say) => say.propose('a', (as) => as.transfer('a', 'b', 5n))).block((say) => say.vote('b', 0, true))
  story.block((say) => say.vote('c', 0, true)).block((say) => say.close('a', 0))
  expect(free(story, 'b')).toBe(5n)
  expect(() => story.block((say) => say.vote('a', 0, true))).toThrow('proposal 0')
})

test('keys of the ledger join words', () => expect(key('a', 1)).toBe('a 1'))
