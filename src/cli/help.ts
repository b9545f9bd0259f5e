/** Help, written from the table of commands. */

import { type Command, exitWords, type Flag } from './command.ts'

/** Every command with its summary. */
export function overview(commands: readonly Command[]): string {
  const lines = commands.map(({ name, operands, summary }) => [`${name} ${operands}`.trim(), summary] as const)
  return [
    'Sensus: signed records, an append-only log, and views that anyone can verify.',
    '',
    'Usage: sensus COMMAND [--flag value ...]',
    '',
    ...columns(lines),
    '',
    'sensus COMMAND --help (-h, or sensus help COMMAND) says more; sensus --version (-v) says which this is. Results go to standard output, talk to standard error.',
    '',
    exitCodes(),
  ].join('\n')
}

/** One command in full. */
export function helpOf(command: Command, operands: string[]): string {
  const flags = Object.entries({ ...command.flags, help: { words: 'Show this; -h for short.' } }).map(
    ([name, flag]: [string, Flag]) => [`--${name}${flag.value ? ` ${flag.value}` : ''}`, flagWords(flag)] as const,
  )
  const more = command.more?.(operands)
  return [
    `Usage: sensus ${command.name} ${command.operands}`.trim(),
    '',
    command.summary,
    '',
    ...columns(flags),
    ...(more ? ['', more] : []),
    '',
    exitCodes(),
  ].join('\n')
}

/** Two columns, the first as wide as it must be. */
export function columns(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(0, ...rows.map(([left]) => left.length))
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`)
}

const flagWords = ({ words, many }: Flag): string => (many ? `${words} May be given several times.` : words)

function exitCodes(): string {
  const codes = Object.entries(exitWords).map(([code, words]) => `${code} ${words}`)
  return `Exit codes: ${codes.join('; ')}.`
}
