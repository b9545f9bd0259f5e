import { sha256, utf8 } from '../log/bytes.ts'
import { accountKey } from '../log/sign.ts'
import type { Address } from '../log/ss58.ts'
import type { RecordId } from '../records/ids.ts'
import { introductionParts, type Role } from '../records/people/introduction.ts'
import { positionParts, type Stance, stances } from '../records/people/position.ts'
import { isRefusal, refusalLine } from '../records/refusals.ts'
import type { FieldsOf } from '../records/registry.ts'
import { writeSections } from '../records/sections.ts'
import { scribe } from '../service/begin.ts'
import { chance, repeatable, type TownOptions } from './town.ts'

/** A standing question as the town answers it. */
export interface TownQuestion {
  id: RecordId
  title: string
}

/** A movement that somebody of the town made. */
export interface TownMovement {
  id: RecordId
  from: Address
}

/** How many of the town introduce themselves and take positions; those who run validators come first. */
const speakers = 36

const names = [
  'Harbour Watch',
  'Old Quay',
  'Salt & Rope',
  'Grey Heron',
  'North Pier',
  'The Ferrywoman',
  'Low Tide',
  'Lantern',
  'Kittiwake',
  'Dry Dock',
  'Tar Barrel',
  'Mooring 9',
  'Sandbank',
  'Ebb',
  'Weir',
]
const goals = [
  'That the town decides before it has to, and that everybody can see how.',
  'A harbour that pays for itself and stays open to everybody.',
  'To run a validator that does what it says.',
]
const reasons = [
  'I have thought about this for a long time and come back to the same place.',
  'Both sides have a point; this is where I would rather be wrong.',
  'It worked like this in the years before, and nobody was hurt.',
]

/**
 * What some people of the simulated town say of themselves and of the standing questions, as signed notes in two parts:
 * the second rests on the first. Invented from the seed, like the rest of the town.
 */
export function townVoices(
  { origin, ms, seed = 'harbour' }: Omit<TownOptions, 'operator'>,
  questions: readonly TownQuestion[],
): string[][] {
  const town = Array.from({ length: speakers }, (_, i) => personOf(seed, origin, ms, `person ${i + 1}`))
  const hello = town.map(({ name, write }, i) => write('introduction', introductionOf(name, seed, i)).note)
  const interests = town.slice(0, 9).map(({ write }) => {
    const body = '# What I own\nStake on three validators of this town.\n\n# Who pays me\nNobody in this network.'
    return write('interests', { body }).note
  })
  const positions = town.flatMap(({ name, write }, i) =>
    questions
      .filter((_, q) => i < 4 || chance(seed, name, `question ${q}`) < 0.6)
      .map(({ id, title }) => write('position', positionOf(seed, name, i % 3, id, title)).note),
  )
  const asked = town.slice(12, 18).map(({ name, write }, i) => ({
    to: i,
    ...write('inquiry', { to: town[i]!.account, body: `What would make you move your delegation? (${name} asks)` }),
  }))
  const answers = asked
    .slice(0, 3)
    .map(({ to, id }) => town[to]!.write('answer', { about: id, body: 'A raised take without a word before.' }).note)
  const promises = town.slice(0, 5).map(({ write }, i) => {
    const account = keyOf(seed, `validator ${i + 1}`).address
    return write('promise', {
      predicate: { what: 'take', account, most: i === 0 ? 1000 : 1800 },
      body: 'We will say it here seven days before our take changes.',
    }).note
  })
  const linked = [
    town[20]!.write('link', { with: town[21]!.account }).note,
    town[21]!.write('link', { with: town[20]!.account }).note,
    town[22]!.write('link', { with: town[23]!.account }).note,
  ]
  const declined = town[5]!.write('decline', { expectation: 'accounts', body: 'It would tell where I live.' }).note
  return [
    [...hello, ...interests, ...positions, ...asked.map(({ note }) => note), ...promises, ...linked, declined],
    answers,
  ]
}

