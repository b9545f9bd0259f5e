import { type Genesis, readGenesis } from '../../evidence/genesis.ts'
import { addRao, raoAt, rowAt } from '../../evidence/rows.ts'
import { Malformed } from '../../log/errors.ts'
import type { RecordId } from '../../records/ids.ts'
import { Refusal } from '../../records/refusals.ts'
import type { FieldsOf } from '../../records/registry.ts'
import type { Evidence } from '../entry.ts'
import { defineFold } from '../fold.ts'
import { sum } from './balance-sheet.ts'
import { entitiesOf } from './groups.ts'
import { type Spread, spreadOfAmounts } from './spreads.ts'

/** Lists of block 0 that were not taken back, in the order of the log; the last one counts. */
export type GenesisLists = Map<RecordId, GenesisList>

/** What one list says; amounts as decimal digits of rao. */
export interface GenesisList {
  index: number
  title: string
  source: string
  accounts: number
  positions: number
  free: string
  staked: string
  /** By coldkeys with their hotkeys of then; no link of today joins them. */
  holdings: Spread
  weight: Spread
}

export const genesisLists = defineFold({
  name: 'genesis-lists',
  needs: {},
  kinds: ['genesis'],
  start: (): GenesisLists => new Map(),
  take(state, { id, index, fields }, { evidence }) {
    const read = readGenesisOf(fields, evidence)
    if (read instanceof Refusal) return undefined
    const { title, source } = fields
    state.set(id, { index, title, source, ...figuresOf(read) })
    return undefined
  },
  takeBack(state, { id }) {
    state.delete(id)
  },
})

/** The file that a record names. A refusal when it is not at hand, cannot be read, or is about another chain. */
export function readGenesisOf({ chain, holdings }: FieldsOf<'genesis'>, evidence: Evidence): Genesis | Refusal {
  const bytes = evidence(holdings)
  if (bytes === undefined) return new Refusal('evidence-missing', { file: 'holdings', sha256: holdings })
  try {
    const genesis = readGenesis(bytes)
    if (genesis.facts.chain === chain) return genesis
    return new Refusal('evidence-mismatch', { reason: 'genesis' })
  } catch (error) {
    if (error instanceof Malformed) return new Refusal('bad-file', { reason: 'genesis', fault: error.message })
    throw error
  }
}

function figuresOf(genesis: Genesis): Omit<GenesisList, 'index' | 'title' | 'source'> {
  const { free, stakeColdkey, stakeHotkey, stakeAmount } = genesis
  const owner = new Uint32Array(free.length).map((_, row) => row)
  for (const [i, hotkey] of stakeHotkey.entries()) owner[hotkey] = rowAt(stakeColdkey, i)
  const { groupOf, holders } = entitiesOf({ owner, pots: [] })
  const [held, weight] = [new BigUint64Array(free.length), new BigUint64Array(free.length)]
  for (const [row, group] of groupOf.entries()) addRao(held, group, raoAt(free, row))
  for (const [i, hotkey] of stakeHotkey.entries()) {
    addRao(held, rowAt(groupOf, rowAt(stakeColdkey, i)), raoAt(stakeAmount, i))
    addRao(weight, rowAt(groupOf, hotkey), raoAt(stakeAmount, i))
  }
  const spread = (amounts: BigUint64Array): Spread =>
    spreadOfAmounts(BigUint64Array.from(holders, (row) => raoAt(amounts, row)))
  return {
    accounts: free.length,
    positions: stakeAmount.length,
    free: String(sum(free)),
    staked: String(sum(stakeAmount)),
    holdings: spread(held),
    weight: spread(weight),
  }
}

/** The list in force; null while there is none. */
export function genesisInForce(lists: Readonly<GenesisLists>): GenesisList | null {
  return [...lists.values()].at(-1) ?? null
}
