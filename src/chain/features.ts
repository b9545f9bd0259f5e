/**
 * Which of the things that Sensus reads a runtime has, and in which of their forms. Decided by what its metadata names,
 * never by its version (design: chain facts 1.1, 1.2 and 1.6).
 */

import type { Runtime } from './runtime.ts'

/** How stake is kept: rao by hotkey and coldkey, shares in fixed point, or shares in decimal floats. */
export type Era = 'stake' | 'alpha' | 'alpha-v2'

/** What a runtime can do, told by its metadata and never by its version. */
export interface Features {
  /** The newest layout of stake that there is; null on a chain without stake. */
  era: Era | null
  governance: {
    /** Triumvirate and Senate, gone from Bittensor since November 2025. */
    collectives: boolean
    sudo: boolean
    multisig: boolean
    /** MultiCollective, SignedVoting and Referenda, designed to follow. */
    referenda: boolean
  }
  locks: boolean
  children: boolean
  proxies: boolean
  /** How a change of coldkey is begun: announced by its hash, or scheduled at once. */
  coldkeySwap: 'announced' | 'scheduled' | null
  /** Where accounts say who they are, newest form. */
  identities: 'v2' | 'v1' | 'registry' | null
  subnetIdentities: 'SubnetIdentitiesV3' | 'SubnetIdentitiesV2' | 'SubnetIdentities' | null
  /** How alpha is priced: the runtime's own call, the ratio of the subnet's reserves, or no alpha at all. */
  price: 'api' | 'reserves' | null
  /** Sentences on what is expected of a runtime and not there. */
  missing: string[]
}

/** A fact and the storage that has it, in any one of these forms; and what cannot be said without. */
interface Expected {
  anyOf: string[]
  without: string
}

const own = 'SubtensorModule'

/** What every runtime of Bittensor has had in some form. */
const expected: Expected[] = [
  { anyOf: ['System.Account'], without: 'no balance can be read' },
  { anyOf: ['System.Events'], without: 'no flow can be read' },
  { anyOf: ['Timestamp.Now'], without: 'blocks have no time' },
  { anyOf: ['Balances.TotalIssuance', `${own}.TotalIssuance`], without: 'shares of all TAO cannot be told' },
  { anyOf: [`${own}.AlphaV2`, `${own}.Alpha`, `${own}.Stake`], without: 'no stake can be read' },
  { anyOf: [`${own}.Owner`], without: 'the owner of a hotkey is unknown' },
  { anyOf: [`${own}.Delegates`], without: 'what validators take is unknown' },
  { anyOf: [`${own}.NetworksAdded`], without: 'the subnets in force are unknown' },
  { anyOf: [`${own}.SubnetOwner`], without: 'the owners of subnets are unknown' },
  { anyOf: [`${own}.NetworkRegisteredAt`], without: 'the age of subnets is unknown' },
  { anyOf: [`${own}.IdentitiesV2`, `${own}.Identities`, 'Registry.IdentityOf'], without: 'accounts have no names' },
  { anyOf: ['Sudo.Key', 'Triumvirate.Members', 'MultiCollective.Members'], without: 'who governs is unknown' },
  { anyOf: ['Proxy.Proxies'], without: 'who may act for whom is unknown' },
  { anyOf: ['Multisig.Multisigs'], without: 'pending decisions of multisigs are unknown' },
]

/** What goes with shares: expected as soon as stake is kept in them. */
const expectedOfShares: Expected[] = [
  { anyOf: [`${own}.TotalHotkeyAlpha`], without: 'shares cannot be turned into alpha' },
  { anyOf: [`${own}.TotalHotkeySharesV2`, `${own}.TotalHotkeyShares`], without: 'shares cannot be turned into alpha' },
  { anyOf: [`${own}.SubnetTAO`], without: 'the reserves of subnets are unknown' },
  { anyOf: [`${own}.SubnetAlphaIn`], without: 'the reserves of subnets are unknown' },
  { anyOf: [`${own}.SubnetAlphaOut`], without: 'the alpha in circulation is unknown' },
  { anyOf: [`${own}.TaoWeight`], without: 'what root stake weighs in a subnet is unknown' },
]

/** What a runtime has, and what it lacks. */
export function featuresOf(runtime: Runtime): Features {
  const has = (item: string): boolean => hasNamed(runtime, item)
  const era = eraIn(runtime)
  return {
    era,
    governance: {
      collectives: has('Triumvirate.Voting') && has('SenateMembers.Members'),
      sudo: has('Sudo.Key'),
      multisig: runtime.hasCall('Multisig', 'as_multi'),
      referenda: ['MultiCollective', 'SignedVoting', 'Referenda'].every(runtime.hasPallet),
    },
    locks: has(`${own}.Lock`),
    children: has(`${own}.ChildKeys`),
    proxies: has('Proxy.Proxies'),
    coldkeySwap: swapIn(has),
    identities: identitiesIn(has),
    subnetIdentities: subnetIdentitiesIn(has),
    price: priceIn(runtime),
    missing: missingIn(runtime, era === 'alpha' || era === 'alpha-v2' ? [...expected, ...expectedOfShares] : expected),
  }
}

/** The newest layout of stake in a runtime; null when it has none. */
export function eraIn(runtime: Runtime): Era | null {
  if (runtime.hasStorage(own, 'AlphaV2')) return 'alpha-v2'
  if (runtime.hasStorage(own, 'Alpha')) return 'alpha'
  return runtime.hasStorage(own, 'Stake') ? 'stake' : null
}

type Has = (item: string) => boolean

function hasNamed(runtime: Runtime, name: string): boolean {
  const [pallet = '', item = ''] = name.split('.')
  return runtime.hasStorage(pallet, item)
}

function swapIn(has: Has): Features['coldkeySwap'] {
  if (has(`${own}.ColdkeySwapAnnouncements`)) return 'announced'
  return has(`${own}.ColdkeySwapScheduled`) ? 'scheduled' : null
}

function identitiesIn(has: Has): Features['identities'] {
  if (has(`${own}.IdentitiesV2`)) return 'v2'
  if (has(`${own}.Identities`)) return 'v1'
  return has('Registry.IdentityOf') ? 'registry' : null
}

function subnetIdentitiesIn(has: Has): Features['subnetIdentities'] {
  const forms = ['SubnetIdentitiesV3', 'SubnetIdentitiesV2', 'SubnetIdentities'] as const
  return forms.find((form) => has(`${own}.${form}`)) ?? null
}

/** Metadata 14 names no runtime calls; the pallet Swap came with the call. */
function priceIn(runtime: Runtime): Features['price'] {
  if (runtime.hasApi('SwapRuntimeApi', 'current_alpha_price')) return 'api'
  if (runtime.version === 14 && runtime.hasPallet('Swap')) return 'api'
  return runtime.hasStorage(own, 'SubnetTAO') && runtime.hasStorage(own, 'SubnetAlphaIn') ? 'reserves' : null
}

function missingIn(runtime: Runtime, all: Expected[]): string[] {
  return all
    .filter(({ anyOf }) => !anyOf.some((item) => hasNamed(runtime, item)))
    .map(({ anyOf, without }) => `the runtime of spec ${runtime.spec} lacks ${anyOf.join(' or ')}: ${without}`)
}
