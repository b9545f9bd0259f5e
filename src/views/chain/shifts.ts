import { nobody } from '../../evidence/accounts.ts'
import { type Flow, flowAt } from '../../evidence/flows.ts'
import type { MovingFlows } from '../../folds/chain/flows.ts'
import { least } from '../../math/concentration.ts'

/** Stake that went between validators; accounts by number of the dictionary. */
export interface Shifts {
  /** From one hotkey to another; `nobody` where stake came out of free TAO, or became free. */
  between: Shift[]
  /** What each hotkey gained and lost. */
  sums: Map<number, { gained: bigint; lost: bigint }>
}

/** What went from one validator to another; in rao. */
export interface Shift {
  from: number
  to: number
  amount: bigint
  coldkeys: Set<number>
  count: number
}

/** Within so many blocks, stake that a coldkey removes and adds again went from one validator to the other: two hours. */
const sameMoney = 600

/** Sums what moved from a block on. A swap between subnets with the same validator is no shift. */
export function shiftsOf(tables: readonly MovingFlows[], fromBlock: number): Shifts {
  const counter = new Counter()
  for (const table of tables) {
    if (table.last < fromBlock) continue
    for (const [row, block] of table.block.entries()) if (block >= fromBlock) counter.take(flowAt(table, row))
  }
  return counter.finish()
}

interface Removed {
  hotkey: number
  block: number
  left: bigint
}

class Counter {
  readonly #between = new Map<string, Shift>()
  /** Stake that a coldkey took away lately and has not put elsewhere yet, oldest first. */
  readonly #removed = new Map<number, Removed[]>()

  take({ kind, from: coldkey, hotkey, toHotkey, amount, block }: Flow): void {
    switch (kind) {
      case 'stake-moved':
      case 'hotkey-swapped':
        this.#add(hotkey, toHotkey, amount, coldkey)
        return
      case 'stake-removed':
        this.#remove(coldkey, { hotkey, block, left: amount })
        return
      case 'stake-added':
        this.#put(coldkey, hotkey, amount, block)
    }
  }

  finish(): Shifts {
    for (const [coldkey, list] of this.#removed)
      for (const each of list) this.#add(each.hotkey, nobody, each.left, coldkey)
    const between = [...this.#between.values()]
    const sums: Shifts['sums'] = new Map()
    const sumOf = (hotkey: number) => {
      const known = sums.get(hotkey) ?? { gained: 0n, lost: 0n }
      sums.set(hotkey, known)
      return known
    }
    for (const { from, to, amount } of between) {
      if (from !== nobody) sumOf(from).lost += amount
      if (to !== nobody) sumOf(to).gained += amount
    }
    return { between, sums }
  }

  #remove(coldkey: number, removed: Removed): void {
    const list = this.#removed.get(coldkey) ?? []
    list.push(removed)
    this.#removed.set(coldkey, list)
  }

  /** Stake comes first from what the coldkey removed elsewhere within two hours, then out of free TAO. */
  #put(coldkey: number, hotkey: number, amount: bigint, block: number): void {
    let left = amount
    const list = this.#removed.get(coldkey) ?? []
    for (let [oldest] = list; oldest && left > 0n; [oldest] = list) {
      const taken = block - oldest.block > sameMoney ? 0n : least(oldest.left, left)
      this.#add(oldest.hotkey, taken === 0n ? nobody : hotkey, taken === 0n ? oldest.left : taken, coldkey)
      oldest.left -= taken === 0n ? oldest.left : taken
      left -= taken
      if (oldest.left === 0n) list.shift()
    }
    if (left > 0n) this.#add(nobody, hotkey, left, coldkey)
  }

  #add(from: number, to: number, amount: bigint, coldkey: number): void {
    if (from === to || amount === 0n) return
    const key = `${from} ${to}`
    const shift = this.#between.get(key) ?? { from, to, amount: 0n, coldkeys: new Set(), count: 0 }
    shift.amount += amount
    shift.coldkeys.add(coldkey)
    shift.count++
    this.#between.set(key, shift)
  }
}
