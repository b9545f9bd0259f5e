import { example } from '../examples.ts'
import { enumField, hashField, idField, numberField, optional, required, textField } from '../fields.ts'
import { defineKind } from '../kind.ts'
import type { Fault } from '../refusals.ts'

/** Views of one conversation whose answer can be frozen. */
export const frozenViews = [
  'opinion-map',
  'opinion-groups',
  'opinion-statements',
  'opinion-stability',
  'conversations',
  'readings',
  'reading-map',
] as const
export type FrozenView = (typeof frozenViews)[number]

const pair = /^([a-z]+(?:-[a-z]+)*)=([A-Za-z0-9.,_-]{1,64})$/

/** How a view was asked beside the conversation, by name; null where the text has not the form of `parametersText`. */
export function readParameters(text: string | undefined): Record<string, string> | null {
  const pairs = text === undefined ? [] : text.split('&').map((each) => pair.exec(each))
  const names = pairs.map((each) => each?.[1] ?? '')
  const isRising = names.every((name, i) => name !== '' && (i === 0 || (names[i - 1] ?? '') < name))
  if (!isRising || names.includes('conversation') || names.includes('at')) return null
  return Object.fromEntries(pairs.flatMap((each) => (each ? [[each[1] ?? '', each[2] ?? '']] : [])))
}

/** The same as one text: `name=value` with `&` between, names rising; undefined where there is nothing to say. */
export function parametersText(parameters: Readonly<Record<string, string>>): string | undefined {
  const names = Object.keys(parameters).sort()
  return names.length === 0 ? undefined : names.map((name) => `${name}=${parameters[name]}`).join('&')
}

function parametersRule({ parameters }: { parameters?: string | undefined }): Fault | null {
  return readParameters(parameters) === null ? { reason: 'parameters-form', value: parameters ?? '' } : null
}

/** Freezes what a closed conversation came to: a view's answer by its hash, so that anybody can compute it again. */
export const result = defineKind({
  name: 'result',
  subject: 'conversation',
  title: 'Result',
  summary:
    'Whoever began or imported a conversation says after its close what it came to: a view, its version, how it was asked, the size of the log, and the SHA-256 of the answer. An audit computes the answer again.',
  does: 'Froze a result',
  reveals: 'that this address names this answer as the result of its conversation.',
  signer: 'anyone',
  session: false,
  fields: {
    conversation: required(idField(), { label: 'Conversation', hint: 'Id of the conversation, or of the import.' }),
    title: required(textField(1, 120), {
      label: 'Title of the conversation',
      hint: 'As it stands, so that the text says what the result is of.',
    }),
    view: required(enumField(...frozenViews), { label: 'View', hint: 'The view whose answer is the result.' }),
    version: required(numberField(1, 1_000_000), { label: 'Version', hint: 'Version of the view that gave it.' }),
    parameters: optional(textField(1, 256), {
      label: 'Parameters',
      hint: 'How the view was asked beside the conversation: name=value with & between, names in the order of the alphabet. Empty: as nothing else was asked.',
    }),
    size: required(numberField(1, 1_000_000_000_000), {
      label: 'Size of the log',
      hint: 'Entries of the log from which it follows; the conversation has closed before the next one.',
    }),
    hash: required(hashField(), {
      label: 'Hash',
      hint: 'SHA-256 of the answer, exactly the bytes of GET /api/views/<view> at this size.',
    }),
  },
  body: null,
  revocable: true,
  removable: true,
  points: { conversation: { kinds: ['conversation', 'import'], whose: 'own', judgedBy: 'conversation' } },
  repeats: { title: { of: 'conversation' } },
  rule: parametersRule,
  line: ({ conversation, view, size }) => ({ of: conversation, params: { view, size } }),
  lineWords: '{view} at {size, number} entries: {words}',
  shownAt: { page: 'conversation', of: 'conversation' },
  upgrade: 'Later versions may add views; a reader that does not know a view does not show the result.',
  example: {
    conversation: example.record,
    title: 'Who should govern Bittensor?',
    view: 'opinion-statements',
    version: 1,
    parameters: 'limit=500&order=votes',
    size: 4211,
    hash: example.hash,
  },
})
