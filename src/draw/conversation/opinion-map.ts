import type { AnyMap, RobustMap } from '../../views/conversation/opinion-map/robust-value.ts'
import type { OpinionMap } from '../../views/conversation/opinion-map/value.ts'
import { definePicture } from '../define.ts'
import { groupStyle, ink, markPath, marksOf, paper, quiet } from '../palette.ts'
import { element, escaped, tenth } from '../svg.ts'
import { type Whole, wholeOf } from '../whole.ts'
import { figure } from '../words.ts'
import { contours } from './opinion-map/contours.ts'
import type { Box } from './opinion-map/crowd.ts'
import { dots, mostMarks } from './opinion-map/dots.ts'
import { type Frame, frameOf, isPlacedWell, type Place, type Standing } from './opinion-map/frame.ts'
import { core, hull } from './opinion-map/hull.ts'
import { placeLabels } from './opinion-map/labels.ts'
import { describe, name, type Titles } from './opinion-map/words.ts'

export const opinionMap = definePicture({
  name: 'opinion-map',
  title: 'Opinion map',
  view: 'opinion-map',
  // The words of the statements, for the text alternative; a picture without them still tells the groups.
  beside: { view: 'conversations', by: 'conversation' },
  options: ['width'],
  wholes: (map: AnyMap) => [peopleOn(map)],
  draw: (map: AnyMap, { width }, { beside }) => {
    const statements = beside !== null && 'statements' in beside ? beside.statements : []
    return opinionMapSvg(map, { width, titles: titlesOf(statements) })
  },
})

/** The words of statements by id, of those that have words to show. */
export function titlesOf(statements: readonly { id: string; body: string | null }[]): Titles {
  return Object.fromEntries(statements.flatMap(({ id, body }) => (body === null ? [] : [[id, body]])))
}

/** How an opinion map is drawn. */
export interface MapOptions {
  /** Width in units of the drawing; it scales to whatever space it gets. Default 640. */
  width?: number | undefined
  /** Words of statements by id, for the text alternative. Not trusted. */
  titles?: Titles
  /** Key of the reader, who is marked. */
  you?: string
  /** Also shows where the statements stand. */
  statements?: boolean
  /** Begins the ids in the picture; differs where two pictures share a page. Default `opinion-map`. */
  idPrefix?: string
}

/** What of a map is drawn. */
export interface Drawn extends Pick<OpinionMap, 'groups'> {
  participants: readonly (Standing & { key: string })[]
  statements: readonly Omit<OpinionMap['statements'][number], 'groups'>[]
  verdict?: Pick<RobustMap['verdict'], 'state'>
  axes?: RobustMap['axes']
}

/** Is it known that there are no clear groups, so that a cloud is drawn? */
const isCloud = ({ verdict, groups }: Drawn): boolean => verdict !== undefined && groups.length === 0

/**
 * The opinion map as SVG text: people as marks, groups by letter, shape and colour, an outline around each. It has
 * colours of its own and no style of any kind, so it stands alone as a file and passes a strict content policy inside
 * a page; there, opinion-map.css gives its classes the colours of the page.
 */
