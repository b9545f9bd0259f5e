import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { escrow, holdings } from '../../test/holdings.ts'
import { addressOf } from '../log/ss58.ts'
import { addressAt } from './accounts.ts'
import { stakeByPeople } from './baskets.ts'
import { type Holdings, stakeAt } from './holdings.ts'

const address = addressOf(escrow)

/** Stake by coldkey, hotkey and netuid, in rao. */
function stakesIn(of: Holdings, names: Record<string, string>): Record<string, bigint> {
  const rows = Array.from(of.stakeAmount.keys(), (row) => stakeAt(of, row))
  const name = (row: number): string => names[addressAt(of.accounts, row) ?? ''] ?? '?'
  return Object.fromEntries(
    rows.map(({ coldkey, hotkey, netuid, amount }) => [`${name(coldkey)} ${name(hotkey)} ${netuid}`, amount]),
  )
}

function told(script: string) {
  const { holdings: of, address: at } = holdings(`
    block 3000000
    alice runs hal
    bob runs hella
    subnet 3 of alice at 0.5
    locks fall in 934866 and grow in 311622
    ${script}
  `)
  const people = ['alice', 'bob', 'carol', 'hal', 'hella']
  const names = { ...Object.fromEntries(people.map((name) => [at(name), name])), [address]: 'escrow' }
  return { of, stakes: stakesIn(stakeByPeople(of), names) }
}

describe('what is in a basket', () => {
  test('is stake of those to whom shares of it are owed, and the rest stays with the escrow', () => {
    const { stakes } = told(`
      bob stakes 10 on hal
      bob stakes 1 on hal in 3
      escrow stakes 8 on hal in 3
      escrow stakes 4 on hal
      escrow stakes 5 on hella
      the basket of hal has 8 shares
      bob is owed 2 of the basket of hal
      carol is owed 5 of the basket of hal
    `)
    expect(stakes).toEqual({
      'bob hal 0': 11_000_000_000n,
      'bob hal 3': 3_000_000_000n,
      'carol hal 0': 2_500_000_000n,
      'carol hal 3': 5_000_000_000n,
      'escrow hal 0': 500_000_000n,
      'escrow hal 3': 1_000_000_000n,
      // Nobody is owed anything of this one.
      'escrow hella 0': 5_000_000_000n,
    })
  })

  test('is never more than there is, though more is owed', () => {
    const { stakes } = told(`
      escrow stakes 3 on hal
      the basket of hal has 2 shares
      bob is owed 2 of the basket of hal
      carol is owed 1 of the basket of hal
    `)
    expect(stakes).toEqual({ 'bob hal 0': 2_000_000_000n, 'carol hal 0': 1_000_000_000n })
  })

  test('keeps what every validator carries on every subnet, to the rao', () => {
    const whole = fc.integer({ min: 0, max: 1000 })
    const owed = fc.array(whole, { minLength: 3, maxLength: 3 })
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999_999_999 }), whole, owed, (held, shares, parts) => {
        const lines = ['alice', 'bob', 'carol'].map((who, i) => `${who} is owed ${parts[i]} of the basket of hal`)
        const { of } = told(`
          escrow stakes 0.${String(held).padStart(9, '0')} on hal in 3
          bob stakes 1 on hal in 3
          the basket of hal has ${shares} shares
          ${lines.filter((_, i) => parts[i]! > 0).join('\n')}
        `)
        const sum = (each: Holdings): bigint => each.stakeAmount.reduce((all, amount) => all + amount, 0n)
        const divided = stakeByPeople(of)
        expect(sum(divided)).toBe(sum(of))
        expect(divided.stakeAmount.includes(0n)).toBe(false)
      }),
    )
  })

  test('is as it was in snapshots of the older recipe', () => {
    const { holdings: of } = holdings('block 3000000\nalice runs hal\nescrow stakes 5 on hal')
    expect(stakeByPeople(of)).toBe(of)
  })
})
