import type { KeyringPair } from '@polkadot/keyring/types'
import { createKeyMulti, encodeAddress, sortAddresses } from '@polkadot/util-crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { decodeExtrinsic, walk } from '../src/chain/extrinsics.ts'
import { accountAt, nobody } from '../src/evidence/accounts.ts'
import { type Flows, flowKinds, noExtrinsic } from '../src/evidence/flows.ts'
import { unhex } from '../src/log/bytes.ts'
import { addressOf } from '../src/log/ss58.ts'
import type { Chain } from '../src/service/chain.ts'
import { readBlocks } from '../src/service/observe/blocks.ts'
import { EndpointQuorum } from '../src/service/observe/quorum.ts'
import { type Runtimes, runtimesOf } from '../src/service/observe/runtimes.ts'
import { takeHoldings } from '../src/service/observe/take.ts'
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
})

afterAll(async () => {
  await closeChains()
  await frame?.close()
})

/** The flows of a block as a person would read them. */
async function flowsOf(number: number) {
  await expect.poll(async () => (await chain.finalized()).number).toBeGreaterThanOrEqual(number)
  const { flows } = await readBlocks(chain, runtimes, number, number)
  // What the runtime pays by itself, such as the author's part of the fees, has no extrinsic.
  const rows = rowsOf(flows).filter(({ extrinsic }) => extrinsic !== null)
  // This runtime has no event that says what an extrinsic paid as its fee: nothing else may be left over.
  const left = rows.filter(({ kind }) => kind === 'unexplained')
  return { flows, rows: rows.filter(({ kind }) => kind !== 'unexplained'), left }
}

