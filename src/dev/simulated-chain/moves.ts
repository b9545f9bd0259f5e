import { getMultisigAccountId } from '@polkadot-api/substrate-bindings'
import { hex } from '../../log/bytes.ts'
import { type Address, addressOf, publicKeyOf } from '../../log/ss58.ts'
import { blake2b256 } from '../../log/suites.ts'
import { claimBasket, stakeIntoBasket, swapBasket } from './basket-moves.ts'
import { type Call, type CallOf, type Context, type Happening, remarkBytes } from './calls.ts'
import { close, pollUnvote, pollVote, propose, setMembers, submit, vote } from './governance-moves.ts'
import { event, subtensor } from './happenings.ts'
import { append, balanceOf, credit, key, type Ledger, mint, type SubnetState, subnetOf } from './ledger.ts'
import { lock, moveLock, setPerpetual } from './lock-moves.ts'
import {
  dissolveSubnet,
  handOver,
  move,
  stake,
  swap,
  swapColdkey,
  swapHotkey,
  transferStake,
  unstake,
} from './stake-moves.ts'

const ok = { success: true, value: undefined }
const badOrigin = { success: false, value: { type: 'BadOrigin', value: undefined } }

/** Carries out a call for its actor; gives the events in their order. Throws when the ledger cannot follow the story. */
export function apply(ledger: Ledger, who: Address, call: Call, context: Context): Happening[] {
  switch (call.call) {
    case 'transfer':
      return transfer(ledger, who, call)
    case 'stake':
      return [...adopt(ledger, who, call.hotkey), ...stake(ledger, who, call)]
    case 'unstake':
      return unstake(ledger, who, call)
    case 'move':
      return move(ledger, who, call)
    case 'swap':
      return swap(ledger, who, call)
    case 'transfer-stake':
      return transferStake(ledger, who, call)
    case 'swap-hotkey':
      return swapHotkey(ledger, who, call)
    case 'announce-coldkey-swap':
      return announce(ledger, who, call)
    case 'dispute-coldkey-swap':
      return dispute(ledger, who)
    case 'swap-coldkey':
      return swapColdkey(ledger, call)
    case 'set-children':
      return setChildren(ledger, call)
    case 'register-subnet':
      return registerSubnet(ledger, who, call)
    case 'dissolve-subnet':
      return dissolveSubnet(ledger, call)
    case 'register':
      return register(ledger, who, call)
    case 'take':
      return setTake(ledger, who, call)
    case 'identity':
      ledger.identities.set(who, call.identity)
      ledger.touched.add(key('identity', who))
      return [subtensor('ChainIdentitySet', who)]
    case 'lock':
      return lock(ledger, who, call)
    case 'move-lock':
      return moveLock(ledger, who, call)
    case 'perpetual-lock':
      return setPerpetual(ledger, who, call)
    case 'hand-over':
      return handOver(ledger, who, call)
    case 'disassociate':
      return disassociate(ledger, who, call)
    case 'stake-into-basket':
      return stakeIntoBasket(ledger, who, call)
    case 'claim-basket':
      return claimBasket(ledger, who, call)
    case 'swap-basket':
      return swapBasket(ledger, who, call)
    case 'add-proxy':
    case 'remove-proxy':
      return changeProxy(ledger, who, call)
    case 'remove-proxies':
      return removeProxies(ledger, who)
    case 'set-balance':
      return setBalance(ledger, call)
    case 'burn':
      mint(ledger, who, -call.amount)
      return [event('Balances', 'Burned', { who, amount: call.amount })]
    case 'proxy':
      return [...apply(ledger, call.real, call.inner, context), event('Proxy', 'ProxyExecuted', { result: ok })]
    case 'batch':
      return batch(ledger, who, call, context)
    case 'multisig':
      return multisig(ledger, who, call, context)
    case 'sudo':
      if (call.fails) return [event('Sudo', 'Sudid', { sudo_result: badOrigin })]
      return [...apply(ledger, who, call.inner, context), event('Sudo', 'Sudid', { sudo_result: ok })]
    case 'set-sudo-key':
      return setSudoKey(ledger, call)
    case 'set-tempo':
      return []
    case 'set-members':
      return setMembers(ledger, call)
    case 'propose':
      return propose(ledger, who, call, context)
    case 'vote':
      return vote(ledger, who, call)
    case 'close':
      return close(ledger, who, call, (inner) => apply(ledger, who, inner, context))
    case 'submit':
      return submit(ledger, who, call)
    case 'poll-vote':
      return pollVote(ledger, who, call)
    case 'poll-unvote':
      return pollUnvote(ledger, who, call)
    case 'set-code':
      return [event('System', 'CodeUpdated')]
    case 'remark':
      return [event('System', 'Remarked', { sender: who, hash: `0x${hex(blake2b256(remarkBytes(call.text)))}` })]
  }
}

