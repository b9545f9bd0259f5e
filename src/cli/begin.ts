/** `sensus begin`: what is publicly known brought into a new log, each thing as evidence with its source. */

import { findLists } from '../compose/lists.ts'
import { Unavailable } from '../compose/store.ts'
import { listsAt } from '../config/values.ts'
import { finneyGenesis } from '../config.ts'
import { isRefusal, type Refusal } from '../records/refusals.ts'
import { type FoundFiles, ListsUnread } from '../service/known/found.ts'
import { type Plan, planOf } from '../service/known/plan.ts'
import { type Step, thereOf } from '../service/known/step.ts'
import { emptyLog, type InLog, readLog } from '../service/known/there.ts'
import type { WebFiles } from '../service/web.ts'
import { type Call, type Command, exit, flagOf, jsonFlag, needed, pairsOf, refuse, Usage } from './command.ts'
import { language } from './language.ts'
import { type Admitted, asOperator, type LogSource, type Operator, openReading, whereFlags } from './log-source.ts'
import { json } from './output.ts'

/** Kinds whose records somebody has to judge before they are signed. */
const judged = ['known-accounts', 'event']

/** `read`: how files of the web are read; unless told, from public addresses alone. */
export const beginCommand = (read?: WebFiles): Command => ({
  name: 'begin',
  operands: '',
  count: [0, 0],
  summary:
    'Brings in what is publicly known, as evidence with its source, signed by the operator: lists of profiles that hotkeys signed, balances and stakes of block 0, known accounts. What is there already is not brought again; what somebody has to judge first stays a draft.',
  flags: {
    ...whereFlags,
    ...jsonFlag,
    from: {
      value: 'DIR|URL',
      words:
        'A folder with the lists, in JSON, or https:// addresses with commas between them; one that ends in / is a folder whose sources.json names its files. What each is, its content says.',
    },
    source: {
      value: 'FILE=TEXT',
      words:
        'Where a file is from; without a source nothing is brought in, and a file of the web is from its address. A file sources.json in the folder says the same of several.',
      many: true,
    },
    sign: { value: 'KIND', words: `Signs the drafts of a kind as well: ${judged.join(', ')}.`, many: true },
    chain: { value: 'HASH', words: 'Hash of block 0 of the chain. Default: finney.' },
    'dry-run': { words: 'Says what would be signed, and signs nothing.' },
  },
  run: (call) => beginRun(call, read),
})

export const begin: Command = beginCommand()

async function beginRun(call: Call, read: WebFiles | undefined): Promise<number> {
  const { found, passed } = await filesOf(call, read)
  const given = { chain: chainOf(call), sources: new Map(Object.entries(pairsOf(listOf(call, 'source')))) }
  const asked = signOf(call)
  const plan = (log: InLog): Plan => {
    const { steps, drafts, leftOut, unused, needsChain } = planOf(found, log, given)
    // A draft that is asked for says all that the record of its kind would, so it takes the place of that record.
    const signed = drafts.filter(({ kind }) => asked.includes(kind))
    const kept = steps.filter(({ kind }) => !judged.includes(kind) || !signed.some((each) => each.kind === kind))
    const left = drafts.filter(({ kind }) => !asked.includes(kind))
    return { steps: [...kept, ...signed], drafts: left, leftOut, unused: [...unused, ...passed].sort(), needsChain }
  }
  if (call.values['dry-run'] === true) return dryRun(call, plan)
  return asOperator(call, async (operator) => {
    const log = await inLog(call, operator.place)
    const planned = plan(log)
    const brought: object[] = []
    for (const step of fresh(planned, log)) {
      const answer = await sign(operator, step)
      if (isRefusal(answer)) return refuse(call, answer)
      brought.push({ ...saidOf(step), index: answer.index, id: answer.id })
    }
    return tell(call, planned, log, { brought })
  })
}

/** The files that --from names. A place that does not answer is another matter than one that is named wrongly. */
async function filesOf(call: Call, read: WebFiles | undefined): Promise<FoundFiles> {
  const from = needed(call, 'from')
  const at = listsAt(from)
  if (at === undefined)
    throw new Usage(
      `--from is "${from}", expected a folder that is there, or https:// addresses of public names, without a port`,
    )
  return findLists(at, read).catch((error: unknown) => {
    if (!(error instanceof ListsUnread)) throw error
    throw error.kind === 'folder' || error.kind === 'refused'
      ? new Usage(error.message)
      : new Unavailable(error.message)
  })
}

/** Nothing is opened to write: a log that is not there yet has nothing. */
async function dryRun(call: Call, plan: (log: InLog) => Plan): Promise<number> {
  const place = await openReading(call).catch((error: unknown) => {
    if (!(error instanceof Unavailable)) throw error
    call.talk.say(`there is no log yet: ${error.message}`)
    return null
  })
  try {
    const log = place === null ? emptyLog : await inLog(call, place)
    const planned = plan(log)
    return tell(call, planned, log, { would: fresh(planned, log).map(saidOf) })
  } finally {
    await place?.close()
  }
}

function inLog(call: Call, place: LogSource): Promise<InLog> {
  const progress = call.talk.progress('looking through the log')
  return readLog(place, progress.step).finally(progress.end)
}

const fresh = ({ steps }: Plan, log: InLog): Step[] => steps.filter((step) => thereOf(step, log) === undefined)

/** Evidence first, so that the record never names something that is not there. */
async function sign(operator: Operator, { kind, fields, body, files }: Step): Promise<Admitted | Refusal> {
  for (const bytes of files) await operator.addEvidence(bytes)
  return operator.submit(kind, fields, body)
}

const saidOf = ({ kind, fields, told }: Step) => ({
  kind,
  title: fields['title'],
  source: fields['source'],
  ...told,
})

function tell(call: Call, { steps, drafts, leftOut, unused }: Plan, log: InLog, done: object): number {
  const there = steps.flatMap((step) => {
    const record = thereOf(step, log)
    return record ? [{ kind: step.kind, title: step.fields['title'], index: record.index }] : []
  })
  const kept = drafts
    .filter((step) => thereOf(step, log) === undefined)
    .map(({ kind, fields, body = null, told }) => ({ kind, fields, body, ...told, sign: `--sign ${kind}` }))
  for (const { file, what, why } of leftOut) call.talk.say(language.say('lists.left-out', { file, what, why }))
  for (const { kind, sign } of kept) call.talk.say(language.say('lists.draft', { kind, sign }))
  call.talk.print(json({ ...done, there, drafts: kept, leftOut, unused }))
  return exit.ok
}

const listOf = ({ values }: Call, name: string): string[] => {
  const value = values[name]
  return Array.isArray(value) ? value : []
}

function signOf(call: Call): string[] {
  const asked = listOf(call, 'sign')
  const other = asked.find((kind) => !judged.includes(kind))
  if (other !== undefined) throw new Usage(`--sign is "${other}", expected ${judged.join(' or ')}`)
  return asked
}

function chainOf(call: Call): string {
  const chain = (flagOf(call, 'chain') ?? finneyGenesis).replace(/^0x/, '')
  if (!/^[0-9a-f]{64}$/.test(chain)) throw new Usage(`--chain is "${chain}", expected 64 hexadecimal digits`)
  return chain
}
