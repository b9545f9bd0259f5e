import { accountAt, countOf, nobody, sortAccounts } from '../evidence/accounts.ts'
import { type FlowFacts, type Flows, flowAt, flowKinds, flowsFormat, noExtrinsic, noSubnet } from '../evidence/flows.ts'
import { concat, hex, unhex } from '../log/bytes.ts'
import { addressOf, publicKeyOf } from '../log/ss58.ts'
import { type BlockFlows, type FlowRow, type LearntMultisig, noFlows } from './flows.ts'

/** What a table of flows says beside its rows. */
export type Covering = Pick<
  FlowFacts,
  'chain' | 'first' | 'last' | 'firstHash' | 'lastHash' | 'specs' | 'undecoded'
> & {
  /** Storage of the last runtime that nothing reads. */
  unreadStorage?: FlowFacts['unreadStorage']
}

/** Joins the flows of consecutive blocks into one table. */
export function tableOfFlows(blocks: readonly BlockFlows[], covering: Covering): Flows {
  const rows = blocks.flatMap((each) => each.rows)
  const accounts = accountsOf(rows)
  const place = new Map(Array.from({ length: countOf(accounts) }, (_, row) => [hex(accountAt(accounts, row)), row]))
  const account = (value: string | undefined): number => (value === undefined ? nobody : place.get(value)!)
  const texts = rows.flatMap(({ text }, row) => (text === undefined ? [] : [{ row, text: text.slice(0, 256) }]))
  return {
    facts: {
      format: flowsFormat,
      ...covering,
      texts,
      multisigs: multisigsOf(blocks),
      unread: named(blocks, 'unread').map(({ n, ...name }) => ({ ...name, events: n })),
      unreadCalls: named(blocks, 'unreadCalls').map(({ n, ...name }) => ({ ...name, calls: n })),
      unreadStorage: covering.unreadStorage ?? [],
      fees: String(blocks.reduce((sum, { fees }) => sum + fees, 0n)),
    },
    accounts,
    block: Uint32Array.from(rows, ({ block }) => block),
    extrinsic: Uint16Array.from(rows, ({ extrinsic }) => extrinsic ?? noExtrinsic),
    kind: Uint8Array.from(rows, ({ kind }) => flowKinds.indexOf(kind)),
    from: Uint32Array.from(rows, ({ from }) => account(from)),
    to: Uint32Array.from(rows, ({ to }) => account(to)),
    hotkey: Uint32Array.from(rows, ({ hotkey }) => account(hotkey)),
    toHotkey: Uint32Array.from(rows, ({ toHotkey }) => account(toHotkey)),
    netuid: Uint16Array.from(rows, ({ netuid }) => netuid ?? noSubnet),
    toNetuid: Uint16Array.from(rows, ({ toNetuid }) => toNetuid ?? noSubnet),
    amount: BigUint64Array.from(rows, ({ amount }) => amount ?? 0n),
  }
}

/** The flows of a table again, as they were before they were joined: what was kept on the way goes on from there. */
export function rowsOfTable(flows: Flows): BlockFlows {
  const account = (row: number): string | undefined =>
    row === nobody ? undefined : hex(accountAt(flows.accounts, row))
  const subnet = (netuid: number): number | undefined => (netuid === noSubnet ? undefined : netuid)
  const texts = new Map(flows.facts.texts.map(({ row, text }) => [row, text]))
  const rows = Array.from(flows.block.keys(), (row): FlowRow => {
    const flow = flowAt(flows, row)
    return {
      block: flow.block,
      extrinsic: flow.extrinsic === noExtrinsic ? null : flow.extrinsic,
      kind: flow.kind,
      from: account(flow.from),
      to: account(flow.to),
      hotkey: account(flow.hotkey),
      toHotkey: account(flow.toHotkey),
      netuid: subnet(flow.netuid),
      toNetuid: subnet(flow.toNetuid),
      amount: flow.amount,
      text: texts.get(row),
    }
  })
  const { unread, unreadCalls = [], fees = '0', multisigs } = flows.facts
  return {
    rows,
    multisigs: multisigs.map(inHex),
    unread: new Map(unread.map(({ pallet, name = '', events }) => [`${pallet}.${name}`, events])),
    unreadCalls: new Map(unreadCalls.map(({ pallet, name, calls }) => [`${pallet}.${name}`, calls])),
    fees: BigInt(fees),
  }
}

/** Tables of consecutive blocks as one. */
export function joinFlows(tables: readonly [Flows, ...Flows[]]): Flows {
  const [first, last] = [tables[0].facts, (tables.at(-1) ?? tables[0]).facts]
  const specs = [...new Set(tables.flatMap(({ facts }) => facts.specs))]
  const undecoded = tables.flatMap(({ facts }) => facts.undecoded)
  return tableOfFlows(tables.map(rowsOfTable), {
    chain: first.chain,
    first: first.first,
    last: last.last,
    firstHash: first.firstHash,
    lastHash: last.lastHash,
    specs,
    undecoded,
    unreadStorage: last.unreadStorage ?? [],
  })
}

function accountsOf(rows: readonly FlowRow[]): Uint8Array {
  const named = new Set<string>()
  for (const { from, to, hotkey, toHotkey } of rows)
    for (const account of [from, to, hotkey, toHotkey]) if (account !== undefined) named.add(account)
  return sortAccounts(concat(...Array.from(named, unhex)))
}

/** By account; of two calls that name the same signatories in another order one is left. */
function multisigsOf(blocks: readonly BlockFlows[]): FlowFacts['multisigs'] {
  const found = new Map<string, LearntMultisig>()
  for (const { multisigs } of blocks) for (const each of multisigs) found.set(each.account, each)
  return [...found.values()].sort(({ account: a }, { account: b }) => (a < b ? -1 : 1)).map(inAddresses)
}

const inAddresses = ({ account, threshold, signatories }: LearntMultisig): FlowFacts['multisigs'][number] => ({
  account: addressOf(unhex(account)),
  threshold,
  signatories: signatories.toSorted().map((each) => addressOf(unhex(each))),
})

const inHex = ({ account, threshold, signatories }: FlowFacts['multisigs'][number]): LearntMultisig => ({
  account: hex(publicKeyOf(account)),
  threshold,
  signatories: signatories.map((each) => hex(publicKeyOf(each))),
})

/** Counts of several blocks together, by rising name; a table of flows-1 told the pallet alone. */
function named(
  blocks: readonly BlockFlows[],
  which: 'unread' | 'unreadCalls',
): { pallet: string; name: string; n: number }[] {
  const counts = new Map<string, number>()
  for (const block of blocks) for (const [name, n] of block[which]) counts.set(name, (counts.get(name) ?? 0) + n)
  return [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([whole, n]) => {
      const dot = whole.indexOf('.')
      return { pallet: whole.slice(0, dot).slice(0, longestName), name: whole.slice(dot + 1).slice(0, longestName), n }
    })
}

const longestName = 64

/** Some rows of a table as a table of their own, in its order. */
export function someFlows(flows: Flows, places: readonly number[]): Flows {
  const chosen = new Set(places)
  const rows = rowsOfTable(flows).rows.filter((_, place) => chosen.has(place))
  const { chain, first, last, firstHash, lastHash, specs } = flows.facts
  const covering = { chain, first, last, firstHash, lastHash, specs, undecoded: [] }
  return tableOfFlows([{ ...noFlows(), rows }], covering)
}
