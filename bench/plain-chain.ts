import type { Flows } from '../src/evidence/flows.ts'
import type { Holdings } from '../src/evidence/holdings.ts'

/**
 * What the views about a snapshot say, as one would write it first: objects and maps by account, and bigints throughout.
 * Only the figures that the bench compares.
 */
export function plainFigures(holdings: Holdings): { gini: number; half: number; largest: string } {
  const prices = new Map(holdings.facts.subnets.map(({ netuid, price }) => [netuid, BigInt(price)]))
  const name = (row: number): string => Buffer.from(holdings.accounts.subarray(row * 32, row * 32 + 32)).toString('hex')
  const owners = new Map<string, string>()
  holdings.hotkey.forEach((row, i) => {
    const owner = holdings.hotkeyOwner[i]!
    if (owner < holdings.free.length) owners.set(name(row), name(owner))
  })
  const held = new Map<string, bigint>()
  const add = (account: string, rao: bigint): void => {
    const entity = owners.get(account) ?? account
    held.set(entity, (held.get(entity) ?? 0n) + rao)
  }
  for (const [row, free] of holdings.free.entries()) add(name(row), free + holdings.reserved[row]!)
  holdings.stakeAmount.forEach((alpha, i) => {
    const netuid = holdings.stakeNetuid[i]!
    const rao = netuid === 0 ? alpha : (alpha * (prices.get(netuid) ?? 0n)) / 1_000_000_000n
    add(name(holdings.stakeColdkey[i]!), rao)
  })
  const sorted = [...held].sort(([, a], [, b]) => (a < b ? 1 : a > b ? -1 : 0))
  const total = sorted.reduce((sum, [, rao]) => sum + rao, 0n)
  let [weighted, sum, half] = [0n, 0n, 0]
  sorted.toReversed().forEach(([, rao], i) => {
    weighted += BigInt(2 * (i + 1) - sorted.length - 1) * rao
  })
  for (const [, rao] of sorted) {
    if (sum * 2n > total) break
    sum += rao
    half++
  }
  const gini = Number((weighted * 10n ** 9n) / (BigInt(sorted.length) * total)) / 1e9
  return { gini, half, largest: sorted[0]![0] }
}

/**
 * What is large by issuance or habit, as one would write it first: a map of who owns whom for the snapshot of each table,
 * and amounts that an entity moved, sorted anew for each flow.
 */
export function plainHabits(tables: readonly Flows[], holdings: Holdings, threshold: bigint): number {
  const past = new Map<string, bigint[]>()
  const name = (accounts: Uint8Array, row: number): string =>
    Buffer.from(accounts.subarray(row * 32, row * 32 + 32)).toString('hex')
  let found = 0
  for (const { accounts, from, amount } of tables) {
    const owners = new Map(Array.from(holdings.free, (_, row) => [name(holdings.accounts, row), row] as const))
    for (const [i, row] of holdings.hotkey.entries()) owners.set(name(holdings.accounts, row), holdings.hotkeyOwner[i]!)
    for (let row = 0; row < from.length; row++) {
      const key = String(owners.get(name(accounts, from[row]!)))
      const amounts = past.get(key) ?? []
      const sorted = [...amounts].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
      const median = sorted[sorted.length >> 1] ?? 0n
      if (amount[row]! >= threshold && amount[row]! >= 3n * median) found++
      amounts.push(amount[row]!)
      past.set(key, amounts)
    }
  }
  return found
}

/** Banzhaf by trying every coalition: 2^n of them. */
export function plainBanzhaf(weights: readonly number[], quota: number): number[] {
  const swings = weights.map(() => 0)
  for (let coalition = 0; coalition < 2 ** weights.length; coalition++) {
    const sum = weights.reduce((total, weight, i) => total + ((coalition >> i) & 1) * weight, 0)
    if (sum < quota) continue
    weights.forEach((weight, i) => {
      if ((coalition >> i) & 1 && sum - weight < quota) swings[i]!++
    })
  }
  return swings.map((swing) => swing / 2 ** (weights.length - 1))
}
