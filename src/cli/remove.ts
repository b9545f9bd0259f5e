import { parseRecord } from '../records/record.ts'
import { isRefusal } from '../records/refusals.ts'
import { kinds } from '../records/registry.ts'
import { type Call, type Command, exit, flagOf, needed, operand, refuse, Usage } from './command.ts'
import { asOperator, type Operator, whereFlags } from './place.ts'
import { json } from './talk.ts'

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
    category: { value: 'CATEGORY', words: `The kind of reason: ${categories.join(', ')}.` },
    jurisdiction: { value: 'TEXT', words: 'The law or the court that asks for it.' },
    appeal: {
      value: 'ADDRESS',
      words: 'Mail or web address for whoever disagrees; default: the contact of the policy.',
    },
    reason: { value: 'TEXT', words: 'Why, without repeating what is removed.' },
  },
  run: removeRun,
}

async function removeRun(call: Call): Promise<number> {
  const category = needed(call, 'category')
  const indexes = call.operands.map((_, place) => indexOf(operand(call, place)))
  const jurisdiction = flagOf(call, 'jurisdiction')
  return asOperator(call, async (operator) => {
    const fields = {
      indexes: [...new Set(indexes)].sort((a, b) => a - b).join(','),
      category,
      ...(jurisdiction && { jurisdiction }),
      appeal: flagOf(call, 'appeal') ?? (await contact(operator)),
    }
    const answer = await operator.submit('removal', fields, flagOf(call, 'reason'))
    if (isRefusal(answer)) return refuse(call, answer)
    call.talk.print(json(answer))
    return exit.ok
  })
}

function indexOf(word: string): number {
  if (!/^(0|[1-9]\d{0,14})$/.test(word)) throw new Usage(`"${word}" is not an index of the log`)
  return Number(word)
}

async function contact({ place }: Operator): Promise<string> {
  const stored = await place.record(place.policy)
  const record = stored?.note ? parseRecord(stored.note) : null
  if (record && !isRefusal(record) && record.kind === 'policy') return record.fields.contact
  throw new Usage('the policy in force names no contact: give --appeal')
}
