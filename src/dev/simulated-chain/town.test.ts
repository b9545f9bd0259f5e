import { describe, expect, test } from 'vitest'
import { sha256, utf8 } from '../../log/bytes.ts'
import { accountKey } from '../../log/sign.ts'
import { simulatedTown } from '../simulated-chain.ts'
import { positions, taoInLedger } from './ledger.ts'
import { townStory } from './town.ts'

describe('the town', () => {
  const { story, tick } = townStory({ people: 60 })
  const ledger = () => story.trunk().ledger!

  test('has validators, subnets and a sudo key that is a multisig with one call pending', () => {
    expect(ledger().subnets.size).toBe(7)
    expect(new Set([...positions(ledger())].map(({ hotkey }) => hotkey)).size).toBeGreaterThan(8)
    expect(ledger().sudo).not.toBe(null)
    expect(ledger().multisigs.size).toBe(1)
  })

  test('its people have the keys of the people of the pages', () => {
    const { address } = accountKey('ed25519-bytes', sha256(utf8('sensus simulated town network person 7')))
    expect(story.address('person 7')).toBe(address)
    expect(ledger().accounts.has(address)).toBe(true)
  })

  test('its wealth is very unequal', () => {
    const free = [...story.byNumber(1)!.ledger!.accounts.values()].map(({ free }) => Number(free)).sort((a, b) => b - a)
    const total = free.reduce((sum, amount) => sum + amount, 0)
    expect(free.slice(0, 6).reduce((sum, amount) => sum + amount, 0) / total).toBeGreaterThan(0.5)
  })

  test('goes on: stake grows, no TAO is lost, and the newest blocks are not final', () => {
    const before = ledger().issuance
    for (let i = 0; i < 150; i++) tick()
    expect(taoInLedger(ledger())).toBe(ledger().issuance)
    expect(ledger().issuance > before).toBe(true)
    expect(story.finalized().number).toBeLessThan(story.trunk().number)
  })
})

test('the same seed is the same town', () => {
  const [one, other, another] = ['a', 'a', 'b'].map((seed) => townStory({ seed, people: 20 }))
  for (const town of [one!, other!, another!]) town.tick()
  expect(one!.story.trunk().hash).toBe(other!.story.trunk().hash)
  expect(one!.story.trunk().hash).not.toBe(another!.story.trunk().hash)
})

test('a town can be served', async () => {
  const town = await simulatedTown({ people: 12, everyMs: 1_000_000 })
  expect(town.url).toMatch(/^ws:\/\/127\.0\.0\.1:\d+$/)
  const { number } = town.story.trunk()
  town.tick()
  expect(town.story.trunk().number).toBeGreaterThan(number)
  await town.close()
})
