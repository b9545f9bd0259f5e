import type { KeyringPair } from '@polkadot/keyring/types'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addressOf } from '../src/log/ss58.ts'
import { accountAt, nobody } from '../src/records/accounts.ts'
import { type Flows, flowKinds, noExtrinsic } from '../src/records/flows.ts'
import type { Chain } from '../src/service/chain.ts'
import { readBlocks } from '../src/service/observe/blocks.ts'
import { type Runtimes, runtimesOf } from '../src/service/observe/runtimes.ts'
import { chainAt, closeChains } from './chain-parts.ts'
import { type FrameChain, frameChain, people } from './chopsticks.ts'

const unit = 1_000_000_000_000n

let frame: FrameChain
let key: Awaited<ReturnType<typeof people>>
let chain: Chain
let runtimes: Runtimes
let alice: KeyringPair
let bob: KeyringPair
let carol: KeyringPair

beforeAll(async () => {
  frame = await frameChain()
  key = await people()
  ;[alice, bob, carol] = [key('sr25519', 'Alice'), key('ed25519', 'Bob'), key('ecdsa', 'Carol')]
  for (const each of [alice, bob, carol]) await frame.fund(each.address, 1000n * unit)
  // What is set from outside shows in the state of the next block.
  await frame.block()
  chain = chainAt([frame.url], { patience: 20_000 }).chain
  runtimes = runtimesOf(chain)
}, 60_000)

afterAll(async () => {
  await closeChains()
  await frame?.close()
})

/** The flows of a block as a person would read them. */
async function flowsOf(number: number) {
  await expect.poll(async () => (await chain.finalized()).number, { timeout: 10_000 }).toBeGreaterThanOrEqual(number)
  const { flows } = await readBlocks(chain, runtimes, number, number)
  return { flows, rows: rowsOf(flows) }
}

function rowsOf(flows: Flows) {
  const name = (row: number) => (row === nobody ? null : addressOf(accountAt(flows.accounts, row)))
  return Array.from(flows.kind, (kind, i) => ({
    kind: flowKinds[kind],
    extrinsic: flows.extrinsic[i] === noExtrinsic ? null : flows.extrinsic[i],
    from: name(flows.from[i]!),
    to: name(flows.to[i]!),
    amount: flows.amount[i],
  }))
}

/** How many extrinsics a block has before the first that somebody signed: what the chain itself puts there. */
const inherents = async (number: number): Promise<number> => {
  const { block } = await frame.api.rpc.chain.getBlock(await frame.api.rpc.chain.getBlockHash(number))
  return block.extrinsics.findIndex(({ isSigned }) => isSigned)
}

const send = (to: KeyringPair | string, amount: bigint) =>
  frame.api.tx.balances!.transferKeepAlive!(typeof to === 'string' ? to : to.address, amount)

describe('on a real FRAME chain', () => {
  test('transfers signed by sr25519, ed25519 and ecdsa accounts are flows of these accounts; fees are none', async () => {
    const number = await frame.block(
      [send(bob, 3n * unit), alice],
      [send(carol, 2n * unit), bob],
      [send(alice, unit), carol],
    )
    const first = await inherents(number)
    const { rows, flows } = await flowsOf(number)
    expect(rows).toEqual([
      { kind: 'transfer', extrinsic: first, from: alice.address, to: bob.address, amount: 3n * unit },
      { kind: 'transfer', extrinsic: first + 1, from: bob.address, to: carol.address, amount: 2n * unit },
      { kind: 'transfer', extrinsic: first + 2, from: carol.address, to: alice.address, amount: unit },
    ])
    expect(flows.facts.undecoded).toEqual([])
  })
})
