import type { ReadingMapValue } from '../../views/people/values.ts'
import { type Drawn, opinionMapSvg, peopleOn, titlesOf } from '../conversation/opinion-map.ts'
import { definePicture } from '../define.ts'

export const readingMap = definePicture({
  name: 'reading-map',
  title: 'Opinion map under a reading',
  view: 'reading-map',
  beside: { view: 'conversations', by: 'conversation' },
  needs: ['conversation'],
  options: ['width'],
  wholes: (map: ReadingMapValue) => [peopleOn(drawnOf(map))],
  draw: (map: ReadingMapValue, { width }, { beside }) => {
    const statements = beside !== null && 'statements' in beside ? beside.statements : []
    // Several of these stand on one page.
    return opinionMapSvg(drawnOf(map), { width, titles: titlesOf(statements), idPrefix: `reading-map-${map.reading}` })
  },
})

/** A map whose groups are told by their people alone: whom a group stands for is counted by weight, and not drawn. */
function drawnOf({ participants, verdict, axes, groups }: ReadingMapValue): Drawn {
  return {
    participants,
    verdict,
    axes: axes.map((axis) => ({ ...axis, loadings: [] })),
    groups: groups.map((group) => ({ ...group, representative: [] })),
    statements: [],
  }
}
