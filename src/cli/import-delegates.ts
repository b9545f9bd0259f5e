/** `sensus import delegates`: a public list of profiles that hotkeys signed, as evidence and one record of the operator. */

import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { countsOf, readDelegates } from '../evidence/delegates.ts'
import { isRefusal } from '../records/refusals.ts'
import { type Call, type Command, exit, flagOf, jsonFlag, operand, refuse, Usage } from './command.ts'
import { asOperator, whereFlags } from './log-source.ts'
import { json } from './output.ts'

export const importDelegates: Command = {
  name: 'import delegates',
  operands: 'FILE',
  count: [1, 1],
  summary:
    'Brings in a public list of delegate profiles (JSON: name, url, description, signature by hotkey) as it is, and says what each signature is worth.',
  flags: {
    ...whereFlags,
    ...jsonFlag,
    title: { value: 'TEXT', words: 'Title; default: the name of the file.' },
    source: { value: 'TEXT', words: 'Where the list comes from.' },
  },
  run: importRun,
}

async function importRun(call: Call): Promise<number> {
  const path = operand(call, 0)
  const bytes = await readFile(path).catch(() => {
    throw new Usage(`the file ${path} cannot be read`)
  })
  const found = readDelegates(bytes)
  if (isRefusal(found)) return refuse(call, found)
  const source = flagOf(call, 'source')
  return asOperator(call, async (operator) => {
    const file = await operator.addEvidence(bytes)
    const fields = { title: flagOf(call, 'title') ?? basename(path), format: 'delegates', file }
    const answer = await operator.submit('profiles', { ...fields, ...(source && { source }) })
    if (isRefusal(answer)) return refuse(call, answer)
    call.talk.print(json({ id: answer.id, index: answer.index, profiles: found.length, ...countsOf(found) }))
    return exit.ok
  })
}
