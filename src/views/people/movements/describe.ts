import { nobody } from '../../../evidence/accounts.ts'
import { flowKinds, noExtrinsic, noSubnet } from '../../../evidence/flows.ts'
import { addressIn, type Dictionary } from '../../../folds/chain/dictionary.ts'
import type { MovingFlows } from '../../../folds/chain/flows.ts'
import { type Detected, lastBlock, type Step } from '../../../folds/chain/large-movements.ts'
import type { MovementRecord } from '../../../folds/chain/movement-records.ts'
import { named } from '../../../folds/chain/names.ts'
import type { Address } from '../../../log/ss58.ts'
import { ratio } from '../../../math/concentration.ts'
import type { Movement, Severity } from '../../chain/values.ts'
import type { Speaking } from '../refs.ts'
import { type SaidOfMovements, stateOf } from './explained.ts'

/** What a movement is, from its first source to its last destination. */
export type What = MovementRecord['fields']['what']

/** The ends of a movement, as a record about it says them. */
export interface Ends {
  what: What
  from: Address
  to: Address | null
  hotkey: Address | null
  toHotkey: Address | null
  netuid: number | null
  toNetuid: number | null
}

/** From where to where. `from` and `to` are the entities. */
export function endsOf({ steps }: Detected, dictionary: Dictionary): Ends {
  const [first, last] = [steps[0]!, steps.at(-1)!]
  const account = (number: number): Address | null => (number === nobody ? null : addressIn(dictionary, number))
  const subnet = (netuid: number): number | null => (netuid === noSubnet ? null : netuid)
  const from = entityIn(
    first,
    first.table.from[first.row] === nobody ? first.table.hotkey[first.row]! : first.table.from[first.row]!,
  )
  const receiver = steps.findLast(({ table, row }) => table.to[row] !== nobody)
  const to = receiver ? entityIn(receiver, receiver.table.to[receiver.row]!) : from
  const isStake = (step: Step) => !['transfer', 'stake-added'].includes(kindIn(step))
  const endsStaked = !['transfer', 'stake-removed'].includes(kindIn(last))
  const toHotkey =
    last.table.toHotkey[last.row] === nobody ? last.table.hotkey[last.row]! : last.table.toHotkey[last.row]!
  const toNetuid =
    last.table.toNetuid[last.row] === noSubnet ? last.table.netuid[last.row]! : last.table.toNetuid[last.row]!
  const ends = {
    from: addressIn(dictionary, from),
    to: to === from ? null : addressIn(dictionary, to),
    hotkey: isStake(first) ? account(first.table.hotkey[first.row]!) : null,
    toHotkey: endsStaked ? account(toHotkey) : null,
    netuid: isStake(first) ? subnet(first.table.netuid[first.row]!) : null,
    toNetuid: endsStaked ? subnet(toNetuid) : null,
  }
  return { ...ends, what: whatOf(steps, ends) }
}

const entityIn = ({ table }: Step, account: number): number => table.entity.get(account) ?? account
const kindIn = ({ table, row }: Step) => flowKinds[table.kind[row]!]!

function whatOf(steps: readonly Step[], { to, hotkey, toHotkey, netuid, toNetuid }: Omit<Ends, 'what'>): What {
  const kinds = steps.map(kindIn)
  if (kinds.includes('coldkey-swapped')) return 'coldkey-swap'
  if (kinds.includes('hotkey-swapped')) return 'hotkey-swap'
  if (to !== null) return kinds.every((kind) => kind === 'transfer') ? 'transfer' : 'handover'
  if (hotkey === null) return toHotkey === null ? 'transfer' : 'stake'
  if (toHotkey === null) return 'unstake'
  return hotkey === toHotkey && netuid !== toNetuid ? 'swap' : 'redelegation'
}

export const firstBlock = ({ steps: [step] }: Detected): number => step!.table.block[step!.row]!

/** Milliseconds between two blocks. */
const blockMs = 12_000

/** When a block was, by the time of the snapshot that covers it. */
const timeOf = ({ at, last }: MovingFlows, block: number): number => at - (last - block) * blockMs

/** A movement as the view publishes it. */
export function describe(
  movement: Detected,
  { naming, persons }: Pick<Speaking, 'naming' | 'persons'>,
  dictionary: Dictionary,
  said: SaidOfMovements,
  point: MovementRecord | undefined,
): Movement {
  const { table, steps, because, amount } = movement
  const { from, to, ...ends } = endsOf(movement, dictionary)
  const [first, block] = [firstBlock(movement), lastBlock(movement)]
  const begun = timeOf(steps[0]!.table, first)
  const [owner, receiver] = [persons(from), to && persons(to)]
  const explanations = point ? said.explanations(point.id, owner, receiver, begun) : []
  const announced = said.announced(owner, begun)
  const mover = named(naming, from)
  const share = table.issuance === 0n ? 0 : ratio(amount, table.issuance)
  return {
    id: point?.id ?? null,
    index: point?.index ?? null,
    ...ends,
    from: mover,
    to: to && named(naming, to),
    amount: String(amount),
    share,
    first,
    block,
    at: table.at,
    because,
    severity: severityOf(share, because),
    state: stateOf(explanations, announced, mover.label),
    explanations,
    announced,
    begun,
    flows: table.sha256,
    rows: steps.filter((step) => step.table === table).map(({ row }) => table.place[row]!),
    steps: steps.map((step) => describeStep(step, dictionary)),
  }
}

function severityOf(share: number, because: Detected['because']): Severity {
  if (share >= 0.02) return 'very-large'
  return share >= 0.005 || because === 'power' ? 'large' : 'notable'
}

function describeStep(step: Step, dictionary: Dictionary): Movement['steps'][number] {
  const { table, row } = step
  const account = (number: number): Address | null => (number === nobody ? null : addressIn(dictionary, number))
  return {
    block: table.block[row]!,
    extrinsic: table.extrinsic[row] === noExtrinsic ? null : table.extrinsic[row]!,
    what: kindIn(step),
    from: account(table.from[row]!),
    to: account(table.to[row]!),
    hotkey: account(table.toHotkey[row] === nobody ? table.hotkey[row]! : table.toHotkey[row]!),
    amount: String(table.amount[row]!),
  }
}
