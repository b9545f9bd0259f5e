import { unhex, utf8 } from '../../log/bytes.ts'
import type { Address } from '../../log/ss58.ts'
import type { Body, Identity } from './ledger.ts'

/** What an account can ask of the simulated chain; calls can hold calls. Amounts in rao of TAO or, said so, of alpha. */
export type Call =
  | { call: 'transfer'; to: Address; amount: bigint }
  | { call: 'stake'; hotkey: Address; netuid: number; amount: bigint }
  /** `amount` is alpha, as in the following. */
  | { call: 'unstake'; hotkey: Address; netuid: number; amount: bigint }
  | { call: 'move'; from: Address; to: Address; fromNetuid: number; toNetuid: number; amount: bigint }
  | { call: 'swap'; hotkey: Address; fromNetuid: number; toNetuid: number; amount: bigint }
  | {
      call: 'transfer-stake'
      to: Address
      hotkey: Address
      fromNetuid: number
      toNetuid: number
      amount: bigint
    }
  | { call: 'swap-hotkey'; from: Address; to: Address }
  | { call: 'announce-coldkey-swap'; to: Address }
  | { call: 'dispute-coldkey-swap' }
  /** `from` is written into the call where the runtime's call has it. */
  | { call: 'swap-coldkey'; from: Address; to: Address }
  | { call: 'set-children'; hotkey: Address; netuid: number; children: [bigint, Address][] }
  | { call: 'register-subnet'; hotkey: Address; lock: bigint; name: string }
  | { call: 'dissolve-subnet'; netuid: number; owner: Address }
  | { call: 'register'; hotkey: Address; netuid: number; cost: bigint }
  | { call: 'take'; hotkey: Address; take: number }
  | { call: 'identity'; identity: Identity }
  | { call: 'lock'; hotkey: Address; netuid: number; amount: bigint }
  | { call: 'move-lock'; from: Address; to: Address; netuid: number }
  | { call: 'perpetual-lock'; netuid: number; enabled: boolean }
  /** As `transfer-stake`, and to another hotkey. */
  | {
      call: 'hand-over'
      to: Address
      from: Address
      hotkey: Address
      fromNetuid: number
      toNetuid: number
      amount: bigint
    }
  | { call: 'disassociate'; hotkey: Address }
  /** `amount` is TAO. */
  | { call: 'stake-into-basket'; hotkey: Address; netuid: number; amount: bigint }
  | { call: 'claim-basket'; hotkey: Address }
  | { call: 'swap-basket'; hotkey: Address; fromNetuid: number; toNetuid: number; amount: bigint }
  | { call: 'add-proxy'; delegate: Address; type: string }
  | { call: 'remove-proxy'; delegate: Address; type: string }
  | { call: 'remove-proxies' }
  | { call: 'set-balance'; of: Address; amount: bigint }
  | { call: 'burn'; amount: bigint }
  | { call: 'proxy'; real: Address; inner: Call }
  | { call: 'batch'; inner: Call[] }
  /**
   * One approval by the signer; the last one executes. `signatories` holds the signer too. `how`: naming the call by its
   * hash alone, or withdrawing it.
   */
  | { call: 'multisig'; threshold: number; signatories: Address[]; inner: Call; how?: 'hashed' | 'cancelled' }
  /** Where it fails, the call inside has no effect. */
  | { call: 'sudo'; inner: Call; fails?: boolean }
  | { call: 'set-sudo-key'; to: Address }
  /** Blocks between two epochs of a subnet; the simulated chain has none. */
  | { call: 'set-tempo'; netuid: number; tempo: number }
  | { call: 'set-members'; body: Body; members: Address[] }
  | { call: 'propose'; inner: Call }
  | { call: 'vote'; proposal: string; index: number; approve: boolean }
  | { call: 'close'; proposal: string; index: number }
  | { call: 'submit'; track: number; inner: Call }
  | { call: 'poll-vote'; poll: number; approve: boolean }
  | { call: 'poll-unvote'; poll: number }
  | { call: 'set-code' }
  /** Digits after 0x are taken for bytes, as wallets do. */
  | { call: 'remark'; text: string }

export type CallOf<K extends Call['call']> = Extract<Call, { call: K }>

/** An event in the shape of the newest layout; older layouts leave fields out. */
export interface Happening {
  pallet: string
  name: string
  value: unknown
}

/** What surrounds a call while it is applied. */
export interface Context {
  /** Index of the extrinsic in its block. */
  index: number
  /** blake2b-256 of a call's bytes under the runtime in force, 0x-hex: names multisig calls and proposals. */
  callHash(call: Call): string
}

/** The bytes of a remark. */
export const remarkBytes = (text: string): Uint8Array =>
  /^0x([0-9a-f]{2})+$/.test(text) ? unhex(text.slice(2)) : utf8(text)
