import { type Detected, firstBlock, lastBlock } from '../../../folds/chain/detected.ts'
import type { Dictionary } from '../../../folds/chain/dictionary.ts'
import type { MovementRecord } from '../../../folds/chain/movement-records.ts'
import { endsOf } from './describe.ts'

/**
 * The record of each movement that has one. A record is of the movement that begins where it says, with at least what is
 * left of the amount: a movement may go on in blocks that the observer had not seen when it wrote the record. A sum grows
 * meanwhile, and has the record of the first movement that it has taken up when it has none of its own.
 */
export function recordsOf(
  found: readonly Detected[],
  points: readonly MovementRecord[],
  dictionary: Dictionary,
): Map<Detected, MovementRecord> {
  const begun = new Map<string, Detected[]>()
  for (const each of found) {
    const { from, hotkey } = endsOf(each, dictionary)
    const key = keyOf(firstBlock(each), from, each.sum ? null : hotkey)
    const same = begun.get(key)
    if (same) same.push(each)
    else begun.set(key, [each])
  }
  const records = new Map<Detected, MovementRecord>()
  const used = new Set<MovementRecord>()
  for (const fits of [isSame, wentOn]) {
    for (const point of points) {
      const { first, from, hotkey = null, parts } = point.fields
      const free = (begun.get(keyOf(first, from, parts === undefined ? hotkey : null)) ?? []).filter(
        (each) => !records.has(each),
      )
      const movement = used.has(point) ? undefined : free.find((each) => fits(each, point))
      if (movement) records.set(movement, point)
      if (movement) used.add(point)
    }
  }
  for (const each of found) {
    const taken = each.sum?.took.find((part) => records.has(part))
    if (taken && !records.has(each)) records.set(each, records.get(taken)!)
  }
  return records
}

const keyOf = (first: number, from: string, hotkey: string | null): string => `${first} ${from} ${hotkey}`

const isSame = (movement: Detected, { fields }: MovementRecord): boolean =>
  (movement.sum !== null) === (fields.parts !== undefined) &&
  movement.amount === fields.amount &&
  lastBlock(movement) === fields.block

function wentOn(movement: Detected, { fields }: MovementRecord): boolean {
  if (lastBlock(movement) <= fields.block) return false
  if (movement.sum === null) return fields.parts === undefined && movement.amount <= fields.amount
  return fields.parts !== undefined && movement.amount > fields.amount
}
