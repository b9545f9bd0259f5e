/** What events of baskets say (design: chain facts S3, read in RaoFoundation/subtensor, macros/events). */

import { type Readers, row } from './reader.ts'

const pallet = 'SubtensorModule'

/** Readers by `Pallet.Event`. */
export const basketReaders: Readers = {
  // Stake of a person with a validator, in whatever subnets its basket holds.
  [`${pallet}.BasketStakedIn`]: (f) =>
    row('stake-added', { from: f.account('coldkey', 1), hotkey: f.account('hotkey', 0), amount: f.amount('tao', 2) }),
  [`${pallet}.BasketClaimed`]: (f) =>
    row('root-claimed', { from: f.account('coldkey', 1), hotkey: f.account('hotkey', 0), amount: f.amount('tao', 2) }),
  // Emission, of each validator and subnet in each epoch: what it comes to stands in snapshots.
  [`${pallet}.BasketDeposited`]: () => null,
  [`${pallet}.BasketHoldingConverted`]: (f) =>
    row('basket-converted', {
      hotkey: f.account('hotkey', 0),
      netuid: f.number('netuid', 1),
      amount: f.amount('tao', 2),
    }),
  [`${pallet}.BasketAlphaWrittenOff`]: (f) =>
    row('basket-written-off', {
      hotkey: f.account('hotkey', 0),
      netuid: f.number('netuid', 1),
      amount: f.amount('alpha', 2),
    }),
  [`${pallet}.BasketSwapped`]: (f) =>
    row('basket-swapped', {
      hotkey: f.account('hotkey', 0),
      netuid: f.number('origin_netuid', 1),
      toNetuid: f.number('destination_netuid', 2),
      amount: f.amount('tao_mid', 4),
    }),
}
