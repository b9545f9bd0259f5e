import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { address, publicKeyOf } from '../../src/log/ss58.ts'
import { rowOf, sortAccounts } from '../../src/records/accounts.ts'
import { type Holdings, readHoldings, writeHoldings } from '../../src/records/holdings.ts'
import { groupsOf } from '../../src/views/chain/groups.ts'
import { spreadOf } from '../../src/views/chain/spreads.ts'
import { startTies } from '../../src/views/chain/ties.ts'
import type { ReferenceLine } from './line.ts'

type Balances = [account: string, rao: string][]
type Stakes = [coldkey: string, hotkey: string, rao: string, uid: number][]

interface Summary {
  /** One or two fewer than the files have. */
  distinct_wallets: number
  total_tao: number
  gini_total: number
  nakamoto_coefficient_50pct: number
  top10_share: number
  top100_share: number
}

/** The genesis block of finney, as a snapshot with one subnet of stake in TAO; the published figures must come out. */
export async function referenceGenesis(dir: string): Promise<ReferenceLine[]> {
  const folder = join(dir, 'bittensor', 'genesis')
  if (!existsSync(folder)) return [{ name: 'genesis', ok: false, line: `${folder} is missing` }]
  const json = <T>(name: string): T => JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as T
  const published = json<Summary>('summary')
  const before = performance.now()
  const bytes = writeHoldings(holdingsOf(json<Balances>('balances'), json<Stakes>('stakes')))
  const spread = spreadOf(groupsOf(readHoldings(bytes), 'account', startTies()), 'holdings')
  const seconds = (performance.now() - before) / 1000
  const pairs: [string, number | string, number | string][] = [
    ['total', (Number(spread.total) / 1e9).toFixed(3), published.total_tao.toFixed(3)],
    ['Gini', round(spread.gini), published.gini_total],
    ['more than half', spread.nakamoto.half, published.nakamoto_coefficient_50pct],
    ['top 10', round(spread.top10), published.top10_share],
    ['top 100', round(spread.top100), published.top100_share],
  ]
  const ok = pairs.every(([, ours, theirs]) => ours === theirs) && seconds < 1
  const said = pairs.map(([name, ours, theirs]) => `${name} ${ours}${ours === theirs ? '' : ` (published ${theirs})`}`)
  const wallets = `${spread.holders} wallets (the summary counts ${published.distinct_wallets})`
  return [{ name: 'genesis', ok, line: `${wallets}: ${said.join(', ')}; in ${seconds.toFixed(2)} s` }]
}

const round = (share: number): number => Math.round(share * 1e4) / 1e4

function holdingsOf(balances: Balances, stakes: Stakes): Holdings {
  const keys = new Map<string, Uint8Array>()
  for (const each of [
    ...balances.map(([account]) => account),
    ...stakes.flatMap(([coldkey, hotkey]) => [coldkey, hotkey]),
  ])
    keys.set(each, publicKeyOf(address(each)))
  const bytes = new Uint8Array(keys.size * 32)
  for (const [i, key] of [...keys.values()].entries()) bytes.set(key, i * 32)
  const accounts = sortAccounts(bytes)
  const rows = new Map([...keys].map(([name, key]) => [name, rowOf(accounts, key)]))
  const row = (name: string): number => rows.get(name)!
  const free = new BigUint64Array(accounts.length / 32)
  for (const [account, rao] of balances) free[row(account)]! += BigInt(rao)
  const hotkeys = stakes.toSorted((a, b) => row(a[1]) - row(b[1]))
  // A position that holds nothing is none in a snapshot.
  const positions = stakes
    .filter(([, , rao]) => rao !== '0')
    .toSorted((a, b) => row(a[0]) - row(b[0]) || row(a[1]) - row(b[1]))
  const total = [...free, ...stakes.map(([, , rao]) => BigInt(rao))].reduce((sum, each) => sum + each, 0n)
  const none = { row: new Uint32Array(0), netuid: new Uint16Array(0), amount: new BigUint64Array(0) }
  return {
    facts: {
      ...{ format: 'holdings-1', chain: '00'.repeat(32), block: 0, hash: '00'.repeat(32), stateRoot: '00'.repeat(32) },
      ...{ spec: 0, ms: 0, era: 'stake', issuance: String(total), taoWeight: '0', subnets: [], sudo: null },
      ...{ bodies: [], proxies: [], swaps: [], identities: [], missing: [] },
    },
    ...{ accounts, free, reserved: new BigUint64Array(free.length) },
    hotkey: Uint32Array.from(hotkeys, ([, hotkey]) => row(hotkey)),
    hotkeyOwner: Uint32Array.from(hotkeys, ([coldkey]) => row(coldkey)),
    hotkeyTake: new Uint16Array(hotkeys.length),
    stakeColdkey: Uint32Array.from(positions, ([coldkey]) => row(coldkey)),
    stakeHotkey: Uint32Array.from(positions, ([, hotkey]) => row(hotkey)),
    stakeNetuid: new Uint16Array(positions.length),
    stakeAmount: BigUint64Array.from(positions, ([, , rao]) => BigInt(rao)),
    ...{ childParent: none.row, childHotkey: none.row, childNetuid: none.netuid, childShare: none.amount },
    ...{ lockColdkey: none.row, lockHotkey: none.row, lockNetuid: none.netuid, lockAmount: none.amount },
  }
}
