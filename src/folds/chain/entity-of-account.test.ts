import fc from 'fast-check'
import { expect, test } from 'vitest'
import { holdings as told } from '../../../test/holdings.ts'
import type { Address } from '../../log/ss58.ts'
import { balanceSheetOf, hotkeysOf, rowOfAddress } from './balance-sheet.ts'
import { amountsOfEntity } from './entity-of-account.ts'
import { amountsAt, groupsOf, linkedRows } from './groups.ts'
import { links, newest } from './links.ts'

const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']
const town = told(`block 5
${names.map((name, i) => `${name} runs ${name}1\n${name} runs ${name}2\n${name} stakes ${i + 1} on a1\n${name}1 has ${2 ** i}`).join('\n')}`)
const { holdings } = town
const sheet = balanceSheetOf(holdings)

test('an entity found from one of its accounts has what it has among all entities', () => {
  const account = fc.constantFrom(...names, ...names.map((name) => `${name}1`), 'unseen', 'older')
  const pairs = fc.array(fc.tuple(account, account), { maxLength: 10 })
  const swaps = fc.array(fc.tuple(account, account), { maxLength: 4 })
  fc.assert(
    fc.property(pairs, swaps, account, (tied, swapped, asked) => {
      const state = links.start()
      for (const [a, b] of tied) {
        const accounts: [Address, Address] = [town.address(a), town.address(b)]
        if (a === b) continue
        state.pairs.set(accounts.join(' '), { accounts, indexes: [0, 0], ms: 0 })
        for (const [one, other] of [accounts, accounts.toReversed()] as [Address, Address][])
          state.partners.set(one, (state.partners.get(one) ?? new Set()).add(other))
      }
      for (const [before, after] of swapped) {
        const [old, to] = [town.address(before), town.address(after)]
        if (state.swapped.has(old) || newest(state, to) === old) continue
        state.swapped.set(old, { to, block: 1, what: 'coldkey' })
        state.formerly.set(to, (state.formerly.get(to) ?? new Set()).add(old))
      }
      const groups = groupsOf(holdings, sheet, linkedRows(state, holdings))
      const row = rowOfAddress(holdings, town.address(asked))
      const found = amountsOfEntity(
        { holdings, sheet, hotkeysOf: hotkeysOf(holdings, sheet) },
        state,
        town.address(asked),
      )
      const group = groups.groupOf[row]
      const { free, ownStake } = group === undefined ? { free: 0n, ownStake: 0n } : amountsAt(groups, group)
      expect(found).toEqual({ staked: ownStake, held: free + ownStake })
    }),
    { numRuns: 500 },
  )
})
