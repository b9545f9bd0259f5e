import { hex, utf8 } from '../../log/bytes.ts'
import { type Address, publicKeyOf } from '../../log/ss58.ts'
import { blake2b256 } from '../../log/suites.ts'
import { type Call, type Happening, remarkBytes } from './calls.ts'
import { collectiveIds } from './governance-moves.ts'
import type { Identity } from './ledger.ts'
import { isSince2026 } from './metadata.ts'
import { byKey } from './moves.ts'
import type { NodeRuntime } from './runtime.ts'

const variant = (type: string, value?: unknown) => ({ type, value })
const subtensor = (name: string, args?: unknown) => variant('SubtensorModule', variant(name, args))
const account = (address: Address) => variant('Id', address)
const weight = { ref_time: 1_000_000_000n, proof_size: 100_000n }

/** An identity in the fields of both layouts. */
export const identityFields = ({ name, url, github, description }: Identity) => ({
  name: utf8(name),
  url: utf8(url),
  github_repo: utf8(github),
  description: utf8(description),
  image: utf8(''),
  discord: utf8(''),
  additional: utf8(''),
})

/** A call in the runtime's own words. Arguments that an older layout does not have are left out when it is encoded. */
export function callValue(call: Call, runtime: NodeRuntime): unknown {
  const inner = (call: Call): unknown => callValue(call, runtime)
  switch (call.call) {
    case 'transfer':
      return variant('Balances', variant('transfer_keep_alive', { dest: account(call.to), value: call.amount }))
    case 'stake':
      return subtensor('add_stake', { ...call, amount_staked: call.amount })
    case 'unstake':
      return subtensor('remove_stake', { ...call, amount_unstaked: call.amount })
    case 'move':
      return subtensor('move_stake', {
        origin_hotkey: call.from,
        destination_hotkey: call.to,
        origin_netuid: call.fromNetuid,
        destination_netuid: call.toNetuid,
        alpha_amount: call.amount,
      })
    case 'swap':
    case 'transfer-stake':
      return stakeCall(call)
    case 'swap-hotkey':
      return subtensor('swap_hotkey', { hotkey: call.from, new_hotkey: call.to, netuid: undefined })
    case 'announce-coldkey-swap':
      return runtime.hasStorage('SubtensorModule', 'ColdkeySwapAnnouncements')
        ? subtensor('announce_coldkey_swap', { new_coldkey_hash: `0x${hex(blake2b256(publicKeyOf(call.to)))}` })
        : subtensor('schedule_swap_coldkey', { new_coldkey: call.to })
    case 'dispute-coldkey-swap':
      return subtensor('dispute_coldkey_swap')
    case 'swap-coldkey':
      return runtime.hasStorage('SubtensorModule', 'ColdkeySwapAnnouncements')
        ? subtensor('swap_coldkey_announced', { new_coldkey: call.to })
        : subtensor('swap_coldkey', { old_coldkey: call.from, new_coldkey: call.to, swap_cost: 0n })
    case 'set-children':
      return subtensor('set_children', call)
    case 'register-subnet':
      return subtensor('register_network', runtime.era === 'stake' ? undefined : { hotkey: call.hotkey })
    case 'dissolve-subnet':
      return isSince2026(runtime.era)
        ? subtensor('root_dissolve_network', call)
        : subtensor('dissolve_network', { netuid: call.netuid, coldkey: call.owner })
    case 'register':
      return subtensor('burned_register', call)
    case 'take':
      return subtensor(call.take > 11_796 ? 'increase_take' : 'decrease_take', call)
    case 'identity':
      return subtensor('set_identity', identityFields(call.identity))
    case 'lock':
      return subtensor('lock_stake', call)
    case 'move-lock':
      return subtensor('move_lock', { destination_hotkey: call.to, netuid: call.netuid })
    case 'perpetual-lock':
      return subtensor('set_perpetual_lock', call)
    case 'hand-over':
      return subtensor('transfer_stake_and_hotkey', {
        destination_coldkey: call.to,
        origin_hotkey: call.from,
        destination_hotkey: call.hotkey,
        origin_netuid: call.fromNetuid,
        destination_netuid: call.toNetuid,
        alpha_amount: call.amount,
      })
    case 'disassociate':
      return subtensor('disassociate_hotkey', call)
    case 'stake-into-basket':
      return subtensor('stake_into_basket', { hotkey: call.hotkey, amount_staked: call.amount })
    case 'claim-basket':
      return subtensor('claim_root_with_hotkey', call)
    case 'swap-basket':
      return subtensor('swap_basket', {
        hotkey: call.hotkey,
        origin_netuid: call.fromNetuid,
        destination_netuid: call.toNetuid,
        alpha_amount: call.amount,
      })
    case 'add-proxy':
    case 'remove-proxy': {
      const args = { delegate: account(call.delegate), proxy_type: variant(call.type), delay: 0 }
      return variant('Proxy', variant(call.call === 'add-proxy' ? 'add_proxy' : 'remove_proxy', args))
    }
    case 'proxy': {
      const args = { real: account(call.real), force_proxy_type: undefined, call: inner(call.inner) }
      return variant('Proxy', variant('proxy', args))
    }
    case 'remove-proxies':
      return variant('Proxy', variant('remove_proxies'))
    case 'set-balance':
      return variant('Balances', variant('force_set_balance', { who: account(call.of), new_free: call.amount }))
    case 'burn':
      return variant('Balances', variant('burn', { value: call.amount, keep_alive: false }))
    case 'batch':
      return variant('Utility', variant('batch', { calls: call.inner.map(inner) }))
    case 'multisig':
      throw new Error('A multisig call is written for its signer: multisigValue')
    case 'sudo':
      return variant('Sudo', variant('sudo', { call: inner(call.inner) }))
    case 'set-sudo-key':
      return variant('Sudo', variant('set_key', { new: account(call.to) }))
    case 'set-tempo':
      return variant('AdminUtils', variant('sudo_set_tempo', { netuid: call.netuid, tempo: call.tempo }))
    case 'set-code':
      return variant('System', variant('set_code', { code: utf8('the code of a new runtime') }))
    case 'remark':
      return variant('System', variant('remark_with_event', { remark: remarkBytes(call.text) }))
    default:
      return governanceCall(call, inner)
  }
}

