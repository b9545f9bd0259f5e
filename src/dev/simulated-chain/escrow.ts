import { utf8 } from '../../log/bytes.ts'
import { type Address, addressOf } from '../../log/ss58.ts'
import type { Happening } from './calls.ts'
import { event, subtensor } from './happenings.ts'
import { addStake, type Ledger, potAddress } from './ledger.ts'

/** The coldkey of all that is in baskets. */
export const escrow: Address = (() => {
  const account = new Uint8Array(32)
  account.set(utf8('modlsubtensrbeta/esc'))
  return addressOf(account)
})()

/** What a basket held of a subnet that is dissolved becomes TAO of the basket. */
export function convertHolding(ledger: Ledger, hotkey: Address, netuid: number, tao: bigint): Happening[] {
  addStake(ledger, escrow, hotkey, 0, tao)
  return [
    event('Balances', 'Transfer', { from: potAddress(netuid), to: potAddress(0), amount: tao }),
    subtensor('BasketHoldingConverted', { hotkey, netuid, tao }),
  ]
}
