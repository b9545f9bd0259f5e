import { decodeBlock } from '../src/chain/block.ts'
import { type Covering, tableOfFlows } from '../src/chain/flow-table.ts'
import { type FlowRow, noFlows } from '../src/chain/flows.ts'
import { readRuntime } from '../src/chain/runtime.ts'
import { nodeRuntime } from '../src/dev/simulated-chain/runtime.ts'
import { accountAt, countOf } from '../src/evidence/accounts.ts'
import { readFlows, writeFlows } from '../src/evidence/flows.ts'
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
const block = { transfers: 187, claims: 5, acts: 1 }
const [days, blocksPerDay] = [365, 7200]

/** A block as the network says it, and what is to be read of it. */
interface Traffic {
  events: unknown[]
  rows: FlowRow[]
}

/** How many blocks are encoded and decoded; of the others the rows are made that these were seen to give. */
const decoded = 200

/**
 * A year of such blocks: the rows of each day kept as its evidence, and folded from its bytes. Seconds, and gigabytes of
 * the year; milliseconds to decode one block. Throws where a decoded block gives other rows than the ones kept.
 */
export async function benchPots(): Promise<Record<string, number>> {
  const holdings = readHoldings(writeHoldings(madeHoldings(sizes)))
  const sheet = balanceSheetOf(holdings)
  const grouped = { holdings, sheet, groups: groupsOf(holdings, sheet, []) }
  const traffic = trafficOf(holdings)
  const decodeMs = decode(Array.from({ length: decoded }, (_, i) => traffic(i + 1, true)))
  const [dictionary, state] = [emptyDictionary(), noMovements()]
  let [foldMs, bytes, flows] = [0, 0, 0]
  for (let day = 0; day < days; day++) {
    const first = 1 + day * blocksPerDay
    const blocks = Array.from({ length: blocksPerDay }, (_, i) => ({ ...noFlows(), rows: traffic(first + i).rows }))
    const evidence = writeFlows(tableOfFlows(blocks, covering(holdings, first)))
    const { ms } = timed(() => {
      const table = readFlows(evidence)
      flows += table.block.length
      lookThrough(state, movingFlows({ at: day, sha256: '' }, table, grouped, dictionary))
    })
    foldMs += ms
    bytes += evidence.length
  }
  return {
    transfersOfPots: days * blocksPerDay * block.transfers,
    flows,
    movements: state.found.length,
    decodeMsPerBlock: decodeMs / decoded,
    potsFoldSeconds: foldMs / 1000,
    potsGbAYear: bytes / 1e9,
  }
}

/** Reads the bytes of blocks, and compares. Milliseconds. */
function decode(blocks: readonly Traffic[]): number {
  const node = nodeRuntime('alpha-v2')
  const runtime = readRuntime(node.metadata(Math.max(...node.versions)), node.spec)
  const bytes = blocks.map(({ events }) => unhex(node.events(events).slice(2)))
  const { ms, value } = timed(() =>
    bytes.map((events, i) => decodeBlock(runtime, { number: i + 1, extrinsics: [] }, events)),
  )
  const known = (rows: readonly FlowRow[]): string =>
    JSON.stringify(rows, (_, each) => (typeof each === 'bigint' ? String(each) : each))
  for (const [i, { flows, fault }] of value.entries())
    if (fault !== null || known(flows.rows) !== known(blocks[i]!.rows))
      throw new Error(`block ${i + 1} reads otherwise: ${fault ?? known(flows.rows)}`)
  return ms
}

/** What happens in a block of a number; its events only where they are to be decoded. */
function trafficOf({ accounts, hotkey, facts }: Holdings): (number: number, withEvents?: boolean) => Traffic {
  const people = countOf(accounts)
  const pots = facts.subnets.map(({ netuid }) => addressOf(subnetPot(netuid)))
  const someone = (row: number): string => hex(accountAt(accounts, row % people))
  const named = (account: string): Address => addressOf(unhex(account))
  return (number, withEvents = false) => {
    const roll = xorshift(362_436_069 + number)
    const events: unknown[] = []
    const rows: FlowRow[] = []
    const say = (phase: unknown, pallet: string, type: string, value: unknown): void =>
      void events.push({ phase, event: { type: pallet, value: { type, value } }, topics: [] })
    const atStart = { type: 'Initialization', value: undefined }
    for (let i = 0; withEvents && i < block.transfers; i++) {
      const [from, to] = [pots[1 + (i % (pots.length - 1))], pots[0]]
      say(atStart, 'Balances', 'Transfer', { from, to, amount: BigInt(number + i) })
    }
    for (let i = 0; i < block.claims; i++) {
      const from = someone(roll())
      if (withEvents) say(atStart, 'SubtensorModule', 'RootClaimed', { coldkey: named(from) })
      rows.push({ block: number, extrinsic: null, kind: 'root-claimed', from })
    }
    for (let index = 1; index <= block.acts; index++) {
      const [from, validator] = [someone(roll()), someone(hotkey[roll() % hotkey.length]!)]
      const [netuid, amount] = [roll() % pots.length, BigInt(1 + Math.floor((2 ** 32 / (1 + roll())) * 500_000_000))]
      const signed = { type: 'ApplyExtrinsic', value: index }
      if (withEvents) {
        say(signed, 'Balances', 'Transfer', { from: named(from), to: pots[netuid], amount })
        say(signed, 'SubtensorModule', 'StakeAdded', [named(from), named(validator), amount, amount, netuid, 0n])
      }
      rows.push({ block: number, extrinsic: index, kind: 'stake-added', from, hotkey: validator, netuid, amount })
    }
    return { events, rows }
  }
}

function covering({ facts: { chain } }: Holdings, first: number): Covering {
  const hash = (number: number): string => number.toString(16).padStart(64, '0')
  const last = first + blocksPerDay - 1
  return { chain, first, last, firstHash: hash(first), lastHash: hash(last), specs: [424], undecoded: [] }
}