function stakeCall(call: Extract<Call, { call: 'swap' | 'transfer-stake' }>): unknown {
  const { hotkey, fromNetuid: origin_netuid, toNetuid: destination_netuid, amount: alpha_amount } = call
  const args = { hotkey, origin_netuid, destination_netuid, alpha_amount }
  return call.call === 'swap'
    ? subtensor('swap_stake', args)
    : subtensor('transfer_stake', { ...args, destination_coldkey: call.to })
}

type Governance = Extract<
  Call,
  { call: 'set-members' | 'propose' | 'vote' | 'close' | 'submit' | 'poll-vote' | 'poll-unvote' }
>

function governanceCall(call: Governance, inner: (call: Call) => unknown): unknown {
  switch (call.call) {
    case 'set-members': {
      const { body, members } = call
      if (body === 'senate') return variant('SenateMembers', variant('reset_members', { members }))
      if (body === 'triumvirate') return variant('TriumvirateMembers', variant('reset_members', { members }))
      const collective_id = variant(collectiveIds[body])
      return variant('MultiCollective', variant('set_members', { collective_id, members }))
    }
    case 'propose':
      return variant(
        'Triumvirate',
        variant('propose', { proposal: inner(call.inner), length_bound: 1000, duration: 50_400 }),
      )
    case 'vote':
      return variant('Triumvirate', variant('vote', call))
    case 'close': {
      const bounds = { proposal_weight_bound: weight, length_bound: 1000 }
      return variant('Triumvirate', variant('close', { proposal_hash: call.proposal, index: call.index, ...bounds }))
    }
    case 'submit':
      return variant('Referenda', variant('submit', { track: call.track, call: inner(call.inner) }))
    case 'poll-vote':
      return variant('SignedVoting', variant('vote', { poll_index: call.poll, approve: call.approve }))
    case 'poll-unvote':
      return variant('SignedVoting', variant('remove_vote', { poll_index: call.poll }))
  }
}

/** An approval by `signer`; `timepoint` is where the first one stands, if there was one. */
export function multisigValue(
  call: Extract<Call, { call: 'multisig' }>,
  signer: Address,
  timepoint: { height: number; index: number } | undefined,
  runtime: NodeRuntime,
): unknown {
  const other_signatories = call.signatories.filter((other) => other !== signer).sort(byKey)
  const who = { threshold: call.threshold, other_signatories }
  const args = { ...who, maybe_timepoint: timepoint, max_weight: weight }
  const call_hash = `0x${hex(blake2b256(runtime.call(callValue(call.inner, runtime))))}`
  if (call.how === 'hashed') return variant('Multisig', variant('approve_as_multi', { ...args, call_hash }))
  if (call.how === 'cancelled') return variant('Multisig', variant('cancel_as_multi', { ...who, timepoint, call_hash }))
  return variant('Multisig', variant('as_multi', { ...args, call: callValue(call.inner, runtime) }))
}

/** An event in the layout of the runtime, or null where the runtime does not have it. */
export function eventValue({ pallet, name, value }: Happening, runtime: NodeRuntime): unknown {
  if (!runtime.hasEvent(pallet, name)) return null
  return variant(pallet, variant(name, laidOut(name, value, runtime)))
}

/** StakeAdded and StakeRemoved had no coldkey at first and no fee for long (chain.md 1.3). */
function laidOut(name: string, value: unknown, { era }: NodeRuntime): unknown {
  if (name !== 'StakeAdded' && name !== 'StakeRemoved') return value
  const fields = value as unknown[]
  if (era === 'stake') return [fields[1], fields[2]]
  return era === 'alpha' ? fields.slice(0, 5) : fields
}
