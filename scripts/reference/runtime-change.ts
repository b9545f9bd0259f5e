// What changed between real runtimes, against what the design of the chain says of them (chain facts 1.1 to 1.6).
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type GivenMetadata, runtimeChange } from '../../src/chain/runtime-change.ts'
import type { ChangedMember } from '../../src/evidence/runtime-change.ts'
import { renumbered } from '../../test/renumbered.ts'
import type { ReferenceLine } from './line.ts'

/** Facts as `change kind Pallet.name`, with a part that must be named where one is known. */
const facts: [from: number, to: number, facts: string[]][] = [
  [
    219,
    233,
    [
      'added storage SubtensorModule.Alpha',
      'added storage SubtensorModule.TotalHotkeyShares',
      'added storage SubtensorModule.SubnetTAO',
      'added storage SubtensorModule.IdentitiesV2',
      'removed storage SubtensorModule.TotalHotkeyStake',
      'changed event SubtensorModule.StakeAdded',
      'added event SubtensorModule.StakeMoved',
    ],
  ],
  [
    233,
    424,
    [
      'removed pallet Triumvirate.Triumvirate',
      'removed pallet SenateMembers.SenateMembers',
      'removed pallet Registry.Registry',
      'added pallet Crowdloan.Crowdloan',
      'removed storage SubtensorModule.Stake',
      'added storage SubtensorModule.AlphaV2',
      'added storage SubtensorModule.Lock',
      'added event SubtensorModule.StakeLocked',
      'removed call SubtensorModule.vote',
      'changed call SubtensorModule.swap_hotkey netuid: null -> Option<u16>',
      'changed event SubtensorModule.StakeAdded 5: null -> u64',
      'changed storage SubtensorModule.Tempo default: 99 -> 360',
      'changed constant System.Version value.spec_version: 233 -> 424',
    ],
  ],
]

/** One line for each pair of runtimes, and one for a runtime compared with another build of itself. */
export async function referenceRuntimeChange(dir: string): Promise<ReferenceLine[]> {
  const folder = join(dir, 'bittensor', 'metadata')
  if (!existsSync(folder)) return [{ name: 'runtime change', ok: false, line: `${folder} is missing` }]
  const given = (spec: number): GivenMetadata => ({
    spec,
    metadata: new Uint8Array(readFileSync(join(folder, `spec-${spec}.scale`))),
  })
  return [...facts.map(([from, to, known]) => compared(given(from), given(to), known)), sameAgain(given(219))]
}

function compared(before: GivenMetadata, after: GivenMetadata, known: string[]): ReferenceLine {
  const { rows, left } = runtimeChange(before, after)
  const said = new Set(rows.flatMap(saidOf))
  const unsaid = known.filter((fact) => !said.has(fact))
  const count = (change: string): string => `${rows.filter((row) => row.change === change).length} ${change}`
  const counts = ['added', 'removed', 'changed', 'moved'].map(count).join(', ')
  const missing = unsaid.length === 0 ? `${known.length} known facts among them` : `but not ${unsaid.join('; ')}`
  return {
    name: `runtime change ${before.spec} to ${after.spec}`,
    ok: unsaid.length === 0 && left === 0,
    line: `${counts}; ${missing}`,
  }
}

function saidOf({ change, what, pallet, name, parts }: ChangedMember): string[] {
  const place = `${change} ${what} ${pallet}.${name}`
  return [place, ...parts.map(({ at, before, after }) => `${place} ${at}: ${before} -> ${after}`)]
}

/** Types of a real runtime in the reverse order. */
function sameAgain({ spec, metadata }: GivenMetadata): ReferenceLine {
  const build = renumbered(metadata, 'reversed')
  const { rows } = runtimeChange({ spec, metadata }, { spec, metadata: build })
  return {
    name: `runtime change ${spec} to another build of it`,
    ok: rows.length === 0,
    line: `${rows.length} changes`,
  }
}
