import type { StatementMap, StatementPerson } from '../../views/conversation/statement-map/value.ts'
import { definePicture } from '../define.ts'
import { groupStyle } from '../palette.ts'
import { type Theme, themeOf, type Words } from '../picture.ts'
import { element, escaped, tenth } from '../svg.ts'
import { type Whole, wholeOf } from '../whole.ts'
import { figure, lines } from '../words.ts'
import { mostMarks } from './opinion-map/dots.ts'
import { type Frame, frameOf, type Place } from './opinion-map/frame.ts'
import { core, hull } from './opinion-map/hull.ts'
import { placeLabels } from './opinion-map/labels.ts'
import { crowdMarks, keyMark, peopleMarks, saidKinds, type Told } from './statement-map/marks.ts'
import { sharesOf, sideName } from './statement-map/sides.ts'

export const statementMap = definePicture({
  name: 'statement-map',
  title: 'Statement on the map',
  view: 'statement-map',
  needs: ['conversation', 'statement'],
  options: ['width', 'theme'],
  wholes: (map: StatementMap) => [saidBy(map)],
  draw: (map: StatementMap, options, { words }) => statementMapSvg(map, words, options),
})

/** Everybody on the map by what they say, by the figures that the view gives. */
export function saidBy({ people, said }: Pick<StatementMap, 'people' | 'said'>): Whole<{ told: Told; amount: number }> {
  return wholeOf(
    'the people on the map',
    people,
    saidKinds.map((told) => ({ told, amount: said[told] })),
  )
}

/** How it is drawn. */
export interface StatementMapOptions {
  /** Width in units of the drawing; it scales to whatever space it gets. Default 640. */
  width?: number | undefined
  theme?: 'light' | 'dark' | undefined
}

const textSize = 20
const line = 26

/**
 * The opinion map as SVG text, each person with what they say on one statement: a mark of its own shape and colour for
 * each of agree, disagree, pass and nothing, and the same marks with words and counts beneath. Above 2,000 people a dot
 * stands on each unit of the picture for what most of those say who stand there. It has colours of its own; inside a
 * page, statement-map.css gives its classes those of the page.
 */