export function opinionMapSvg(map: Drawn, options: MapOptions = {}): string {
  const { width = 640, titles = {}, idPrefix = 'opinion-map' } = options
  const said = options.statements ? map.statements.filter(isPlaced) : []
  const frame = frameOf(map, width, said)
  const people = map.participants.map((person): Mark => ({ ...person, at: frame.at(person) }))
  const groups = byGroup(people)
  const outlines = new Map(map.groups.map((group) => [group.id, outlineOf(groups.get(group.id) ?? [], group, frame)]))
  const ids = { title: `${idPrefix}-title`, desc: `${idPrefix}-desc` }
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${frame.width} ${frame.height}`,
      role: 'img',
      'aria-labelledby': `${ids.title} ${ids.desc}`,
      class: 'opinion-map',
      ...(people.length > mostMarks && { 'data-frame': `${frame.middle.x} ${frame.middle.y} ${frame.scale}` }),
      'font-family': 'system-ui, sans-serif',
    },
    element('title', { id: ids.title }, 'Opinion map'),
    element('desc', { id: ids.desc }, escaped(describe(map, titles))),
    element('rect', { class: 'om-paper', width: frame.width, height: frame.height, fill: paper, rx: 6 }),
    ...axes(frame),
    ...Array.from(outlines, ([id, corners]) => outline(id, corners)),
    ...(isCloud(map) ? cloud(people, frame) : [ungrouped(groups.get(null) ?? [], people.length)]),
    ...map.groups.map(({ id }) => marks(groups.get(id) ?? [], id, people.length)),
    ...(said.length > 0 ? [statementMarks(said, frame, titles)] : []),
    ...labels(map, people, outlines, frame),
    ...(people.length === 0 ? [nobody(frame)] : []),
    ...you(people, frame, options.you),
  )
}

/** Everybody on the map, by the groups whose sizes it says, with those in none. */
export function peopleOn({ participants, groups }: Drawn): Whole<{ id: number | null; amount: number }> {
  const none = { id: null, amount: participants.filter(({ group }) => group === null).length }
  const parts = [...groups.map(({ id, size }) => ({ id, amount: size })), none]
  return wholeOf('the people on the map', participants.length, parts)
}

/** Somebody of the map, and where their mark stands. */
interface Mark extends Standing {
  key: string
  at: Place
}

type Statement = Drawn['statements'][number]

/** Hidden statements, and those that nobody voted on, have no place. */
function isPlaced({ moderated, meta, x, y }: Statement): boolean {
  return !moderated && !meta && (x !== 0 || y !== 0)
}

/** Two hairlines through the place of somebody who holds the mean opinion. */
function axes(frame: Frame): string[] {
  const { x, y } = frame.at({ x: 0, y: 0 })
  const path = `M${tenth(x)} 0V${tenth(frame.height)}M0 ${tenth(y)}H${tenth(frame.width)}`
  return [element('path', { class: 'om-axes', d: path, fill: 'none', stroke: quiet, 'stroke-opacity': '.2' })]
}

/** People by their group; null holds those in none. */
function byGroup(people: readonly Mark[]): Map<number | null, Mark[]> {
  const groups = new Map<number | null, Mark[]>()
  for (const person of people) {
    const there = groups.get(person.group)
    if (there) there.push(person)
    else groups.set(person.group, [person])
  }
  return groups
}

function outlineOf(members: Mark[], { center }: Drawn['groups'][number], frame: Frame): Place[] {
  const places = members.map(({ at }) => at)
  return hull(core(places, frame.at({ x: center[0], y: center[1] })))
}

/** A wide round stroke in the fill's colour makes the outline soft; opacity counts once for both. */
function outline(id: number, corners: Place[]): string {
  const { colour } = groupStyle(id)
  const path = corners.map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${tenth(x)} ${tenth(y)}`).join('')
  const stroke = { stroke: colour, 'stroke-width': 24, 'stroke-linejoin': 'round', 'stroke-linecap': 'round' }
  return element('path', { class: `om-outline om-group-${id}`, d: `${path}z`, fill: colour, ...stroke, opacity: '.13' })
}

/** Marks shrink as people become many. */
function radius(people: number): number {
  if (people > mostMarks) return people > 20_000 ? 0.9 : 1.6
  return people > 1000 ? 3.2 : people > 300 ? 4 : people > 80 ? 5 : 6.5
}

/**
 * People without groups: how densely they stand as contours, and a mark for each, or where anybody stands when they are
 * too many; those with few votes are fainter.
 */
function cloud(people: readonly Mark[], frame: Frame): string[] {
  const well = people.filter(isPlacedWell)
  const few = people.filter((person) => !isPlacedWell(person))
  const rings = contours(
    well.map(({ at }) => at),
    frame,
  )
  const look = { fill: cloudColour, 'fill-opacity': '.1', stroke: cloudColour, 'stroke-opacity': '.4' }
  const drawn = rings.map((d) => element('path', { d, 'fill-rule': 'evenodd' }))
  const all = people.length
  return [
    ...(drawn.length > 0 ? [element('g', { class: 'om-contours', ...look }, ...drawn)] : []),
    ungrouped(few, all),
    ...(well.length > 0 ? [inColour('om-people om-cloud', cloudColour, '.35', well, all, 0.8)] : []),
  ]
}

/** Circles of one colour, or dots of it when there are too many of them. */
function inColour(name: string, colour: string, edge: string, people: readonly Mark[], all: number, part = 1): string {
  const r = radius(all) * part
  if (all > mostMarks) return element('g', { class: `${name} om-dots` }, dots(people, colour, 2 * r))
  const look = { fill: colour, 'fill-opacity': part < 1 ? '.75' : '.8', stroke: ink, 'stroke-opacity': edge }
  return element('g', { class: name, ...look, 'stroke-width': '.5' }, circles(people, r))
}

/** No group's colour. */
const cloudColour = '#5b6770'

function ungrouped(people: readonly Mark[], all: number): string {
  if (people.length === 0) return ''
  const r = radius(all) * 0.6
  if (all > mostMarks)
    return element('g', { class: 'om-ungrouped om-dots', opacity: '.35' }, dots(people, quiet, 2 * r))
  return element('g', { class: 'om-ungrouped', fill: quiet, 'fill-opacity': '.35' }, circles(people, r))
}

