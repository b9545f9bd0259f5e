import { type UpgradeReport, upgradeData } from '../compose/upkeep.ts'
import { readConfig } from '../config.ts'
import { isRefusal } from '../records/refusals.ts'
import { english } from '../words/en.ts'
import { type Call, type Command, exit, jsonFlag, refuse } from './command.ts'
import { json } from './output.ts'

/** Says what this program would change in a log that an older one began, and changes it when asked. */
export const upgrade: Command = {
  name: 'upgrade',
  operands: 'DIR',
  count: [0, 1],
  summary:
    'Says what this version would change in a log of an older one: stored results to drop, standing questions it lacks.',
  flags: {
    ...jsonFlag,
    apply: {
      words: 'Does it: drops the results, signs and appends the questions. Needs the folder to itself, as serve does.',
    },
  },
  more: () => 'Without an operand: the folder or database that the environment names (SENSUS_DATA, DATABASE_URL).',
  run: upgradeRun,
}

async function upgradeRun(call: Call): Promise<number> {
  const [where] = call.operands
  const named = where === undefined ? call.env : { ...call.env, SENSUS_DATA: where, DATABASE_URL: undefined }
  const report = await upgradeData(readConfig(named), call.values.apply === true, call.talk.say)
  for (const line of linesOf(report)) call.talk.say(line)
  if (call.values.json && !isRefusal(report.applied)) call.talk.print(json(report))
  return isRefusal(report.applied) ? refuse(call, report.applied) : exit.ok
}

/** What the report says, line by line; a refusal is said by whoever refuses. */
function linesOf({ results, questions, unread, applied }: UpgradeReport): string[] {
  const lines = [
    ...results.map(({ view, version, here, count }) =>
      here === null
        ? english.say('upgrade.results-unknown', { view, version, count })
        : english.say('upgrade.results', { view, version, here, count }),
    ),
    ...questions.map(({ title }) => english.say('upgrade.question', { title })),
    ...unread.map(({ kind, known, count }) => english.say(known ? 'upgrade.unread' : 'upgrade.kind', { kind, count })),
  ]
  if (isRefusal(applied)) return lines
  const changes = results.length + questions.length
  if (changes === 0) return [...lines, english.say('upgrade.nothing')]
  if (applied === null) return [...lines, english.say('upgrade.how')]
  return [...lines, english.say('upgrade.done', { results: applied.results, questions: applied.questions.length })]
}
