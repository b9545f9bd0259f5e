// Writes the golden files, so that the difference can be reviewed: npm run vectors [-- --check]
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { openapiText } from '../src/api/openapi.ts'
import { clearGroupVectors } from './vectors/clear-groups.ts'
import { invalidVectors } from './vectors/invalid.ts'
import { checkpointVectors, treeVectors } from './vectors/log.ts'
import { opinionMapFiles } from './vectors/opinion-map.ts'
import { peopleViewVectors } from './vectors/people.ts'
import { recordVectors } from './vectors/records.ts'
import { tablesVectors } from './vectors/tables.ts'
import { goldenNow, unraised } from './vectors/versions.ts'
import { chainViewVectors, type ViewVectors, viewVectors } from './vectors/views.ts'

const root = new URL('..', import.meta.url)

function readJson<T>(path: string): T | null {
  const file = new URL(path, root)
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as T) : null
}

/** What the golden files should hold now, by path from the root of the repository. */
export function goldenFiles(): Map<string, string> {
  const records = recordVectors(readJson('vectors/records.json'))
  return new Map([
    ['vectors/records.json', json(records)],
    [
      'vectors/records-invalid.json',
      json({ about: 'Notes that have to be refused, and the code.', cases: invalidVectors() }),
    ],
    ['vectors/log-trees.json', json(treeVectors())],
    ['vectors/log-checkpoints.json', json(checkpointVectors())],
    ['vectors/clear-groups.json', `${JSON.stringify(clearGroupVectors())}\n`],
    ['vectors/views.json', json(viewVectors())],
    ['vectors/chain-views.json', json(chainViewVectors())],
    ['vectors/people-views.json', json(peopleViewVectors())],
    ['vectors/tables.json', json(tablesVectors())],
    ['openapi.json', openapiText()],
    ...opinionMapFiles(),
  ])
}

/** JSON in ASCII, so that no editor or tool changes the characters that the cases are about. */
function json(value: unknown): string {
  const text = JSON.stringify(value, null, 1)
  return `${text.replace(/[^\n -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)}\n`
}

/** Paths of golden files that do not hold what they should. */
export function changedFiles(): string[] {
  const held = (path: string): string | null => {
    const file = new URL(path, root)
    return existsSync(file) ? readFileSync(file, 'utf8') : null
  }
  return [...goldenFiles()].filter(([path, text]) => held(path) !== text).map(([path]) => path)
}

/** The golden files of views. */
const viewFiles = ['vectors/views.json', 'vectors/chain-views.json', 'vectors/people-views.json']

/** Views whose bytes are no longer the golden ones, though their version is. */
function viewsToRaise(): string[] {
  const held = viewFiles.flatMap((path) => readJson<ViewVectors>(path) ?? [])
  return [...new Set(held.flatMap((each) => unraised(each.results, goldenNow(each))))].sort()
}

function main(check: boolean): void {
  const toRaise = viewsToRaise()
  for (const view of toRaise)
    console.error(`${view}: its golden bytes changed and its version did not. Raise the version of the view ${view}.`)
  if (toRaise.length > 0) {
    process.exitCode = 1
    return
  }
  const changed = changedFiles()
  if (check && changed.length > 0) {
    console.error(`${changed.join(', ')}: not what the code writes. Run npm run vectors and review the difference.`)
    process.exitCode = 1
  }
  if (!check) for (const [path, text] of goldenFiles()) writeFileSync(new URL(path, root), text)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main(process.argv.includes('--check'))
