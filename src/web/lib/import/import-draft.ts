/** The record of an import, and the files that it names. */

import { polisEvidence } from '../../../evidence/polis.ts'
import { hex } from '../../../log/bytes.ts'
import { isRefusal, type Refusal } from '../../../records/refusals.ts'
import { oneLine, tidyBody, titleOf } from '../../../records/title.ts'
import { draftOf } from '../form/record-form.ts'
import { say } from '../language.ts'
import type { Answers } from '../outside/drafts.ts'
import type { Draft } from '../signing/signing.ts'
import type { Found } from './read-files.ts'

/** A file that goes with a record: the field that names it, its bytes, and their SHA-256. */
export interface FileToSend {
  field: 'comments' | 'votes'
  bytes: Uint8Array
  hash: string
}

/** The files as evidence has them: the same bytes as the command line makes of the same export. */
export async function filesToSend({ read }: Found): Promise<FileToSend[]> {
  const { comments, votes } = polisEvidence(read.set)
  return Promise.all(
    [{ field: 'comments', bytes: comments } as const, { field: 'votes', bytes: votes } as const].map(async (file) => ({
      ...file,
      hash: hex(new Uint8Array(await crypto.subtle.digest('SHA-256', file.bytes as Uint8Array<ArrayBuffer>))),
    })),
  )
}

/** What the form begins with: what the files themselves say, and for an export of Polis its licence. */
export function suggested({ name, tables, read: { about } }: Found): Answers {
  const source = oneLine(about.url)
  const rights: Answers = tables
    ? {}
    : { licence: 'CC BY 4.0', attribution: `${say('import.attribution.polis')} ${source}`.trim(), source }
  return {
    title: about.topic || name ? titleOf(about.topic || name) : '',
    body: [...tidyBody(about.description)].slice(0, 4000).join('').trim(),
    ...rights,
    add: about.full ? 'author' : 'anyone',
    totals: 'always',
  }
}

/** The draft that the answers make, with the files that are sent along. */
export function importDraft(answers: Answers, files: readonly FileToSend[]): Draft | Refusal {
  const named = Object.fromEntries(files.map(({ field, hash }) => [field, hash]))
  const draft = draftOf('import', { ...answers, ...named, format: 'polis' })
  return isRefusal(draft) ? draft : { ...draft, files }
}

/** The command that brings the same in, as whoever runs the site types it. */
export function importCommand(found: Pick<Found, 'tables'> | null, sign: string, base: string): string {
  const how = sign === 'found' ? '' : ` --sign ${sign}`
  const rights = found?.tables ? " --licence 'LICENCE' --attribution 'WHOM TO NAME'" : ''
  return `bin/sensus import ${found?.tables ? 'tables' : 'polis'} FOLDER${how}${rights} --url ${base}`
}
