/** From the words of a command line to the command, and from what it throws to an exit code. */

import { parseArgs } from 'node:util'
import { BadAnswer, NotReached } from '../api/client.ts'
import { Unavailable } from '../compose.ts'
import { ConfigError, version } from '../config.ts'
import { Malformed, VerificationError } from '../log/errors.ts'
import { BadSource, Forked } from '../service/mirror.ts'
import { CorruptStore } from '../service/store-errors.ts'
import { type Call, type Command, exit, Usage, type Values } from './command.ts'
import { helpOf, overview } from './help.ts'

/** What a command gets from the process around it. */
export type Surroundings = Pick<Call, 'talk' | 'env' | 'stdin' | 'stop'>

/** Runs one command line (without node and script) and returns its exit code. Never throws. */
export async function run(words: string[], commands: readonly Command[], around: Surroundings): Promise<number> {
  const { talk } = around
  try {
    if (words[0] === '--version') return said(talk.print, version)
    if (words.length === 0) throw new Usage('a command is missing')
    if (words[0] === '--help' || words[0] === 'help') return said(talk.print, overview(commands))
    const command = find(words, commands)
    if (!command) return group(words, commands, around)
    const { operands, values } = parse(command, words.slice(command.name.split(' ').length))
    if (values.help) return said(talk.print, helpOf(command, operands))
    checkCount(command, operands)
    return await command.run({ ...around, operands, values })
  } catch (error) {
    return failure(error, around)
  }
}

function find(words: string[], commands: readonly Command[]): Command | undefined {
  return commands.find(({ name }) => name.split(' ').every((word, place) => words[place] === word))
}

/** `sensus import --help`: the commands that begin with this word. */
function group(words: string[], commands: readonly Command[], { talk }: Surroundings): number {
  const members = commands.filter(({ name }) => name.startsWith(`${words[0]} `))
  if (members.length > 0 && words[1] === '--help') return said(talk.print, overview(members))
  const names = (members.length > 0 ? members : commands).map(({ name }) => name)
  throw new Usage(
    `there is no command "${words.slice(0, members.length > 0 ? 2 : 1).join(' ')}", only ${names.join(', ')}`,
  )
}

function parse(command: Command, args: string[]): { operands: string[]; values: Values } {
  const flags = Object.entries(command.flags).map(([name, { value, many }]) => {
    return [name, { type: value ? 'string' : 'boolean', multiple: many ?? false }] as const
  })
  const options = { ...Object.fromEntries(flags), help: { type: 'boolean' as const } }
  try {
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true, strict: true })
    return { operands: positionals, values: values as Values }
  } catch (error) {
    throw new Usage(`${messageOf(error)}\nsensus ${command.name} --help shows what there is`)
  }
}

function checkCount({ name, operands: words, count: [least, most] }: Command, operands: string[]): void {
  if (operands.length >= least && operands.length <= most) return
  throw new Usage(`expected: sensus ${name} ${words}`)
}

/** What somebody else's bytes, or our own on disk, can be found guilty of. */
const failedChecks = [BadAnswer, Malformed, VerificationError, BadSource, Forked, CorruptStore]

function failure(error: unknown, { talk }: Surroundings): number {
  talk.say(`sensus: ${messageOf(error)}`)
  if (error instanceof Usage || error instanceof ConfigError) return exit.usage
  if (error instanceof Unavailable || error instanceof NotReached) return exit.unreachable
  if (failedChecks.some((each) => error instanceof each)) return exit.refused
  if (error instanceof Error && error.stack) talk.say(error.stack)
  return exit.broken
}

function said(print: (text: string) => void, text: string): number {
  print(`${text}\n`)
  return exit.ok
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
