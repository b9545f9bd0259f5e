/** Which bands of the ladder each entity reaches, and since when. */

import { addressOfRow } from '../../evidence/accounts.ts'
import type { Address } from '../../log/ss58.ts'
import { type Band, defaultLadder, parseLadder } from '../../records/people/ladder.ts'
import { flows } from '../chain/flows.ts'
import { freshGroups } from '../chain/fresh-groups.ts'
import { type GovernanceRoles, holdsOffice } from '../chain/governance-roles.ts'
import { links } from '../chain/links.ts'
import { groupsNow, type Observed, observe, observed } from '../chain/observed.ts'
import { fromShare, type TwoShares, twoSharesOf } from '../chain/order.ts'
import { snapshots } from '../chain/snapshots.ts'
import { derived } from '../derived.ts'
import { defineFold, type Given } from '../fold.ts'
import { type Ladders, ladders } from './ladders.ts'

/** A ladder and the record that brought it. */
export interface Ladder {
  /** null: the one that Sensus comes with, which has no title of its own. */
  index: number | null
  title: string | null
  bands: Band[]
}

/** The latest ladder of the operator that stands, or the one that Sensus comes with. */
export const ladder = derived({
  name: 'ladder',
  from: { ladders },
  compute: ({ ladders: signed }) => ladderOf(signed),
})

function ladderOf(signed: Readonly<Ladders>): Ladder {
  const latest = signed.at(-1)
  if (latest) return { index: latest.index, title: latest.title, bands: latest.bands }
  const bands = parseLadder(defaultLadder)
  // A test reads it.
  if (!Array.isArray(bands)) throw new Error('The ladder that Sensus comes with does not read.')
  return { index: null, title: null, bands }
}

/** An entity with its shares, the number of bands that the larger one reaches, and what it holds in office. */
export interface Standing {
  key: Address
  shares: TwoShares
  /** The larger of the two. */
  share: number
  band: number
  roles: GovernanceRoles
}

/** Who reaches which band of the ladder after the latest snapshot. */
export interface Bands {
  /** Those that reach any band, the largest first. */
  rows: Standing[]
  /** Entities that reach each band and no higher one, in the order of the ladder; and those that reach none. */
  counts: number[]
  below: number
}

/** Every entity of the latest snapshot on the ladder in force. */
export const bands = derived({
  name: 'bands',
  from: { observed, ladder },
  compute: ({ observed, ladder: { bands } }): Bands =>
    observed ? placeAll(observed, bands) : { rows: [], counts: bands.map(() => 0), below: 0 },
})

function placeAll(observed: Observed, bands: readonly Band[]): Bands {
  const { groups, roles, sheet } = observed
  const large = fromShare(groups, sheet, bands[0]?.from ?? 1)
  const seen = new Set(large)
  const offices = [...roles.keys()].filter((each) => !seen.has(each)).sort((a, b) => a - b)
  const rows = [...large, ...offices].map((row) => standingOf(observed, bands, row))
  const reached = rows.filter(({ band }) => band > 0)
  const counts = bands.map((_, i) => reached.filter(({ band }) => band === i + 1).length)
  return { rows: reached, counts, below: groups.holders.length - reached.length }
}

export const noRoles: GovernanceRoles = { subnets: [], seats: [], keys: [] }

/** Where the entity in a row stands. */
export function standingOf(
  { holdings, groups, sheet, roles }: Observed,
  bands: readonly Band[],
  row: number,
): Standing {
  const shares = twoSharesOf(groups, sheet, row)
  const share = Math.max(shares.holdings, shares.weight)
  const held = roles.get(row)
  return {
    key: addressOfRow(holdings.accounts, row),
    shares,
    share,
    band: bandOf(bands, share, holdsOffice(held)),
    roles: held ?? noRoles,
  }
}

/** How many bands a share reaches; an office counts like the share of the highest band that names offices. */
export function bandOf(bands: readonly Band[], share: number, office: boolean): number {
  const byShare = bands.filter(({ from }) => share >= from).length
  const byOffice = office ? bands.findLastIndex((band) => band.office) + 1 : 0
  return Math.max(byShare, byOffice)
}

/** Since when each entity reaches each band without interruption (Unix milliseconds), by the account that names it. */
export type BandsReached = Map<Address, (number | undefined)[]>

const needs = { snapshots, links, freshGroups, flows, ladders }

export const bandsReached = defineFold({
  name: 'bands-reached',
  needs,
  kinds: ['snapshot', 'ladder'],
  start: (): BandsReached => new Map(),

  /** A snapshot counts at the time of its block, another ladder at the time when it came into force. */
  take(state, record, given) {
    const { fresh } = given.freshGroups
    if (record.kind === 'ladder') beginAgain(state, given, record.ms)
    // A snapshot of an earlier block says nothing about now.
    else if (fresh && given.snapshots.points.at(-1) === fresh.point) noteNow(state, given, fresh.point.at)
    return undefined
  },

  /** The ladder before it is in force again, if it was the latest. */
  takeBack(state, { index, by }, given) {
    const latest = given.ladders.at(-1)
    if (latest === undefined || latest.index < index) beginAgain(state, given, by.ms)
  },
})

function beginAgain(state: BandsReached, given: Given<typeof needs>, ms: number): void {
  state.clear()
  noteNow(state, given, ms)
}

/** Notes the bands of the latest snapshot as reached at a time, unless they were reached before. */
function noteNow(state: BandsReached, given: Given<typeof needs>, at: number): void {
  const { latest } = given.freshGroups
  if (latest === null) return
  const now = observe(latest, groupsNow(latest, given.links), given.flows.multisigs)
  note(state, now, ladderOf(given.ladders).bands, at)
}

function note(state: BandsReached, observed: Observed, bands: readonly Band[], at: number): void {
  const before = new Map(state)
  state.clear()
  for (const { key, band } of placeAll(observed, bands).rows) {
    const since = before.get(key)
    state.set(
      key,
      Array.from({ length: band }, (_, i) => since?.[i] ?? at),
    )
  }
}
