import type { MapAxis, RobustMap } from '../../../views/conversation/opinion-map/robust-value.ts'
import type { MapGroup, MapRepresentative, OpinionMap } from '../../../views/conversation/opinion-map/value.ts'
import { groupStyle } from '../../palette.ts'
import { figure } from '../../words.ts'

/** Words of statements by id. */
export type Titles = Readonly<Record<string, string>>

/** What of a map is told. */
interface Told extends Pick<OpinionMap, 'groups'> {
  participants: readonly { group: number | null; half?: number | null }[]
  verdict?: Pick<RobustMap['verdict'], 'state'>
  axes?: RobustMap['axes']
}

/** The picture in words: how many people, which groups and what each stands out by; or what the axes are between. */
export function describe(map: Told, titles: Titles): string {
  const { participants, groups } = map
  if (participants.length === 0) return 'Nobody has voted yet, so nobody is on the map.'
  const placed = `${people(participants.length)} placed by how they voted: those who voted alike stand close together.`
  const about = map.verdict && groups.length === 0 ? describeCloud(map, titles) : describeGroups(map, titles)
  return [placed, ...about].join(' ')
}

function describeGroups({ participants, groups }: Told, titles: Titles): string[] {
  const outside = participants.filter(({ group }) => group === null).length
  return [
    groups.length === 0 ? 'There are no groups yet.' : `${counted(groups.length, 'group')}.`,
    ...groups.map((group) => describeGroup(group, titles)),
    ...(outside > 0 ? [`${people(outside)} voted on too few statements to be in a group: grey dots.`] : []),
  ]
}

function describeCloud({ verdict, axes = [], participants }: Told, titles: Titles): string[] {
  const few = participants.filter(({ half }) => half === null).length
  const ends = axes.flatMap(({ low: [low], high: [high] }, i): string[] =>
    low && high
      ? [`From ${i === 0 ? 'left to right' : 'bottom to top'}: ${atEnd(low, titles)}, to ${atEnd(high, titles)}.`]
      : [],
  )
  return [
    verdict?.state === 'too-few'
      ? 'Too few to tell whether there are groups.'
      : 'No clear groups: opinions shade into each other.',
    ...ends,
    ...(few > 0 ? [`${people(few)} voted on too few statements to be placed well: grey dots.`] : []),
  ]
}

const atEnd = (each: MapAxis['low'][number], titles: Titles): string =>
  `${each.side === 'agree' ? 'agreeing' : 'disagreeing'} with ${name(each, titles)}`

function describeGroup({ id, size, representative }: MapGroup, titles: Titles): string {
  const { letter, plural } = groupStyle(id)
  const [first] = representative
  const said = first === undefined ? '' : `; stands out by ${describeStatement(first, titles)}`
  return `Group ${letter} (${plural}): ${people(size)}${said}.`
}

function describeStatement(each: MapRepresentative, titles: Titles): string {
  const { side, agrees, disagrees, seen } = each
  const votes = side === 'agree' ? agrees : disagrees
  const verb = side === 'agree' ? 'agreeing' : 'disagreeing'
  return `${verb} (${figure(votes)} of ${figure(seen)}) with ${name(each, titles)}`
}

/** The words of a statement in quotes, or its number when they are not at hand. */
export function name({ id, imported }: { id: string; imported: number | null }, titles: Titles): string {
  const title = Object.hasOwn(titles, id) ? titles[id] : undefined
  if (title !== undefined) return `“${shorten(title)}”`
  return imported === null ? `statement ${id.slice(0, 8)}` : `statement ${imported}`
}

const longest = 120

function shorten(text: string): string {
  const points = Array.from(text.replace(/\s+/g, ' ').trim())
  return points.length <= longest ? points.join('') : `${points.slice(0, longest - 1).join('')}…`
}

function people(count: number): string {
  return count === 1 ? '1 person' : `${figure(count)} people`
}

function counted(count: number, one: string): string {
  return count === 1 ? `1 ${one}` : `${figure(count)} ${one}s`
}
