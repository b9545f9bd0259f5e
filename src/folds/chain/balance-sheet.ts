import { nobody, rowOf } from '../../evidence/accounts.ts'
import { type Holdings, stakeAt } from '../../evidence/holdings.ts'
import { potRows } from '../../evidence/pots.ts'
import { addRao, raoAt, rowAt } from '../../evidence/rows.ts'
import { type Address, publicKeyOf } from '../../log/ss58.ts'

/**
 * A snapshot added up: what each account holds and what each hotkey carries, in rao of TAO. Alpha counts at the price
 * that the runtime itself gives for its block, rounded down for each position. Pots hold nothing: what lies in one is
 * somebody's stake, which counts where it was staked, or nobody's.
 */
export interface BalanceSheet {
  /** By row of `accounts`. */
  free: BigUint64Array
  /** Stake that the account put on any hotkey. */
  ownStake: BigUint64Array
  /** Stake that lies on the account as a hotkey, whoever put it there. */
  onHotkey: BigUint64Array
  /** TAO value by row of the stake columns. */
  stakeTao: BigUint64Array
  /** Owner of each account that is a hotkey, by row of `accounts`; every other account owns itself. */
  owner: Uint32Array
  /** Rows of the pots, rising. */
  pots: readonly number[]
  totals: { free: bigint; staked: bigint; issuance: bigint }
}

/** Adds a snapshot up. */
export function balanceSheetOf(holdings: Holdings): BalanceSheet {
  const count = holdings.free.length
  const free = holdings.free.map((amount, row) => amount + raoAt(holdings.reserved, row))
  const stakeTao = taoOfStake(holdings)
  const [ownStake, onHotkey] = [new BigUint64Array(count), new BigUint64Array(count)]
  for (const [row, tao] of stakeTao.entries()) {
    const { coldkey, hotkey } = stakeAt(holdings, row)
    addRao(ownStake, coldkey, tao)
    addRao(onHotkey, hotkey, tao)
  }
  const pots = potRows(holdings.accounts)
  for (const row of pots) for (const column of [free, ownStake]) column[row] = 0n
  const totals = { free: sum(free), staked: sum(stakeTao), issuance: BigInt(holdings.facts.issuance) }
  return { free, ownStake, onHotkey, stakeTao, owner: ownersOf(holdings), pots, totals }
}

const billion = 1_000_000_000n

/** TAO value of each stake position: alpha times price over 10^9, rounded down. */
function taoOfStake(holdings: Holdings): BigUint64Array {
  const prices = new Map(holdings.facts.subnets.map(({ netuid, price }) => [netuid, BigInt(price)]))
  return holdings.stakeAmount.map((amount, row) => {
    const { netuid } = stakeAt(holdings, row)
    return netuid === 0 ? amount : (amount * (prices.get(netuid) ?? 0n)) / billion
  })
}

function ownersOf({ free, hotkey, hotkeyOwner }: Holdings): Uint32Array {
  const owner = new Uint32Array(free.length).map((_, row) => row)
  hotkey.forEach((row, i) => {
    const of = hotkeyOwner[i] ?? nobody
    if (of !== nobody) owner[row] = of
  })
  return owner
}

/** Rows of the hotkeys that others own, by the row of their owner. */
export function hotkeysOf({ hotkey }: Holdings, { owner }: Pick<BalanceSheet, 'owner'>): Map<number, number[]> {
  const found = new Map<number, number[]>()
  for (const row of hotkey) {
    const of = rowAt(owner, row)
    if (of === row) continue
    const rows = found.get(of)
    if (rows) rows.push(row)
    else found.set(of, [row])
  }
  return found
}

/** Sum of amounts in rao. */
export function sum(amounts: BigUint64Array): bigint {
  let total = 0n
  for (const amount of amounts) total += amount
  return total
}

/** The row of an address in a snapshot, or `nobody`. */
export function rowOfAddress({ accounts }: Holdings, address: Address): number {
  return rowOf(accounts, publicKeyOf(address))
}
