import { decodeBlock } from '../src/chain/block.ts'
import { readRuntime } from '../src/chain/runtime.ts'
import { nodeRuntime } from '../src/dev/simulated-chain/runtime.ts'
import { accountAt, addressAt, countOf, nobody } from '../src/evidence/accounts.ts'
import {
  type Flows,
  flowKinds,
  flowsFormat,
  noExtrinsic,
  noSubnet,
  readFlows,
  writeFlows,
} from '../src/evidence/flows.ts'
import { type Holdings, readHoldings, writeHoldings } from '../src/evidence/holdings.ts'
import { subnetPot } from '../src/evidence/pots.ts'
import { balanceSheetOf } from '../src/folds/chain/balance-sheet.ts'
import { emptyDictionary } from '../src/folds/chain/dictionary.ts'
import { movingFlows } from '../src/folds/chain/flows.ts'
import { groupsOf } from '../src/folds/chain/groups.ts'
import { lookThrough, noMovements } from '../src/folds/chain/large-movements.ts'
import { hex, unhex } from '../src/log/bytes.ts'
import { type Address, addressOf } from '../src/log/ss58.ts'
import { sizes, timed } from './chain.ts'
import { madeHoldings, xorshift } from './chain-data.ts'

/**
 * A block of the network as it was in July 2026: transfers between the pots of subnets and the pot of the root (an
 * indexer counted 187 a block; design: chain facts S1), root dividends claimed for so many coldkeys (NumRootClaim of
 * the runtime), and what people do, each act with its transfer into a pot or out of it.
 */
const traffic = { transfers: 187, claims: 5, acts: 1 }
const [days, blocksPerDay] = [365, 7200]

/** What is to be read of a block: who claims, and who stakes what on whom. Accounts are rows of the snapshot. */
interface Said {
  claims: number[]
  acts: { from: number; hotkey: number; netuid: number; amount: bigint }[]
}

/** How many blocks are encoded and decoded, to compare with what is kept of the others. */
const decoded = 200

/**
 * A year of such blocks: what is read of each day kept as its evidence, and folded from its bytes. Seconds, and gigabytes
 * of the year; milliseconds to decode one block. Throws where a decoded block gives other rows than the ones kept.
 */
export async function benchPots(): Promise<Record<string, number>> {
  const holdings = readHoldings(writeHoldings(madeHoldings(sizes)))
  const sheet = balanceSheetOf(holdings)
  const grouped = { holdings, sheet, groups: groupsOf(holdings, sheet, []) }
  const decodeMs = decode(holdings)
  const [dictionary, state] = [emptyDictionary(), noMovements()]
  let [foldMs, bytes, flows] = [0, 0, 0]
  for (let day = 0; day < days; day++) {
    const evidence = writeFlows(flowsOf(holdings, 1 + day * blocksPerDay))
    const { ms } = timed(() => {
      const table = readFlows(evidence)
      flows += table.block.length
      lookThrough(state, movingFlows({ at: day, sha256: '' }, table, grouped, dictionary))
    })
    foldMs += ms
    bytes += evidence.length
  }
  return {
    transfersOfPots: days * blocksPerDay * traffic.transfers,
    flows,
    movements: state.found.length,
    decodeMsPerBlock: decodeMs / decoded,
    potsFoldSeconds: foldMs / 1000,
    potsGbAYear: bytes / 1e9,
  }
}

/** What is said in a block of a number. */
function saidIn({ accounts, hotkey, facts }: Holdings, number: number): Said {
  const roll = xorshift(362_436_069 + number)
  const someone = (): number => roll() % countOf(accounts)
  return {
    claims: Array.from({ length: traffic.claims }, someone),
    acts: Array.from({ length: traffic.acts }, () => ({
      from: someone(),
      hotkey: hotkey[roll() % hotkey.length]!,
      netuid: roll() % facts.subnets.length,
      amount: BigInt(1 + Math.floor((2 ** 32 / (1 + roll())) * 500_000_000)),
    })),
  }
}

