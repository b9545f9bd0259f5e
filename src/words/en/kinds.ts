import { type AnyKind, describeKind, kindNames, kindOf } from '../../records/registry.ts'
import type { Messages } from '../language.ts'

/** What the kinds say of themselves, under `kind.<name>.…`: a language overrides it id by id. */
export const kinds: Messages = {
  'kind.unknown.does': 'Signed a record of kind “{kind}”',
  'kind.reveals': 'Everybody can read, and copy for good: {what}',
  ...Object.fromEntries(kindNames.flatMap((name) => messagesOf(kindOf(name)))),
}

function messagesOf({ name, title, summary, does, reveals, lineWords, sections }: AnyKind): [string, string][] {
  const id = `kind.${name}`
  return [
    [`${id}.title`, plain(title)],
    [`${id}.summary`, plain(summary)],
    [`${id}.does`, plain(does)],
    [`${id}.reveals`, plain(reveals)],
    ...(lineWords === undefined ? [] : ([[`${id}.line`, lineWords]] as [string, string][])),
    ...describeKind(name).flatMap(({ key, label, hint }) => field(`${id}.field.${key}`, label, hint)),
    ...Object.entries(sections ?? {}).flatMap(([key, part]) => field(`${id}.part.${key}`, part.heading, part.hint)),
  ]
}

function field(id: string, label: string, hint: string): [string, string][] {
  return [
    [`${id}.label`, plain(label)],
    [`${id}.hint`, plain(hint)],
  ]
}

/** A text that has no parameters, as a message. */
function plain(text: string): string {
  return text.replaceAll("'", "''").replace(/[{}]/g, "'$&'")
}
