import { key, type Ledger } from '../src/dev/simulated-chain/ledger.ts'
import { addressAt } from '../src/evidence/accounts.ts'
import type { Holdings, Subnet } from '../src/evidence/holdings.ts'
import { lockSumForms } from '../src/evidence/later-columns.ts'

/** What a ledger and a snapshot say alike, in words that can be compared. */
export interface Figures {
  issuance: string
  /** Free and reserved rao. */
  balances: Record<string, string>
  /** By coldkey, hotkey and netuid, in rao of TAO or alpha. */
  stakes: Record<string, string>
  /** Owner of each hotkey that has one. */
  owners: Record<string, string>
  takes: Record<string, number>
  /** By parent, netuid and child: how much of 2^64 - 1. */
  children: Record<string, string>
  /** Mass and conviction in whole rao of alpha, the block of both, and whether it stays. */
  locks: Record<string, string>
  /** What is added up of locks, likewise, by netuid, hotkey (nobody: the owner's) and form. */
  lockSums: Record<string, string>
  /** Shares by hotkey, and by hotkey and coldkey. */
  baskets: Record<string, string>
  /** Owner, price, and the TAO in the pool. */
  subnets: Record<string, string>
  proxies: string[]
  swaps: string[]
  bodies: Record<string, string[]>
  sudo: string | null
  names: Record<string, string>
}

const zeros = '5C4hrfjw9DjXZTzV3MwzrrAr9P1MJhSrvWGWqi1eSuyUpnhM'

/** What a snapshot says. */
export function holdingsIn(holdings: Holdings): Figures {
  const { facts, accounts, later } = holdings
  const at = (row: number): string => addressAt(accounts, row) ?? 'nobody'
  const rows = <T extends { [index: number]: unknown; length: number }>(column: T) =>
    Array.from({ length: column.length }, (_, i) => i)
  const table = <T>(places: number[], pair: (i: number) => [string, T] | null): Record<string, T> =>
    Object.fromEntries(places.map(pair).filter((each) => each !== null))
  const { free, reserved, hotkey, hotkeyOwner, hotkeyTake } = holdings
  return {
    issuance: facts.issuance,
    balances: table(rows(free), (i) => (free[i]! + reserved[i]! > 0n ? [at(i), `${free[i]} ${reserved[i]}`] : null)),
    stakes: table(rows(holdings.stakeAmount), (i) => [
      key(at(holdings.stakeColdkey[i]!), at(holdings.stakeHotkey[i]!), holdings.stakeNetuid[i]!),
      String(holdings.stakeAmount[i]),
    ]),
    owners: table(rows(hotkey), (i) =>
      at(hotkeyOwner[i]!) === 'nobody' ? null : [at(hotkey[i]!), at(hotkeyOwner[i]!)],
    ),
    takes: table(rows(hotkey), (i) => (hotkeyTake[i]! > 0 ? [at(hotkey[i]!), hotkeyTake[i]!] : null)),
    children: table(rows(holdings.childShare), (i) => [
      key(at(holdings.childParent[i]!), holdings.childNetuid[i]!, at(holdings.childHotkey[i]!)),
      String(holdings.childShare[i]),
    ]),
    locks: table(rows(holdings.lockAmount), (i) => [
      key(at(holdings.lockColdkey[i]!), holdings.lockNetuid[i]!, at(holdings.lockHotkey[i]!)),
      lockWords(holdings.lockAmount[i]!, later?.lockConviction[i], later?.lockSince[i], later?.lockPerpetual[i] === 1),
    ]),
    ...laterIn(holdings),
    subnets: Object.fromEntries(facts.subnets.map((each) => [each.netuid, subnetIn(each)])),
    proxies: facts.proxies.map(({ account, delegate, type }) => key(account, delegate, type)).sort(),
    swaps: facts.swaps.map(({ account, block }) => key(account, block)).sort(),
    bodies: Object.fromEntries(
      facts.bodies.filter(({ name }) => name !== 'root').map(({ name, members }) => [name, members]),
    ),
    sudo: facts.sudo,
    names: Object.fromEntries(facts.identities.map(({ account, name }) => [account, name])),
  }
}

const lockWords = (mass: bigint, conviction = 0n, since = 0, stays = false): string =>
  `${mass} ${conviction} at ${since}${stays ? ' stays' : ''}`

