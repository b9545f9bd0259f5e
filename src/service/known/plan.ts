/** What files of public lists are, and which records follow from them. */

import { countsOf, type Profile, readDelegates } from '../../evidence/delegates.ts'
import { type Genesis, writeGenesis } from '../../evidence/genesis.ts'
import { type Balances, balancesIn, genesisOf, type Stakes, stakesIn } from '../../evidence/genesis-lists.ts'
import { hex, sha256 } from '../../log/bytes.ts'
import { Malformed } from '../../log/errors.ts'
import { isRefusal } from '../../records/refusals.ts'
import { oneLine } from '../../records/title.ts'
import { english } from '../../words/en.ts'
import { knownAccountsStep } from './accounts.ts'
import { eventDrafts } from './events.ts'
import type { Found } from './found.ts'
import { type LeftOut, noSource, type Step } from './step.ts'
import type { InLog } from './there.ts'

export interface Plan {
  steps: Step[]
  /** What a person has to judge first: signed when its kind is asked for by name. */
  drafts: Step[]
  leftOut: LeftOut[]
  /** Files in which nothing was found that belongs here. */
  unused: string[]
  /** Something waits until it is known which chain this is. */
  needsChain: boolean
}

/** What the operator says beside the files. */
export interface Given {
  /** Hash of block 0; null: not known yet. */
  chain: string | null
  sources: ReadonlyMap<string, string>
}

/** Every record that follows from these files. */
export function planOf(all: readonly Found[], log: InLog, given: Given): Plan {
  const plan: Plan = { steps: [], drafts: [], leftOut: [], unused: [], needsChain: false }
  const sources = withListed(all, given.sources)
  const found = all.filter(({ name }) => basename(name) !== sourcesFile)
  const used = new Set<string>()
  const leaveOut = (file: string, what: string, why: string) => void plan.leftOut.push({ file, what, why })
  for (const file of found) {
    const profiles = profilesIn(file)
    if (profiles === null) continue
    used.add(file.name)
    const source = sourceOf(sources, file)
    if (source === null) leaveOut(file.name, 'profiles', noSource(file.name))
    else plan.steps.push(profilesStep(file, profiles, source, plan.leftOut))
  }
  for (const { balances, stakes } of genesisPairs(found)) {
    for (const { name } of [balances, stakes]) used.add(name)
    const what = 'balances and stakes of block 0'
    const source = sourceOf(sources, balances, stakes)
    const { chain } = given
    if (chain === null) {
      plan.needsChain = true
      continue
    }
    const read = tried(() => genesisOf(chain, balances.list, stakes.list))
    if (read instanceof Malformed) leaveOut(stakes.name, what, read.message)
    else if (source === null) leaveOut(balances.name, what, noSource(balances.name))
    else plan.steps.push(genesisStep(read, source))
  }
  const known = knownAccountsStep(found, log, (file) => sourceOf(sources, file), plan.leftOut)
  for (const name of known.used) used.add(name)
  if (known.step) plan.steps.push(known.step)
  if (known.draft) plan.drafts.push(known.draft)
  const events = eventDrafts(found, log, plan.leftOut)
  for (const name of events.used) used.add(name)
  plan.drafts.push(...events.drafts)
  plan.unused = found.map(({ name }) => name).filter((name) => !used.has(name))
  return plan
}

/** The file of a folder that says where the others are from: `{"<file>": "<source>"}`. */
const sourcesFile = 'sources.json'

function withListed(all: readonly Found[], given: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const listed = all.find(({ name }) => name === sourcesFile)?.json
  const entries = listed && typeof listed === 'object' ? Object.entries(listed) : []
  const texts = entries.filter((each): each is [string, string] => typeof each[1] === 'string')
  return new Map([...texts, ...given])
}

/** Where files are from, said of one by its path, its name or its folder, or known of it; null: nobody said. */
function sourceOf(sources: ReadonlyMap<string, string>, ...files: Found[]): string | null {
  const keys = files.flatMap(({ name }) => [name, basename(name), folderOf(name)])
  const said = [...keys.map((key) => sources.get(key)), ...files.map(({ source }) => source)]
  const first = said.find((text) => text !== undefined)
  return first === undefined ? null : oneLine(first)
}

/** Of a path with slashes: what stands behind the last one, and before it. */
const basename = (path: string): string => path.slice(path.lastIndexOf('/') + 1)
const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/'))) || '.'

/** The list is kept as it is, so that each signature can be checked again; one that does not hold is named. */
function profilesStep({ name, bytes }: Found, profiles: Profile[], source: string, leftOut: LeftOut[]): Step {
  for (const { verdict, hotkey, name: called } of profiles)
    if (verdict === 'invalid')
      leftOut.push({ file: name, what: `${called} (${hotkey})`, why: english.say('lists.bad-signature') })
  const file = hex(sha256(bytes))
  return {
    kind: 'profiles',
    fields: { title: basename(name), format: 'delegates', file, source },
    files: [bytes],
    sameBy: ['file'],
    told: { profiles: profiles.length, ...countsOf(profiles) },
  }
}

function profilesIn({ bytes, json }: Found): Profile[] | null {
  if (!looksLikeProfiles(json)) return null
  const profiles = readDelegates(bytes)
  return isRefusal(profiles) ? null : profiles
}

/** An empty list is read as a list of profiles too, and is none that anybody would bring in. */
function looksLikeProfiles(json: unknown): boolean {
  const [first] = typeof json === 'object' && json !== null ? Object.values(json) : []
  return typeof first === 'object' && first !== null && 'signature' in first && 'description' in first
}

interface Pair {
  balances: Found & { list: Balances }
  stakes: Found & { list: Stakes }
}

/** Balances and stakes that lie in one folder. */
function genesisPairs(found: readonly Found[]): Pair[] {
  const stakes = found.flatMap((file) => {
    const list = stakesIn(file.json)
    return list ? [{ ...file, list }] : []
  })
  return found.flatMap((file) => {
    const list = balancesIn(file.json)
    const beside = stakes.find(({ name }) => folderOf(name) === folderOf(file.name))
    return list && beside ? [{ balances: { ...file, list }, stakes: beside }] : []
  })
}

function genesisStep(genesis: Genesis, source: string): Step {
  const bytes = writeGenesis(genesis)
  const holdings = hex(sha256(bytes))
  return {
    kind: 'genesis',
    fields: { chain: genesis.facts.chain, title: 'Balances and stakes of block 0', source, holdings },
    files: [bytes],
    sameBy: ['holdings'],
    told: totalsOf(genesis),
  }
}

function tried<T>(make: () => T): T | Malformed {
  try {
    return make()
  } catch (error) {
    if (error instanceof Malformed) return error
    throw error
  }
}

/** Amounts in rao, as decimal digits. */
function totalsOf({ free, stakeAmount }: Genesis): Record<string, string | number> {
  const sum = (amounts: BigUint64Array): bigint => amounts.reduce((total, each) => total + each, 0n)
  const [balances, staked] = [sum(free), sum(stakeAmount)]
  return {
    accounts: free.length,
    positions: stakeAmount.length,
    free: String(balances),
    staked: String(staked),
    total: String(balances + staked),
  }
}
