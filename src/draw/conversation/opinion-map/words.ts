import type { MapGroup, MapRepresentative, OpinionMap } from '../../../views/conversation/opinion-map/value.ts'
import { groupStyle } from '../../palette.ts'
import { figure } from '../../words.ts'

/** Words of statements by id. */
export type Titles = Readonly<Record<string, string>>

/** The picture in words: how many people, which groups, and what each stands out by. */
export function describe(map: Pick<OpinionMap, 'participants' | 'groups'>, titles: Titles): string {
  const { participants, groups } = map
  if (participants.length === 0) return 'Nobody has voted yet, so nobody is on the map.'
  const outside = participants.filter(({ group }) => group === null).length
  const sentences = [
    `${people(participants.length)} placed by how they voted: those who voted alike stand close together.`,
    groups.length === 0 ? 'There are no groups yet.' : `${counted(groups.length, 'group')}.`,
    ...groups.map((group) => describeGroup(group, titles)),
  ]
  if (outside > 0) sentences.push(`${people(outside)} voted on too few statements to be in a group: grey dots.`)
  return sentences.join(' ')
}

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
