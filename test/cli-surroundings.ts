import type { Command } from '../src/cli/command.ts'
import { commands } from '../src/cli/commands.ts'
import { talkTo } from '../src/cli/output.ts'
import { run } from '../src/cli/run.ts'
import { utf8 } from '../src/log/bytes.ts'

export interface Outcome {
  code: number
  out: string
  err: string
}

/** Runs one command line in this process and gives its exit code and what it said. */
export async function sensus(
  words: string[],
  more: {
    stdin?: string
    env?: Record<string, string>
    stop?: AbortSignal
    /** In place of the commands that there are. */
    commands?: Command[]
    /** Told of each piece of what is said to the operator. */
    heard?: (text: string) => void
  } = {},
) {
  const outcome: Outcome = { code: -1, out: '', err: '' }
  const collect = (to: 'out' | 'err') => ({
    write: (text: string) => {
      outcome[to] += text
      if (to === 'err') more.heard?.(text)
    },
  })
  outcome.code = await run(words, more.commands ?? commands, {
    talk: talkTo(collect('out'), collect('err')),
    env: more.env ?? {},
    stdin: async () => utf8(more.stdin ?? ''),
    stop: () => more.stop ?? new AbortController().signal,
  })
  return outcome
}
