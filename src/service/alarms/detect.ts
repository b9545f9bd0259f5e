/** From the flows of finalized blocks to what is worth an alarm. */

import type { ChainAct } from '../../chain/acts.ts'
import { accountAt, nobody } from '../../evidence/accounts.ts'
import { type Flow, type FlowKind, type Flows, flowAt, noExtrinsic, noSubnet } from '../../evidence/flows.ts'
import { flowOf } from '../../folds/chain/detected.ts'
import { addressIn } from '../../folds/chain/dictionary.ts'
import { holdersIn } from '../../folds/chain/privileged.ts'
import { hex, sha256, unhex, utf8 } from '../../log/bytes.ts'
import { type Address, addressOf } from '../../log/ss58.ts'
import type { Severity } from '../../views/chain/values.ts'
import { endsOf, severityOfAmount } from '../../views/people/movements/describe.ts'
import type { AlarmKind, Seen } from './alarm.ts'
import { type Basis, issuanceOf, lookAt, type Memory } from './basis.ts'

/** Large movements that begin in these flows; those that only go on are known already. */
export function movementsSeen(flows: Flows, basis: Basis, memory: Memory): Omit<Seen, 'id'>[] {
  const { dictionary, movements } = memory
  movements.found.length = 0
  lookAt(memory, flows, basis)
  return movements.found
    .filter((movement) => !movement.void && movement.sum === null)
    .map((movement) => {
      const { what, ...ends } = endsOf(movement, dictionary)
      const first = flowOf(movement.steps[0])
      return {
        ...nothing,
        ...ends,
        what: 'movement' as const,
        severity: severityOfAmount(movement.amount, issuanceOf(basis), movement.because),
        block: first.block,
        extrinsic: extrinsicOf(first),
        amount: String(movement.amount),
        moved: what,
        because: movement.because,
        flow: { kind: first.kind, from: first.from === nobody ? null : addressIn(dictionary, first.from) },
      }
    })
}

/** What an alarm says where it says nothing. */
export const nothing = {
  from: null,
  to: null,
  hotkey: null,
  toHotkey: null,
  netuid: null,
  toNetuid: null,
  amount: null,
  moved: null,
  because: null,
  flow: null,
  call: null,
  spec: null,
  referendum: null,
  review: null,
} satisfies Partial<Seen>

const extrinsicOf = ({ extrinsic }: Flow): number | null => (extrinsic === noExtrinsic ? null : extrinsic)

/** Kinds of flow that are worth an alarm as they are. */
const told: Partial<Record<FlowKind, AlarmKind>> = {
  sudo: 'privileged-call',
  'runtime-upgraded': 'runtime-upgraded',
  'subnet-owner-changed': 'subnet-owner-changed',
  'stake-locked': 'stake-locked',
  'stake-unlocked': 'stake-unlocked',
  'lock-moved': 'lock-moved',
}

/** Single acts: privileged calls, upgrades, changes of owner, locks. Without a basis every lock is told. */
export function actsSeen(flows: Flows, basis: Basis | null): Omit<Seen, 'id'>[] {
  const texts = new Map(flows.facts.texts.map(({ row, text }) => [row, text]))
  return Array.from(flows.block.keys()).flatMap((row) => {
    const flow = flowAt(flows, row)
    const what = told[flow.kind]
    const call = texts.get(row) ?? null
    const severity = what && severityOfAct(what, flow, call, basis)
    if (!what || !severity) return []
    const account = (each: number): Address | null =>
      each === nobody ? null : addressOf(accountAt(flows.accounts, each))
    const isLock = what === 'stake-locked' || what === 'stake-unlocked'
    const seen: Omit<Seen, 'id'> = {
      ...nothing,
      what,
      severity,
      block: flow.block,
      extrinsic: extrinsicOf(flow),
      from: account(flow.from),
      to: account(flow.to),
      hotkey: account(flow.hotkey),
      toHotkey: account(flow.toHotkey),
      netuid: subnetOf(flow.netuid),
      toNetuid: subnetOf(flow.toNetuid),
      amount: isLock ? String(flow.amount) : null,
      call,
      spec: what === 'runtime-upgraded' ? Number(flow.amount) : null,
    }
    return [seen]
  })
}

