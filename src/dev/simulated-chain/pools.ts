import type { Address } from '../../log/ss58.ts'
import { arbitrary } from './arbitrary.ts'
import type { Encoder, Put } from './cells.ts'
import { key, type Ledger } from './ledger.ts'
import { bitsOf, denominator, isBits, type Kept, keepShare, safeFloatOf } from './shares.ts'

/** Does an entry of nothing stay in the map? The real chain leaves some behind. */
const staysEmpty = (...words: string[]): boolean => arbitrary(2, 'empty', ...words) === 0

/** A hotkey's pool in a subnet, in the maps of the runtime: stake in rao at first, shares of a total since then. */
export function poolEntries(ledger: Ledger, hotkey: Address, netuid: number, encoder: Encoder, put: Put): void {
  const pool = ledger.pools.get(key(hotkey, netuid)) ?? new Map<Address, bigint>()
  if (encoder.runtime.era === 'stake') stakeEntries(pool, hotkey, netuid, put)
  else shareEntries(pool, hotkey, netuid, encoder, put)
}

const sum = (pool: Map<Address, bigint>): bigint => [...pool.values()].reduce((total, amount) => total + amount, 0n)

function stakeEntries(pool: Map<Address, bigint>, hotkey: Address, netuid: number, put: Put): void {
  if (netuid !== 0) throw new Error('A subnet has its own stake only from the era alpha on')
  for (const [coldkey, amount] of pool) {
    if (amount > 0n || staysEmpty(coldkey, hotkey)) put('SubtensorModule', 'Stake', [hotkey, coldkey], amount)
  }
  put('SubtensorModule', 'TotalHotkeyStake', [hotkey], sum(pool))
}

function shareEntries(
  pool: Map<Address, bigint>,
  hotkey: Address,
  netuid: number,
  { migrated }: Encoder,
  put: Put,
): void {
  const total = sum(pool)
  put('SubtensorModule', 'TotalHotkeyAlpha', [hotkey, netuid], total)
  const ratio = denominator(total, BigInt(501 + arbitrary(997, 'shares', hotkey, String(netuid))))
  const all: Kept = migrated.has(key('pool', hotkey, netuid)) ? safeFloatOf(ratio) : { bits: bitsOf(ratio) }
  if (total > 0n) keep(put, 'TotalHotkeyShares', [hotkey, netuid], all)
  for (const [coldkey, amount] of pool) {
    const isFirst = !migrated.has(key('position', coldkey, hotkey, netuid))
    if (amount === 0n && !staysEmpty(coldkey, hotkey, String(netuid))) continue
    const share: Kept =
      amount > 0n ? keepShare(amount, total, all, isFirst) : isFirst ? { bits: 0n } : { mantissa: 0n, exponent: 0n }
    keep(put, 'Alpha', [hotkey, coldkey, netuid], share)
  }
}

/** Into the first map as U64F64, or into its second one as SafeFloat. */
function keep(put: Put, item: 'Alpha' | 'TotalHotkeyShares', args: unknown[], kept: Kept): void {
  if (isBits(kept)) put('SubtensorModule', item, args, kept.bits)
  else put('SubtensorModule', `${item}V2`, args, kept)
}
