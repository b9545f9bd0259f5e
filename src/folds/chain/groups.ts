import type { Holdings } from '../../evidence/holdings.ts'
import type { Level } from '../../views/chain/values.ts'
import { type Entities, type EntityBook, entitiesOf, entityBook } from './entities.ts'
import { linkedRows, type Pair, type Ties } from './links.ts'

/** Accounts taken together, and what each group has; at account level every account is its own group. */
export interface Groups extends EntityBook {
  of: Uint32Array
  count: number
}

/** Groups that were made, and from which links. */
interface Made {
  account?: Groups
  entity?: { pairs: readonly Pair[]; groups: Groups }
}

const made = new WeakMap<Holdings, Made>()

/** The groups of a snapshot at a level; made once, and again when accounts were linked or parted since. */
export function groupsOf(holdings: Holdings, level: Level, ties: Ties): Groups {
  const known = made.get(holdings) ?? {}
  made.set(holdings, known)
  if (level === 'account') {
    known.account ??= group(holdings, single(holdings))
    return known.account
  }
  if (known.entity?.pairs !== ties.pairs) {
    const groups = group(holdings, entitiesOf(holdings, linkedRows(ties, holdings)))
    known.entity = { pairs: ties.pairs, groups }
  }
  return known.entity.groups
}

function group(holdings: Holdings, entities: Entities): Groups {
  return { ...entities, ...entityBook(holdings, entities) }
}

function single({ free }: Holdings): Entities {
  return { of: new Uint32Array(free.length).map((_, row) => row), count: free.length }
}
