import { didYouMean } from '../config/nearest.ts'
import { isRefusal } from '../records/refusals.ts'
import { isViewName, viewNames, viewOf } from '../views/registry.ts'
import { type Call, type Command, exit, jsonFlag, operand, pairsOf, refuse, Usage, wholeOf } from './command.ts'
import { columns } from './help.ts'
import { openReading, whereFlags } from './log-source.ts'

/** Prints a result: from a folder the log is folded here, and the bytes are those that the API gives. */
export const view: Command = {
  name: 'view',
  operands: 'NAME',
  count: [1, 1],
  summary: 'Prints a view as JSON, exactly the bytes that the API gives.',
  flags: {
    ...whereFlags,
    ...jsonFlag,
    param: { value: 'name=value', words: 'A parameter of the view.', many: true },
    at: { value: 'SIZE', words: 'Size of the log at which to read; default: now.' },
  },
  more: viewHelp,
  run: viewRun,
}

async function viewRun(call: Call): Promise<number> {
  const name = operand(call, 0)
  if (!isViewName(name))
    throw new Usage(`there is no view "${name}", only ${viewNames.join(', ')}${didYouMean(name, viewNames)}`)
  const given = call.values.param
  const params = pairsOf(Array.isArray(given) ? given : [])
  const at = wholeOf(call, 'at', 1)
  const place = await openReading(call)
  try {
    const result = await place.view(name, params, at)
    if (isRefusal(result)) return refuse(call, result)
    call.talk.print(result)
    return exit.ok
  } finally {
    await place.close()
  }
}

function viewHelp([name]: string[]): string {
  const chosen = viewNames.map(viewOf).filter((each) => name === undefined || each.name === name)
  const rows = chosen.map((each) => [each.name, `${each.title}: ${each.summary}`] as const)
  return ['Views:', '', ...columns(rows)].join('\n')
}
