import { readFlows, writeFlows } from '../src/evidence/flows.ts'
import { readHoldings, writeHoldings } from '../src/evidence/holdings.ts'
import { balanceSheetOf } from '../src/folds/chain/balance-sheet.ts'
import { emptyDictionary } from '../src/folds/chain/dictionary.ts'
import { movingFlows } from '../src/folds/chain/flows.ts'
import { groupsOf } from '../src/folds/chain/groups.ts'
import { lookThrough, noMovements } from '../src/folds/chain/large-movements.ts'
import { hex, sha256, utf8 } from '../src/log/bytes.ts'
import { formatNote } from '../src/log/note.ts'
import { accountKey } from '../src/log/sign.ts'
import { powerIndices } from '../src/math/power.ts'
import { parseRecord, type SignedRecord, writeText } from '../src/records/record.ts'
import { isRefusal } from '../src/records/refusals.ts'
import type { FieldsOf, KindName } from '../src/records/registry.ts'
import { starterPolicy } from '../src/records/starter/first-records.ts'
import type { ConcentrationValue, InfluenceValue, PowerValue } from '../src/views/chain/values.ts'
import { Fold } from '../src/views/fold.ts'
import { english } from '../src/words/en.ts'
import { sentenceOf } from '../src/words/refusal.ts'
import { madeFlows, madeHoldings } from './chain-data.ts'
import { plainBanzhaf, plainFigures, plainHabits } from './plain-chain.ts'

/** As large as the chain was in 2026: accounts with a balance, and stake positions. */
export const sizes = { accounts: 430_000, hotkeys: 5_000, subnets: 129, positions: 211_000 }

export const operator = accountKey('ed25519-bytes', sha256(utf8('bench operator')))
export const origin = 'bench.invalid/log'

/**
 * One snapshot from its bytes to influence, concentration and power, through the fold that a site runs; against the same
 * figures from maps and objects. Seconds, and megabytes of the whole process at its peak before the plain part runs.
 */
export async function benchSnapshot(): Promise<Record<string, number>> {
  const bytes = writeHoldings(madeHoldings(sizes))
  const entries = logOf(bytes).map((record, index) => ({ index, ms: 1000 * index, record }))
  const before = performance.now()
  const fold = new Fold()
  fold.push(entries, () => bytes)
  const influence = fold.view('influence', {}) as InfluenceValue
  const concentration = fold.view('concentration', {}) as ConcentrationValue
  const power = fold.view('power', {}) as PowerValue
  const seconds = (performance.now() - before) / 1000
  const peak = process.resourceUsage().maxRSS / 1024
  const beforePlain = performance.now()
  const plain = plainFigures(readHoldings(bytes))
  const plainSeconds = (performance.now() - beforePlain) / 1000
  const { all } = concentration.spreads.find(({ level, measure }) => level === 'entity' && measure === 'holdings')!
  if (all.nakamoto.half !== plain.half || Math.abs(all.gini - plain.gini) > 1e-6)
    throw new Error(`two ways to one figure differ: ${JSON.stringify({ all, plain })}`)
  return {
    accounts: sizes.accounts,
    positions: sizes.positions,
    evidenceMb: bytes.length / 2 ** 20,
    rows: influence.rows.length,
    rules: power.rules.length,
    snapshotSeconds: seconds,
    snapshotPeakMb: peak,
    plainSeconds,
    timesFasterThanPlain: plainSeconds / seconds,
  }
}

/**
 * The flows of a year, a table a day, from their bytes through the detection of movements; against maps of all accounts
 * and sorting the past of an account anew for each of its flows, over ten days.
 */
export async function benchMovements(): Promise<Record<string, number>> {
  const [days, perDay, plainDays] = [365, 4932, 10]
  const holdings = readHoldings(writeHoldings(madeHoldings(sizes)))
  const sheet = balanceSheetOf(holdings)
  const grouped = { holdings, sheet, groups: groupsOf(holdings, sheet, []) }
  const evidence = Array.from({ length: days }, (_, day) => writeFlows(madeFlows(holdings, day, perDay)))
  const [dictionary, state] = [emptyDictionary(), noMovements()]
  const before = performance.now()
  const of = { at: 0, sha256: '' }
  for (const bytes of evidence) lookThrough(state, movingFlows(of, readFlows(bytes), grouped, dictionary))
  const seconds = (performance.now() - before) / 1000
  const tables = evidence.slice(0, plainDays).map(readFlows)
  const beforePlain = performance.now()
  plainHabits(tables, holdings, (BigInt(holdings.facts.issuance) * 5n) / 10_000n)
  const plainSeconds = (performance.now() - beforePlain) / 1000
  const perFlow = seconds / (days * perDay)
  return {
    flows: days * perDay,
    movements: state.found.length,
    movementsSeconds: seconds,
    flowsPerSecond: 1 / perFlow,
    plainFlowsPerSecond: (plainDays * perDay) / plainSeconds,
    timesFasterThanPlain: plainSeconds / (plainDays * perDay) / perFlow,
  }
}

/** Both indices of 4,000 voters by stake; and of 20 of them, against trying every coalition. Milliseconds. */
export async function benchPower(): Promise<Record<string, number>> {
  const weights = Array.from({ length: 4000 }, (_, i) => BigInt(1 + Math.floor(1e13 / (i + 1))))
  const few = weights.slice(0, 20)
  const half = (of: readonly bigint[]): bigint => of.reduce((sum, weight) => sum + weight, 0n) / 2n + 1n
  const times = Array.from({ length: 5 }, () => timed(() => powerIndices(weights, half(weights))))
  const small = timed(() => powerIndices(few, half(few)))
  const plain = timed(() => plainBanzhaf(few.map(Number), Number(half(few))))
  plain.value.forEach((banzhaf, i) => {
    if (Math.abs(banzhaf - small.value.banzhaf[i]!) > 1e-9) throw new Error(`player ${i} differs`)
  })
  return {
    voters: weights.length,
    powerFirstMs: times[0]!.ms,
    powerMs: Math.min(...times.map(({ ms }) => ms)),
    of20Ms: small.ms,
    plainOf20Ms: plain.ms,
    timesFasterThanPlain: plain.ms / small.ms,
  }
}

export function timed<T>(work: () => T): { ms: number; value: T } {
  const before = performance.now()
  const value = work()
  return { ms: performance.now() - before, value }
}

function signed<K extends KindName>(kind: K, fields: FieldsOf<K>, nonce: string): SignedRecord {
  const text = writeText(kind, fields, { origin, account: operator.address, time: 0, nonce: nonce.repeat(32) })
  const record = isRefusal(text) ? text : parseRecord(formatNote(text, [operator.sign(text)]))
  if (isRefusal(record)) throw new Error(sentenceOf(english, record))
  return record
}

/** The beginning of a log about a chain: a policy, and a snapshot with this evidence. */
export const logOf = (bytes: Uint8Array): SignedRecord[] => [starting(), snapshotOf(bytes)]

const starting = (): SignedRecord => signed('policy', starterPolicy, '0')

function snapshotOf(bytes: Uint8Array): SignedRecord {
  const { chain, block, hash, stateRoot, spec, ms } = readHoldings(bytes).facts
  const fields = { chain, block, hash, stateRoot, spec, recipe: 'holdings-1' as const, at: ms, endpoints: 3, agreed: 3 }
  return signed('snapshot', { ...fields, holdings: hex(sha256(bytes)) }, '1')
}
