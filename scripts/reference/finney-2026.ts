import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { actFileOf, actsIn, type ChainAct } from '../../src/chain/acts.ts'
import { multisigAccount } from '../../src/chain/origins.ts'
import type { Runtime } from '../../src/chain/runtime.ts'
import type { Call } from '../../src/chain/values.ts'
import { type ActFile, writeAct } from '../../src/evidence/act.ts'
import { hex, sha256, unhex, utf8 } from '../../src/log/bytes.ts'
import { address, addressOf, publicKeyOf } from '../../src/log/ss58.ts'
import { isRefusal } from '../../src/records/refusals.ts'
import type { ProposalsValue } from '../../src/views/chain/values/acts.ts'
import type { Fold } from '../../src/views/fold.ts'
import type { SubnetsValue, SubnetValue } from '../../src/views/people/values.ts'
import { chainLog, oneRecordLog } from '../../test/chain-log.ts'
import { holdings } from '../../test/holdings.ts'
import type { ReferenceLine } from './line.ts'

interface Sudo {
  sudo: string
  threshold: number
  signatories: string[]
}

interface Approval {
  data: {
    extrinsic: {
      block_number: number
      extrinsic_index: number
      signer: string
      call_module: string
      call_function: string
      call_args: Argument[]
    }
  }
}
interface Argument {
  name: string
  value: unknown
}

interface Captured {
  netuid: number
  name: string
  symbol: string
  registered_at_block: number
  economics: { owner_coldkey: string; owner_hotkey: string; alpha_price_tao: number | null; tao_in_pool_tao: number }
}

/** Facts of finney in 2026: who is behind sudo, an approval that waits for another, and every subnet. */
export async function referenceFinney(dir: string): Promise<ReferenceLine[]> {
  const folder = join(dir, 'bittensor', '2026')
  if (!existsSync(folder)) return [{ name: 'finney 2026', ok: false, line: `${folder} is missing` }]
  const json = <T>(name: string): T => JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as T
  const sudo = json<Sudo>('sudo-signatories-2026-06-22')
  const { subnets } = json<{ subnets: Captured[] }>('subnets-2026-08-07')
  return [derived(sudo), waiting(json('sudo-approval-8636169'), sudo), answered(subnets)]
}

const keyOf = (text: string): string => hex(publicKeyOf(address(text)))

function derived({ sudo, threshold, signatories }: Sudo): ReferenceLine {
  const account = addressOf(unhex(multisigAccount(signatories.map(keyOf).sort(), threshold)))
  const line = `any ${threshold} of ${signatories.length} signatories are ${account}`
  return { name: 'sudo from its signatories', ok: account === sudo, line }
}

/**
 * The first approval, from its extrinsic to the view of privileged calls: one of as many as are needed, known by its hash
 * alone. The events that a call of pallet_multisig emits are added to what was captured.
 */
function waiting({ data }: Approval, { sudo, signatories }: Sudo): ReferenceLine {
  const {
    signer,
    call_module: pallet,
    call_function: name,
    call_args: given,
    block_number,
    extrinsic_index,
  } = data.extrinsic
  const values = Object.fromEntries(given.map((each) => [each.name, each.value]))
  const others = (values['other_signatories'] as string[]).map(keyOf)
  const call_hash = String(values['call_hash']).replace(/^0x/, '')
  const call = { pallet, name, args: { ...values, other_signatories: others, call_hash } } as Call
  const fields = { approving: keyOf(signer), multisig: keyOf(sudo), call_hash }
  const event = { extrinsic: extrinsic_index, pallet: 'Multisig', name: 'NewMultisig', fields }
  const [act] = actsIn(block_number, [event], [{ index: extrinsic_index, signer: keyOf(signer), call }])
  const file = act && actFileOf(noRuntime, act, { chain, block: block_number, hash: hashed })
  const fold = file && register(act, file)
  const { rows } = (fold?.view('proposals', {}) ?? { rows: [] }) as ProposalsValue
  const [row] = rows
  const who = row?.approved.map(({ key }) => key).join() ?? ''
  const missing = row?.missing.map(({ key }) => String(key)) ?? []
  const ok =
    rows.length === 1 &&
    row?.state === 'pending' &&
    row.authority === sudo &&
    row.threshold === 2 &&
    row.calls.length === 0 &&
    who === signer &&
    missing.sort().join() ===
      signatories
        .filter((each) => each !== signer)
        .sort()
        .join()
  const line = `${row?.approved.length} of ${row?.threshold} by ${who}, ${row?.state}, for the sudo key; ${missing.length} may still approve`
  return { name: 'approval of block 8,636,169', ok, line }
}

const chain = hex(sha256(utf8('told chain')))
const hashed = hex(sha256(utf8('block 8636169')))

/** Whoever approves by hash shows no call, so no type is looked up. */
const noRuntime = { spec: 424 } as Runtime

/** A log with the one act, folded. */
function register(act: ChainAct, file: ActFile): Fold {
  const bytes = writeAct(file)
  const address = (key: string | null) => (key === null ? undefined : addressOf(unhex(key)))
  const { block, extrinsic, event, what, callHash, begun } = act
  return oneRecordLog(
    'act',
    {
      chain,
      block,
      hash: hashed,
      ...(extrinsic !== null && { extrinsic }),
      event,
      what,
      authority: address(act.authority),
      by: address(act.by),
      ...(callHash !== null && { callHash }),
      ...(begun && { begun: begun.block, begunExtrinsic: begun.extrinsic }),
      file: hex(sha256(bytes)),
    },
    bytes,
  )
}

/** Every subnet in the views that pages are made of, as it was captured. */
function answered(captured: Captured[]): ReferenceLine {
  const told = holdings('block 8791253 (issuance 20000000)\nsomebody has 1')
  told.holdings.facts.subnets = captured.map(({ netuid, name, symbol, registered_at_block, economics }) => ({
    netuid,
    name,
    symbol,
    owner: address(economics.owner_coldkey),
    ownerHotkey: address(economics.owner_hotkey),
    price: rao(economics.alpha_price_tao ?? 0),
    taoIn: rao(economics.tao_in_pool_tao),
    alphaIn: '0',
    alphaOut: '0',
    registeredAt: registered_at_block,
  }))
  const fold = chainLog(told).fold()
  const { rows, total } = fold.view('subnets', { limit: '500' }) as SubnetsValue
  const unlike = captured.filter(({ netuid, name, economics }) => {
    const value = fold.view('subnet', { netuid: String(netuid) })
    if (isRefusal(value)) return true
    const { subnet, ownerAccount } = value as SubnetValue
    const { owner_coldkey: owner, alpha_price_tao: price } = economics
    return subnet.name !== name || ownerAccount !== owner || subnet.price !== rao(price ?? 0)
  })
  const ok = total === captured.length && rows.length === total && unlike.length === 0
  const missed = unlike.map(({ netuid }) => netuid).join(', ')
  return {
    name: 'subnets of 2026-08-07',
    ok,
    line: `${total} of ${captured.length}${missed && `, not as captured: ${missed}`}`,
  }
}

const rao = (tao: number): string => String(Math.round(tao * 1e9))
