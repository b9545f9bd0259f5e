import type { Statement } from '../../../folds/conversation/conversations.ts'
import type { ReadingsValue, ReadMap } from '../values/readings.ts'
import { byVerdict, heldIn, likeness } from './compare-maps.ts'
import type { MapsByReading } from './maps.ts'
import type { Read } from './read.ts'

/** How many statements are listed. */
const listed = 20

/** The map of a conversation under each reading, and whether they say the same. */
export function onMaps(
  { weighed, voices }: Pick<Read, 'weighed' | 'voices'>,
  mapOf: MapsByReading,
  statements: readonly Pick<Statement, 'id' | 'imported'>[],
): ReadingsValue['onMaps'] {
  const mapped = weighed.map(({ name, weight }) => ({ name, known: weight !== null, map: mapOf(name) }))
  const usual = mapOf('people')
  const maps = mapped.map(({ name, known, map }): ReadMap => {
    const { verdict, parts, consensus, axes, loadings } = map
    const [axis = null] = axes.filter(({ low, high }) => low.length + high.length > 0)
    const people = map.participants.length
    return {
      reading: name,
      known,
      people,
      groups: map.groups.map(({ id }) => id),
      without: voices.persons.length - people,
      verdict,
      parts,
      consensus,
      axis,
      likeness: likeness(usual.loadings, loadings),
    }
  })
  const compared = mapped.filter(({ map }) => map.hasVoices)
  const held = heldIn(compared)
  const byAll = held.filter((each) => each.in.length === compared.length).length
  return {
    maps,
    verdicts: byVerdict(mapped.filter(({ known }) => known)),
    compared: compared.map(({ name }) => name),
    held: held.slice(0, listed).map(({ statement, side, in: readings }) => {
      const { id, imported } = statements[statement]!
      return { id, imported, side, in: readings }
    }),
    heldByAll: byAll,
    heldBySome: held.length - byAll,
  }
}