function transfer(ledger: Ledger, from: Address, { to, amount }: CallOf<'transfer'>): Happening[] {
  const isNew = !ledger.accounts.has(to)
  credit(ledger, from, -amount)
  credit(ledger, to, amount)
  const born = isNew
    ? [
        event('System', 'NewAccount', { account: to }),
        event('Balances', 'Endowed', { account: to, free_balance: amount }),
      ]
    : []
  return [...born, event('Balances', 'Transfer', { from, to, amount })]
}

/** A hotkey that nobody owned belongs to the coldkey that first uses it. */
function adopt(ledger: Ledger, coldkey: Address, hotkey: Address): Happening[] {
  if (ledger.owners.has(hotkey)) return []
  ledger.owners.set(hotkey, coldkey)
  append(ledger.owned, coldkey, hotkey)
  ledger.takes.set(hotkey, 11_796)
  ledger.touched.add(key('owner', hotkey)).add(key('owned', coldkey)).add(key('delegate', hotkey))
  return []
}

function announce(ledger: Ledger, who: Address, { to }: CallOf<'announce-coldkey-swap'>): Happening[] {
  const hash = `0x${hex(blake2b256(publicKeyOf(to)))}`
  ledger.swaps.set(who, { block: ledger.block, hash })
  ledger.touched.add(key('swap', who))
  return [subtensor('ColdkeySwapAnnounced', { who, new_coldkey_hash: hash })]
}

function dispute(ledger: Ledger, who: Address): Happening[] {
  ledger.disputes.set(who, ledger.block)
  ledger.touched.add(key('swap', who))
  return [subtensor('ColdkeySwapDisputed', { coldkey: who })]
}

function setChildren(ledger: Ledger, { hotkey, netuid, children }: CallOf<'set-children'>): Happening[] {
  subnetOf(ledger, netuid)
  ledger.children.set(key(hotkey, netuid), children)
  ledger.touched.add(key('family', netuid))
  return [subtensor('SetChildren', [hotkey, netuid, children])]
}

/** A free netuid is used again, as on the real chain. The lock goes into the new subnet's pool. */
function registerSubnet(ledger: Ledger, who: Address, call: CallOf<'register-subnet'>): Happening[] {
  let netuid = 1
  while (ledger.subnets.has(netuid)) netuid++
  credit(ledger, who, -call.lock)
  adopt(ledger, who, call.hotkey)
  const subnet: SubnetState = {
    owner: who,
    ownerHotkey: call.hotkey,
    tao: call.lock,
    alphaOut: 0n,
    price: 1_000_000_000n,
    registeredAt: ledger.block,
    name: call.name,
    alphaProtocol: 0n,
    alphaBurned: 0n,
    neurons: [call.hotkey],
  }
  ledger.subnets.set(netuid, subnet)
  ledger.touched.add(key('subnet', netuid)).add('totals')
  return [event('Balances', 'Withdraw', { who, amount: call.lock }), subtensor('NetworkAdded', [netuid, 1])]
}

function register(ledger: Ledger, who: Address, { hotkey, netuid, cost }: CallOf<'register'>): Happening[] {
  const subnet = subnetOf(ledger, netuid)
  mint(ledger, who, -cost)
  adopt(ledger, who, hotkey)
  subnet.neurons = [...subnet.neurons, hotkey]
  ledger.touched.add(key('subnet', netuid))
  const paid = cost > 0n ? [event('Balances', 'Withdraw', { who, amount: cost })] : []
  return [...paid, subtensor('NeuronRegistered', [netuid, subnet.neurons.length - 1, hotkey])]
}

function setTake(ledger: Ledger, who: Address, { hotkey, take }: CallOf<'take'>): Happening[] {
  const rises = take > (ledger.takes.get(hotkey) ?? 0)
  ledger.takes.set(hotkey, take)
  ledger.touched.add(key('delegate', hotkey))
  return [subtensor(rises ? 'TakeIncreased' : 'TakeDecreased', [who, hotkey, take])]
}

/** A hotkey that nobody stakes on is nobody's again. */
function disassociate(ledger: Ledger, who: Address, { hotkey }: CallOf<'disassociate'>): Happening[] {
  ledger.owners.delete(hotkey)
  ledger.takes.delete(hotkey)
  ledger.owned.set(
    who,
    (ledger.owned.get(who) ?? []).filter((other) => other !== hotkey),
  )
  ledger.touched.add(key('owner', hotkey)).add(key('owned', who)).add(key('delegate', hotkey))
  return [subtensor('HotkeyDisassociated', { coldkey: who, hotkey })]
}

/** Deposits of the real chain: 60,000,000 rao and 33,000,000 for each proxy. */
const proxyDeposit = (count: number): bigint => (count === 0 ? 0n : 60_000_000n + 33_000_000n * BigInt(count))

