/** `sensus import polis` and `import tables`: a conversation held elsewhere, as evidence and one record of the operator. */

import { type PolisAbout, polisEvidence, polisTotals } from '../evidence/polis.ts'
import { isRefusal } from '../records/refusals.ts'
import { oneLine, tidyBody, titleOf } from '../records/title.ts'
import { type Call, type Command, exit, flagOf, jsonFlag, needed, operand, refuse, Usage } from './command.ts'
import { asOperator, type Operator, whereFlags } from './log-source.ts'
import { json } from './output.ts'
import { type Found, findExport, readFound } from './polis-files.ts'
import { tell } from './polis-told.ts'

const flags = {
  ...whereFlags,
  ...jsonFlag,
  title: { value: 'TEXT', words: 'Title; default: the topic that the files name, or the name of the folder.' },
  body: { value: 'TEXT', words: 'Description; default: the one that the files have.' },
  sign: {
    value: 'HOW',
    words:
      'plain: 1 means agree; turned: -1 does. Default: what the files and the votes of authors on their own statements say.',
  },
  add: { value: 'WHO', words: 'Who may add statements: anyone or author. Default: anyone, as in the conversation.' },
  totals: { value: 'WHEN', words: 'When totals are shown: always or after-close. Default: always.' },
  closes: { value: 'TIME', words: 'When voting ends; default: never.' },
  preview: { words: 'Only says what would be read and what is odd in it; nothing is signed and nothing is kept.' },
}

export const importPolis: Command = {
  name: 'import polis',
  operands: 'DIR',
  count: [1, 1],
  summary:
    'Brings in a Polis export (a folder or a zip with comments and votes as CSV or JSON, or the matrix of votes): what it says as evidence, named by one record of the operator. Rows that cannot be used are left out and told.',
  flags: {
    ...flags,
    licence: {
      value: 'TEXT',
      words: 'Licence of the data. Default: CC BY 4.0, under which Polis exports are published.',
    },
    attribution: { value: 'TEXT', words: 'Whom to name. Default: The Computational Democracy Project and the source.' },
    source: { value: 'URL', words: 'Where the data can be had; default: the address that the export names.' },
  },
  run: (call) => importRun(call, rightsOfPolis),
}

export const importTables: Command = {
  name: 'import tables',
  operands: 'DIR',
  count: [1, 1],
  summary:
    'Brings in a conversation of no particular platform: a folder or a zip with statements.csv (id, text; author, moderated and time where they are known) and votes.csv (person, statement, vote; time where it is known). A vote is agree, disagree or pass, or 1, -1 or 0. Names of people become numbers.',
  flags: {
    ...flags,
    licence: { value: 'TEXT', words: 'Licence of the data.' },
    attribution: { value: 'TEXT', words: 'Whom the licence asks to name.' },
    source: { value: 'URL', words: 'Where the data can be had.' },
  },
  run: (call) => importRun(call, rightsOfTables),
}

/** Under which licence the data are, whom it asks to name, and where they can be had. */
interface Rights {
  licence: string
  attribution: string
  source?: string | undefined
}

const defaultLicence = 'CC BY 4.0'

function rightsOfPolis(call: Call, { url }: PolisAbout, { files }: Found): Rights {
  if (files.some(({ file }) => file === 'statements.csv'))
    throw new Usage(`${operand(call, 0)} is no export of Polis but two tables: give it to "sensus import tables"`)
  const source = flagOf(call, 'source') ?? oneLine(url)
  const licence = flagOf(call, 'licence') ?? defaultLicence
  if (!flagOf(call, 'licence')) call.talk.say(`licence: ${licence} (give --licence if the data say otherwise)`)
  return { licence, attribution: flagOf(call, 'attribution') ?? attributionOfPolis(call, source), source }
}

const attributionOfPolis = ({ talk }: Call, source: string): string =>
  `${talk.language.say('import.attribution.polis')} ${source}`.trim()

function rightsOfTables(call: Call, _: PolisAbout, { files }: Found): Rights {
  if (!files.some(({ file }) => file === 'statements.csv'))
    throw new Usage(
      `${operand(call, 0)} has no statements.csv but is an export of Polis: give it to "sensus import polis"`,
    )
  return { licence: needed(call, 'licence'), attribution: needed(call, 'attribution'), source: flagOf(call, 'source') }
}

/** Statements that a preview shows. */
const shown = 5

async function importRun(
  call: Call,
  rightsOf: (call: Call, about: PolisAbout, found: Found) => Rights,
): Promise<number> {
  const found = await findExport(operand(call, 0))
  const read = await readFound(found, signGiven(call))
  if (isRefusal(read)) return refuse(call, read)
  tell(call.talk, read)
  const totals = polisTotals(read.set)
  const { statements, participants, votes } = totals
  const counts = { statements, participants, votes }
  if (call.values.preview === true) {
    const first = read.set.statements.slice(0, shown).map(({ body }) => body)
    call.talk.print(json({ ...totals, agree: read.sign.agree, first }))
    return exit.ok
  }
  const about = { ...read.about, topic: read.about.topic || found.name }
  const rights = rightsOf(call, about, found)
  const files = polisEvidence(read.set)
  return asOperator(call, async (operator) => {
    const progress = call.talk.progress('importing')
    const answer = await store(operator, call, { about, rights, files }).finally(progress.end)
    if (isRefusal(answer)) return refuse(call, answer)
    call.talk.print(json({ conversation: answer.id, index: answer.index, ...counts }))
    return exit.ok
  })
}

function signGiven(call: Call): 1 | -1 | null {
  const sign = flagOf(call, 'sign')
  if (sign === undefined) return null
  if (sign !== 'plain' && sign !== 'turned') throw new Usage(`--sign is "${sign}", expected plain or turned`)
  return sign === 'plain' ? 1 : -1
}

/** What is brought in. */
interface Brought {
  about: PolisAbout
  rights: Rights
  files: ReturnType<typeof polisEvidence>
}

/** Evidence first, so that the record never names something that is not there. */
async function store(operator: Operator, call: Call, { about, rights, files }: Brought) {
  const comments = await operator.addEvidence(files.comments)
  const votes = await operator.addEvidence(files.votes)
  const fields = { format: 'polis', comments, votes, ...describe(call, about, rights) }
  return operator.submit('import', fields, bodyOf(call, about))
}

function bodyOf(call: Call, about: PolisAbout): string | undefined {
  const body = flagOf(call, 'body') ?? [...tidyBody(about.description)].slice(0, 4000).join('').trim()
  return body || undefined
}

function describe(call: Call, about: PolisAbout, { licence, attribution, source }: Rights): Record<string, string> {
  const closes = flagOf(call, 'closes')
  const totals = flagOf(call, 'totals')
  return {
    title: flagOf(call, 'title') ?? titleOf(about.topic),
    licence,
    attribution,
    ...(source && { source }),
    ...(closes && { closes }),
    add: flagOf(call, 'add') ?? (about.full ? 'author' : 'anyone'),
    ...(totals && { totals }),
  }
}
