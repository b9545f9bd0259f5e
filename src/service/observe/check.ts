import { addressAt, countOf } from '../../evidence/accounts.ts'
import { type Holdings, readHoldings, writeHoldings } from '../../evidence/holdings.ts'
import { laterLayout } from '../../evidence/later-columns.ts'
import { equalBytes, hex, sha256 } from '../../log/bytes.ts'
import type { Address } from '../../log/ss58.ts'
import type { FieldsOf } from '../../records/registry.ts'
import { stableJson } from '../../views/json.ts'
import type { Chain } from '../chain.ts'
import { factPath } from '../layout.ts'
import type { ObservedLog } from '../observed-log.ts'
import { runtimesOf } from './runtimes.ts'
import { snapshotsOf } from './snapshots.ts'
import { takeHoldings } from './take.ts'

/** What taking a snapshot again says. */
export interface Check {
  /** What an observation record would say. */
  found: FieldsOf<'observation'>
  /** SHA-256 in the log's snapshot of that block; null when the log has none. */
  logged: string | null
  same: boolean
  /** The first differences, in one sentence each. */
  differences: string[]
}

/**
 * Takes the snapshot of a block again and compares it with the one in the log. Throws StateLost when no endpoint has the
 * state of that block, and WrongChain when the log is about another chain.
 */
export async function checkBlock(chain: Chain, log: Pick<ObservedLog, 'view' | 'blob'>, block: number): Promise<Check> {
  const snapshots = await snapshotsOf(log, await chain.genesis())
  const logged = snapshots.find((each) => each.block === block)?.holdings ?? null
  const evidence = logged === null ? null : await log.blob(factPath(logged))
  const before = evidence && readHoldings(evidence)
  // A snapshot of an older recipe is taken again by that recipe.
  const head = await chain.block(block)
  const { holdings } = await takeHoldings(chain, runtimesOf(chain), head, { recipe: before?.facts.format })
  const { chain: genesis, hash, stateRoot, spec } = holdings.facts
  const taken = hex(sha256(writeHoldings(holdings)))
  return {
    found: { chain: genesis, block, hash, stateRoot, spec, recipe: holdings.facts.format, holdings: taken },
    logged,
    same: logged === taken,
    differences: before && logged !== taken ? differencesOf(before, holdings) : [],
  }
}

/** How many differences are told. */
const most = 20

/** Columns other than those of balances and stake. */
const otherColumns = [
  ...(['accounts', 'reserved', 'hotkey', 'hotkeyOwner', 'hotkeyTake', 'childParent', 'childHotkey'] as const),
  ...(['childNetuid', 'childShare', 'lockColdkey', 'lockHotkey', 'lockNetuid', 'lockAmount'] as const),
]

type Bytes = Pick<Uint8Array, 'buffer' | 'byteOffset' | 'byteLength'>

const bytesOf = (column: Bytes | undefined): Uint8Array =>
  column ? new Uint8Array(column.buffer, column.byteOffset, column.byteLength) : new Uint8Array(0)

/** Where two snapshots of a block differ, by default the log's and one taken again: balances and stake first, then facts and other columns. */
export function differencesOf(
  logged: Holdings,
  taken: Holdings,
  [here, there]: readonly [string, string] = ['in the log', 'on the chain'],
): string[] {
  const found: string[] = []
  for (const amounts of [balancesOf, stakesOf]) {
    const [before, after] = [amounts(logged), amounts(taken)]
    for (const what of new Set([...before.keys(), ...after.keys()])) {
      const [was, is] = [before.get(what) ?? 0n, after.get(what) ?? 0n]
      if (was !== is && found.length < most) found.push(`${what}: ${was} ${here}, ${is} ${there}`)
    }
  }
  for (const [name, value] of Object.entries(logged.facts)) {
    const other = taken.facts[name as keyof Holdings['facts']]
    if (stableJson(value) !== stableJson(other) && found.length < most) found.push(`the fact "${name}" differs`)
  }
  const pairs = [
    ...otherColumns.map((name) => [name, logged[name], taken[name]] as const),
    ...laterLayout.map(([name]) => [name, logged.later?.[name], taken.later?.[name]] as const),
  ]
  for (const [name, before, after] of pairs) {
    const same = equalBytes(bytesOf(before), bytesOf(after))
    if (!same && found.length < most) found.push(`the column "${name}" differs`)
  }
  return found
}

function balancesOf({ accounts, free, reserved }: Holdings): Map<string, bigint> {
  const rows = Array.from({ length: countOf(accounts) }, (_, row) => row)
  return new Map(rows.map((row) => [`balance of ${addressAt(accounts, row)} in rao`, free[row]! + reserved[row]!]))
}

function stakesOf({ accounts, stakeColdkey, stakeHotkey, stakeNetuid, stakeAmount }: Holdings): Map<string, bigint> {
  const who = (row: number): Address | null => addressAt(accounts, row)
  return new Map(
    Array.from(stakeAmount, (amount, i) => [
      `stake of ${who(stakeColdkey[i]!)} with ${who(stakeHotkey[i]!)} on subnet ${stakeNetuid[i]}`,
      amount,
    ]),
  )
}
