/** Who has privileged power, block by block: by the state after some block, and by what changed since. */

import { accountAt, nobody } from '../../evidence/accounts.ts'
import { type Flow, type FlowKind, type Flows, flowAt, noExtrinsic } from '../../evidence/flows.ts'
import type { HoldingsFacts } from '../../evidence/holdings.ts'
import { holdersOf, type Proxied } from '../../folds/chain/privileged.ts'
import { type Address, addressOf } from '../../log/ss58.ts'

/** What the state says of privileged power. */
export type PowerFacts = Pick<HoldingsFacts, 'sudo' | 'proxies'>

/** Where something changed: by an extrinsic of a block, or by none of them (null). */
export interface ChangedAt {
  block: number
  extrinsic: number | null
}

/** Who has privileged power. What is told twice counts once. */
export interface Power {
  /** What comes up to the state of a block is settled by it. */
  stateAfter(block: number, facts: PowerFacts): void
  keyChanged(at: ChangedAt, key: Address | null): void
  /** Takes in who was made a proxy of whom, and who no more is. */
  proxiesChanged(flows: Flows): void
  /** The key before an extrinsic, which may change it and be its last act; null: nobody has it, or it is not known. */
  keyAt(block: number, extrinsic: number): Address | null
  /** Who can use the key before an extrinsic: the key, and its proxies. */
  holdersAt(block: number, extrinsic: number): Set<Address>
}

type Proxies = readonly Proxied[]
/** What a change makes of the proxies of an account. */
type Change = { account: Address; to: (before: Proxies) => Proxies }

interface Dated<T> {
  block: number
  extrinsic: number
  /** Which change of its extrinsic it is. */
  nth: number
  change: T
}

/** Before any state was read: nobody is known to have power. */
export function unknownPower(): Power {
  let proxies = new Map<Address, Proxied[]>()
  let keys: Dated<Address | null>[] = []
  let changes: Dated<Change>[] = []

  const keyAt = (block: number, extrinsic: number): Address | null =>
    keys.findLast((each) => isBefore(each, block, extrinsic))?.change ?? null

  const proxiesAt = (block: number, extrinsic: number) => (account: Address) =>
    changes
      .filter((each) => each.change.account === account && isBefore(each, block, extrinsic))
      .reduce<Proxies>((before, { change }) => change.to(before), proxies.get(account) ?? [])

  return {
    stateAfter(block, { sudo, proxies: all }) {
      const after = { block, extrinsic: Number.POSITIVE_INFINITY, nth: 0, change: sudo }
      keys = [after, ...keys.filter((each) => each.block > block)]
      changes = changes.filter((each) => each.block > block)
      proxies = new Map()
      for (const each of all) proxies.set(each.account, [...(proxies.get(each.account) ?? []), each])
    },
    keyChanged({ block, extrinsic }, key) {
      keys = dated(keys, { block, extrinsic: extrinsic ?? -1, nth: 0, change: key })
    },
    proxiesChanged(flows) {
      const nths = new Map<string, number>()
      for (const { block, extrinsic, change } of changesIn(flows)) {
        const nth = nths.get(`${block} ${extrinsic}`) ?? 0
        nths.set(`${block} ${extrinsic}`, nth + 1)
        changes = dated(changes, { block, extrinsic, nth, change })
      }
    },
    keyAt,
    holdersAt: (block, extrinsic) => holdersOf(keyAt(block, extrinsic), proxiesAt(block, extrinsic)),
  }
}

const isBefore = (each: Dated<unknown>, block: number, extrinsic: number): boolean =>
  each.block < block || (each.block === block && each.extrinsic < extrinsic)

/** With one more, in the order of the chain; one that stands there already is told anew. */
function dated<T>(all: readonly Dated<T>[], one: Dated<T>): Dated<T>[] {
  const others = all.filter(
    ({ block, extrinsic, nth }) => block !== one.block || extrinsic !== one.extrinsic || nth !== one.nth,
  )
  return [...others, one].sort((a, b) => a.block - b.block || a.extrinsic - b.extrinsic || a.nth - b.nth)
}

/** What flows about proxies change; what names no type is not known to let sudo pass. */
const changed: Partial<Record<FlowKind, (from: Address, to: Address | null, type: string) => Change>> = {
  'proxy-added': (from, to, type) => ({
    account: from,
    to: (before) => (to === null ? before : [...without(before, to, type), { delegate: to, type }]),
  }),
  'proxy-removed': (from, to, type) => ({
    account: from,
    to: (before) => (to === null ? before : without(before, to, type)),
  }),
  'proxies-removed': (from) => ({ account: from, to: () => [] }),
  'pure-created': (from, to, type) => ({ account: to ?? from, to: () => [{ delegate: from, type }] }),
  'pure-killed': (from, to) => ({ account: to ?? from, to: () => [] }),
}

const without = (before: Proxies, delegate: Address, type: string): Proxies =>
  before.filter((each) => each.delegate !== delegate || (type !== '' && each.type !== type))

function changesIn(flows: Flows): { block: number; extrinsic: number; change: Change }[] {
  const texts = new Map(flows.facts.texts.map(({ row, text }) => [row, text]))
  const address = (row: number): Address | null => (row === nobody ? null : addressOf(accountAt(flows.accounts, row)))
  return Array.from(flows.block.keys()).flatMap((row) => {
    const flow: Flow = flowAt(flows, row)
    const [make, from] = [changed[flow.kind], address(flow.from)]
    if (make === undefined || from === null) return []
    const extrinsic = flow.extrinsic === noExtrinsic ? -1 : flow.extrinsic
    return [{ block: flow.block, extrinsic, change: make(from, address(flow.to), texts.get(row) ?? '') }]
  })
}
