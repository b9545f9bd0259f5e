/** `sensus text`: the exact text that a wallet signs, from a kind's fields. */

import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { didYouMean } from '../config/nearest.ts'
import { text as decodeText, hex } from '../log/bytes.ts'
import { Malformed } from '../log/errors.ts'
import { type Address, address } from '../log/ss58.ts'
import { composeText } from '../records/compose-text.ts'
import type { Envelope } from '../records/envelope.ts'
import { isRecordId } from '../records/ids.ts'
import { headerOf } from '../records/kind.ts'
import { isRefusal, type Refusal } from '../records/refusals.ts'
import { describeKind, isKindName, type KindName, kindNames, kindOf } from '../records/registry.ts'
import { writeSections } from '../records/sections.ts'
import { parseTime } from '../records/time.ts'
import { type Call, type Command, exit, flagOf, needed, operand, pairsOf, refuse, Usage } from './command.ts'
import { columns } from './help.ts'
import { type LogSource, openReading, whereFlags } from './log-source.ts'
import { repeatingField, titleFor } from './titles.ts'

export const text: Command = {
  name: 'text',
  operands: 'KIND field=value ...',
  count: [1, 64],
  summary: 'Prints the text of a record, ready to be signed.',
  flags: {
    ...whereFlags,
    account: { value: 'ADDRESS', words: 'SS58 address of the account that speaks.' },
    origin: { value: 'ORIGIN', words: 'Origin of the log; default: taken from the site or the folder.' },
    session: { value: 'ID', words: 'Id of the session record, when a session key will sign.' },
    body: { value: 'TEXT', words: 'The body.' },
    'body-file': { value: 'FILE', words: 'A file with the body; a final line feed is left out.' },
    time: { value: 'TIME', words: 'Time of signing, like 2026-11-22T15:00:00Z; default: now.' },
    nonce: { value: 'HEX', words: '16 bytes in hex; default: random.' },
  },
  more: kindHelp,
  run: textRun,
}

async function textRun(call: Call): Promise<number> {
  const kind = kindNamed(operand(call, 0))
  const fields = pairsOf(call.operands.slice(1))
  checkNames(kind, fields)
  const written = await write(call, kind, fields)
  if (isRefusal(written)) return refuse(call, written)
  call.talk.print(written)
  return exit.ok
}

async function write(call: Call, kind: KindName, fields: Record<string, string>): Promise<string | Refusal> {
  const { headers, body } = await partsOf(call, kind, fields)
  if (isRefusal(body)) return body
  const account = accountOf(needed(call, 'account'))
  const complete = await withOrigin(call, kind, headers)
  if (isRefusal(complete)) return complete
  return composeText(kind, complete.fields, {
    origin: complete.origin,
    account,
    ...sessionOf(call),
    time: timeOf(call),
    nonce: flagOf(call, 'nonce') ?? hex(randomBytes(16)),
    ...(body !== undefined && { body }),
  })
}

/** Asks the site only for what is not given: its origin, and the title of what the record is about. */
async function withOrigin(call: Call, kind: KindName, fields: Record<string, string>) {
  const origin = flagOf(call, 'origin')
  const repeating = repeatingField(kind)
  const isLacking = repeating !== null && fields[headerOf(repeating.field)] === undefined
  // Words that may be left out are not worth a question to a site that need not be asked otherwise.
  const lacking = isLacking && (repeating.required || origin === undefined) ? repeating : null
  if (origin !== undefined && lacking === null) return { origin, fields }
  return reading(call, async (place) => {
    if (lacking === null) return { origin: origin ?? place.origin, fields }
    const title = await titleFor(place, kind, lacking.field, fields[headerOf(lacking.of)] ?? '')
    if (isRefusal(title)) return title
    return { origin: origin ?? place.origin, fields: { ...fields, [headerOf(lacking.field)]: title } }
  })
}

