import type { Address } from '../../log/ss58.ts'
import { basketDividend, writeOffBasket } from './basket-moves.ts'
import type { BlockPlan, OfItself, Silent } from './blocks.ts'
import type { Call } from './calls.ts'
import { endPoll, type PollEnd } from './governance-moves.ts'
import { type Body, type Identity, type Ledger, subnetOf } from './ledger.ts'
import { takeOver } from './lock-moves.ts'
import { emission } from './stake-moves.ts'

/**
 * What happens in one block, in the order said. People are names; the first name is who signs. Amounts are rao of TAO,
 * of alpha where stake that lies in a subnet is named. Inner scripts say what a call holds: who signs is ignored there.
 */
export interface BlockScript {
  transfer(from: string, to: string, amount: bigint): BlockScript
  stake(who: string, hotkey: string, amount: bigint, netuid?: number): BlockScript
  unstake(who: string, hotkey: string, amount: bigint, netuid?: number): BlockScript
  move(who: string, from: string, to: string, amount: bigint, fromNetuid?: number, toNetuid?: number): BlockScript
  swap(who: string, hotkey: string, amount: bigint, fromNetuid: number, toNetuid: number): BlockScript
  transferStake(who: string, to: string, hotkey: string, amount: bigint, from?: number, into?: number): BlockScript
  swapHotkey(who: string, from: string, to: string): BlockScript
  announceColdkeySwap(who: string, to: string): BlockScript
  disputeColdkeySwap(who: string): BlockScript
  swapColdkey(who: string, to: string): BlockScript
  /** Children with their thousandths of the hotkey's weight. */
  setChildren(who: string, hotkey: string, netuid: number, children: [perMille: number, child: string][]): BlockScript
  registerSubnet(who: string, hotkey: string, lock: bigint, name?: string): BlockScript
  /** The subnet's TAO goes back to the holders of its alpha, with an event of their balance and none of their stake. */
  dissolveSubnet(who: string, netuid: number): BlockScript
  /** What it costs is burned. */
  register(who: string, hotkey: string, netuid: number, cost?: bigint): BlockScript
  take(who: string, hotkey: string, take: number): BlockScript
  identity(who: string, identity: Partial<Identity>): BlockScript
  lock(who: string, hotkey: string, amount: bigint, netuid: number): BlockScript
  moveLock(who: string, from: string, to: string, netuid: number): BlockScript
  /** Whether locks of somebody on a subnet stay or decay; they decay unless it is said. */
  keepLocks(who: string, netuid: number, enabled?: boolean): BlockScript
  /** How many blocks a lock takes to fall to 1/e, and conviction to come as near to it. */
  lockRates(unlock: number, maturity: number): BlockScript
  /** The subnet goes to the owner of a hotkey, by conviction: nobody signs that. */
  takeOver(netuid: number, hotkey: string): BlockScript
  /** Alpha of a subnet that the protocol holds, and that was burned. */
  ineligible(netuid: number, held: bigint, burned: bigint): BlockScript
  /** To another coldkey and another hotkey. */
  handOver(
    who: string,
    to: string,
    from: string,
    hotkey: string,
    amount: bigint,
    fromNetuid?: number,
    toNetuid?: number,
  ): BlockScript
  disassociate(who: string, hotkey: string): BlockScript
  stakeIntoBasket(who: string, hotkey: string, amount: bigint, netuid: number): BlockScript
  claimBasket(who: string, hotkey: string): BlockScript
  swapBasket(who: string, hotkey: string, amount: bigint, fromNetuid: number, toNetuid: number): BlockScript
  /** What comes into a basket of what the subnet emits. */
  basketDividend(hotkey: string, amount: bigint, netuid: number): BlockScript
  writeOffBasket(hotkey: string, netuid: number): BlockScript
  addProxy(who: string, delegate: string, type?: string): BlockScript
  removeProxy(who: string, delegate: string, type?: string): BlockScript
  /** All of them, with no event. */
  removeProxies(who: string): BlockScript
  setBalance(who: string, of: string, amount: bigint): BlockScript
  burn(who: string, amount: bigint): BlockScript
  proxied(delegate: string, real: string, inner: Inner): BlockScript
  batch(who: string, inner: Inner): BlockScript
  /** One approval by `who`; the one that reaches the threshold carries out the call. */
  multisig(who: string, signatories: string[], threshold: number, inner: Inner): BlockScript
  /** As multisig, with the hash of the call alone; it cannot be the last approval. */
  approve(who: string, signatories: string[], threshold: number, inner: Inner): BlockScript
  /** Takes back what the same account proposed. */
  cancel(who: string, signatories: string[], threshold: number, inner: Inner): BlockScript
  sudo(who: string, inner: Inner): BlockScript
  /** As sudo, of a call that fails. */
  sudoFails(who: string, inner: Inner): BlockScript
  setSudoKey(who: string, to: string): BlockScript
  /** A rule of a subnet that only privileged power sets. */
  setTempo(who: string, netuid: number, tempo: number): BlockScript
  setMembers(who: string, body: Body, members: string[]): BlockScript
  propose(who: string, inner: Inner): BlockScript
  /** About the proposal with this index. */
  vote(who: string, proposal: number, approve: boolean): BlockScript
  close(who: string, proposal: number): BlockScript
  submit(who: string, track: number, inner: Inner): BlockScript
  pollVote(who: string, poll: number, approve: boolean): BlockScript
  pollUnvote(who: string, poll: number): BlockScript
  /** What the chain itself makes of a referendum. */
  endPoll(poll: number, end: PollEnd, fails?: boolean): BlockScript
  remark(who: string, text: string): BlockScript
  setCode(who: string): BlockScript
  /** What was said last pays a fee; more was withdrawn for it before, and came back after. */
  pays(fee: bigint): BlockScript
  /** What was said last fails: it is in the block, with its error, and without effect. */
  fails(): BlockScript
  /** Stake of a hotkey's pool grows, with no event. */
  emission(hotkey: string, amount: bigint, netuid?: number): BlockScript
  /** From here on the TAO of subnets lies in accounts of their own. */
  pots(): BlockScript
  /** TAO for one alpha, times 10^9. */
  price(netuid: number, price: bigint): BlockScript
  /** Makes the block another one than it would be: two forks with nothing in them differ. */
  salt(word: string): BlockScript
  calls(): Call[]
  steps(): BlockPlan['steps']
}

