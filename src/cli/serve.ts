import { type Running, serveSite } from '../compose/serve.ts'
import { Unavailable } from '../compose/store.ts'
import { type Config, readConfig, variablesHelp } from '../config.ts'
import { type Call, type Command, exit, flagOf } from './command.ts'

/** Serves pages, API and log from one process until it is asked to end. */
export const serve: Command = {
  name: 'serve',
  operands: '',
  count: [0, 0],
  summary: 'Serves the pages, the API and the log. A first start creates the log, its keys and a starter conversation.',
  flags: {
    data: { value: 'DIR', words: 'As SENSUS_DATA.' },
    port: { value: 'PORT', words: 'As PORT.' },
    host: { value: 'HOST', words: 'As HOST.' },
  },
  more: () => `Environment:\n\n${variablesHelp()}`,
  run: serveRun,
}

async function serveRun(call: Call): Promise<number> {
  const { talk, env } = call
  const given = { PORT: flagOf(call, 'port'), HOST: flagOf(call, 'host'), SENSUS_DATA: flagOf(call, 'data') }
  const set = Object.entries(given).filter(([, value]) => value !== undefined)
  const config = readConfig({ ...env, ...Object.fromEntries(set) })
  const stop = call.stop()
  const starting = serveSite(config, (line) => talk.say(`sensus: ${line}`)).catch((error: unknown) =>
    explain(error, config),
  )
  const running = await Promise.race([starting, ended(stop)])
  if (!running) return endEarly(call, starting)
  talk.say(`Sensus is at ${running.url}`)
  await ended(stop)
  talk.say('Sensus is ending: finishing what was begun.')
  await running.close()
  return exit.ok
}

/** A start may take long, and is safe to break off wherever it is: the next one finishes what it began. */
function endEarly({ talk }: Call, starting: Promise<Running>): number {
  talk.say('Sensus is ending before it had started.')
  starting.then((running) => running.close()).catch(() => undefined)
  return exit.ok
}

function ended(stop: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (stop.aborted) resolve()
    stop.addEventListener('abort', () => resolve(), { once: true })
  })
}

/** Why a server cannot listen, by the code of the system's error. */
const unlistenable: Record<string, string> = {
  EADDRINUSE: 'the port is in use. Choose another with PORT.',
  EACCES: 'the port is not allowed. Choose one from 1024 on with PORT.',
  EADDRNOTAVAIL: 'this machine has no such address. Choose one of its own with HOST; 0.0.0.0 and :: stand for all.',
  ENOTFOUND: 'no address is found under that name. Give one that resolves, or an IP address, with HOST.',
  EAI_AGAIN: 'the name cannot be looked up now. Give an IP address with HOST.',
}

/** What keeps a server from starting and lies outside it. */
function explain(error: unknown, { host, port }: Config): never {
  const { code = '', syscall } = error as NodeJS.ErrnoException
  const why = syscall === 'listen' || syscall === 'getaddrinfo' ? unlistenable[code] : undefined
  if (why === undefined) throw error
  throw new Unavailable(`cannot listen on ${host}, port ${port}: ${why}`)
}
