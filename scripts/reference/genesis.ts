import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { rowOf, sortAccounts } from '../../src/evidence/accounts.ts'
import { type Holdings, type HoldingsFacts, readHoldings, writeHoldings } from '../../src/evidence/holdings.ts'
import { balanceSheetOf } from '../../src/folds/chain/balance-sheet.ts'
import { accountsAlone } from '../../src/folds/chain/groups.ts'
import { spreadOf } from '../../src/folds/chain/spreads.ts'
import { hex, sha256, utf8 } from '../../src/log/bytes.ts'
import { accountKey } from '../../src/log/sign.ts'
import { address, publicKeyOf } from '../../src/log/ss58.ts'
import { parseRecord, type SignedRecord } from '../../src/records/record.ts'
import { isRefusal } from '../../src/records/refusals.ts'
import { starterPolicy } from '../../src/records/starter/first-records.ts'
import { firstNotes, scribe } from '../../src/service/begin.ts'
import type { InfluenceValue } from '../../src/views/chain/values.ts'
import { Fold } from '../../src/views/fold.ts'
import type { DisclosureValue } from '../../src/views/people/values.ts'
import { english } from '../../src/words/en.ts'
import { sentenceOf } from '../../src/words/refusal.ts'
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
  const holdings = readHoldings(bytes)
  const spread = spreadOf(accountsAlone(holdings, balanceSheetOf(holdings)), 'holdings')
  const seconds = (performance.now() - before) / 1000
  const pairs: [string, number | string, number | string][] = [
    ['total', (Number(spread.total) / 1e9).toFixed(3), published.total_tao.toFixed(3)],
    ['Gini', round(spread.gini), published.gini_total],
    ['more than half', spread.nakamoto.half, published.nakamoto_coefficient_50pct],
    ['top 10', round(spread.top10), published.top10_share],
    ['top 100', round(spread.top100), published.top100_share],
  ]
  const ok = pairs.every(([, ours, theirs]) => ours === theirs)
  const said = pairs.map(([name, ours, theirs]) => `${name} ${ours}${ours === theirs ? '' : ` (published ${theirs})`}`)
  const wallets = `${spread.holders} wallets (the summary counts ${published.distinct_wallets})`
  return [{ name: 'genesis', ok, line: `${wallets}: ${said.join(', ')}; in ${seconds.toFixed(2)} s` }, ladderOn(bytes)]
}

/** Every entity of the genesis block on the ladder, and how long the matrix of the hundred largest takes after the fold. */
function ladderOn(bytes: Uint8Array): ReferenceLine {
  const fold = foldOf(bytes)
  const before = performance.now()
  const value = fold.view('disclosure', { limit: '100' })
  const ms = performance.now() - before
  if (isRefusal(value)) return { name: 'ladder on genesis', ok: false, line: sentenceOf(english, value) }
  const { ladder, rows } = value as DisclosureValue
  const from = ladder.bands.map((each) => `${each.entities} from ${Math.round(each.from * 1e4) / 100} %`)
  const placed = ladder.below + ladder.bands.reduce((sum, { entities }) => sum + entities, 0)
  const { totals } = fold.view('influence', { limit: '1' }) as InfluenceValue
  const ok = rows.length === 100 && placed === totals.entities
  const line = `${ladder.below} below 0.01 %, ${from.join(', ')}: all ${placed} entities; matrix of the top ${rows.length} in ${ms.toFixed(0)} ms`
  return { name: 'ladder on genesis', ok, line }
}

/** A log of a policy and one snapshot with this evidence. */
function foldOf(bytes: Uint8Array): Fold {
  const [hash, zeros] = [hex(sha256(bytes)), '00'.repeat(32)]
  const block = { chain: zeros, block: 0, hash: zeros, stateRoot: zeros, spec: 0, recipe: 'holdings-1' as const }
  const fields = { ...block, holdings: hash, at: 0, endpoints: 1, agreed: 1 }
  const key = accountKey('ed25519-bytes', sha256(utf8('reference')))
  const write = scribe(key, 'reference.example.org/log', 0, (length) => new Uint8Array(length))
  const notes = [...firstNotes(write, starterPolicy, true), write('snapshot', fields).note]
  const fold = new Fold()
  const entries = notes.map((note, index) => ({ index, ms: index, record: parseRecord(note) as SignedRecord }))
  fold.push(entries, (name) => (name === hash ? bytes : undefined))
  return fold
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
    facts: factsOf(String(total)),
    accounts,
    free,
    reserved: new BigUint64Array(free.length),
    hotkey: Uint32Array.from(hotkeys, ([, hotkey]) => row(hotkey)),
    hotkeyOwner: Uint32Array.from(hotkeys, ([coldkey]) => row(coldkey)),
    hotkeyTake: new Uint16Array(hotkeys.length),
    stakeColdkey: Uint32Array.from(positions, ([coldkey]) => row(coldkey)),
    stakeHotkey: Uint32Array.from(positions, ([, hotkey]) => row(hotkey)),
    stakeNetuid: new Uint16Array(positions.length),
    stakeAmount: BigUint64Array.from(positions, ([, , rao]) => BigInt(rao)),
    childParent: none.row,
    childHotkey: none.row,
    childNetuid: none.netuid,
    childShare: none.amount,
    lockColdkey: none.row,
    lockHotkey: none.row,
    lockNetuid: none.netuid,
    lockAmount: none.amount,
  }
}

/** Facts of a chain without subnets or bodies; the issuance in rao. */
function factsOf(issuance: string): HoldingsFacts {
  return {
    format: 'holdings-1',
    chain: '00'.repeat(32),
    block: 0,
    hash: '00'.repeat(32),
    stateRoot: '00'.repeat(32),
    spec: 0,
    ms: 0,
    era: 'stake',
    issuance,
    taoWeight: '0',
    subnets: [],
    sudo: null,
    bodies: [],
    proxies: [],
    swaps: [],
    identities: [],
    missing: [],
  }
}
