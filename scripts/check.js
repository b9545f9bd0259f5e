// Everything that must hold of the source itself: types, lint and format, arrows, generated files unchanged.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

/** @type {[string, string[]][]} what is checked, and the command that checks it */
const checks = [
  ['types', ['npx', 'tsc', '--noEmit', '-p', '.']],
  ['routes of the pages', ['npx', 'svelte-kit', 'sync']],
  ['types of the pages', ['npx', 'svelte-check', '--tsconfig', 'src/web/tsconfig.json', '--threshold', 'warning']],
  ['lint and format', ['npx', 'biome', 'check', '.']],
  ['arrows', ['npx', 'vitest', 'run', 'test/arrows.test.ts', '--reporter=dot']],
  ["branches on a kind's name", ['node', 'scripts/run.js', 'scripts/kind-branches.ts', '--most', '34']],
  ['vectors and OpenAPI unchanged', ['node', 'scripts/run.js', 'scripts/vectors.ts', '--check']],
  ['generated pages unchanged', ['node', 'scripts/run.js', 'scripts/docs.ts', '--check']],
]

const failed = checks.filter(([name, [command = '', ...args]]) => {
  console.log(`\n== ${name}`)
  return spawnSync(command, args, { cwd: root, stdio: 'inherit' }).status !== 0
})
console.log(failed.length === 0 ? '\ncheck ok' : `\ncheck failed: ${failed.map(([name]) => name).join(', ')}`)
process.exit(failed.length === 0 ? 0 : 1)
