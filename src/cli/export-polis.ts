/** `sensus export polis`: a conversation as Polis files, imported rows and signed ones after them. */

import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  type Described,
  exportPolis as filesOf,
  type PolisFiles,
  type PolisSet,
  parsePolis,
} from '../evidence/polis.ts'
import { recordId } from '../records/ids.ts'
import { readAs } from '../records/record.ts'
import { isRefusal, Refusal } from '../records/refusals.ts'
import { viewValue } from '../service/view-value.ts'
import { oneConversation } from '../views/conversation/answers.ts'
import { type Call, type Command, exit, jsonFlag, operand, refuse } from './command.ts'
import { type LogSource, openReading, whereFlags } from './log-source.ts'
import { json } from './output.ts'
import { signedVoices } from './voices.ts'

export const exportPolis: Command = {
  name: 'export polis',
  operands: 'CONVERSATION DIR',
  count: [2, 2],
  summary:
    'Writes a conversation as the files of Polis: what was imported, then what signed accounts added; whatever follows from the votes is counted anew.',
  flags: { ...whereFlags, ...jsonFlag },
  run: exportRun,
}

async function exportRun(call: Call): Promise<number> {
  const [conversation, dir] = [operand(call, 0), operand(call, 1)]
  const place = await openReading(call)
  const progress = call.talk.progress('reading the log')
  try {
    const files = await readAll(place, conversation, progress.step)
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

async function readAll(
  place: LogSource,
  conversation: string,
  step: (done: number, total: number) => void,
): Promise<Partial<PolisFiles> | Refusal> {
  const signed = await signedVoices(place, conversation, step)
  if (isRefusal(signed)) return signed
  const imported = await importedSet(place, conversation)
  if (isRefusal(imported)) return imported
  const described = await describedIn(place, conversation)
  if (isRefusal(described)) return described
  const { 'accounts.csv': accounts, ...files } = filesOf(
    conversation,
    imported,
    signed,
    described,
    await groupsOf(place, conversation),
  )
  const anybodySigned = signed.statements.length + signed.votes.length > 0
  return { ...files, ...(anybodySigned && { 'accounts.csv': accounts }) }
}

/** What an import brought in; null for a conversation that began here. */
async function importedSet(place: LogSource, conversation: string): Promise<PolisSet | null | Refusal> {
  const stored = await place.record(conversation)
  const fields = readAs(stored?.note, 'import')?.fields
  if (!fields) return null
  const [comments, votes] = [await place.blob(`facts/${fields.comments}`), await place.blob(`facts/${fields.votes}`)]
  return comments && votes ? parsePolis({ comments, votes }) : new Refusal('evidence-missing', { reason: 'import' })
}

async function describedIn(place: LogSource, id: string): Promise<Described | Refusal> {
  const value = await viewValue(place, 'conversations', { conversation: recordId(id) })
  if (isRefusal(value)) return value
  const { title, description, imported } = oneConversation(value).conversation
  return { title, description: description ?? '', url: imported?.source ?? '' }
}

/** The group of each voice on the opinion map in classic mode, which the format speaks of. There are none while totals are kept back. */
async function groupsOf(place: LogSource, conversation: string): Promise<Map<string, number>> {
  const map = await viewValue(place, 'opinion-map', { conversation: recordId(conversation), mode: 'classic' })
  if (isRefusal(map)) return new Map()
  return new Map(map.participants.flatMap(({ key, group }) => (group === null ? [] : [[key, group]])))
}
