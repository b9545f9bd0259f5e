/** `sensus export polis`: a conversation as Polis files, imported rows as they were and signed ones after them. */

import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { exportPolis as exportFiles, type SignedVoices } from '../evidence/polis.ts'
import { readAs } from '../records/record.ts'
import { isRefusal, Refusal } from '../records/refusals.ts'
import type { FieldsOf } from '../records/registry.ts'
import { type Call, type Command, exit, operand, refuse } from './command.ts'
import { type LogSource, openReading, whereFlags } from './log-source.ts'
import { json } from './output.ts'
import { signedVoices } from './voices.ts'

export const exportPolis: Command = {
  name: 'export polis',
  operands: 'CONVERSATION DIR',
  count: [2, 2],
  summary:
    'Writes a conversation as Polis CSV files: the rows of an import as they came, then what signed accounts added.',
  flags: whereFlags,
  run: exportRun,
}

type Files = Record<string, Uint8Array | string>

async function exportRun(call: Call): Promise<number> {
  const [conversation, dir] = [operand(call, 0), operand(call, 1)]
  const place = await openReading(call)
  const progress = call.talk.progress('reading the log')
  try {
    const signed = await signedVoices(place, conversation, progress.step)
    const files = isRefusal(signed) ? signed : await filesOf(place, conversation, signed)
    if (isRefusal(files)) return refuse(call, files)
    await mkdir(dir, { recursive: true })
    for (const [name, content] of Object.entries(files)) await writeFile(join(dir, name), content)
    call.talk.print(json({ conversation, files: Object.keys(files).map((name) => join(dir, name)) }))
    return exit.ok
  } finally {
    progress.end()
    await place.close()
  }
}

async function filesOf(place: LogSource, conversation: string, signed: SignedVoices): Promise<Files | Refusal> {
  const fields = await importOf(place, conversation)
  const evidence = fields && (await evidenceOf(place, fields))
  if (isRefusal(evidence)) return evidence
  const csv = exportFiles(conversation, evidence && { comments: evidence.comments, votes: evidence.votes }, signed)
  if (isRefusal(csv)) return csv
  return {
    'comments.csv': csv.comments,
    'votes.csv': csv.votes,
    ...(signed.statements.length + signed.votes.length > 0 && { 'accounts.csv': csv.accounts }),
    ...(evidence?.participants && { 'participants-votes.csv': evidence.participants }),
    ...(evidence?.summary && { 'summary.csv': evidence.summary }),
  }
}

async function importOf(place: LogSource, conversation: string): Promise<FieldsOf<'import'> | null> {
  const stored = await place.record(conversation)
  return readAs(stored?.note, 'import')?.fields ?? null
}

interface EvidenceFiles {
  comments: Uint8Array
  votes: Uint8Array
  participants?: Uint8Array
  summary?: Uint8Array
}

async function evidenceOf(place: LogSource, fields: FieldsOf<'import'>): Promise<EvidenceFiles | Refusal> {
  const fetch = async (hash: string | undefined) => (hash === undefined ? null : place.blob(`facts/${hash}`))
  const [comments, votes] = [await fetch(fields.comments), await fetch(fields.votes)]
  if (!comments || !votes) return new Refusal('evidence-missing', { reason: 'import' })
  const [participants, summary] = [await fetch(fields.participants), await fetch(fields.summary)]
  return { comments, votes, ...(participants && { participants }), ...(summary && { summary }) }
}
