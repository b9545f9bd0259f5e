/** The start: gives the command line what it needs from the process, and the process its exit code. */

import { buffer } from 'node:stream/consumers'
import { commands } from './cli/commands.ts'
import { talkTo } from './cli/output.ts'
import { run } from './cli/run.ts'

/** Aborts when the process is asked to end; asked twice, it ends at once. Without a caller signals do what they always do. */
function stop(): AbortSignal {
  const controller = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (controller.signal.aborted) process.exit(130)
      controller.abort()
    })
  }
  return controller.signal
}

// Whoever reads our output may stop early (`sensus view ... | head`); that is not an error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit(0)
})

const talk = talkTo(process.stdout, process.stderr)
const stdin = async () => new Uint8Array(await buffer(process.stdin))
process.exitCode = await run(process.argv.slice(2), commands, { talk, env: process.env, stdin, stop })
