import { longestBody, longestNote, longestValue } from '../../src/records/envelope.ts'
import { wireExample } from '../../src/records/json-schema.ts'
import { refusalCodes } from '../../src/records/refusals.ts'
import { type AnyKind, describeKind, type FieldDescription, kindNames, kindOf } from '../../src/records/registry.ts'
import { english } from '../../src/words/en.ts'
import { meaningOf } from '../../src/words/refusal.ts'

/** The page docs/records.md: what can be said, kind by kind, and what can be refused. */
export function recordsPage(): string {
  return `${[intro(), ...kindNames.map((name) => section(kindOf(name))), refusals()].join('\n\n')}\n`
}

function intro(): string {
  const list = kindNames.map((name) => `- [${kindOf(name).title}](#${name}) (\`${name}\`): ${kindOf(name).summary}`)
  return `# Records

Generated from \`src/records/\` by \`npm run docs\`. The bytes are explained in [formats.md](formats.md).

A record is a text that somebody signed. It is at most ${longestNote / 1024} KiB long with its signature; the value of a header has at most ${longestValue} bytes, and a body at most ${longestBody / 1024} KiB. Its id is the SHA-256 of the text.

${list.join('\n')}`
}

function section(kind: AnyKind): string {
  const who = kind.signer === 'operator' ? 'the operator only' : 'any account'
  const session = kind.session ? 'with the wallet or with a session key' : 'with the wallet'
  return `<a id="${kind.name}"></a>
## ${kind.title}

${kind.summary}

Signed by ${who}, ${session}.

| header | needed | what it is | on the wire |
| --- | --- | --- | --- |
${describeKind(kind.name).map(row).join('\n')}
${parts(kind)}
Example, between \`action\` and \`account\`:

\`\`\`
${example(kind)}
\`\`\`

${kind.upgrade}`
}

function row({ header, label, hint, required, kind, options, maxLength }: FieldDescription): string {
  const limit = options
    ? options.map((option) => `\`${option}\``).join(', ')
    : maxLength
      ? `${maxLength} characters`
      : kind
  return `| ${header === null ? 'the body' : `\`${header}\``} | ${required ? 'yes' : 'no'} | ${label}. ${hint} | ${limit} |`
}

/** The parts of a body, each under its heading. */
function parts({ sections }: AnyKind): string {
  if (!sections) return ''
  const list = Object.values(sections).map(
    ({ heading, hint, required, maxLength }) =>
      `- \`# ${heading}\`${required ? '' : ', when there is something to say'}: ${hint} At most ${maxLength} characters.`,
  )
  return `\nThe body has these parts in this order, each under its heading on a line of its own, with a blank line between them:\n\n${list.join('\n')}\n`
}

function example(kind: AnyKind): string {
  const { body, ...headers } = wireExample(kind)
  const lines = [
    `action: ${kind.name}`,
    ...Object.entries(headers).map(([key, value]) => `${key}: ${value}`),
    'account: …',
  ]
  return (body === undefined ? lines : [...lines, '', body]).join('\n')
}

function refusals(): string {
  const rows = refusalCodes.map((code) => `| \`${code}\` | ${meaningOf(english, code)} |`)
  return `## Refusals

Whatever is refused is refused with one of these codes and a sentence that says what happened, to what, and what to do.

| code | meaning |
| --- | --- |
${rows.join('\n')}`
}
