import { auditData, auditWith } from '../compose/upkeep.ts'
import { readConfig } from '../config.ts'
import type { AuditReport } from '../service/audit.ts'
import { english } from '../words/en.ts'
import { type Call, type Command, exit, flagOf, jsonFlag } from './command.ts'
import { clientAt, isUrl } from './log-source.ts'
import { json } from './output.ts'

/** Checks a log against nothing but its key. */
export const audit: Command = {
  name: 'audit',
  operands: 'DIR|URL',
  count: [0, 1],
  summary:
    'Checks every tile, record, signature, removal, file of evidence, proof of a snapshot, published and frozen result of a log; ends "audit ok".',
  flags: {
    ...jsonFlag,
    vkey: {
      value: 'KEY',
      words: "The log's verifier key, if you know it; default: the one that the folder keeps or the site names.",
    },
    older: { words: 'Also compares results of the earlier versions of views that this program still carries.' },
  },
  more: () => 'Without an operand: the folder or database that the environment names (SENSUS_DATA, DATABASE_URL).',
  run: auditRun,
}

async function auditRun(call: Call): Promise<number> {
  const progress = call.talk.progress('auditing')
  const report = await auditOf(call, progress.step).finally(progress.end)
  call.talk.print(json(report))
  for (const { here, ...other } of report.notCompared)
    call.talk.say(
      english.say(here === null ? 'audit.other-view' : 'audit.other-version', { ...other, here: here ?? 0 }),
    )
  for (const { index, view, size, verdict, why } of report.frozen)
    call.talk.say(english.say(`audit.frozen.${verdict}`, { index, view, size, why: why ?? '' }))
  for (const { path, what } of report.problems) call.talk.say(`${path}: ${what}`)
  call.talk.say(report.ok ? 'audit ok' : `audit failed: ${report.problems.length} problems`)
  return report.ok ? exit.ok : exit.refused
}

async function auditOf(call: Call, step: (done: number, total: number) => void): Promise<AuditReport> {
  const [where] = call.operands
  const vkey = flagOf(call, 'vkey')
  const older = call.values.older === true
  if (where === undefined) return auditData(readConfig(call.env), vkey, older, step)
  if (!isUrl(where))
    return auditData(readConfig({ ...call.env, SENSUS_DATA: where, DATABASE_URL: undefined }), vkey, older, step)
  const client = clientAt(where, vkey)
  const source = { name: where, get: client.blob, results: client.published }
  return auditWith(source, vkey ?? (await client.about()).vkey, older, step)
}
