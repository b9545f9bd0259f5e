import { type Flows, writeFlows } from '../src/evidence/flows.ts'
import { writeHoldings } from '../src/evidence/holdings.ts'
import type { FieldsOf } from '../src/records/registry.ts'
import type { Told } from './holdings.ts'

/** A snapshot that was told, with the flows before it. */
export type ToldSnapshot = Told & { flows?: Flows }

/** Keeps evidence, and gives its SHA-256 in hex. */
export type Keep = (bytes: Uint8Array) => string

/** The fields of a snapshot record; `at`: the time of its block when it is not the one that was told. */
export function snapshotFields(told: ToldSnapshot, keep: Keep, at = told.holdings.facts.ms): FieldsOf<'snapshot'> {
  const { chain, block, hash, stateRoot, spec } = told.holdings.facts
  const flows = flowsOf(told)
  return {
    chain,
    block,
    hash,
    stateRoot,
    spec,
    recipe: told.holdings.facts.format,
    at,
    holdings: keep(writeHoldings(told.holdings)),
    first: flows.facts.first,
    flows: keep(writeFlows(flows)),
    endpoints: 3,
    agreed: 3,
  }
}

/** The flows given, or none in the day up to the block; multisigs that were told show themselves there. */
function flowsOf({ holdings: { facts }, multisigs, flows }: ToldSnapshot): Flows {
  const { chain, block, hash, spec } = facts
  if (flows) return { ...flows, facts: { ...flows.facts, multisigs } }
  const first = Math.max(0, block - 7199)
  return {
    facts: {
      format: 'flows-1',
      chain,
      first,
      last: block,
      firstHash: hash,
      lastHash: hash,
      specs: [spec],
      texts: [],
      multisigs,
      unread: [],
      undecoded: [],
    },
    accounts: new Uint8Array(0),
    block: new Uint32Array(0),
    extrinsic: new Uint16Array(0),
    kind: new Uint8Array(0),
    from: new Uint32Array(0),
    to: new Uint32Array(0),
    hotkey: new Uint32Array(0),
    toHotkey: new Uint32Array(0),
    netuid: new Uint16Array(0),
    toNetuid: new Uint16Array(0),
    amount: new BigUint64Array(0),
  }
}