type Inner = (say: BlockScript) => void

const most = (1n << 64n) - 1n

/** `ledger` is asked for what a call needs to name but a story does not say. */
export function blockScript(address: (name: string) => Address, ledger: () => Ledger): BlockScript {
  const steps: BlockPlan['steps'] = []
  const at = address
  function sign(who: string, call: Call): BlockScript {
    steps.push({ signer: at(who), call, fails: false })
    return say
  }
  function quietly(change: Silent): BlockScript {
    steps.push(change)
    return say
  }
  function ofItself(happens: OfItself['happens']): BlockScript {
    steps.push({ happens })
    return say
  }
  function inside(inner: Inner): Call[] {
    const script = blockScript(address, ledger)
    inner(script)
    return script.calls()
  }
  function one(inner: Inner): Call {
    const [call, ...others] = inside(inner)
    if (!call || others.length > 0)
      throw new Error('The story puts none or several calls where one must be; batch them')
    return call
  }
  const proposalHash = (index: number): string => {
    const found = [...ledger().proposals].find(([, proposal]) => proposal.index === index)
    if (!found) throw new Error(`The story names the proposal ${index}, which is not open`)
    return found[0]
  }
  const say: BlockScript = {
    transfer: (from, to, amount) => sign(from, { call: 'transfer', to: at(to), amount }),
    stake: (who, hotkey, amount, netuid = 0) => sign(who, { call: 'stake', hotkey: at(hotkey), netuid, amount }),
    unstake: (who, hotkey, amount, netuid = 0) => sign(who, { call: 'unstake', hotkey: at(hotkey), netuid, amount }),
    move: (who, from, to, amount, fromNetuid = 0, toNetuid = fromNetuid) =>
      sign(who, { call: 'move', from: at(from), to: at(to), fromNetuid, toNetuid, amount }),
    swap: (who, hotkey, amount, fromNetuid, toNetuid) =>
      sign(who, { call: 'swap', hotkey: at(hotkey), fromNetuid, toNetuid, amount }),
    transferStake: (who, to, hotkey, amount, fromNetuid = 0, toNetuid = fromNetuid) =>
      sign(who, { call: 'transfer-stake', to: at(to), hotkey: at(hotkey), fromNetuid, toNetuid, amount }),
    swapHotkey: (who, from, to) => sign(who, { call: 'swap-hotkey', from: at(from), to: at(to) }),
    announceColdkeySwap: (who, to) => sign(who, { call: 'announce-coldkey-swap', to: at(to) }),
    disputeColdkeySwap: (who) => sign(who, { call: 'dispute-coldkey-swap' }),
    swapColdkey: (who, to) => sign(who, { call: 'swap-coldkey', from: at(who), to: at(to) }),
    setChildren: (who, hotkey, netuid, children) =>
      sign(who, {
        call: 'set-children',
        hotkey: at(hotkey),
        netuid,
        children: children.map(([perMille, child]) => [(most * BigInt(perMille)) / 1000n, at(child)]),
      }),
    registerSubnet: (who, hotkey, lock, name = '') =>
      sign(who, { call: 'register-subnet', hotkey: at(hotkey), lock, name }),
    dissolveSubnet: (who, netuid) =>
      sign(who, { call: 'dissolve-subnet', netuid, owner: ledger().subnets.get(netuid)?.owner ?? at(who) }),
    register: (who, hotkey, netuid, cost = 0n) => sign(who, { call: 'register', hotkey: at(hotkey), netuid, cost }),
    take: (who, hotkey, take) => sign(who, { call: 'take', hotkey: at(hotkey), take }),
    identity: (who, identity) =>
      sign(who, { call: 'identity', identity: { name: '', url: '', github: '', description: '', ...identity } }),
    lock: (who, hotkey, amount, netuid) => sign(who, { call: 'lock', hotkey: at(hotkey), netuid, amount }),
    moveLock: (who, from, to, netuid) => sign(who, { call: 'move-lock', from: at(from), to: at(to), netuid }),
    keepLocks: (who, netuid, enabled = true) => sign(who, { call: 'perpetual-lock', netuid, enabled }),
    lockRates: (unlock, maturity) =>
      quietly((ledger) => {
        ledger.lockRates = { unlock, maturity }
        ledger.touched.add('totals')
      }),
    takeOver: (netuid, hotkey) => ofItself((ledger) => takeOver(ledger, netuid, at(hotkey))),
    ineligible: (netuid, held, burned) =>
      quietly((ledger) => {
        Object.assign(subnetOf(ledger, netuid), { alphaProtocol: held, alphaBurned: burned })
        ledger.touched.add(`subnet ${netuid}`)
      }),
    handOver: (who, to, from, hotkey, amount, fromNetuid = 0, toNetuid = fromNetuid) =>
      sign(who, { call: 'hand-over', to: at(to), from: at(from), hotkey: at(hotkey), fromNetuid, toNetuid, amount }),
    disassociate: (who, hotkey) => sign(who, { call: 'disassociate', hotkey: at(hotkey) }),
    stakeIntoBasket: (who, hotkey, amount, netuid) =>
      sign(who, { call: 'stake-into-basket', hotkey: at(hotkey), netuid, amount }),
    claimBasket: (who, hotkey) => sign(who, { call: 'claim-basket', hotkey: at(hotkey) }),
    swapBasket: (who, hotkey, amount, fromNetuid, toNetuid) =>
      sign(who, { call: 'swap-basket', hotkey: at(hotkey), fromNetuid, toNetuid, amount }),
    basketDividend: (hotkey, amount, netuid) =>
      ofItself((ledger) => basketDividend(ledger, at(hotkey), netuid, amount)),
    writeOffBasket: (hotkey, netuid) => ofItself((ledger) => writeOffBasket(ledger, at(hotkey), netuid)),
    addProxy: (who, delegate, type = 'Any') => sign(who, { call: 'add-proxy', delegate: at(delegate), type }),
    removeProxy: (who, delegate, type = 'Any') => sign(who, { call: 'remove-proxy', delegate: at(delegate), type }),
    removeProxies: (who) => sign(who, { call: 'remove-proxies' }),
    setBalance: (who, of, amount) => sign(who, { call: 'set-balance', of: at(of), amount }),
    burn: (who, amount) => sign(who, { call: 'burn', amount }),
    proxied: (delegate, real, inner) => sign(delegate, { call: 'proxy', real: at(real), inner: one(inner) }),
    batch: (who, inner) => sign(who, { call: 'batch', inner: inside(inner) }),
    multisig: (who, names, threshold, inner) =>
      sign(who, { call: 'multisig', threshold, signatories: names.map(at), inner: one(inner) }),
    approve: (who, names, threshold, inner) =>
      sign(who, { call: 'multisig', threshold, signatories: names.map(at), inner: one(inner), how: 'hashed' }),
    cancel: (who, names, threshold, inner) =>
      sign(who, { call: 'multisig', threshold, signatories: names.map(at), inner: one(inner), how: 'cancelled' }),
    sudo: (who, inner) => sign(who, { call: 'sudo', inner: one(inner) }),
    sudoFails: (who, inner) => sign(who, { call: 'sudo', inner: one(inner), fails: true }),
    setSudoKey: (who, to) => sign(who, { call: 'set-sudo-key', to: at(to) }),
    setTempo: (who, netuid, tempo) => sign(who, { call: 'set-tempo', netuid, tempo }),
    setMembers: (who, body, members) => sign(who, { call: 'set-members', body, members: members.map(at) }),
    propose: (who, inner) => sign(who, { call: 'propose', inner: one(inner) }),
    vote: (who, index, approve) => sign(who, { call: 'vote', proposal: proposalHash(index), index, approve }),
    close: (who, index) => sign(who, { call: 'close', proposal: proposalHash(index), index }),
    submit: (who, track, inner) => sign(who, { call: 'submit', track, inner: one(inner) }),
    pollVote: (who, poll, approve) => sign(who, { call: 'poll-vote', poll, approve }),
    pollUnvote: (who, poll) => sign(who, { call: 'poll-unvote', poll }),
    endPoll: (poll, end, fails) => ofItself((ledger) => endPoll(ledger, poll, end, fails)),
    remark: (who, text) => sign(who, { call: 'remark', text }),
    setCode: (who) => sign(who, { call: 'set-code' }),
    pays(amount) {
      const last = steps.at(-1)
      if (typeof last !== 'object' || 'happens' in last)
        throw new Error('The story says that something pays, and nothing was said before')
      last.fee = { amount, author: at('author') }
      return say
    },
    fails() {
      const last = steps.at(-1)
      if (typeof last !== 'object' || 'happens' in last)
        throw new Error('The story says that something fails, and nothing was said before')
      last.fails = true
      return say
    },
    emission: (hotkey, amount, netuid = 0) => quietly((ledger) => emission(ledger, at(hotkey), netuid, amount)),
    pots: () =>
      quietly((ledger) => {
        ledger.potted = true
      }),
    price: (netuid, price) =>
      quietly((ledger) => {
        subnetOf(ledger, netuid).price = price
        ledger.touched.add(`subnet ${netuid}`)
      }),
    salt: (word) => sign('nobody in particular', { call: 'remark', text: word }),
    calls: () => steps.flatMap((step) => (typeof step === 'object' && 'call' in step ? [step.call] : [])),
    steps: () => steps,
  }
  return say
}
