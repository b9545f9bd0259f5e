/** `sensus result`: freezes what a closed conversation came to, or prints the text for whoever began it to sign. */

import { randomBytes } from 'node:crypto'
import { didYouMean } from '../config/nearest.ts'
import { hex, sha256, utf8 } from '../log/bytes.ts'
import { composeText } from '../records/compose-text.ts'
import { type FrozenView, frozenViews, parametersText } from '../records/conversation/result.ts'
import { isRefusal, type Refusal } from '../records/refusals.ts'
import { type Call, type Command, exit, flagOf, jsonFlag, operand, pairsOf, refuse, Usage, wholeOf } from './command.ts'
import { asOperator, type LogSource, openReading, whereFlags } from './log-source.ts'
import { json } from './output.ts'
import { accountOf } from './text.ts'
import { titleFor } from './titles.ts'

const usual: FrozenView = 'opinion-statements'

export const result: Command = {
  name: 'result',
  operands: 'CONVERSATION',
  count: [1, 1],
  summary:
    'Computes a view of a closed conversation and freezes its hash as the result, signed by the operator; with --account prints the text for whoever began it to sign.',
  flags: {
    ...whereFlags,
    ...jsonFlag,
    view: {
      value: 'NAME',
      words: `The view whose answer is the result: ${frozenViews.join(', ')}. Default: ${usual}.`,
    },
    param: { value: 'name=value', words: 'A parameter of the view beside the conversation.', many: true },
    at: { value: 'SIZE', words: 'Size of the log from which it follows; default: now.' },
    account: { value: 'ADDRESS', words: 'Only prints the text, for this account to sign; "submit" sends it.' },
  },
  run: resultRun,
}

async function resultRun(call: Call): Promise<number> {
  const account = flagOf(call, 'account')
  if (account === undefined)
    return asOperator(call, async ({ place, submit }) => {
      const fields = await computed(call, place)
      const answer = isRefusal(fields) ? fields : await submit('result', fields)
      if (isRefusal(answer)) return refuse(call, answer)
      call.talk.print(json(answer))
      return exit.ok
    })
  const by = accountOf(account)
  const place = await openReading(call)
  try {
    const fields = await computed(call, place)
    if (isRefusal(fields)) return refuse(call, fields)
    const time = Math.floor(Date.now() / 1000) * 1000
    const common = { origin: place.origin, account: by, time, nonce: hex(randomBytes(16)) }
    const text = composeText('result', fields, common)
    if (isRefusal(text)) return refuse(call, text)
    call.talk.print(text)
    return exit.ok
  } finally {
    await place.close()
  }
}

/** The fields of the record, from the very bytes that the place gives. */
async function computed(call: Call, place: LogSource): Promise<Record<string, string> | Refusal> {
  const conversation = operand(call, 0)
  const view = viewGiven(call)
  const given = call.values.param
  const params = pairsOf(Array.isArray(given) ? given : [])
  if ('conversation' in params) throw new Usage('the conversation is the operand, and no --param')
  const text = await place.view(view, { ...params, conversation }, wholeOf(call, 'at', 1) ?? place.size)
  if (isRefusal(text)) return text
  const title = await titleFor(place, 'result', 'title', conversation)
  if (isRefusal(title)) return title
  // Every result says its version and its checkpoint.
  const { version, checkpoint } = JSON.parse(text) as { version: number; checkpoint: { size: number } }
  const parameters = parametersText(params)
  return {
    conversation,
    title,
    view,
    version: String(version),
    ...(parameters !== undefined && { parameters }),
    size: String(checkpoint.size),
    hash: hex(sha256(utf8(text))),
  }
}

function viewGiven(call: Call): FrozenView {
  const name = flagOf(call, 'view') ?? usual
  const found = frozenViews.find((each) => each === name)
  if (found) return found
  throw new Usage(`"${name}" is no view that is frozen, only ${frozenViews.join(', ')}${didYouMean(name, frozenViews)}`)
}
