import { mirrorInto } from '../compose/upkeep.ts'
import { english } from '../words/en.ts'
import { type Call, type Command, exit, flagOf, jsonFlag, operand, Usage } from './command.ts'
import { clientAt, isUrl } from './log-source.ts'
import { json } from './output.ts'

/** Keeps a copy of a log, which proves what its site once said. */
export const mirror: Command = {
  name: 'mirror',
  operands: 'URL DIR',
  count: [2, 2],
  summary:
    'Copies the log of a site into a folder, or brings the copy up to date. What the log did not sign is not taken over.',
  flags: {
    ...jsonFlag,
    vkey: {
      value: 'KEY',
      words: "The log's verifier key, if you know it; default: the one of the first copy, or of the site.",
    },
  },
  run: mirrorRun,
}

async function mirrorRun(call: Call): Promise<number> {
  const [url, folder] = [operand(call, 0), operand(call, 1)]
  if (!isUrl(url)) throw new Usage(`${url} is not an http address`)
  const client = clientAt(url, flagOf(call, 'vkey'))
  const { vkey } = await client.about()
  const progress = call.talk.progress('mirroring')
  const source = { get: client.blob, results: client.published }
  const report = await mirrorInto(folder, source, vkey, progress.step).finally(progress.end)
  call.talk.print(json(report))
  for (const path of report.skipped) call.talk.say(english.say('mirror.left-out', { path }))
  if (report.behind > 0) call.talk.say(`the site is ${report.behind} entries behind this copy, which stays as it is`)
  return exit.ok
}
