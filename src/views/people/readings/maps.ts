import { conversations } from '../../../folds/conversation/conversations.ts'
import { derived, remembered } from '../../../folds/derived.ts'
import type { RecordId } from '../../../records/ids.ts'
import { maps } from '../../conversation/opinion-map/maps.ts'
import { readingsOf } from './read.ts'
import type { ReadingName } from './table.ts'
import { type WeightedMap, weightedMapOf } from './weighted-map.ts'

/** How many conversations are kept at once. */
const most = 4

/** The map of a conversation that is there under a reading, computed when it is first asked for. */
export type MapsByReading = (reading: ReadingName) => WeightedMap

/** By conversation, its map under each reading. A reading that knows nothing to weigh by has a map of nobody. */
export const readingMaps = derived({
  name: 'reading maps',
  from: { conversations, readingsOf, maps },
  compute: ({ conversations, readingsOf, maps }) =>
    remembered(most, (id: RecordId): MapsByReading => {
      const { voices, weighed } = readingsOf(id)
      const statements = conversations.all.get(id)?.statements ?? []
      return remembered(weighed.length, (reading: ReadingName) => {
        const weight = weighed.find(({ name }) => name === reading)?.weight ?? new Float64Array(voices.persons.length)
        return weightedMapOf(voices, statements, weight, id, maps(id))
      })
    }),
})
