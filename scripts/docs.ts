// Writes the pages that follow from the registries: npm run docs [-- --check]
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { viewList } from '../src/api/openapi.ts'
import { schemaOf } from '../src/api/openapi-schemas.ts'
import { valueSchemaOf, viewNames } from '../src/views/registry.ts'
import { recordsPage } from './docs/records.ts'
import { type ViewWords, viewsPage } from './docs/views.ts'

const root = new URL('..', import.meta.url)

/** The generated pages, by path from the root of the repository. */
export function generatedPages(): Map<string, string> {
  return new Map([
    ['docs/records.md', recordsPage()],
    ['docs/views.md', viewsPage(viewWords())],
  ])
}

function viewWords(): ViewWords[] {
  const { views } = viewList()
  return viewNames.map((name, i) => ({ ...views[i]!, value: schemaOf(valueSchemaOf(name), 'output') }))
}

/** Paths of generated pages that do not hold what they should. */
export function changedPages(): string[] {
  const held = (path: string): string | null => {
    const file = new URL(path, root)
    return existsSync(file) ? readFileSync(file, 'utf8') : null
  }
  return [...generatedPages()].filter(([path, text]) => held(path) !== text).map(([path]) => path)
}

function main(check: boolean): void {
  const changed = changedPages()
  if (check && changed.length > 0) {
    console.error(`${changed.join(', ')}: not what the registries say. Run npm run docs and review the difference.`)
    process.exitCode = 1
  }
  if (!check) for (const [path, text] of generatedPages()) writeFileSync(new URL(path, root), text)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main(process.argv.includes('--check'))