function laterIn({ accounts, later }: Holdings): Pick<Figures, 'lockSums' | 'baskets'> {
  const figures: Pick<Figures, 'lockSums' | 'baskets'> = { lockSums: {}, baskets: {} }
  if (!later) return figures
  const at = (row: number): string => addressAt(accounts, row) ?? 'nobody'
  for (const [i, netuid] of later.lockSumNetuid.entries())
    figures.lockSums[key(netuid, at(later.lockSumHotkey[i]!), lockSumForms[later.lockSumForm[i]!]!)] = lockWords(
      later.lockSumMass[i]!,
      later.lockSumConviction[i],
      later.lockSumSince[i],
    )
  for (const [i, hotkey] of later.basketHotkey.entries()) figures.baskets[at(hotkey)] = String(later.basketShares[i])
  for (const [i, hotkey] of later.partHotkey.entries())
    figures.baskets[key(at(hotkey), at(later.partColdkey[i]!))] = String(later.partShares[i])
  return figures
}
const subnetIn = ({ owner, price, movingPrice = 'none', identity }: Subnet): string =>
  key(String(owner), price, movingPrice, identity?.description ?? 'none')

/** What the ledger says that a snapshot should. `era`: before AlphaV2 a runtime keeps neither locks nor announced swaps. */
export function ledgerFigures(ledger: Ledger, era: Holdings['facts']['era']): Figures {
  const figures: Figures = {
    issuance: String(ledger.issuance),
    balances: {},
    stakes: {},
    owners: {},
    takes: {},
    children: {},
    locks: {},
    lockSums: {},
    baskets: {},
    subnets: {},
    proxies: [],
    swaps: [],
    bodies: {},
    sudo: ledger.sudo,
    names: {},
  }
  for (const [who, { free, reserved }] of ledger.accounts)
    if (free + reserved > 0n) figures.balances[who] = `${free} ${reserved}`
  for (const [pool, parts] of ledger.pools) {
    const [hotkey = '', netuid = ''] = pool.split(' ')
    for (const [coldkey, amount] of parts)
      if (amount > 0n) figures.stakes[key(coldkey, hotkey, netuid)] = String(amount)
  }
  for (const [hotkey, owner] of ledger.owners) figures.owners[hotkey] = owner
  for (const [hotkey, take] of ledger.takes) if (take > 0) figures.takes[hotkey] = take
  for (const [pool, children] of ledger.children)
    for (const [share, child] of children) figures.children[key(...pool.split(' '), child)] = String(share)
  for (const [place, { mass, conviction, since }] of ledger.locks) {
    const [coldkey = '', netuid = ''] = place.split(' ')
    const stays = ledger.perpetual.has(key(coldkey, netuid))
    if (mass + (conviction >> 64n) > 0n) figures.locks[place] = lockWords(mass, conviction >> 64n, since, stays)
  }
  for (const [netuid, sums] of ledger.lockSums)
    for (const [name, { mass, conviction, since }] of sums) {
      const [hotkey = '', how, whose] = name.split(' ')
      const form = whose === 'owner' ? `${how}-owner` : `${how}`
      figures.lockSums[key(netuid, whose === 'owner' ? 'nobody' : hotkey, form)] = lockWords(
        mass,
        conviction >> 64n,
        since,
      )
    }
  for (const [hotkey, { shares, owed }] of ledger.baskets) {
    if (shares > 0n) figures.baskets[hotkey] = String(shares)
    for (const [who, part] of owed) if (part > 0n) figures.baskets[key(hotkey, who)] = String(part)
  }
  for (const [netuid, { owner, price, name }] of ledger.subnets)
    figures.subnets[netuid] = key(
      String(owner === zeros ? null : owner),
      String(price),
      era === 'stake' ? 'none' : String(netuid === 0 ? 1n << 32n : (price << 32n) / 1_000_000_000n),
      // The runtime of the first era has no field for words.
      netuid === 0 || era === 'stake' ? 'none' : `What ${name} says of itself`,
    )
  figures.proxies = [...ledger.proxies]
    .flatMap(([who, list]) => list.map(({ delegate, type }) => key(who, delegate, type)))
    .sort()
  if (era === 'alpha-v2') figures.swaps = [...ledger.swaps].map(([who, { block }]) => key(who, block)).sort()
  for (const [body, members] of ledger.bodies)
    if (members.length > 0 && era !== 'alpha-v2') figures.bodies[body] = [...members].sort()
  for (const [who, { name }] of ledger.identities) figures.names[who] = name
  return figures
}
