import { expect, test } from 'vitest'
import { findWallets, openWallet, rawSignature, type SignRaw, suiteOfType, walletTitle } from './wallet.ts'

const alice = '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY'
const aliceOnPolkadot = '15oF4uVJwmo4TdGW7VfQxNLavjCXviqxT9S1MgbjMNHr6Sp5'

function pageWith(accounts: unknown[], asked: SignRaw[] = []) {
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

test('accounts are named with prefix 42, in the suite of their type; ethereum accounts are left out', async () => {
  const offered = [
    { address: aliceOnPolkadot, name: 'Alice', type: 'sr25519' },
    { address: '0x00', type: 'ethereum' },
  ]
  const wallet = await openWallet(pageWith(offered), 'polkadot-js')
  expect(wallet.accounts).toEqual([
    { address: alice, walletAddress: aliceOnPolkadot, name: 'Alice', suite: 'sr25519-bytes' },
  ])
  expect([suiteOfType('ed25519'), suiteOfType('ecdsa'), suiteOfType(undefined), suiteOfType('ethereum')]).toEqual([
    'ed25519-bytes',
    'ecdsa-bytes',
    'sr25519-bytes',
    null,
  ])
})

test('the wallet gets the text itself as a string, under the address it gave', async () => {
  const asked: SignRaw[] = []
  const wallet = await openWallet(pageWith([{ address: aliceOnPolkadot }], asked), 'polkadot-js')
  const signature = await wallet.sign(wallet.accounts[0]!, 'line\nline\n')
  expect(asked).toEqual([{ address: aliceOnPolkadot, data: 'line\nline\n', type: 'bytes' }])
  expect(signature).toEqual(new Uint8Array(64).fill(1))
})

test('a wallet that is not there is said by name', async () => {
  await expect(openWallet({}, 'talisman')).rejects.toThrow('Talisman')
})

test('the scheme byte of a MultiSignature is taken off, a recovery byte stays', () => {
  const ecdsa = new Uint8Array(65).fill(1)
  const sr25519 = new Uint8Array(64).fill(9)
  expect(rawSignature(new Uint8Array([1, ...sr25519]), 'sr25519-bytes')).toEqual(sr25519)
  expect(rawSignature(sr25519, 'sr25519-bytes')).toEqual(sr25519)
  expect(rawSignature(ecdsa, 'ecdsa-bytes')).toEqual(ecdsa)
  expect(rawSignature(new Uint8Array([2, ...ecdsa]), 'ecdsa-bytes')).toEqual(ecdsa)
})
