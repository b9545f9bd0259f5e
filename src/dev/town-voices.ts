import type { Address } from '../log/ss58.ts'
import type { RecordId } from '../records/ids.ts'
import { introductionParts } from '../records/people/introduction.ts'
import { positionParts, type Stance, stances } from '../records/people/position.ts'
import { isRefusal, refusalLine } from '../records/refusals.ts'
import type { FieldsOf } from '../records/registry.ts'
import { writeSections } from '../records/sections.ts'
import { scribe } from '../service/begin.ts'
import { nth } from './simulated-chain/random-moves.ts'
import { townKey, townSeed } from './simulated-chain/town.ts'
import { campOf, chance, repeatable, type TownOptions } from './town.ts'
import {
  about,
  affiliations,
  aims,
  answers,
  declined,
  explanations,
  inquiries,
  interests,
  names,
  otherRoles,
  promises,
  reasons,
} from './town-speech.ts'
import type { Camp } from './town-words.ts'

/** A standing question as the town answers it. */
export interface TownQuestion {
  id: RecordId
  title: string
}

/** A movement that somebody of the town made. */
export interface TownMovement {
  id: RecordId
  from: Address
  /** As its record names it. */
  title: string
}

/** How many of the people run validators; they come first. */
const validators = 12

/** Somebody of the town who speaks: `write` signs one record of theirs. */
interface Speaker {
  name: string
  seed: string
  /** Their place among those who speak. */
  place: number
  camp: Camp
  account: Address
  write: ReturnType<typeof scribe>
}

/**
 * What some people of the simulated town say of themselves and of the standing questions, as signed notes in two parts:
 * the second rests on the first. Invented from the seed, like the rest of the town.
 */
export function townVoices(
  { origin, ms, seed = townSeed }: Omit<TownOptions, 'operator'>,
  questions: readonly TownQuestion[],
): string[][] {
  const town = names.map((_, i) => speakerOf(seed, origin, ms, i))
  const asked = inquiriesOf(town)
  return [
    [
      ...town.map((speaker) => speaker.write('introduction', introductionOf(speaker)).note),
      ...town.slice(0, 9).map(({ place, write }) => write('interests', { body: nth(interests, place) }).note),
      ...town.flatMap((speaker) => positionsOf(speaker, questions)),
      ...asked.map(({ note }) => note),
      ...promisesOf(town, seed),
      ...linksOf(town),
      nth(town, 5).write('decline', { expectation: 'accounts', body: declined }).note,
    ],
    answers.map((body, i) => nth(town, i).write('answer', { about: nth(asked, i).id, body }).note),
  ]
}

/** How many people rate each explanation that is rated. */
const raters = 26

/**
 * Every other movement of somebody of the town is explained. Of the first four explanations one is taken by all camps, one
 * by none, one by one camp alone, and of one the other camps say nothing.
 */
export function townExplanations(
  { origin, ms, seed = townSeed, people = 300 }: Omit<TownOptions, 'operator'>,
  movements: readonly TownMovement[],
): string[][] {
  const town = Array.from({ length: people }, (_, i) => speakerOf(seed, origin, ms, i))
  const mover = new Map(town.map((each) => [each.account, each]))
  const explained = movements
    .flatMap(({ id, from, title }) => {
      const by = mover.get(from)
      return by ? [{ id, title, by }] : []
    })
    .filter((_, i) => i % 2 === 0)
    .map(({ id, title, by }, i) => {
      const { id: explanation, note } = by.write('explanation', { movement: id, title, body: nth(explanations, i) })
      return { explanation, note, by }
    })
  const third = Math.floor(people / 3)
  const ratings = explained.slice(0, 4).flatMap(({ explanation, by }, i) =>
    town
      .slice(third, third + raters)
      .filter((rater) => rater !== by)
      .flatMap(({ name, camp, write }) => {
        const verdict = verdictOf(i, camp, chance(seed, name, `rates ${i}`))
        return verdict === null ? [] : [write('rating', { explanation, verdict }).note]
      }),
  )
  return [explained.map(({ note }) => note), ratings]
}

