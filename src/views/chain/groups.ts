import type { Holdings } from '../../records/holdings.ts'
import { type Entities, type EntityBook, entitiesOf, entityBook } from './entities.ts'
import type { Level } from './values.ts'

/** Accounts taken together, and what each group has; at account level every account is its own group. */
export interface Groups extends EntityBook {
  of: Uint32Array
  count: number
}

const made = new WeakMap<Holdings, Partial<Record<Level, Groups>>>()

/** The groups of a snapshot at a level; made once. */
export function groupsOf(holdings: Holdings, level: Level): Groups {
  const known = made.get(holdings) ?? {}
  made.set(holdings, known)
  known[level] ??= group(holdings, level === 'entity' ? entitiesOf(holdings) : single(holdings))
  return known[level]
}

function group(holdings: Holdings, entities: Entities): Groups {
  return { ...entities, ...entityBook(holdings, entities) }
}

function single({ free }: Holdings): Entities {
  return { of: new Uint32Array(free.length).map((_, row) => row), count: free.length }
}
