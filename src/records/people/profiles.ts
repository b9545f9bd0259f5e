import { example } from '../examples.ts'
import { enumField, hashField, optional, required, textField } from '../fields.ts'
import { defineKind } from '../kind.ts'
import { saidIn } from '../line.ts'

/** A public list of profiles that validators signed elsewhere, brought in as it is. */
export const profiles = defineKind({
  name: 'profiles',
  subject: 'people',
  title: 'List of profiles',
  summary:
    'The operator brings in a public list of profiles that hotkeys signed elsewhere. The file is kept as it is, and each signature is checked again by whoever reads the log.',
  does: 'Brought in a list of profiles',
  reveals: 'the list and that this address brought it in.',
  signer: 'operator',
  session: false,
  fields: {
    title: required(textField(1, 120), { label: 'Title', hint: 'What this list is.' }),
    format: required(enumField('delegates'), {
      label: 'Format',
      hint: 'delegates: name, url, description and signature by hotkey, in JSON.',
    }),
    file: required(hashField(), { label: 'File', hint: 'SHA-256 of the list.' }),
    source: optional(textField(1, 256), { label: 'Source', hint: 'Where it comes from, as text.' }),
  },
  body: null,
  revocable: true,
  removable: true,
  evidence: { file: { format: 'delegates', read: true } },
  line: ({ title }) => saidIn(title),
  shownAt: { page: 'record', of: 'id' },
  upgrade: 'Later versions may add formats; a reader that does not know one skips the list.',
  example: {
    title: 'Delegates of the first list',
    format: 'delegates',
    file: example.hash,
    source: 'A public repository, read on 2026-11-01',
  },
})