/** What somebody of a camp finds of the first, second, third or fourth explanation; null: they do not say. */
function verdictOf(explanation: number, camp: Camp, at: number): FieldsOf<'rating'>['verdict'] | null {
  switch (explanation) {
    case 0:
      return at < 0.8 ? 'explains' : 'partly'
    case 1:
      return at < 0.8 ? 'does-not' : 'partly'
    case 2:
      return camp === 0 ? 'explains' : camp === 1 ? 'does-not' : 'partly'
    default:
      return camp === 0 ? 'explains' : null
  }
}

function speakerOf(seed: string, origin: string, ms: number, place: number): Speaker {
  const name = `person ${place + 1}`
  const key = townKey(seed)(name)
  const write = scribe(key, origin, ms, repeatable(`${seed} voice ${name}`))
  return { name, seed, place, camp: campOf(seed, name), account: key.address, write }
}

function introductionOf({ name, seed, place, camp }: Speaker): FieldsOf<'introduction'> {
  const banded = chance(seed, name, 'stake') < 0.6
  return {
    name: nth(names, place),
    anonymous: chance(seed, name, 'anonymous') < 0.7 ? 'yes' : 'no',
    stakeAs: banded ? 'band' : 'withheld',
    stake: banded ? 10_000_000_000n : undefined,
    stakeBelow: banded ? 10_000_000_000_000n : undefined,
    furtherWallets: place % 2 === 0 ? place % 4 : undefined,
    since: String(2021 + (place % 5)),
    living: nth(['no', 'partly', 'yes', 'withheld'] as const, place),
    affiliations: nth(affiliations, place),
    roles: place < validators ? ['validator', 'holder'] : [...nth(otherRoles, place)],
    openTo: place % 5 === 4 ? 'nothing' : 'questions',
    body: sections(introductionParts, { about, ...aims[camp] }),
  }
}

function positionsOf({ name, seed, place, camp, write }: Speaker, questions: readonly TownQuestion[]): string[] {
  return questions
    .filter((_, q) => place < 4 || chance(seed, name, `question ${q}`) < 0.6)
    .map(({ id, title }) => write('position', positionOf(seed, name, camp, id, title)).note)
}

/** Those who run no validator ask some who do. */
function inquiriesOf(town: readonly Speaker[]): { id: RecordId; note: string }[] {
  return inquiries.map((body, i) => nth(town, validators + i).write('inquiry', { to: nth(town, i).account, body }))
}

/** Takes of the first validators, in hundredths of a per cent; the first promises less than it takes. */
function promisesOf(town: readonly Speaker[], seed: string): string[] {
  return town.slice(0, 5).map(({ place, write }) => {
    const account = townKey(seed)(`validator ${place + 1}`).address
    const most = place === 0 ? 1000 : 1800
    const body = place === 0 ? promises[0] : nth(promises.slice(1), place)
    return write('promise', { predicate: { what: 'take', account, most }, body }).note
  })
}

/** One link that both sides signed, and one that waits for the other. */
function linksOf(town: readonly Speaker[]): string[] {
  const pairs = [
    [20, 21],
    [21, 20],
    [22, 23],
  ] as const
  return pairs.map(([from, to]) => nth(town, from).write('link', { with: nth(town, to).account }).note)
}

/** Three camps that lean another way on each question, and a few who say that it depends. */
function positionOf(seed: string, name: string, camp: Camp, question: RecordId, title: string): FieldsOf<'position'> {
  const lean = chance(seed, question, `camp ${camp}`) * 6
  const at = Math.round(Math.min(6, Math.max(0, lean + (chance(seed, name, question) - 0.5) * 3)))
  const stance: Stance = chance(seed, name, question, 'depends') < 0.06 ? 'depends' : nth(stances, at)
  const own = reasons[camp]
  const reason = nth(own, Math.floor(chance(seed, name, question, 'reason') * own.length))
  return { question, title, stance, importance: camp === 1 ? 3 : 2, body: sections(positionParts, { reason }) }
}

function sections(parts: Parameters<typeof writeSections>[0], texts: Record<string, string>): string {
  const body = writeSections(parts, texts)
  if (isRefusal(body)) throw new Error(`a record of the town is refused: ${refusalLine(body)}`)
  return body
}