export function statementMapSvg(map: StatementMap, words: Words, options: StatementMapOptions = {}): string {
  const { width = 640 } = options
  const theme = themeOf(options)
  const counts = saidBy(map)
  const frame = frameOf(map, width, [])
  const people = map.participants.map((person) => ({ ...person, at: frame.at(person) }))
  const isCrowd = people.length > mostMarks
  const head = lines(`“${map.statement.body}”`, width - 2 * edge, textSize, 2)
  const top = frame.height + line
  const key = top + head.length * line + line / 2
  const columns = width < leastForTwo ? 1 : 2
  const height = key + (4 / columns) * line + edge / 2
  const ids = { title: 'statement-map-title', desc: 'statement-map-desc' }
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${width} ${height}`,
      role: 'img',
      'aria-labelledby': `${ids.title} ${ids.desc}`,
      class: 'opinion-map statement-map',
      ...(isCrowd && { 'data-frame': `${frame.middle.x} ${frame.middle.y} ${frame.scale}` }),
      'font-family': 'system-ui, sans-serif',
    },
    element('title', { id: ids.title }, escaped(words('map.said.title', { words: map.statement.body }))),
    element('desc', { id: ids.desc }, escaped(inWords(map, words))),
    element('rect', { class: 'om-paper', width, height, fill: theme.paper, rx: 6 }),
    axes(frame, theme),
    ...outlines(map, people, frame, theme),
    ...(isCrowd ? crowdMarks(people, theme) : peopleMarks(people, theme)),
    ...sideLabels(map, people, frame, theme, words),
    ...head.map((text, i) =>
      element(
        'text',
        { x: edge, y: top + i * line, 'font-size': textSize, fill: theme.ink, class: 'om-ink' },
        escaped(text),
      ),
    ),
    ...counts.parts.map(({ told, amount }, i) => {
      const at = { x: edge + (i % columns) * (width / columns), y: key + Math.floor(i / columns) * line }
      const text = `${words(`map.told.${told}`)} ${figure(amount)}`
      const look = { x: at.x + 22, y: at.y, 'font-size': textSize, fill: theme.ink, class: 'om-ink' }
      return element(
        'g',
        { class: 'sm-key' },
        keyMark(told, { x: at.x + 8, y: at.y - 7 }, theme, isCrowd),
        element('text', look, escaped(text)),
      )
    }),
  )
}

const edge = 24
/** Width below which the words of the key do not stand in two columns. */
const leastForTwo = 560

/** The picture in words: everybody, then each side. */
function inWords({ people, said, sides }: StatementMap, words: Words): string {
  if (people === 0) return words('map.said.nobody')
  return [
    words('map.said.all', { people, ...said }),
    ...sides.of.map((side) => words('map.said.side', { ...sharesOf(side), side: sideName(sides.cut, side.id, words) })),
  ].join(' ')
}

/** Somebody of the map, and where their mark stands. */
type Mark = StatementPerson & { at: Place }

/** Two hairlines through the place of somebody who holds the mean opinion. */
function axes(frame: Frame, { quiet }: Theme): string {
  const { x, y } = frame.at({ x: 0, y: 0 })
  const d = `M${tenth(x)} 0V${tenth(frame.height)}M0 ${tenth(y)}H${tenth(frame.width)}`
  return element('path', { class: 'om-axes', d, fill: 'none', stroke: quiet, 'stroke-opacity': '.2' })
}

const cornersOf = (members: readonly Mark[], [x, y]: readonly [number, number], frame: Frame): Place[] =>
  hull(
    core(
      members.map(({ at }) => at),
      frame.at({ x, y }),
    ),
  )

/** Where each group stands, without a colour: colours say here what people say. */
function outlines({ groups }: StatementMap, people: readonly Mark[], frame: Frame, { quiet }: Theme): string[] {
  return groups.map(({ id, center }) => {
    const corners = cornersOf(
      people.filter(({ group }) => group === id),
      center,
      frame,
    )
    const d = `${corners.map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${tenth(x)} ${tenth(y)}`).join('')}z`
    const stroke = { stroke: quiet, 'stroke-width': 24, 'stroke-linejoin': 'round', 'stroke-linecap': 'round' }
    return element('path', { class: 'sm-outline', d, fill: quiet, ...stroke, opacity: '.1' })
  })
}

/** The letter of each group, with the share of its votes that agrees. */
function sideLabels(map: StatementMap, people: readonly Mark[], frame: Frame, theme: Theme, words: Words): string[] {
  const texts = map.groups.map(({ id }) => {
    const side = map.sides.of.find((each) => each.id === id)
    const shares = side && sharesOf(side)
    const { letter } = groupStyle(id)
    return shares === undefined || shares.voted === 0
      ? letter
      : words('map.said.label', { letter, agree: shares.agree })
  })
  const wanted = map.groups.map(({ id, center }, i) => ({
    centre: frame.at({ x: center[0], y: center[1] }),
    outline: cornersOf(
      people.filter(({ group }) => group === id),
      center,
      frame,
    ),
    size: { width: 24 + 0.6 * textSize * texts[i]!.length, height: 32 },
  }))
  const boxes = placeLabels(
    wanted,
    people.map(({ at }) => at),
    frame,
  )
  return boxes.map(({ x, y, width, height }, i) => {
    const look = { x: x - width / 2, y: y - height / 2, width, height, rx: height / 2, fill: theme.paper }
    const text = { x, y: y + textSize * 0.35, 'text-anchor': 'middle', 'font-size': textSize, 'font-weight': 700 }
    return element(
      'g',
      { class: 'om-label' },
      element('rect', { class: 'om-paper-label', ...look, 'fill-opacity': '.88', stroke: theme.quiet }),
      element('text', { ...text, fill: theme.ink, class: 'om-ink' }, escaped(texts[i]!)),
    )
  })
}
