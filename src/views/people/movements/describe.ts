import { nobody } from '../../../evidence/accounts.ts'
import { type Flow, noExtrinsic, noSubnet } from '../../../evidence/flows.ts'
import { rowAt } from '../../../evidence/rows.ts'
import {
  type Detected,
  entityOf,
  firstBlock,
  flowOf,
  lastBlock,
  lastStep,
  type Step,
} from '../../../folds/chain/detected.ts'
import { addressIn, type Dictionary } from '../../../folds/chain/dictionary.ts'
import type { MovingFlows } from '../../../folds/chain/flows.ts'
import { hotkeyAfter, netuidAfter } from '../../../folds/chain/large-movements.ts'
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
export function endsOf(movement: Detected, dictionary: Dictionary): Ends {
  return movement.sum === null ? endsOfSteps(movement, dictionary) : endsOfParts(movement, dictionary)
}

/** What all parts of a sum have in common. */
function endsOfParts({ steps }: Detected, dictionary: Dictionary): Ends {
  const [first, ...others] = steps.map((step) => endsOfSteps({ steps: [step] }, dictionary))
  const common = { ...first! }
  for (const each of others) {
    if (each.to !== common.to) common.to = null
    if (each.hotkey !== common.hotkey) common.hotkey = null
    if (each.toHotkey !== common.toHotkey) common.toHotkey = null
    if (each.netuid !== common.netuid) common.netuid = null
    if (each.toNetuid !== common.toNetuid) common.toNetuid = null
  }
  return common
}

function endsOfSteps(movement: Pick<Detected, 'steps'>, dictionary: Dictionary): Ends {
  const { steps } = movement
  const [first, last] = [flowOf(steps[0]), flowOf(lastStep(movement))]
  const account = (number: number): Address | null => (number === nobody ? null : addressIn(dictionary, number))
  const subnet = (netuid: number): number | null => (netuid === noSubnet ? null : netuid)
  const from = entityIn(steps[0], first.from === nobody ? first.hotkey : first.from)
  const receiver = steps.findLast((step) => flowOf(step).to !== nobody)
  const to = receiver ? entityIn(receiver, flowOf(receiver).to) : from
  const isStake = !['transfer', 'stake-added'].includes(first.kind)
  const endsStaked = !['transfer', 'stake-removed'].includes(last.kind)
  const ends = {
    from: addressIn(dictionary, from),
    to: to === from ? null : addressIn(dictionary, to),
    hotkey: isStake ? account(first.hotkey) : null,
    toHotkey: endsStaked ? account(hotkeyAfter(last)) : null,
    netuid: isStake ? subnet(first.netuid) : null,
    toNetuid: endsStaked ? subnet(netuidAfter(last)) : null,
  }
  const kinds = steps.map((step) => flowOf(step).kind)
  return { ...ends, what: whatOf(kinds, ends) }
}

const entityIn = ({ table }: Step, account: number): number => entityOf(table, account)

function whatOf(kinds: readonly Flow['kind'][], { to, hotkey, toHotkey, netuid, toNetuid }: Omit<Ends, 'what'>): What {
  if (kinds.includes('coldkey-swapped')) return 'coldkey-swap'
  if (kinds.includes('hotkey-swapped')) return 'hotkey-swap'
  if (to !== null) return kinds.every((kind) => kind === 'transfer') ? 'transfer' : 'handover'
  if (hotkey === null) return toHotkey === null ? 'transfer' : 'stake'
  if (toHotkey === null) return 'unstake'
  return hotkey === toHotkey && netuid !== toNetuid ? 'swap' : 'redelegation'
}

/** A sum may have any number of parts. */
const mostRows = 1000
const mostSteps = 50

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
  const begun = timeOf(steps[0].table, first)
  const [owner, receiver] = [persons(from), to && persons(to)]
  const explanations = point ? said.explanations(point.id, owner, receiver, begun) : []
  const announced = said.announced(owner, begun)
  const mover = named(naming, from)
  const share = shareOf(amount, table.issuance)
  return {
    id: point?.id ?? null,
    index: point?.index ?? null,
    recorded: point ? recordedIn(point) : null,
    ...ends,
    from: mover,
    to: to && named(naming, to),
    amount: String(amount),
    share,
    first,
    block,
    at: table.at,
    because,
    sum: movement.sum && { parts: steps.length, within: movement.sum.within },
    severity: severityOf(share, because),
    state: stateOf(explanations, announced, mover.label),
    explanations,
    announced,
    begun,
    flows: table.sha256,
    rows: steps
      .filter((step) => step.table === table)
      .slice(0, mostRows)
      .map(({ row }) => rowAt(table.place, row)),
    steps: steps.slice(0, mostSteps).map((step) => describeStep(step, dictionary)),
  }
}

function recordedIn({ fields: { what, amount, parts, first, block, from, to } }: MovementRecord): Movement['recorded'] {
  return { what, amount: String(amount), parts: parts ?? null, first, block, from, to: to ?? null }
}

const shareOf = (amount: bigint, issuance: bigint): number => (issuance === 0n ? 0 : ratio(amount, issuance))

/** How large a movement of so much of all TAO is, by why it is shown. */
export const severityOfAmount = (amount: bigint, issuance: bigint, because: Detected['because']): Severity =>
  severityOf(shareOf(amount, issuance), because)

function severityOf(share: number, because: Detected['because']): Severity {
  if (share >= 0.02) return 'very-large'
  return share >= 0.005 || because === 'power' ? 'large' : 'notable'
}

function describeStep(step: Step, dictionary: Dictionary): Movement['steps'][number] {
  const flow = flowOf(step)
  const account = (number: number): Address | null => (number === nobody ? null : addressIn(dictionary, number))
  return {
    block: flow.block,
    extrinsic: flow.extrinsic === noExtrinsic ? null : flow.extrinsic,
    what: flow.kind,
    from: account(flow.from),
    to: account(flow.to),
    hotkey: account(hotkeyAfter(flow)),
    amount: String(flow.amount),
  }
}
