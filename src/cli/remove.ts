import { refusedRemoval } from '../records/about-record.ts'
import { parseRecord, readAs } from '../records/record.ts'
import { isRefusal, type Refusal } from '../records/refusals.ts'
import { kinds } from '../records/registry.ts'
import { type Call, type Command, exit, flagOf, jsonFlag, needed, operand, refuse, Usage } from './command.ts'
import { echoesOf } from './echoes.ts'
import { type Admitted, asOperator, type Operator, whereFlags } from './log-source.ts'
import { json } from './output.ts'

const categories = kinds.removal.fields.category.options ?? []

/** The operator stops serving records; their places in the log stay. */
export const remove: Command = {
  name: 'remove',
  operands: 'INDEX ...',
  count: [1, 64],
  summary:
    'Stops serving records, by a removal record of the operator. Their places in the log stay for everybody to see.',
  flags: {
    ...whereFlags,
    ...jsonFlag,
    category: { value: 'CATEGORY', words: `The kind of reason: ${categories.join(', ')}.` },
    jurisdiction: { value: 'TEXT', words: 'The law or the court that asks for it.' },
    appeal: {
      value: 'ADDRESS',
      words: 'Mail or web address for whoever disagrees; default: the contact of the policy.',
    },
    whose: { value: 'ADDRESS', words: 'The account that signed them, when it wants that to be said.' },
    reason: { value: 'TEXT', words: 'Why, without repeating what is removed.' },
    echoes: {
      words:
        'Also the records that repeat its first words: the votes on a statement, the statements of a conversation.',
    },
  },
  run: removeRun,
}

async function removeRun(call: Call): Promise<number> {
  const category = needed(call, 'category')
  const named = [...new Set(call.operands.map((_, place) => indexOf(operand(call, place))))]
  const [jurisdiction, whose] = [flagOf(call, 'jurisdiction'), flagOf(call, 'whose')]
  return asOperator(call, async (operator) => {
    const appeal = flagOf(call, 'appeal') ?? (await contact(operator))
    const stays = await staying(operator, named)
    if (stays) return refuse(call, stays)
    const answers: Admitted[] = []
    for (const indexes of chunks(await withEchoes(call, operator, named))) {
      const fields = {
        indexes: indexes.join(','),
        category,
        ...(jurisdiction && { jurisdiction }),
        ...(whose && { whose }),
        appeal,
      }
      const answer = await operator.submit('removal', fields, flagOf(call, 'reason'))
      if (isRefusal(answer)) return refuse(call, answer)
      answers.push(answer)
    }
    call.talk.print(json(answers.length === 1 ? answers[0] : answers))
    return exit.ok
  })
}

/** What is removed, with --echoes what repeats its first words too; without it, their number is said. */
async function withEchoes(call: Call, { place }: Operator, named: number[]): Promise<number[]> {
  const progress = call.talk.progress('looking for records that repeat it')
  const echoes = await echoesOf(place, named, (done) => progress.step(done, place.size))
  progress.end()
  if (call.values.echoes) return [...named, ...echoes]
  if (echoes.length > 0)
    call.talk.say(`${echoes.length} other records repeat its first words and stay; --echoes removes them as well`)
  return named
}

/** Why one of the entries named stays; asked before anything is signed, so that of several removals none is done by halves. */
async function staying({ place }: Operator, named: number[]): Promise<Refusal | null> {
  for (const index of named) {
    const [stored] = await place.records(index + 1, 1)
    const record = stored?.index === index && stored.note !== null ? parseRecord(stored.note) : null
    const refusal = record === null || isRefusal(record) ? null : refusedRemoval(record.kind, index)
    if (refusal) return refusal
  }
  return null
}

/** Indexes in rising order, as many at once as one removal record holds. */
function chunks(indexes: number[]): number[][] {
  const sorted = indexes.sort((a, b) => a - b)
  return Array.from({ length: Math.ceil(sorted.length / 64) }, (_, i) => sorted.slice(i * 64, (i + 1) * 64))
}

function indexOf(word: string): number {
  if (!/^(0|[1-9]\d{0,14})$/.test(word)) throw new Usage(`"${word}" is not an index of the log`)
  return Number(word)
}

async function contact({ place }: Operator): Promise<string> {
  const stored = await place.record(place.policy)
  const policy = readAs(stored?.note, 'policy')
  if (policy) return policy.fields.contact
  throw new Usage('the policy in force names no contact: give --appeal')
}
