/** The start: gives the command line what it needs from the process, and the process its exit code. */

import { buffer } from 'node:stream/consumers'
import { commands } from './cli/commands.ts'
import { talkTo } from './cli/output.ts'
import { run } from './cli/run.ts'

const signals = ['SIGINT', 'SIGTERM'] as const
const asked = new AbortController()

/** Asked twice, the process ends at once. */
function askedToEnd(): void {
  if (asked.signal.aborted) process.exit(130)
  asked.abort()
}

/** Aborts when the process is asked to end. Without a caller signals do what they always do. */
function stop(): AbortSignal {
  for (const signal of signals) process.on(signal, askedToEnd)
  return asked.signal
}

/** How long what a command left open may keep the process when the command has ended, in milliseconds. */
const graceMs = 2000

/** Nothing that a command forgot to close keeps the process: signals end it again, and time does. */
function end(code: number): void {
  process.exitCode = code
  for (const signal of signals) process.off(signal, askedToEnd)
  setTimeout(() => process.exit(), graceMs).unref()
}

// Whoever reads our output may stop early (`sensus view ... | head`); that is not an error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit(0)
})

const talk = talkTo(process.stdout, process.stderr)
const stdin = async () => new Uint8Array(await buffer(process.stdin))
end(await run(process.argv.slice(2), commands, { talk, env: process.env, stdin, stop }))
