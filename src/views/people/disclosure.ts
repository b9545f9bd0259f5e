import * as z from 'zod'
import { nobody } from '../../evidence/accounts.ts'
import { rowAt } from '../../evidence/rows.ts'
import { rowOfAddress } from '../../folds/chain/balance-sheet.ts'
import { named, type PersonOf } from '../../folds/chain/names.ts'
import { type Observed, observed } from '../../folds/chain/observed.ts'
import { snapshots } from '../../folds/chain/snapshots.ts'
import {
  type BandsReached,
  bands,
  bandsReached,
  ladder,
  noRoles,
  type Standing,
  standingOf,
} from '../../folds/people/bands.ts'
import type { Address } from '../../log/ss58.ts'
import type { Band } from '../../records/people/ladder.ts'
import { latestSource } from '../chain/source.ts'
import { accountAddress, nextOf, pageUpTo, rowsOn, wholeNumber } from '../params.ts'
import { defineView } from '../view.ts'
import { type Disclosed, disclosed, disclosuresOf } from './disclosures.ts'
import { type Speaking, speaking } from './refs.ts'
import { type DisclosureRow, disclosureValue } from './values.ts'

/** The ladder and every entity on it: what is expected of whom, and what is met, open or declined. */
export const disclosure = defineView({
  name: 'disclosure',
  version: 4,
  title: 'Disclosure',
  summary:
    'Which disclosures the ladder expects of whom by share of influence, and of each whether it is met, stale, open since when, or declined with a reason. Three facts about each stand apart; none of it is added up.',
  value: disclosureValue,
  params: z.strictObject({
    account: accountAddress.optional().describe('Only the person that this account belongs to.').meta({ own: true }),
    band: wholeNumber(0, 20).optional().describe('Only those who reach this many bands of the ladder.'),
    ...pageUpTo(1000, 100),
  }),

  from: { ...speaking, snapshots, observed, ladder, bands, bandsReached, disclosed },

  answer(given, { account, band, ...page }) {
    const { snapshots, observed, ladder, bands: all, persons } = given
    const describe = (each: Standing): DisclosureRow => rowOf(given, ladder.bands, each)
    const value = {
      source: latestSource(snapshots),
      now: given.ledger.ms,
      ladder: {
        index: ladder.index,
        title: ladder.title,
        below: all.below,
        bands: ladder.bands.map((each, i) => ({ ...each, entities: all.counts[i] ?? 0 })),
      },
    }
    if (account !== undefined) {
      const person = persons(account)
      return { ...value, rows: [describe(standingOfPerson(observed, ladder.bands, person))], next: null, total: 1 }
    }
    const rows = band === undefined ? all.rows : all.rows.filter((each) => each.band === band)
    return { ...value, rows: rowsOn(rows, page).map(describe), next: nextOf(page, rows.length), total: rows.length }
  },
})

/** Where one person stands; whoever the snapshot does not know has no influence that it could see. */
function standingOfPerson(observed: Observed | null, bands: readonly Band[], person: Address): Standing {
  const row = observed === null ? nobody : rowOfAddress(observed.holdings, person)
  if (observed === null || row === nobody)
    return { key: person, shares: { holdings: 0, weight: 0 }, share: 0, band: 0, roles: noRoles }
  return standingOf(observed, bands, rowAt(observed.groups.groupOf, row))
}

interface Asked extends Speaking {
  readonly disclosed: Disclosed
  readonly bandsReached: Readonly<BandsReached>
}

function rowOf(given: Asked, bands: readonly Band[], { key, shares, band, roles }: Standing): DisclosureRow {
  const { ledger, disclosed, persons, naming } = given
  const asking = { now: ledger.ms, operator: ledger.operator }
  const since = sinceOf(persons, given.bandsReached, key)
  const disclosures = disclosuresOf(asking, disclosed, bands, { key, band, since })
  const met = disclosures.filter(({ state, expected }) => expected && state === 'met')
  const times = disclosures.flatMap(({ state, record }) => (state === 'met' && record ? [record.ms] : []))
  return {
    ...named(naming, key),
    shares,
    band,
    offices: roles,
    spoken: disclosed.spoken.has(key),
    disclosures,
    completeness: { met: met.length, expected: disclosures.filter(({ expected }) => expected).length },
    freshness: { oldest: times.length === 0 ? null : Math.min(...times) },
    verification: disclosed.verification(key),
  }
}

/** When each band was reached: the earliest time of any account that is this person now. */
function sinceOf(persons: PersonOf, reached: Readonly<BandsReached>, person: Address): (number | undefined)[] {
  const own = [...reached].filter(([account]) => account === person || persons(account) === person)
  return own.reduce<(number | undefined)[]>((all, [, times]) => {
    const longer = times.length > all.length ? times : all
    return longer.map((_, i) => earlier(all[i], times[i]))
  }, [])
}

const earlier = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined ? b : b === undefined ? a : Math.min(a, b)
