import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findWallets, openWallet, type SignRaw, walletTitle } from './wallet.ts'

const alice = '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY'
const aliceInHex = '0xd43593c715fdd31c61141abd04a99fd6822c8558854ccde39a5684e7a56da27d'
const aliceOnPolkadot = '15oF4uVJwmo4TdGW7VfQxNLavjCXviqxT9S1MgbjMNHr6Sp5'

function pageWith(accounts: unknown, asked: SignRaw[] = []) {
  const signRaw = async (request: SignRaw) => {
    asked.push(request)
    return { signature: `0x${'01'.repeat(64)}` }
  }
  const access = { accounts: { get: async () => accounts }, signer: { signRaw } }
  return { injectedWeb3: { 'polkadot-js': { version: '0', enable: async () => access } } }
}

test('wallets are found by name; a page without any has none', () => {
  expect(findWallets({})).toEqual([])
  expect(findWallets({ injectedWeb3: { talisman: {}, 'polkadot-js': {} } })).toEqual(['polkadot-js', 'talisman'])
  expect([walletTitle('subwallet-js'), walletTitle('other')]).toEqual(['SubWallet', 'other'])
})

test('accounts are named with prefix 42, whatever the wallet says of their type', async () => {
  for (const type of ['sr25519', 'ed25519', 'ecdsa', 'ethereum', undefined]) {
    const { accounts } = await openWallet(pageWith([{ address: aliceOnPolkadot, name: 'Alice', type }]), 'polkadot-js')
    expect(accounts).toEqual([{ address: alice, walletAddress: aliceOnPolkadot, name: 'Alice' }])
  }
  const { accounts } = await openWallet(pageWith([{ address: aliceInHex }, { address: alice }]), 'polkadot-js')
  expect(accounts).toEqual([{ address: alice, walletAddress: aliceInHex, name: 'Account' }])
})

test('an account that cannot sign here is named, and the others stay', async () => {
  const evm = '0x0000000000000000000000000000000000000001'
  const bitcoin = 'bc1qxy2kgdygjrsqtzq2n0yrf2493p83kkfjhx0wlh'
  const offered = [{ address: evm, name: 'E' }, { address: bitcoin, name: 'B' }, null, 7, {}, { address: alice }]
  const wallet = await openWallet(pageWith(offered), 'polkadot-js')
  expect(wallet.accounts.map(({ address }) => address)).toEqual([alice])
  expect(wallet.unusable.map(({ name, walletAddress, why }) => [name, walletAddress, why])).toEqual([
    ['E', evm, 'evm'],
    ['B', bitcoin, 'foreign'],
    ['Account', '', 'foreign'],
    ['Account', '', 'foreign'],
    ['Account', '', 'foreign'],
  ])
  for (const odd of [null, undefined, {}, 'none'])
    expect(await openWallet(pageWith(odd), 'polkadot-js')).toMatchObject({ accounts: [], unusable: [] })
})

test('whatever else a wallet has in its list, an account that can sign is offered', async () => {
  const anything = fc.oneof(fc.anything(), fc.record({ address: fc.anything(), name: fc.anything() }))
  await fc.assert(
    fc.asyncProperty(fc.array(anything), fc.array(anything), async (before, after) => {
      const wallet = await openWallet(pageWith([...before, { address: alice, name: 'me' }, ...after]), 'polkadot-js')
      expect(wallet.accounts.map(({ address }) => address)).toContain(alice)
      expect(wallet.accounts.length + wallet.unusable.length).toBeLessThanOrEqual(before.length + after.length + 1)
    }),
  )
})

test('the wallet gets the text itself as a string, under the address it gave', async () => {
  const asked: SignRaw[] = []
  const wallet = await openWallet(pageWith([{ address: aliceOnPolkadot }], asked), 'polkadot-js')
  const signature = await wallet.sign(wallet.accounts[0]!, 'line\nline\n')
  expect(asked).toEqual([{ address: aliceOnPolkadot, data: 'line\nline\n', type: 'bytes' }])
  expect(signature).toBe(`0x${'01'.repeat(64)}`)
})

test('a wallet that is not there is said by name', async () => {
  await expect(openWallet({}, 'talisman')).rejects.toThrow('Talisman')
})
