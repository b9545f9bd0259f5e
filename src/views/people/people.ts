import * as z from 'zod'
import { type Naming, named } from '../../folds/chain/names.ts'
import { snapshots } from '../../folds/chain/snapshots.ts'
import { bands, ladder } from '../../folds/people/bands.ts'
import type { Address } from '../../log/ss58.ts'
import { roles } from '../../records/people/introduction.ts'
import { latestSource } from '../chain/source.ts'
import { nextOf, type Page, pageUpTo, rowsOn, wholeNumber } from '../params.ts'
import { defineView } from '../view.ts'
import { type Disclosed, disclosed } from './disclosures.ts'
import { speaking } from './refs.ts'
import { type PersonSummary, peopleValue } from './values.ts'

interface Params extends Page {
  role?: (typeof roles)[number] | undefined
  band?: number | undefined
  open?: 'questions' | 'movements' | undefined
  name?: string | undefined
}

/** Who there is: everybody who introduced themselves or reaches a band of the ladder. */
export const people = defineView({
  name: 'people',
  version: 3,
  title: 'People',
  summary:
    'Everybody who has spoken or reaches a band of the ladder, by the larger of their shares of all TAO and of all stake that votes, with what is open.',
  value: peopleValue,
  params: z.strictObject({
    role: z.enum(roles).optional().describe('Only those who named this role.'),
    band: wholeNumber(0, 20).optional().describe('Only those who reach this many bands of the ladder.'),
    open: z
      .enum(['questions', 'movements'])
      .optional()
      .describe('Only those with questions that are not answered, or movements that are not explained.'),
    name: z.string().max(60).optional().describe('Only those whose name has this in it.').meta({ own: true }),
    ...pageUpTo(1000, 100),
  }),

  from: { ...speaking, snapshots, ladder, bands, disclosed },

  answer({ ledger, naming, snapshots, ladder, bands, disclosed }, params) {
    const standings = new Map(bands.rows.map((each) => [each.key, each]))
    const others = [...disclosed.spoken].filter((key) => !standings.has(key)).sort()
    const all = [...standings.keys(), ...others].map((key) =>
      summaryOf(naming, disclosed, key, standings.get(key) ?? { shares: null, band: 0 }),
    )
    const rows = all.filter((each) => fits(each, params))
    return {
      source: latestSource(snapshots),
      now: ledger.ms,
      rows: rowsOn(rows, params),
      next: nextOf(params, rows.length),
      total: rows.length,
      bands: ladder.bands.map(({ from }, i) => ({
        band: i + 1,
        from,
        count: all.filter(({ band }) => band === i + 1).length,
      })),
      roles: roles
        .map((role) => ({ role, count: all.filter(({ introduction }) => introduction?.roles.includes(role)).length }))
        .filter(({ count }) => count > 0),
    }
  },
})

function summaryOf(
  naming: Naming,
  said: Disclosed,
  key: Address,
  { shares, band }: Pick<PersonSummary, 'shares' | 'band'>,
): PersonSummary {
  const introduced = said.of('introduction', key).at(-1)
  return {
    ...named(naming, key),
    shares,
    band,
    introduction: introduced
      ? {
          index: introduced.index,
          ms: introduced.ms,
          anonymous: introduced.fields.anonymous === 'yes',
          roles: introduced.fields.roles ?? [],
          openTo: introduced.fields.openTo,
        }
      : null,
    openQuestions: said.asked(key).filter(({ done }) => done === null).length,
    openMovements: said.movements(key).filter(({ done }) => done === null).length,
    positions: new Set(said.of('position', key).map(({ fields }) => fields.question)).size,
  }
}

function fits(each: PersonSummary, { role, band, open, name }: Params): boolean {
  if (role !== undefined && !each.introduction?.roles.includes(role)) return false
  if (band !== undefined && each.band !== band) return false
  if (open === 'questions' && each.openQuestions === 0) return false
  if (open === 'movements' && each.openMovements === 0) return false
  const called = [each.introduced, each.name, each.label?.name].filter((word) => !!word)
  return name === undefined || called.some((word) => String(word).toLowerCase().includes(name.toLowerCase()))
}
