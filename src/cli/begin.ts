/** `sensus begin`: what is publicly known brought into a new log, each thing as evidence with its source. */

import { Unavailable } from '../compose/store.ts'
import { finneyGenesis } from '../config.ts'
import { isRefusal, type Refusal } from '../records/refusals.ts'
import { findJson } from './begin/find.ts'
import { type Plan, planOf } from './begin/plan.ts'
import { type Step, saysSame } from './begin/step.ts'
import { emptyLog, type InLog, readLog } from './begin/there.ts'
import { type Call, type Command, exit, flagOf, jsonFlag, needed, pairsOf, refuse, Usage } from './command.ts'
import { type Admitted, asOperator, type LogSource, type Operator, openReading, whereFlags } from './log-source.ts'
import { json } from './output.ts'

/** Kinds whose records somebody has to judge before they are signed. */
const judged = ['known-accounts', 'event']

export const begin: Command = {
  name: 'begin',
  operands: '',
  count: [0, 0],
  summary:
    'Brings in what is publicly known, as evidence with its source, signed by the operator: lists of profiles that hotkeys signed, balances and stakes of block 0, known accounts. What is there already is not brought again; what somebody has to judge first stays a draft.',
  flags: {
    ...whereFlags,
    ...jsonFlag,
    from: { value: 'DIR', words: 'A folder with the lists, in JSON. What each is, its content says.' },
    source: {
      value: 'FILE=TEXT',
      words:
        'Where a file of the folder is from; without a source nothing is brought in. A file sources.json there says the same of several.',
      many: true,
    },
    sign: { value: 'KIND', words: `Signs the drafts of a kind as well: ${judged.join(', ')}.`, many: true },
    chain: { value: 'HASH', words: 'Hash of block 0 of the chain. Default: finney.' },
    'dry-run': { words: 'Says what would be signed, and signs nothing.' },
  },
  run: beginRun,
}

async function beginRun(call: Call): Promise<number> {
  const { found, passed } = await findJson(needed(call, 'from'))
  const given = { chain: chainOf(call), sources: new Map(Object.entries(pairsOf(listOf(call, 'source')))) }
  const asked = signOf(call)
  const plan = (log: InLog): Plan => {
    const { steps, drafts, leftOut, unused } = planOf(found, log, given)
    // A draft that is asked for says all that the record of its kind would, so it takes the place of that record.
    const signed = drafts.filter(({ kind }) => asked.includes(kind))
    const kept = steps.filter(({ kind }) => !judged.includes(kind) || !signed.some((each) => each.kind === kind))
    const left = drafts.filter(({ kind }) => !asked.includes(kind))
    return { steps: [...kept, ...signed], drafts: left, leftOut, unused: [...unused, ...passed].sort() }
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

const thereOf = (step: Step, { records }: InLog) => records.find((record) => saysSame(step, record))

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
  for (const { file, what, why } of leftOut) call.talk.say(`left out of ${file}: ${what}: ${why}`)
  for (const { kind, sign } of kept)
    call.talk.say(`a draft of the kind ${kind} waits for your judgement: read it, and sign it with ${sign}`)
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