function marks(members: Mark[], id: number, all: number): string {
  const { shape, colour } = groupStyle(id)
  const name = `om-people om-group-${id}`
  if (shape === 'circle' || all > mostMarks) return inColour(name, colour, '.45', members, all)
  const look = { fill: colour, 'fill-opacity': '.8', stroke: ink, 'stroke-opacity': '.45', 'stroke-width': '.5' }
  const drawn = paths(members, marksOf(shape, radius(all), tenth))
  return element('g', { class: name, ...look }, ...(drawn === '' ? [] : [drawn]))
}

/** Thousands of marks are written as text at once, and not as elements with a list of attributes each. */
function circles(people: readonly Mark[], r: number): string {
  const size = tenth(r)
  let drawn = ''
  for (const { key, at } of people)
    drawn += `<circle cx="${tenth(at.x)}" cy="${tenth(at.y)}" r="${size}" data-key="${escaped(key)}"/>`
  return drawn
}

function paths(people: readonly Mark[], path: (x: number, y: number) => string): string {
  let drawn = ''
  for (const { key, at } of people) drawn += `<path d="${path(at.x, at.y)}" data-key="${escaped(key)}"/>`
  return drawn
}

function statementMarks(statements: Statement[], frame: Frame, titles: Titles): string {
  const crosses = statements.map((statement) => {
    const { x, y } = frame.at(statement)
    const path = `M${tenth(x - 4)} ${tenth(y)}h8M${tenth(x)} ${tenth(y - 4)}v8`
    return element('path', { d: path, 'data-id': statement.id }, element('title', {}, escaped(name(statement, titles))))
  })
  const look = { fill: 'none', stroke: ink, 'stroke-width': '1.6', 'stroke-linecap': 'round' }
  return element('g', { class: 'om-statements', ...look }, ...crosses)
}

const textSize = 22
const labelHeight = 34

/** Mark, letter and number of people of each group. */
function labels(map: Drawn, people: Mark[], outlines: ReadonlyMap<number, Place[]>, frame: Frame): string[] {
  const sizes = new Map(peopleOn(map).parts.map(({ id, amount }) => [id, amount]))
  const groups = map.groups.map((group) => ({ ...group, size: sizes.get(group.id) ?? 0 }))
  const bySize = [...groups].sort((a, b) => b.size - a.size || a.id - b.id)
  const wanted = bySize.map((group) => ({
    centre: frame.at({ x: group.center[0], y: group.center[1] }),
    outline: outlines.get(group.id) ?? [],
    size: { width: 66 + 0.6 * textSize * figure(group.size).length, height: labelHeight },
  }))
  const boxes = placeLabels(
    wanted,
    people.map(({ at }) => at),
    frame,
  )
  return bySize.map(({ id, size }, i) => label(id, size, boxes[i]!))
}

function label(id: number, size: number, { x, y, width, height }: Box): string {
  const { letter, shape, colour } = groupStyle(id)
  const left = x - width / 2
  const look = { x: left, y: y - height / 2, width, height, rx: height / 2, fill: paper, 'fill-opacity': '.88' }
  const text = { y: y + textSize * 0.35, 'font-size': textSize, fill: ink }
  return element(
    'g',
    { class: 'om-label' },
    element('rect', { class: 'om-paper-label', ...look, stroke: colour, 'stroke-width': 1.5 }),
    element('path', {
      class: `om-mark om-group-${id}`,
      d: markPath(shape, left + 18, y, 7, tenth),
      fill: colour,
      stroke: ink,
      'stroke-width': '.8',
    }),
    element('text', { ...text, x: left + 31, 'font-weight': 700, class: 'om-ink' }, letter),
    element('text', { ...text, x: left + 53, class: 'om-ink' }, figure(size)),
  )
}

function nobody({ width, height }: Frame): string {
  const text = { x: width / 2, y: height / 2, 'text-anchor': 'middle', 'font-size': textSize, fill: quiet }
  return element('text', { ...text, class: 'om-quiet' }, 'Nobody has voted yet')
}

/** A ring around the reader's own mark, with a word beside it. */
function you(people: Mark[], frame: Frame, key: string | undefined): string[] {
  const at = key === undefined ? undefined : people.find((person) => person.key === key)?.at
  if (at === undefined) return []
  const anchor = at.x > frame.width - 80 ? 'end' : 'start'
  const x = anchor === 'start' ? at.x + 15 : at.x - 15
  const halo = { stroke: paper, 'stroke-width': 5, 'paint-order': 'stroke', 'stroke-linejoin': 'round' }
  const text = { x, y: at.y + textSize * 0.35, 'text-anchor': anchor, 'font-size': textSize, 'font-weight': 700 }
  return [
    element(
      'g',
      { class: 'om-you' },
      element('circle', { cx: at.x, cy: at.y, r: 10, fill: 'none', stroke: ink, 'stroke-width': 2.5 }),
      element('text', { ...text, fill: ink, ...halo, class: 'om-ink' }, 'You'),
    ),
  ]
}