/** Every other movement of a townsman or a townswoman is explained; some of these explanations are rated. */
export function townExplanations(
  { origin, ms, seed = 'harbour', people = 300 }: Omit<TownOptions, 'operator'>,
  movements: readonly TownMovement[],
): string[][] {
  const town = Array.from({ length: people }, (_, i) => personOf(seed, origin, ms, `person ${i + 1}`))
  const mover = new Map(town.map((each) => [each.account, each]))
  const explained = movements
    .flatMap(({ id, from }) => (mover.has(from) ? [{ id, by: mover.get(from)! }] : []))
    .filter((_, i) => i % 2 === 0)
    .map(({ id, by }) =>
      by.write('explanation', {
        movement: id,
        body: 'I moved what I had staked to where I trust it more. Nothing was sold.',
      }),
    )
  const ratings = explained.slice(0, 4).flatMap(({ id }, i) =>
    town.slice(100, 126).map(({ name, write }) => {
      const at = chance(seed, name, `rates ${i}`)
      const verdict = i === 1 ? (at < 0.8 ? 'does-not' : 'partly') : at < 0.75 ? 'explains' : 'partly'
      return write('rating', { explanation: id, verdict }).note
    }),
  )
  return [explained.map(({ note }) => note), ratings]
}

const keyOf = (seed: string, name: string) =>
  accountKey('ed25519-bytes', sha256(utf8(`sensus simulated town ${seed} ${name}`)))

function personOf(seed: string, origin: string, ms: number, name: string) {
  const key = keyOf(seed, name)
  return { name, account: key.address, write: scribe(key, origin, ms, repeatable(`${seed} voice ${name}`)) }
}

function introductionOf(name: string, seed: string, i: number): FieldsOf<'introduction'> {
  const roles: Role[] = i < 12 ? ['holder', 'validator'] : chance(seed, name, 'role') < 0.3 ? ['miner'] : ['holder']
  const banded = chance(seed, name, 'stake') < 0.6
  return {
    name: `${names[i % names.length]!}${i < names.length ? '' : ` ${Math.floor(i / names.length) + 1}`}`,
    anonymous: chance(seed, name, 'anonymous') < 0.7 ? 'yes' : 'no',
    stakeAs: banded ? 'band' : 'withheld',
    ...(banded && { stake: 10_000_000_000n, stakeBelow: 10_000_000_000_000n }),
    ...(i % 2 === 0 && { furtherWallets: i % 4 }),
    since: String(2021 + (i % 5)),
    living: (['no', 'partly', 'yes', 'withheld'] as const)[i % 4]!,
    affiliations: i % 3 === 0 ? 'none' : 'The council of the harbour (simulated)',
    roles,
    openTo: i % 5 === 4 ? 'nothing' : 'questions',
    body: sections(introductionParts, { goals: goals[i % goals.length]!, unwanted: 'Nobody should vote in my name.' }),
  }
}

/** Three camps that lean another way on each question, and a few who say that it depends. */
function positionOf(seed: string, name: string, camp: number, question: RecordId, title: string): FieldsOf<'position'> {
  const lean = chance(seed, question, `camp ${camp}`) * 6
  const own = Math.round(Math.min(6, Math.max(0, lean + (chance(seed, name, question) - 0.5) * 3)))
  const stance: Stance = chance(seed, name, question, 'depends') < 0.06 ? 'depends' : stances[own]!
  const reason = reasons[Math.floor(chance(seed, name, question, 'reason') * reasons.length)]!
  return { question, title, stance, importance: camp === 1 ? 3 : 2, body: sections(positionParts, { reason }) }
}

function sections(parts: Parameters<typeof writeSections>[0], texts: Record<string, string>): string {
  const body = writeSections(parts, texts)
  if (isRefusal(body)) throw new Error(`a record of the town is refused: ${refusalLine(body)}`)
  return body
}
