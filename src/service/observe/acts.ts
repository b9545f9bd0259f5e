/** Which acts of the blocks that were read get a record: those of the privileged key, each once. */

import { type ActFile, askedFor } from '../../evidence/act.ts'
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

/** The fields of an act record, with the files themselves in place of their hashes. */
export interface UnrecordedAct {
  fields: Omit<FieldsOf<'act'>, 'file' | 'change'>
  file: ActFile | null
  change: RuntimeChange | null
}

/** What an observer knows of privileged power while it goes over blocks. */
export interface ActBook {
  /** The key in the state after a block. */
  keyAfter(block: number, key: Address | null): void
  /** Acts that no record points at, in the order of the chain. Blocks may be told twice. */
  unrecorded(acts: readonly SeenAct[]): UnrecordedAct[]
  /** An act has its record. */
  recorded(fields: Pick<FieldsOf<'act'>, 'block' | 'event'>): void
}

type Log = Pick<ObservedLog, 'view' | 'blob'>
type ActRow = ValueOf<'acts'>['acts'][number]
type Point = ValueOf<'snapshots'>['snapshots'][number]

/** From when on a key holds: after an extrinsic of a block, or after all of them; null: nobody has the power. */
interface Held {
  block: number
  extrinsic: number
  key: Address | null
}

/** Begins with what the log has: the key of the last snapshot, and the acts since. */
export async function openActs(log: Log, chain: string, last: Point | null): Promise<ActBook> {
  const told = await recordedAfter(log, last?.block ?? -1)
  const places = new Set(told.map(placeOf))
  let held: Held[] = []

  /** The key before an extrinsic, which may change it and be its last act; undefined while no snapshot has shown one. */
  const keyAt = (block: number, extrinsic: number): Address | null | undefined =>
    held.findLast((each) => each.block < block || (each.block === block && each.extrinsic < extrinsic))?.key

  function change({ block, extrinsic: place, key }: Omit<Held, 'extrinsic'> & { extrinsic: number | null }): void {
    const extrinsic = place ?? -1
    held = held.filter((each) => each.block !== block || each.extrinsic !== extrinsic)
    held.push({ block, extrinsic, key })
    held.sort((a, b) => a.block - b.block || a.extrinsic - b.extrinsic)
  }

  const book: ActBook = {
    keyAfter(block, key) {
      // What comes before the state of a block is settled by it.
      held = [{ block, extrinsic: Number.POSITIVE_INFINITY, key }, ...held.filter((each) => each.block > block)]
      for (const place of places) if (Number(place.split(' ')[0]) <= block) places.delete(place)
    },
    unrecorded(acts) {
      for (const act of acts) if (act.what === 'key-changed') change({ ...act, key: addressIn(act.key) })
      return acts.flatMap((act) => {
        const isStep = act.callHash !== null && approvalSteps.some((each) => each === act.what)
        const isOurs =
          !isStep || (act.authority !== null && addressIn(act.authority) === keyAt(act.block, act.extrinsic ?? 0))
        return isOurs && !places.has(placeOf(act)) ? [unrecordedAct(chain, act)] : []
      })
    },
    recorded: (fields) => void places.add(placeOf(fields)),
  }
  if (last !== null) book.keyAfter(last.block, await keyIn(log, last))
  // Blocks that were read before a restart are not read again, and the key may have changed in them.
  for (const act of told) if (act.what === 'key-changed') change(act)
  return book
}

const placeOf = ({ block, event }: { block: number; event: number }): string => `${block} ${event}`
const addressIn = (account: string | null): Address | null => (account === null ? null : addressOf(unhex(account)))

/** The privileged key that a snapshot shows. */
async function keyIn(log: Log, { holdings }: Point): Promise<Address | null> {
  const bytes = await log.blob(factPath(holdings))
  if (bytes === null)
    throw new Error(`The holdings ${holdings} are not at hand, and they say who has privileged power.`)
  return readHoldings(bytes).facts.sudo
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

function unrecordedAct(chain: string, act: SeenAct): UnrecordedAct {
  const { block, hash, ms, extrinsic, event, what, callHash, begun, error, spec, until } = act
  const [authority, by, key] = [act.authority, act.by, act.key].map(addressIn)
  const file = act.file()
  const calls = file === null ? '' : namesOf(file)
  return {
    fields: {
      chain,
      block,
      hash,
      ...(ms !== null && { at: Math.floor(ms / 1000) * 1000 }),
      ...(extrinsic !== null && { extrinsic }),
      event,
      what,
      ...(authority && { authority }),
      ...(by && { by }),
      ...(key && { key }),
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
