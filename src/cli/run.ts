/** From the words of a command line to the command, and from what it throws to an exit code. */

import { parseArgs } from 'node:util'
import { BadAnswer, NotReached } from '../api/client.ts'
import { Unavailable } from '../compose/store.ts'
import { didYouMean } from '../config/nearest.ts'
import { ConfigError, version } from '../config.ts'
import { Malformed, VerificationError } from '../log/errors.ts'
import { BadSource, Forked } from '../service/mirror.ts'
import { CorruptStore } from '../service/store-errors.ts'
import { type Call, type Command, exit, Usage, type Values } from './command.ts'
import { helpOf, overview } from './help.ts'

/** What a command gets from the process around it. */
export type Surroundings = Pick<Call, 'talk' | 'env' | 'stdin' | 'stop'>

const askingHelp = ['--help', '-h', 'help']
const askingVersion = ['--version', '-v', '-V', 'version']

/** Runs one command line (without node and script) and returns its exit code. Never throws. */
export async function run(words: string[], commands: readonly Command[], around: Surroundings): Promise<number> {
  const { talk } = around
  const [first, ...rest] = words
  try {
    if (first === undefined) throw new Usage('a command is missing; sensus --help lists them')
    if (askingVersion.includes(first)) return said(talk.print, version)
    // `help COMMAND` is `COMMAND --help`.
    if (askingHelp.includes(first) && rest.length > 0) return await run([...rest, '--help'], commands, around)
    if (askingHelp.includes(first)) return said(talk.print, overview(commands))
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
  if (members.length > 0 && askingHelp.includes(words[1] ?? '')) return said(talk.print, overview(members))
  const names = (members.length > 0 ? members : commands).map(({ name }) => name)
  const given = words.slice(0, members.length > 0 ? 2 : 1).join(' ')
  throw new Usage(`there is no command "${given}", only ${names.join(', ')}${meantBy(words, names)}`)
}

/** What a misspelt command most likely meant: of two words, as in `improt polis`, or of one. */
function meantBy([first = '', second = '']: string[], names: string[]): string {
  return didYouMean(`${first} ${second}`.trim(), names) || didYouMean(first, names)
}

function parse(command: Command, args: string[]): { operands: string[]; values: Values } {
  const flags = Object.entries(command.flags).map(([name, { value, many }]) => {
    return [name, { type: value ? 'string' : 'boolean', multiple: many ?? false }] as const
  })
  const options = { ...Object.fromEntries(flags), help: { type: 'boolean' as const, short: 'h' } }
  try {
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true, strict: true })
    return { operands: positionals, values: values as Values }
  } catch (error) {
    throw new Usage(faultOf(command, error))
  }
}

/** Why the words behind a command cannot be read, with the flag that a misspelt one most likely meant. */
function faultOf({ name, flags }: Command, error: unknown): string {
  const known = [...Object.keys(flags), 'help']
  const [, unknown] = /^Unknown option '(-[^']+)'/.exec(messageOf(error)) ?? []
  const hint = `sensus ${name} --help shows what there is`
  if (unknown === undefined) return `${messageOf(error)}\n${hint}`
  const meant = didYouMean(unknown.replace(/^-+/, ''), known, (near) => `--${near}`)
  return `sensus ${name} has no option ${unknown}${meant || `, only ${known.map((each) => `--${each}`).join(', ')}`}\n${hint}`
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
