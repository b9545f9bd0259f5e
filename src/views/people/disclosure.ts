import * as z from 'zod'
import { nobody } from '../../evidence/accounts.ts'
import { rowOfAddress } from '../../folds/chain/balance-sheet.ts'
import { rolesOf } from '../../folds/chain/governance-roles.ts'
import { groupsOf } from '../../folds/chain/groups.ts'
import { named } from '../../folds/chain/names.ts'
import { bandsIn, type Reached, type Standing, sharesIn, stepReached } from '../../folds/people/bands.ts'
import { activeRecords } from '../../folds/people/state.ts'
import type { Address } from '../../log/ss58.ts'
import { type Band, defaultLadder, parseLadder } from '../../records/people/ladder.ts'
import { latestSource } from '../chain/source.ts'
import { accountAddress, limitUpTo, wholeNumber } from '../params.ts'
import type { View } from '../view.ts'
import { disclosuresOf, type Evidence, evidenceOf } from './disclosures.ts'
import { type Desk, deskOf } from './refs.ts'
import type { DisclosureRow, DisclosureValue } from './values.ts'

interface Params {
  account?: Address | undefined
  band?: number | undefined
  limit: number
}

/** The ladder and every entity on it: what is expected of whom, and what is met, open or declined. */
export const disclosure: View<Params, Reached, DisclosureValue> = {
  name: 'disclosure',
  version: 1,
  title: 'Disclosure',
  summary:
    'Which disclosures the ladder expects of whom by share of influence, and of each whether it is met, stale, open since when, or declined with a reason. Three facts about each stand apart; none of it is added up.',
  params: z.strictObject({
    account: accountAddress.optional().describe('Only the person that this account belongs to.').meta({ own: true }),
    band: wholeNumber(0, 20).optional().describe('Only those who reach this many bands of the ladder.'),
    limit: limitUpTo(1000, 100),
  }),

  start: () => ({ ladder: null, since: new Map() }),

  step(state, { ms, record }, { counts, fresh, chain, people, register }) {
    const changes = fresh !== null || record?.kind === 'ladder' || record?.kind === 'revoke'
    if (counts === null && changes) stepReached(state, ms, fresh, chain, ladderOf({ people, register }))
  },

  finish(state, { account, band, limit }, base) {
    const desk = deskOf(base)
    const ladder = ladderOf(desk)
    const evidence = evidenceOf(desk)
    const all = bandsIn(desk.chain, ladder.bands)
    const describe = (each: Standing): DisclosureRow => rowOf(desk, ladder.bands, state, evidence, each)
    const value = {
      source: latestSource(desk.chain),
      now: desk.register.ms,
      ladder: {
        ...{ index: ladder.index, title: ladder.title, below: all.below },
        bands: ladder.bands.map((each, i) => ({ ...each, entities: all.counts[i]! })),
      },
    }
    if (account !== undefined) return { ...value, rows: [describe(standingOf(desk, ladder.bands, account))], total: 1 }
    const rows = band === undefined ? all.rows : all.rows.filter((each) => each.band === band)
    return { ...value, rows: rows.slice(0, limit).map(describe), total: rows.length }
  },
}

interface Ladder {
  index: number | null
  title: string
  bands: Band[]
}

/** The latest ladder of the operator, or the one that Sensus comes with. */
export function ladderOf(desk: Pick<Desk, 'people' | 'register'>): Ladder {
  const signed = activeRecords(desk, 'ladder').at(-1)
  const bands = parseLadder(signed?.fields.body ?? defaultLadder)
  // The rule of the kind has read it already, and the default is read by a test.
  if (typeof bands === 'string') throw new Error(`the ladder in force does not read: ${bands}`)
  return { index: signed?.index ?? null, title: signed?.fields.title ?? 'The ladder that Sensus comes with', bands }
}

/** Where one person stands; whoever the snapshot does not know has no influence that it could see. */
function standingOf({ chain, personOf }: Desk, bands: Band[], account: Address): Standing {
  const { latest, ties } = chain
  const person = personOf(account)
  const row = latest === null ? nobody : rowOfAddress(latest, person)
  if (latest === null || row === nobody) return { key: person, share: 0, band: 0, offices: [] }
  const groups = groupsOf(latest, 'entity', ties)
  return sharesIn(latest, groups, rolesOf(chain, latest, groups.of), bands, groups.of[row]!)
}

function rowOf(desk: Desk, bands: Band[], reached: Reached, evidence: Evidence, at: Standing): DisclosureRow {
  const { key, share, band, offices } = at
  const since = sinceOf(desk, reached, key)
  const disclosures = disclosuresOf(desk, evidence, bands, { key, band, since })
  const met = disclosures.filter(({ state, expected }) => expected && state === 'met')
  const times = disclosures.flatMap(({ state, record }) => (state === 'met' && record ? [record.ms] : []))
  return {
    ...named(desk.chain, key),
    ...{ share, band, offices, spoken: evidence.spoken.has(key), disclosures },
    completeness: { met: met.length, expected: disclosures.filter(({ expected }) => expected).length },
    freshness: { oldest: times.length === 0 ? null : Math.min(...times) },
    verification: evidence.verification(key),
  }
}

/** When each band was reached: the earliest time of any account that is this person now. */
function sinceOf({ personOf }: Desk, { since }: Reached, person: Address): (number | undefined)[] {
  const own = [...since].filter(([account]) => account === person || personOf(account) === person)
  return own.reduce<(number | undefined)[]>((all, [, times]) => {
    const longer = times.length > all.length ? times : all
    return longer.map((_, i) => earlier(all[i], times[i]))
  }, [])
}

const earlier = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined ? b : b === undefined ? a : Math.min(a, b)