/** What an account has after a block, free and reserved, as @polkadot/api reads it. */
async function balanceAt(number: number, who: KeyringPair): Promise<bigint> {
  const at = await frame.api.at(await frame.api.rpc.chain.getBlockHash(number))
  const { data } = (await at.query.system!.account!(who.address)) as unknown as {
    data: { free: { toBigInt(): bigint }; reserved: { toBigInt(): bigint } }
  }
  return data.free.toBigInt() + data.reserved.toBigInt()
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
  test('transfers signed by sr25519, ed25519 and ecdsa accounts are flows of these accounts; their fees are none of theirs', async () => {
    const number = await frame.block(
      [send(bob, 3n * unit), alice],
      [send(carol, 2n * unit), bob],
      [send(alice, unit), carol],
    )
    const first = await inherents(number)
    const { rows, flows, left } = await flowsOf(number)
    expect(rows).toEqual([
      { kind: 'transfer', extrinsic: first, from: alice.address, to: bob.address, amount: 3n * unit },
      { kind: 'transfer', extrinsic: first + 1, from: bob.address, to: carol.address, amount: 2n * unit },
      { kind: 'transfer', extrinsic: first + 2, from: carol.address, to: alice.address, amount: unit },
    ])
    expect(flows.facts.undecoded).toEqual([])
    // Balances before and what the rows say are the balances after, as another reader of the chain has them.
    for (const [who, moved] of [
      [alice, -2n * unit],
      [bob, unit],
      [carol, unit],
    ] as const) {
      const fee = left.find(({ from }) => from === who.address)
      expect(fee!.amount).toBeGreaterThan(0n)
      const before = await balanceAt(number - 1, who)
      expect(before + moved - fee!.amount!).toBe(await balanceAt(number, who))
    }
    expect(left).toHaveLength(3)
  })

  test('a call through a proxy is a flow of the account that it acts for', async () => {
    const added = await frame.block([frame.api.tx.proxy!.addProxy!(bob.address, 'Any', 0), alice])
    expect((await flowsOf(added)).rows).toEqual([
      { kind: 'proxy-added', extrinsic: await inherents(added), from: alice.address, to: bob.address, amount: 0n },
    ])
    const number = await frame.block([frame.api.tx.proxy!.proxy!(alice.address, null, send(carol, 7n * unit)), bob])
    const at = { extrinsic: await inherents(number) }
    expect((await flowsOf(number)).rows).toEqual([
      { kind: 'transfer', ...at, from: alice.address, to: carol.address, amount: 7n * unit },
      { kind: 'proxied', ...at, from: alice.address, to: bob.address, amount: 0n },
    ])
  })

  test('what a proxy calls and cannot be done is no flow of anybody', async () => {
    const number = await frame.block([
      frame.api.tx.proxy!.proxy!(alice.address, null, send(carol, 1_000_000n * unit)),
      bob,
    ])
    expect((await flowsOf(number)).rows).toEqual([])
  })

  test('two of three approve: the flow is that of the multisig, and its signatories are learnt', async () => {
    const members = [alice, bob, carol].map(({ address }) => address)
    const multisig = encodeAddress(createKeyMulti(members, 2), 42)
    await frame.fund(multisig, 50n * unit)
    await frame.block()
    const call = send('5FLSigC9HGRKVhB9FiEo4Y3koPsNmBmLJbpXg2mp1hXcS59Y', 11n * unit)
    const weight = 1_000_000_000
    const others = (me: KeyringPair) =>
      sortAddresses(
        members.filter((each) => each !== me.address),
        42,
      )
    const { asMulti } = frame.api.tx.multisig!
    const first = await frame.block([asMulti!(2, others(alice), null, call.method, false, weight), alice])
    const begun = await flowsOf(first)
    expect(begun.rows).toEqual([])
    expect(begun.flows.facts.multisigs).toEqual([
      { account: multisig, threshold: 2, signatories: expect.arrayContaining(members) },
    ])
    const timepoint = { height: first, index: await inherents(first) }
    const number = await frame.block([asMulti!(2, others(carol), timepoint, call.method, false, weight), carol])
    const at = { extrinsic: await inherents(number) }
    const { rows } = await flowsOf(number)
    expect(rows).toEqual([
      {
        kind: 'transfer',
        ...at,
        from: multisig,
        to: '5FLSigC9HGRKVhB9FiEo4Y3koPsNmBmLJbpXg2mp1hXcS59Y',
        amount: 11n * unit,
      },
      { kind: 'multisig-executed', ...at, from: multisig, to: carol.address, amount: 0n },
    ])
  })

  test('a batch is as many flows as it has transfers; one that fails is none', async () => {
    const number = await frame.block(
      [frame.api.tx.utility!.batchAll!([send(bob, 2n * unit), send(carol, 4n * unit)]), alice],
      [send(carol, 1_000_000n * unit), bob],
      [frame.api.tx.utility!.batchAll!([send(alice, unit), send(alice, 1_000_000n * unit)]), carol],
    )
    const first = await inherents(number)
    expect((await flowsOf(number)).rows).toEqual([
      { kind: 'transfer', extrinsic: first, from: alice.address, to: bob.address, amount: 2n * unit },
      { kind: 'transfer', extrinsic: first, from: alice.address, to: carol.address, amount: 4n * unit },
    ])
  })

  test('a remark is found with who made it, signed and through a proxy', async () => {
    const remark = frame.api.tx.system!.remark!('0x73656e737573')
    const number = await frame.block([remark, carol], [frame.api.tx.proxy!.proxy!(alice.address, null, remark), bob])
    expect((await flowsOf(number)).rows.filter(({ kind }) => kind !== 'proxied')).toEqual([])
    const block = await chain.block(number)
    const runtime = await runtimes.after(block.parent, new EndpointQuorum())
    const said = block.extrinsics.flatMap((bytes, index) => {
      const read = decodeExtrinsic(runtime, index, bytes)
      if ('fault' in read) throw new Error(read.fault)
      return [...walk(read.call, read.signer)].flatMap(({ call, origin }) =>
        call.pallet === 'System' && call.name === 'remark' ? [origin && addressOf(unhex(origin))] : [],
      )
    })
    expect(said).toEqual([carol.address, alice.address])
  })

  test('balances read from the state are those that another library reads', async () => {
    const { number, hash } = await chain.finalized()
    const runtime = await runtimes.after(hash, new EndpointQuorum())
    const account = runtime.storage('System', 'Account')
    let pages = 0
    const ours = new Map<string, bigint>()
    for await (const { keys } of chain.keys(account.prefix, hash)) {
      const { values } = await chain.values(keys, hash)
      pages++
      keys.forEach((each, i) => {
        const [who] = account.decodeKey(each) as [string]
        const { data } = account.decode(values[i]!) as { data: { free: bigint } }
        ours.set(addressOf(unhex(who)), data.free)
      })
    }
    expect(pages).toBeGreaterThan(0)
    const entries = await (await frame.api.at(`0x${hash}`)).query.system!.account!.entries()
    const theirs = entries.map(([each, value]) => {
      const { data } = value as unknown as { data: { free: { toBigInt(): bigint } } }
      return [encodeAddress(each.args[0]!.toU8a(), 42), data.free.toBigInt()] as const
    })
    expect(ours.size).toBeGreaterThan(3)
    expect(ours).toEqual(new Map(theirs))
    expect(number).toBeGreaterThan(5)
  })

  test('pallets that nothing here reads are counted, and no holdings are made of a chain without stake', async () => {
    const number = await frame.block([send(bob, unit), alice])
    const { flows } = await flowsOf(number)
    const { unreadCalls, unreadStorage } = flows.facts
    expect(unreadCalls).toContainEqual({ pallet: 'ParachainSystem', name: 'set_validation_data', calls: 1 })
    expect(unreadStorage!.map(({ pallet }) => pallet)).toContain('Assets')
    await expect(takeHoldings(chain, runtimes, await chain.block(number))).rejects.toThrow(
      /^The runtime of version \d+ lacks SubtensorModule\.\w+: it is not a subtensor chain\.$/,
    )
  })
})