/** Encodes the first blocks, reads their bytes, and compares. Milliseconds of reading. */
function decode(holdings: Holdings): number {
  const node = nodeRuntime('alpha-v2')
  const runtime = readRuntime(node.metadata(Math.max(...node.versions)), node.spec)
  const blocks = Array.from({ length: decoded }, (_, i) => saidIn(holdings, i + 1))
  const bytes = blocks.map((said) => unhex(node.events(eventsOf(holdings, said)).slice(2)))
  const { ms, value } = timed(() =>
    bytes.map((events, i) => decodeBlock(runtime, { number: i + 1, extrinsics: [] }, events)),
  )
  const key = (row: number): string => hex(accountAt(holdings.accounts, row))
  for (const [i, { flows, fault }] of value.entries()) {
    const { claims, acts } = blocks[i]!
    const expected = [
      ...claims.map((from) => `root-claimed ${key(from)}`),
      ...acts.map(({ from, hotkey, netuid, amount }) => `stake-added ${key(from)} ${key(hotkey)} ${netuid} ${amount}`),
    ]
    const read = flows.rows.map(({ kind, from, hotkey, netuid, amount }) =>
      [kind, from, hotkey, netuid, amount].filter((each) => each !== undefined).join(' '),
    )
    if (fault !== null || read.join() !== expected.join())
      throw new Error(`block ${i + 1} reads otherwise: ${fault ?? read}`)
  }
  return ms
}

/** A block as the network says it: pots pay each other and dividends are claimed before all extrinsics. */
function eventsOf({ accounts, facts }: Holdings, { claims, acts }: Said): unknown[] {
  const named = (row: number): Address => addressAt(accounts, row)!
  const pots = facts.subnets.map(({ netuid }) => addressOf(subnetPot(netuid)))
  const record = (phase: unknown, pallet: string, type: string, value: unknown): unknown => ({
    phase,
    event: { type: pallet, value: { type, value } },
    topics: [],
  })
  const atStart = { type: 'Initialization', value: undefined }
  return [
    ...Array.from({ length: traffic.transfers }, (_, i) =>
      record(atStart, 'Balances', 'Transfer', {
        from: pots[1 + (i % (pots.length - 1))],
        to: pots[0],
        amount: BigInt(1 + i),
      }),
    ),
    ...claims.map((row) => record(atStart, 'SubtensorModule', 'RootClaimed', { coldkey: named(row) })),
    ...acts.flatMap(({ from, hotkey, netuid, amount }, i) => {
      const signed = { type: 'ApplyExtrinsic', value: i + 1 }
      return [
        record(signed, 'Balances', 'Transfer', { from: named(from), to: pots[netuid], amount }),
        record(signed, 'SubtensorModule', 'StakeAdded', [named(from), named(hotkey), amount, amount, netuid, 0n]),
      ]
    }),
  ]
}

/** The evidence of a day. */
function flowsOf(holdings: Holdings, first: number): Flows {
  const numbers = Array.from({ length: blocksPerDay }, (_, i) => first + i)
  const rows = numbers.flatMap((block) => {
    const { claims, acts } = saidIn(holdings, block)
    const claimed = claims.map((from) => ({ block, extrinsic: noExtrinsic, from, act: null }))
    return [...claimed, ...acts.map((act, i) => ({ block, extrinsic: i + 1, from: act.from, act }))]
  })
  const named = new Set(rows.flatMap(({ from, act }) => (act ? [from, act.hotkey] : [from])))
  const known = Uint32Array.from(named).sort()
  const place = new Map(Array.from(known, (row, i) => [row, i]))
  const accounts = new Uint8Array(known.length * 32)
  for (const [i, row] of known.entries()) accounts.set(accountAt(holdings.accounts, row), i * 32)
  const none = new Uint32Array(rows.length).fill(nobody)
  const hash = (number: number): string => number.toString(16).padStart(64, '0')
  const last = first + blocksPerDay - 1
  return {
    facts: {
      format: flowsFormat,
      chain: holdings.facts.chain,
      first,
      last,
      firstHash: hash(first),
      lastHash: hash(last),
      specs: [424],
      texts: [],
      multisigs: [],
      unread: [],
      unreadCalls: [],
      unreadStorage: [],
      fees: '0',
      undecoded: [],
    },
    accounts,
    block: Uint32Array.from(rows, ({ block }) => block),
    extrinsic: Uint16Array.from(rows, ({ extrinsic }) => extrinsic),
    kind: Uint8Array.from(rows, ({ act }) => flowKinds.indexOf(act ? 'stake-added' : 'root-claimed')),
    from: Uint32Array.from(rows, ({ from }) => place.get(from)!),
    to: none,
    hotkey: Uint32Array.from(rows, ({ act }) => (act ? place.get(act.hotkey)! : nobody)),
    toHotkey: none,
    netuid: Uint16Array.from(rows, ({ act }) => act?.netuid ?? noSubnet),
    toNetuid: new Uint16Array(rows.length).fill(noSubnet),
    amount: BigUint64Array.from(rows, ({ act }) => act?.amount ?? 0n),
  }
}
