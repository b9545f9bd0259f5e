import { sha256, utf8 } from '../log/bytes.ts'
import type { AccountKey } from '../log/sign.ts'
import type { RecordId } from '../records/ids.ts'
import type { FieldsOf } from '../records/registry.ts'
import { titleOf } from '../records/title.ts'
import { scribe } from '../service/begin.ts'
import type { Random } from '../service/ports.ts'
import { nth } from './simulated-chain/random-moves.ts'
import { townKey, townSeed } from './simulated-chain/town.ts'
import { type Camp, camps, type Stance, type TownStatement, townConversation, townStatements } from './town-words.ts'

export interface TownOptions {
  /** Origin of the log for which the notes are signed. */
  origin: string
  /** Begins the conversation. */
  operator: AccountKey
  /** When all of it was signed, Unix milliseconds. */
  ms: number
  /** The same seed gives the same people, notes and votes. */
  seed?: string
  people?: number
}

interface Person {
  name: string
  camp: Camp
  write: ReturnType<typeof scribe>
}

/**
 * A town of simulated people in three camps who vote on what the network should do about a subnet that harms
 * people, as signed notes: the conversation, its statements, the votes, and the operator's word that it gives the sides.
 * Each part rests only on the parts before it. Deterministic; the wallets are Ed25519 keys that follow from seed and name, so anybody can sign for these people, and
 * the conversation says so.
 */
export function townNotes({ origin, operator, ms, seed = townSeed, people = 300 }: TownOptions): string[][] {
  const writer = (key: AccountKey, name: string) => scribe(key, origin, ms, repeatable(`${seed} nonce ${name}`))
  const byOperator = writer(operator, 'operator')
  const fields = townConversation(people)
  const conversation = byOperator('conversation', fields)
  const town = Array.from({ length: people }, (_, i): Person => {
    const name = `person ${i + 1}`
    return { name, camp: campOf(seed, name), write: writer(townKey(seed)(name), name) }
  })
  const statements = townStatements.map((said, i) => {
    const { id, note } = nth(town, i).write('statement', {
      conversation: conversation.id,
      title: fields.title,
      body: said.body,
    })
    return { id, note, said }
  })
  const votes = town.flatMap(({ name, camp, write }) =>
    statements.flatMap(({ id, said }) => {
      const vote = voteOf(camp, said, id, (what) => chance(seed, name, said.body, what))
      return vote ? [write('vote', vote).note] : []
    }),
  )
  const sides = byOperator('sides', { conversation: conversation.id, title: fields.title })
  return [[conversation.note], statements.map(({ note }) => note), votes, [sides.note]]
}

/** The camp that somebody of the town stands in. */
export function campOf(seed: string, name: string): Camp {
  const at = chance(seed, name, 'camp')
  const [first, second] = camps
  return at < first.share ? 0 : at < first.share + second.share ? 1 : 2
}

/** How likely agree, disagree and (the rest) pass are for somebody whose camp has a stance. */
const leaning: Record<Stance, [agree: number, disagree: number]> = {
  '+': [0.84, 0.06],
  '-': [0.07, 0.81],
  '0': [0.4, 0.35],
}

/** Everybody sees a bit more than half of the statements. */
function voteOf(
  camp: Camp,
  { body, stances }: TownStatement,
  about: RecordId,
  chanceOf: (what: string) => number,
): FieldsOf<'vote'> | null {
  if (chanceOf('seen') > 0.6) return null
  const [agree, disagree] = leaning[stances[camp]]
  const at = chanceOf('choice')
  const choice = at < agree ? 'agree' : at < agree + disagree ? 'disagree' : 'pass'
  const importance =
    choice === 'pass' || chanceOf('says how much') > 0.2 ? undefined : importanceOf(chanceOf('importance'))
  return { choice, importance, about, title: titleOf(body) }
}

const importanceOf = (at: number): 1 | 2 | 3 => (at < 0.2 ? 1 : at < 0.6 ? 2 : 3)

/** A number in [0, 1) that follows from words. */
export function chance(...words: string[]): number {
  const { buffer, byteOffset } = sha256(utf8(words.join('\n')))
  return new DataView(buffer, byteOffset).getUint32(0) / 2 ** 32
}

/** Bytes that follow from a name, other ones at each call. */
export function repeatable(name: string): Random {
  let calls = 0
  return (length) => sha256(utf8(`${name} ${calls++}`)).subarray(0, length)
}