function changeProxy(ledger: Ledger, who: Address, call: CallOf<'add-proxy' | 'remove-proxy'>): Happening[] {
  const old = ledger.proxies.get(who) ?? []
  const proxy = { delegate: call.delegate, type: call.type, delay: 0 }
  const others = old.filter(({ delegate, type }) => delegate !== proxy.delegate || type !== proxy.type)
  const next = call.call === 'add-proxy' ? [...others, proxy] : others
  const deposit = proxyDeposit(next.length) - proxyDeposit(old.length)
  credit(ledger, who, -deposit, deposit)
  ledger.proxies.set(who, next)
  ledger.touched.add(key('proxies', who))
  const told = { delegator: who, delegatee: call.delegate, proxy_type: { type: call.type, value: undefined }, delay: 0 }
  const name = call.call === 'add-proxy' ? 'ProxyAdded' : 'ProxyRemoved'
  const moved = event('Balances', deposit > 0n ? 'Reserved' : 'Unreserved', {
    who,
    amount: deposit < 0n ? -deposit : deposit,
  })
  return [moved, event('Proxy', name, told)]
}

function removeProxies(ledger: Ledger, who: Address): Happening[] {
  const deposit = proxyDeposit(ledger.proxies.get(who)?.length ?? 0)
  credit(ledger, who, deposit, -deposit)
  ledger.proxies.set(who, [])
  ledger.touched.add(key('proxies', who))
  return [event('Balances', 'Unreserved', { who, amount: deposit })]
}

function setBalance(ledger: Ledger, { of, amount }: CallOf<'set-balance'>): Happening[] {
  mint(ledger, of, amount - balanceOf(ledger, of).free)
  return [event('Balances', 'BalanceSet', { who: of, free: amount })]
}

function batch(ledger: Ledger, who: Address, { inner }: CallOf<'batch'>, context: Context): Happening[] {
  const each = inner.flatMap((call) => [...apply(ledger, who, call, context), event('Utility', 'ItemCompleted')])
  return [...each, event('Utility', 'BatchCompleted')]
}

function setSudoKey(ledger: Ledger, { to }: CallOf<'set-sudo-key'>): Happening[] {
  const old = ledger.sudo ?? undefined
  ledger.sudo = to
  ledger.touched.add('sudo')
  return [event('Sudo', 'KeyChanged', { old, new: to })]
}

/** Account of a multisig: blake2b-256 over its sorted signatories and threshold (pallet_multisig). */
export function multisigAddress(signatories: Address[], threshold: number): Address {
  return addressOf(getMultisigAccountId({ threshold, signatories: signatories.map(publicKeyOf) }))
}

function multisig(ledger: Ledger, who: Address, call: CallOf<'multisig'>, context: Context): Happening[] {
  const account = multisigAddress(call.signatories, call.threshold)
  const call_hash = context.callHash(call.inner)
  const at = key(account, call_hash)
  const open = ledger.multisigs.get(at)
  ledger.touched.add(`multisig ${at}`)
  if (!open) return openMultisig(ledger, who, call, { account, call_hash, at, index: context.index })
  if (call.how === 'cancelled') {
    ledger.multisigs.delete(at)
    credit(ledger, open.depositor, open.deposit, -open.deposit)
    const released = event('Balances', 'Unreserved', { who: open.depositor, amount: open.deposit })
    return [
      released,
      event('Multisig', 'MultisigCancelled', { cancelling: who, timepoint: open.when, multisig: account, call_hash }),
    ]
  }
  const told = { approving: who, timepoint: open.when, multisig: account, call_hash }
  if (open.approvals.length + 1 < call.threshold) {
    ledger.multisigs.set(at, { ...open, approvals: [...open.approvals, who].sort(byKey) })
    return [event('Multisig', 'MultisigApproval', told)]
  }
  ledger.multisigs.delete(at)
  credit(ledger, open.depositor, open.deposit, -open.deposit)
  const released = event('Balances', 'Unreserved', { who: open.depositor, amount: open.deposit })
  const done = event('Multisig', 'MultisigExecuted', { ...told, result: ok })
  return [released, ...apply(ledger, account, call.inner, context), done]
}

const byKey = (a: Address, b: Address): number => (hex(publicKeyOf(a)) < hex(publicKeyOf(b)) ? -1 : 1)

/** The first approval leaves a deposit: 132,000,000 rao and 32,000,000 for each of the threshold. */
function openMultisig(
  ledger: Ledger,
  who: Address,
  { threshold }: CallOf<'multisig'>,
  { account, call_hash, at, index }: { account: Address; call_hash: string; at: string; index: number },
): Happening[] {
  const deposit = 132_000_000n + 32_000_000n * BigInt(threshold)
  credit(ledger, who, -deposit, deposit)
  ledger.multisigs.set(at, { when: { height: ledger.block, index }, deposit, depositor: who, approvals: [who] })
  return [
    event('Balances', 'Reserved', { who, amount: deposit }),
    event('Multisig', 'NewMultisig', { approving: who, multisig: account, call_hash }),
  ]
}

export { byKey }