const subnetOf = (netuid: number): number | null => (netuid === noSubnet ? null : netuid)

/** Calls that replace the rules themselves, or what is stored, whatever the rules say. */
const withoutRules = /^System\.(set_|kill_|authorize_|apply_)/

/** null: not worth an alarm. A lock is large from one per cent of the alpha outside the pool on, and told from a tenth of that. */
function severityOfAct(
  what: AlarmKind,
  { netuid, amount }: Flow,
  call: string | null,
  basis: Basis | null,
): Severity | null {
  if (what === 'runtime-upgraded') return 'very-large'
  if (what === 'privileged-call') return call !== null && withoutRules.test(call) ? 'very-large' : 'large'
  if (what === 'subnet-owner-changed') return 'large'
  if (what === 'lock-moved' || basis === null) return 'notable'
  const subnet = basis.holdings.facts.subnets.find((each) => each.netuid === netuid)
  const outside = BigInt(subnet?.alphaOut ?? 0)
  if (amount * 100n >= outside) return 'large'
  return amount * 1000n >= outside ? 'notable' : null
}

/** Steps towards a call; the call itself is told by its flow where it took effect. */
const steps: { [what: string]: AlarmKind | undefined } = {
  proposed: 'call-proposed',
  approved: 'call-approved',
  cancelled: 'call-cancelled',
}

/** What is told whoever did it: nobody but those with privileged power can. */
const changes: { [what: string]: AlarmKind | undefined } = {
  'key-changed': 'key-changed',
  'safe-mode-entered': 'safe-mode-entered',
  'safe-mode-extended': 'safe-mode-extended',
  'safe-mode-left': 'safe-mode-left',
}

/** What those who hold the sudo key, or act for it as its proxies, do about a call that is pending, calls that failed, and changes of power. */
export function privilegedSeen(acts: readonly Omit<ChainAct, 'event'>[], basis: Basis | null): Omit<Seen, 'id'>[] {
  const holders = basis === null ? new Set<Address>() : holdersIn(basis.holdings.facts)
  return acts.flatMap(({ block, extrinsic, what: done, authority, by, callHash, key }) => {
    const account = accountIn(authority)
    const isHeld = account !== null && holders.has(account)
    const ofCall = done === 'failed' && (callHash === null || isHeld) ? 'call-failed' : undefined
    const what = changes[done] ?? ofCall ?? (isHeld ? steps[done] : undefined)
    if (what === undefined) return []
    const severity = done in changes ? ('very-large' as const) : ('large' as const)
    const to = done === 'key-changed' ? accountIn(key) : account
    return [{ ...nothing, what, severity, block, extrinsic, from: accountIn(by), to, call: callHash }]
  })
}

const accountIn = (account: string | null): Address | null => (account === null ? null : addressOf(unhex(account)))

const isRace = (what: AlarmKind): boolean => what === 'takeover-near' || what === 'takeover-reached'

/** Gives each its id, by what is the same for whoever reads the chain; those that are alike in one block are counted. */
export function withIds(chain: string, seen: readonly Omit<Seen, 'id'>[]): Seen[] {
  const counts = new Map<string, number>()
  return seen.map((each) => {
    const { what, block, extrinsic, from, hotkey, netuid, call, flow } = each
    // A movement is known by its first flow: how it went on depends on how many blocks were looked through at once.
    const single = [from, each.to, hotkey, each.toHotkey, netuid, each.amount, call]
    const own = flow ? [flow.kind, flow.from] : each.referendum == null ? single : [...single, each.referendum]
    // A race is known by who runs for what against whom: which block it was depends on the snapshot it was judged from.
    const key = isRace(what)
      ? JSON.stringify([chain, what, from, each.to, hotkey, netuid])
      : JSON.stringify([chain, block, extrinsic, what, ...own])
    if (isRace(what)) return { id: hex(sha256(utf8(key))), ...each }
    const nth = counts.get(key) ?? 0
    counts.set(key, nth + 1)
    return { id: hex(sha256(utf8(`${key} ${nth}`))), ...each }
  })
}
