import { randomBytes } from 'node:crypto'
import { chainOf } from '../compose/chain.ts'
import { observerNotes } from '../compose/store.ts'
import { type ChainConfig, readConfig } from '../config.ts'
import { unhex } from '../log/bytes.ts'
import { accountKey } from '../log/sign.ts'
import { encodeFields } from '../records/headers.ts'
import { isRefusal, type Refusal } from '../records/refusals.ts'
import type { FieldsOf } from '../records/registry.ts'
import { scribe } from '../service/begin.ts'
import { type Chain, NotProven, StateLost, UnreadableRuntime, WrongChain } from '../service/chain.ts'
import { type Check, checkBlock } from '../service/observe/check.ts'
import { estimateAt } from '../service/observe/estimate.ts'
import { runtimesOf } from '../service/observe/runtimes.ts'
import { ObserverRefused } from '../service/observe/sign.ts'
import { observe as observeChain } from '../service/observe.ts'
import type { ObservedLog } from '../service/observed-log.ts'
import { type Call, type Command, exit, flagOf, jsonFlag, refuse, Usage, wholeOf } from './command.ts'
import { readKey } from './keys.ts'
import { language } from './language.ts'
import {
  asOperator,
  configOf,
  type LogSource,
  type Operator,
  openReading,
  openWriting,
  submitWithWork,
  whereFlags,
} from './log-source.ts'
import { json } from './output.ts'

/** Observes a chain in a process of its own, goes back over blocks, or takes a snapshot again to compare it. */
export const observe: Command = {
  name: 'observe',
  operands: '',
  count: [0, 0],
  summary:
    'Follows finalized blocks of the chain and signs snapshots and large movements as the operator; "serve" does the same by itself.',
  flags: {
    ...whereFlags,
    ...jsonFlag,
    chain: { value: 'ENDPOINTS', words: 'As SENSUS_CHAIN.' },
    every: { value: 'BLOCKS', words: 'As SENSUS_CHAIN_EVERY.' },
    prove: { words: 'Reads storage as proofs and keeps them as evidence, as SENSUS_CHAIN_PROVE=yes.' },
    rate: { value: 'RATE', words: 'As SENSUS_CHAIN_RATE.' },
    estimate: { value: 'ENDPOINT', words: 'Says with few questions what reading a snapshot from a node would cost.' },
    from: { value: 'BLOCK', words: 'Goes back over blocks from this one, and ends; needs an archive node. Resumes.' },
    to: { value: 'BLOCK', words: 'The last block to go back over; needs --from too.' },
    check: { value: 'BLOCK', words: 'Takes the snapshot of a block again and compares it with the one in the log.' },
    key: { value: 'FILE', words: 'With --check: a key of your own, which signs what came out as an observation.' },
  },
  run: observeRun,
}

async function observeRun(call: Call): Promise<number> {
  const node = flagOf(call, 'estimate')
  const config = chainConfig(call, node)
  const range = rangeOf(call)
  const block = wholeOf(call, 'check', 0)
  if (flagOf(call, 'key') !== undefined && block === undefined) throw new Usage('--key goes with --check')
  const stop = call.stop()
  const chain = chainOf(config, (line) => call.talk.say(`sensus: ${line}`))
  stop.addEventListener('abort', () => void chain.close())
  try {
    if (node !== undefined) return await estimate(call, chain, config.perSecond ?? publicRate)
    return block === undefined ? await follow(call, chain, config, range, stop) : await check(call, chain, block)
  } catch (error) {
    if (stop.aborted) return exit.ok
    return explain(call, error)
  } finally {
    await chain.close()
  }
}

/** What keeps an observation from being made and lies outside it. */
function explain(call: Call, error: unknown): number {
  const passing = [WrongChain, StateLost, NotProven, UnreadableRuntime, ObserverRefused]
  const known = passing.some((each) => error instanceof each)
  if (!known) throw error
  call.talk.say(`sensus: ${(error as Error).message}`)
  return error instanceof StateLost ? exit.unreachable : exit.refused
}