async function reading<T>(call: Call, read: (place: LogSource) => Promise<T>): Promise<T> {
  const place = await openReading(call)
  try {
    return await read(place)
  } finally {
    await place.close()
  }
}

function kindNamed(name: string): KindName {
  if (isKindName(name)) return name
  throw new Usage(`there is no kind "${name}", only ${kindNames.join(', ')}${didYouMean(name, kindNames)}`)
}

function checkNames(kind: KindName, fields: Record<string, string>): void {
  const headers = describeKind(kind).flatMap(({ header }) => header ?? [])
  const known = [...headers, ...Object.keys(kindOf(kind).sections ?? {})]
  const unknown = Object.keys(fields).find((name) => !known.includes(name))
  if (unknown)
    throw new Usage(`${kind} has no field "${unknown}", only ${known.join(', ')}${didYouMean(unknown, known)}`)
}

/** Headers and body; the parts of a body may be given like fields. */
async function partsOf(call: Call, kind: KindName, fields: Record<string, string>) {
  const { sections } = kindOf(kind)
  const body = await bodyOf(call)
  const isPart = ([name]: [string, string]): boolean => sections !== undefined && Object.hasOwn(sections, name)
  const parts = Object.entries(fields).filter(isPart)
  const headers = Object.fromEntries(Object.entries(fields).filter((each) => !isPart(each)))
  const [first] = parts
  if (!sections || !first) return { headers, body }
  if (body !== undefined) throw new Usage(`give either the parts of the body (${first[0]}=…) or the whole of it`)
  const written = writeSections(sections, Object.fromEntries(parts))
  return { headers, body: written }
}

async function bodyOf(call: Call): Promise<string | undefined> {
  const body = flagOf(call, 'body')
  const file = flagOf(call, 'body-file')
  if (body !== undefined && file !== undefined) throw new Usage('give either --body or --body-file')
  if (file === undefined) return body
  const bytes = await readFile(file).catch(() => {
    throw new Usage(`the file ${file} cannot be read`)
  })
  return decodeText(bytes).replace(/\n$/, '')
}

/** The address that `--account` gives. Throws Usage. */
export function accountOf(given: string): Address {
  try {
    return address(given)
  } catch (error) {
    if (error instanceof Malformed) throw new Usage(`--account ${given}: ${error.message}`)
    throw error
  }
}

function sessionOf(call: Call): Pick<Envelope, 'session'> {
  const session = flagOf(call, 'session')
  if (session === undefined) return {}
  if (!isRecordId(session)) throw new Usage('--session expects the 64 hexadecimal digits of a record id')
  return { session }
}

function timeOf(call: Call): number {
  const given = flagOf(call, 'time')
  if (given === undefined) return Math.floor(Date.now() / 1000) * 1000
  const time = parseTime(given)
  if (time === null) throw new Usage('--time expects a date like 2026-11-22T15:00:00Z')
  return time
}

/** `sensus text vote --help`: the fields of the kind; without a kind, the kinds. */
function kindHelp([name]: string[]): string {
  if (name === undefined || !isKindName(name)) {
    const rows = kindNames.map((each) => [each, kindOf(each).summary] as const)
    return ['Kinds (sensus text KIND --help lists its fields):', '', ...columns(rows)].join('\n')
  }
  const rows = describeKind(name).map(({ header, label, hint, required, options }) => {
    const choices = options ? ` One of ${options.join(', ')}.` : ''
    return [header ? `${header}=` : '--body', `${label}${required ? '' : ' (optional)'}. ${hint}${choices}`] as const
  })
  const parts = Object.entries(kindOf(name).sections ?? {}).map(([key, { heading, hint, required }]) => {
    return [`${key}=`, `The part "# ${heading}" of the body${required ? '' : ' (optional)'}. ${hint}`] as const
  })
  const all = [...rows, ...parts]
  return [`${kindOf(name).title}: ${kindOf(name).summary}`, '', ...columns(all)].join('\n')
}
