// Branches on a kind's name outside the kind's own file: node scripts/run.js scripts/kind-branches.ts [CHECKOUT] [--most N]
// Exits with 1 when there are more than N.
import { parseArgs } from 'node:util'
import { kindBranches, kindFiles } from './source/kind-branches.ts'
import { isShipped, readSources } from './source/read.ts'

const { values, positionals } = parseArgs({ options: { most: { type: 'string' } }, allowPositionals: true })
const sources = readSources(positionals[0] ?? '.', ['src']).filter(isShipped)
const found = kindBranches(
  sources.filter(({ path }) => !path.startsWith('src/dev/')),
  kindFiles(sources),
)
for (const { path, line, kind, how } of found) console.log(`${path}:${line} ${how} ${kind}`)
console.log(`${found.length} branches on a kind's name in ${new Set(found.map(({ path }) => path)).size} files`)
if (values.most !== undefined && found.length > Number(values.most)) {
  console.error(`At most ${values.most} are allowed: say it in the kind's own file (src/records/<subject>/<kind>.ts).`)
  process.exitCode = 1
}