function chainConfig(call: Call, node: string | undefined): ChainConfig {
  const [chain, every, rate] = [node ?? flagOf(call, 'chain'), flagOf(call, 'every'), flagOf(call, 'rate')]
  const given = {
    ...(chain && { SENSUS_CHAIN: chain }),
    ...(every && { SENSUS_CHAIN_EVERY: every }),
    ...(call.values.prove === true && { SENSUS_CHAIN_PROVE: 'yes' }),
    ...(rate && { SENSUS_CHAIN_RATE: rate }),
  }
  const config = readConfig({ ...call.env, ...given }).chain
  if (config === null) throw new Usage('SENSUS_CHAIN is "none": --chain names the endpoints to ask')
  return config
}

function rangeOf(call: Call): { first: number; last: number } | null {
  const [first, last] = [wholeOf(call, 'from', 0), wholeOf(call, 'to', 0)]
  if (first === undefined && last === undefined) return null
  if (first === undefined || last === undefined || first > last)
    throw new Usage('--from and --to go together, and --to is not before --from')
  return { first, last }
}

async function follow(
  call: Call,
  chain: Chain,
  { every, wholeEvery, prove }: ChainConfig,
  range: ReturnType<typeof rangeOf>,
  stop: AbortSignal,
): Promise<number> {
  const notes = await observerNotes(configOf(call))
  const progress = call.talk.progress('reading blocks')
  return asOperator(call, async (operator) => {
    const report = (line: string) => call.talk.say(line)
    const parts = {
      chain,
      log: logOf(operator),
      notes,
      every,
      wholeEvery,
      prove,
      range,
      report,
      progress: progress.step,
    }
    await observeChain(parts, stop).finally(progress.end)
    return exit.ok
  })
}

/** Questions a second that public nodes allow: what an estimate is for unless told. */
const publicRate = 1

async function estimate(call: Call, chain: Chain, perSecond: number): Promise<number> {
  const head = await chain.block((await chain.finalized()).number)
  const found = await estimateAt(chain, runtimesOf(chain), head, perSecond)
  const { accounts, entries, pages, streamed } = found
  call.talk.print(json(found))
  call.talk.say(language.say('observer.estimate', { accounts, entries, ...pages, rate: perSecond }))
  if (streamed !== null) call.talk.say(language.say('observer.estimate-streamed', { ...streamed }))
  return exit.ok
}

/** The operator's log as an observer sees it. */
function logOf({ place, addEvidence, submit }: Operator): ObservedLog {
  return {
    view: (name, params) => place.view(name, params),
    blob: place.blob,
    addEvidence,
    submit: async (kind, fields) => {
      const encoded = encodeFields(kind, fields)
      return isRefusal(encoded) ? encoded : submit(kind, Object.fromEntries(encoded.headers), encoded.body)
    },
  }
}

async function check(call: Call, chain: Chain, block: number): Promise<number> {
  const file = flagOf(call, 'key')
  const place = await (file === undefined ? openReading(call) : openWriting(call))
  try {
    const found = await checkBlock(chain, place, block)
    const signed = file === undefined ? null : await signFound(call, place, file, found.found)
    if (isRefusal(signed)) return refuse(call, signed)
    call.talk.print(json({ ...found, ...(signed && { observation: signed.index }) }))
    call.talk.say(verdict(found, block))
    return found.same ? exit.ok : exit.refused
  } finally {
    await place.close()
  }
}

function verdict({ logged, same }: Check, block: number): string {
  if (logged === null) return `the log has no snapshot of block ${block}`
  return same
    ? `the snapshot of block ${block} comes out the same`
    : `the snapshot of block ${block} DIFFERS from the log`
}

async function signFound(
  call: Call,
  place: LogSource,
  file: string,
  found: FieldsOf<'observation'>,
): Promise<{ index: number } | Refusal> {
  const { suite, seed } = await readKey(file)
  if (suite === 'ed25519') throw new Usage(`${file} is a session key, and an observation is signed with a wallet key`)
  const write = scribe(
    accountKey(suite, unhex(seed)),
    place.origin,
    Date.now(),
    (length) => new Uint8Array(randomBytes(length)),
  )
  return submitWithWork(place, write('observation', found).note, call.talk)
}
