/** Every way of weighing signed votes, in the order in which they are shown: a line for each. */

import { balanced } from './balanced.ts'
import { conviction } from './conviction.ts'
import { people } from './people.ts'
import type { Reading } from './reading.ts'
import { stake } from './stake.ts'

export const readingTable = [people, stake, conviction, balanced] as const

export type ReadingName = (typeof readingTable)[number]['name']
export const readingNames = readingTable.map(({ name }: Reading) => name) as ReadingName[]
