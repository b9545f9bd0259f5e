import { fieldsOf, type ValueSchema } from './fields.ts'

/** What the page needs of a view: its words, its pictures, and the JSON Schemas of its parameters and of its value. */
export interface ViewWords {
  name: string
  version: number
  title: string
  summary: string
  parameters: unknown
  pictures: string[]
  value: ValueSchema
}

interface Schema {
  properties?: Record<string, { description?: string; pattern?: string; enum?: string[] }>
  required?: string[]
}

/** The page docs/views.md: what follows from the log, view by view. */
export function viewsPage(views: readonly ViewWords[]): string {
  return `${[intro(views), ...views.map(section)].join('\n\n')}\n`
}

function intro(views: readonly ViewWords[]): string {
  const list = views.map(({ name, title, summary }) => `- [${title}](#${name}) (\`${name}\`): ${summary}`)
  return `# Views

Generated from \`src/views/registry.ts\` by \`npm run docs\`.

A view is a pure fold of the log up to a size: whoever folds the same entries with the same parameters gets the same bytes. A result is one JSON object with its keys sorted, and names the view, its version, the parameters and the checkpoint it follows from.

\`\`\`
GET /api/views/<name>?<parameter>=<value>&at=<size>
sensus view <name> --param <parameter>=<value>
\`\`\`

${list.join('\n')}`
}

function section({ name, version, title, summary, parameters, pictures, value }: ViewWords): string {
  const drawn = pictures.map((picture) => `\`/api/pictures/${picture}.svg\``).join(', ')
  return [
    `<a id="${name}"></a>\n## ${title}`,
    summary,
    // What the list of views gives as the parameters is a JSON Schema.
    `Version ${version}. ${parameterTable(parameters as Schema)}`,
    ...(drawn === '' ? [] : [`As a picture: ${drawn}.`]),
    valueTable(value),
  ].join('\n\n')
}

function valueTable(value: ValueSchema): string {
  const rows = fieldsOf(value).map(({ path, type, description }) => `| \`${path}\` | ${type} | ${description} |`)
  return `What comes back, beside \`view\`, \`version\`, \`parameters\` and \`checkpoint\`:

| field | type | what it is |
| --- | --- | --- |
${rows.join('\n')}`
}

function parameterTable({ properties = {}, required = [] }: Schema): string {
  const rows = Object.entries(properties).map(
    ([name, { description = '' }]) => `| \`${name}\` | ${required.includes(name) ? 'yes' : 'no'} | ${description} |`,
  )
  if (rows.length === 0) return 'It has no parameters.'
  return `Parameters:

| parameter | needed | what it is |
| --- | --- | --- |
${rows.join('\n')}`
}
