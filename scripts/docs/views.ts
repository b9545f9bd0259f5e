/** What the page needs of a view: its words, and the JSON Schema of its parameters. */
export interface ViewWords {
  name: string
  version: number
  title: string
  summary: string
  parameters: unknown
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

function section({ name, version, title, summary, parameters }: ViewWords): string {
  return `<a id="${name}"></a>
## ${title}

${summary}

Version ${version}. ${parameterTable(parameters as Schema)}`
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
