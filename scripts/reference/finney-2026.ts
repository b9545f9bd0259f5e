import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { multisigAccount, walk } from '../../src/chain/origins.ts'
import { hex, unhex } from '../../src/log/bytes.ts'
import { address, addressOf, publicKeyOf } from '../../src/log/ss58.ts'
import { isRefusal } from '../../src/records/refusals.ts'
import type { SubnetsValue, SubnetValue } from '../../src/views/people/values.ts'
import { chainLog } from '../../test/chain-log.ts'
import { holdings } from '../../test/holdings.ts'
import type { ReferenceLine } from './line.ts'

interface Sudo {
  sudo: string
  threshold: number
  signatories: string[]
}

interface Approval {
  data: { extrinsic: { signer: string; call_module: string; call_function: string; call_args: Argument[] } }
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

/** The first approval names no block in which the call was proposed: one of as many as are needed. */
function waiting({ data }: Approval, { sudo }: Sudo): ReferenceLine {
  const { signer, call_module: pallet, call_function: name, call_args: given } = data.extrinsic
  const values = Object.fromEntries(given.map((each) => [each.name, each.value]))
  const others = (values['other_signatories'] as string[]).map(keyOf)
  const args = { ...values, other_signatories: others }
  const [outer] = walk({ pallet, name, args } as Parameters<typeof walk>[0], keyOf(signer))
  const { account, threshold } = outer?.multisig ?? { account: '', threshold: 0 }
  const approved = values['maybe_timepoint'] === null ? 1 : 2
  const ok = account === keyOf(sudo) && approved === 1 && threshold === 2 && signer.startsWith('5E7R')
  return { name: 'approval of block 8,636,169', ok, line: `${approved} of ${threshold} by ${signer}, for the sudo key` }
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
