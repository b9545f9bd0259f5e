/** `sensus import polis`: a conversation held elsewhere, as evidence and one record signed by the operator. */

import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { readCsv } from '../evidence/csv.ts'
import { type PolisSet, parsePolis, polisCsvFromJson } from '../evidence/polis.ts'
import { utf8 } from '../log/bytes.ts'
import { isRefusal, type Refusal } from '../records/refusals.ts'
import { oneLine, tidyBody, titleOf } from '../records/title.ts'
import { type Call, type Command, exit, flagOf, operand, refuse, Usage } from './command.ts'
import { asOperator, type Operator, whereFlags } from './log-source.ts'
import { json } from './output.ts'

export const importPolis: Command = {
  name: 'import polis',
  operands: 'DIR',
  count: [1, 1],
  summary:
    'Brings in a Polis export (comments and votes as CSV or JSON): its files as evidence, named by one record of the operator.',
  flags: {
    ...whereFlags,
    title: { value: 'TEXT', words: 'Title; default: the topic that the export names.' },
    body: { value: 'TEXT', words: 'Description; default: the one that the export has.' },
    licence: {
      value: 'TEXT',
      words: 'Licence of the data. Default: CC BY 4.0, under which Polis exports are published.',
    },
    attribution: { value: 'TEXT', words: 'Whom to name. Default: The Computational Democracy Project and the source.' },
    source: { value: 'URL', words: 'Where the data can be had; default: the address that the export names.' },
    add: { value: 'WHO', words: 'Who may add statements: anyone or author. Default: anyone.' },
    totals: { value: 'WHEN', words: 'When totals are shown: always or after-close. Default: always.' },
    closes: { value: 'TIME', words: 'When voting ends; default: never.' },
  },
  run: importRun,
}

/** The files of an export, and what it says of itself. */
interface Export {
  files: Record<'comments' | 'votes', Uint8Array> & Partial<Record<'participants' | 'summary', Uint8Array>>
  topic: string
  description: string
  url: string
}

const defaultLicence = 'CC BY 4.0'
const defaultAttribution =
  'Data was gathered using the Polis software (compdemocracy.org/polis) and is sub-licensed under CC BY 4.0 with Attribution to The Computational Democracy Project.'

async function importRun(call: Call): Promise<number> {
  const found = await readExport(operand(call, 0))
  if (isRefusal(found)) return refuse(call, found)
  const set = parsePolis(found.files)
  if (isRefusal(set)) return refuse(call, set)
  return asOperator(call, async (operator) => {
    const progress = call.talk.progress('importing')
    const answer = await store(operator, call, found).finally(progress.end)
    if (isRefusal(answer)) return refuse(call, answer)
    call.talk.print(json({ conversation: answer.id, index: answer.index, ...countsOf(set) }))
    return exit.ok
  })
}

/** Evidence first, so that the record never names something that is not there. */
async function store(operator: Operator, call: Call, found: Export) {
  const hashes: Record<string, string> = {}
  for (const [name, bytes] of Object.entries(found.files)) hashes[name] = await operator.addEvidence(bytes)
  return operator.submit('import', { format: 'polis', ...hashes, ...describe(call, found) }, bodyOf(call, found))
}

function bodyOf(call: Call, found: Export): string | undefined {
  const body = flagOf(call, 'body') ?? [...tidyBody(found.description)].slice(0, 4000).join('').trim()
  return body || undefined
}

function describe(call: Call, found: Export): Record<string, string> {
  const source = flagOf(call, 'source') ?? oneLine(found.url)
  const licence = flagOf(call, 'licence') ?? defaultLicence
  if (!flagOf(call, 'licence')) call.talk.say(`licence: ${licence} (give --licence if the data say otherwise)`)
  const closes = flagOf(call, 'closes')
  const totals = flagOf(call, 'totals')
  return {
    title: flagOf(call, 'title') ?? titleOf(found.topic),
    licence,
    attribution: flagOf(call, 'attribution') ?? `${defaultAttribution} ${source}`.trim(),
    ...(source && { source }),
    ...(closes && { closes }),
    add: flagOf(call, 'add') ?? 'anyone',
    ...(totals && { totals }),
  }
}

function countsOf({ statements, votes }: PolisSet) {
  const pairs = new Set<string>()
  for (let i = 0; i < votes.length; i++) pairs.add(`${votes.participant[i]} ${votes.statement[i]}`)
  return { statements: statements.length, participants: new Set(votes.participant).size, votes: pairs.size }
}

async function readExport(dir: string): Promise<Export | Refusal> {
  const read = (name: string) => readFile(join(dir, name)).then((bytes) => new Uint8Array(bytes), absent)
  const [comments, votes] = [await read('comments.csv'), await read('votes.csv')]
  if (comments && votes)
    return fromCsv(dir, { comments, votes }, await read('participants-votes.csv'), await read('summary.csv'))
  const [commentsJson, votesJson] = [await read('comments.json'), await read('votes.json')]
  if (commentsJson && votesJson) return fromJson(dir, commentsJson, votesJson, await read('conversation.json'))
  throw new Usage(`${dir} has neither comments.csv and votes.csv nor comments.json and votes.json`)
}

function fromCsv(
  dir: string,
  files: Export['files'],
  participants: Uint8Array | null,
  summary: Uint8Array | null,
): Export {
  const rows = summary ? summaryRows(summary) : new Map<string, string>()
  return {
    files: { ...files, ...(participants && { participants }), ...(summary && { summary }) },
    topic: rows.get('topic') ?? basename(dir),
    description: rows.get('conversation-description') ?? '',
    url: rows.get('url') ?? '',
  }
}

function fromJson(
  dir: string,
  comments: Uint8Array,
  votes: Uint8Array,
  conversation: Uint8Array | null,
): Export | Refusal {
  const csv = polisCsvFromJson({ comments, votes })
  if (isRefusal(csv)) return csv
  const about = conversation ? (JSON.parse(new TextDecoder().decode(conversation)) as Record<string, unknown>) : {}
  const word = (name: string) => (typeof about[name] === 'string' ? about[name] : '')
  const id = word('conversation_id')
  return {
    files: { comments: utf8(csv.comments), votes: utf8(csv.votes) },
    topic: word('topic') || basename(dir),
    description: word('description'),
    url: id && `https://pol.is/${id}`,
  }
}

/** summary.csv is pairs of name and value, without a header row. */
function summaryRows(bytes: Uint8Array): Map<string, string> {
  const csv = readCsv('summary.csv', `name,value\n${new TextDecoder().decode(bytes)}`, ['name', 'value'])
  return isRefusal(csv) ? new Map() : new Map(csv.rows.map(([name = '', value = '']) => [name, value]))
}

function absent(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null
  throw error
}
