/** Which acts of the blocks that were read get a record: those of the privileged key, each once. */

import { type ActFile, askedFor } from '../../evidence/act.ts'
import type { Flows } from '../../evidence/flows.ts'
import { readHoldings } from '../../evidence/holdings.ts'
import type { RuntimeChange } from '../../evidence/runtime-change.ts'
import { unhex } from '../../log/bytes.ts'
import { type Address, addressOf } from '../../log/ss58.ts'
import { approvalSteps } from '../../records/chain/act.ts'
import { isRefusal } from '../../records/refusals.ts'
import type { FieldsOf } from '../../records/registry.ts'
import type { ValueOf } from '../../views/registry.ts'
import { english } from '../../words/en.ts'
import { sentenceOf } from '../../words/refusal.ts'
import { factPath } from '../layout.ts'
import type { ObservedLog } from '../observed-log.ts'
import { viewValue } from '../view-value.ts'
import type { SeenAct } from './blocks.ts'
import { type Power, type PowerFacts, unknownPower } from './power.ts'

/** The fields of an act record, with the files themselves in place of their hashes. */
export interface UnrecordedAct {
  fields: Omit<FieldsOf<'act'>, 'file' | 'change'>
  file: ActFile | null
  change: RuntimeChange | null
}

/** What an observer knows of privileged power while it goes over blocks. */
export interface ActBook extends Pick<Power, 'proxiesChanged'> {
  /** What the state after a block says of privileged power. */
  stateAfter(block: number, facts: PowerFacts): void
  /** Who can use the privileged key after a block. */
  holdersAfter(block: number): Set<Address>
  /** Acts that no record points at, in the order of the chain. Blocks may be told twice. */
  unrecorded(acts: readonly SeenAct[]): UnrecordedAct[]
  /** Steps that the state after a block showed, and that the log does not tell. */
  found(steps: readonly SeenAct[], block: number): UnrecordedAct[]
  /** An act has its record. */
  recorded(fields: Pick<FieldsOf<'act'>, 'block' | 'event'>): void
}

type Log = Pick<ObservedLog, 'view' | 'blob'>
type ActRow = ValueOf<'acts'>['acts'][number]
type Point = ValueOf<'snapshots'>['snapshots'][number]

/**
 * Begins with what the log has: who had power at the last snapshot, and the acts since. `kept`: flows of the blocks since,
 * which tell the changes of proxies.
 */
export async function openActs(
  log: Log,
  chain: string,
  last: Point | null,
  kept: readonly Flows[] | null,
): Promise<ActBook> {
  const told = await recordedAfter(log, last?.block ?? -1)
  const places = new Set(told.map(placeOf))
  const power = unknownPower()

  /** A step is one of ours where its multisig can use the key; all other acts are nobody else's. */
  function isOurs({ what, callHash, authority, block, extrinsic }: SeenAct): boolean {
    if (callHash === null || !approvalSteps.some((each) => each === what)) return true
    const account = addressIn(authority)
    return account !== null && power.holdersAt(block, extrinsic ?? 0).has(account)
  }

  /** Their fields, by who has the key before an extrinsic. */
  const unrecordedAt = (act: SeenAct, block: number, extrinsic: number): UnrecordedAct => {
    const key = power.keyAt(block, extrinsic)
    return unrecordedAct(chain, act, act.callHash === null || addressIn(act.authority) === key ? null : key)
  }

  const book: ActBook = {
    proxiesChanged: power.proxiesChanged,
    stateAfter(block, facts) {
      power.stateAfter(block, facts)
      for (const place of places) if (Number(place.split(' ')[0]) <= block) places.delete(place)
    },
    holdersAfter: (block) => power.holdersAt(block + 1, 0),
    unrecorded(acts) {
      for (const act of acts) if (act.what === 'key-changed') power.keyChanged(act, addressIn(act.key))
      return acts
        .filter((act) => isOurs(act) && !places.has(placeOf(act)))
        .map((act) => unrecordedAt(act, act.block, act.extrinsic ?? 0))
    },
    found: (steps, block) => steps.map((act) => unrecordedAt(act, block + 1, 0)),
    recorded: (fields) => void places.add(placeOf(fields)),
  }
  if (last !== null) book.stateAfter(last.block, await powerIn(log, last))
  // Blocks that were read before a restart are not read again, and the power may have changed in them.
  for (const act of told) if (act.what === 'key-changed') power.keyChanged(act, act.key)
  for (const flows of kept ?? []) power.proxiesChanged(flows)
  return book
}

const placeOf = ({ block, event }: { block: number; event?: number | null | undefined }): string => `${block} ${event}`
const addressIn = (account: string | null): Address | null => (account === null ? null : addressOf(unhex(account)))

/** What a snapshot shows of privileged power. */
async function powerIn(log: Log, { holdings }: Point): Promise<PowerFacts> {
  const bytes = await log.blob(factPath(holdings))
  if (bytes === null)
    throw new Error(`The holdings ${holdings} are not at hand, and they say who has privileged power.`)
  return readHoldings(bytes).facts
}

/** The acts of blocks after a snapshot that the log has already. */
async function recordedAfter(log: Log, block: number): Promise<ActRow[]> {
  const found: ActRow[] = []
  for (let after = 0; ; ) {
    const told = await viewValue(log, 'acts', { from: String(block + 1), limit: '500', after: String(after) })
    if (isRefusal(told)) throw new Error(`The log does not tell its acts: ${sentenceOf(english, told)}`)
    found.push(...told.acts)
    if (told.next === null) return found
    after = told.next
  }
}

/** Longest list of names that a header holds. */
const longestCalls = 200

function unrecordedAct(chain: string, act: SeenAct, key: Address | null): UnrecordedAct {
  const { block, hash, ms, extrinsic, event, what, callHash, begun, error, spec, until } = act
  const [authority, by, changed] = [act.authority, act.by, act.key].map(addressIn)
  const file = act.file()
  const calls = file === null ? '' : namesOf(file)
  return {
    fields: {
      chain,
      block,
      hash,
      ...(ms !== null && { at: Math.floor(ms / 1000) * 1000 }),
      ...(extrinsic !== null && { extrinsic }),
      ...(event !== null && { event }),
      what,
      ...(authority && { authority }),
      ...(key && { for: key }),
      ...(by && { by }),
      ...(changed && { key: changed }),
      ...(callHash !== null && { callHash }),
      ...(begun !== null && { begun: begun.block, begunExtrinsic: begun.extrinsic }),
      ...(calls !== '' && { calls }),
      ...(error !== null && { error }),
      ...(spec !== null && { spec }),
      ...(until !== null && { until }),
    },
    file,
    change: act.change,
  }
}

/** As many names as fit, whole ones. */
export function namesOf(file: ActFile): string {
  let text = ''
  for (const name of askedFor(file)) {
    const longer = text === '' ? name : `${text}, ${name}`
    if (longer.length > longestCalls) return text === '' ? name.slice(0, longestCalls) : text
    text = longer
  }
  return text
}
