// Whether the tests notice when the code is broken on purpose: node scripts/run.js scripts/mutants.ts [LIST]
// LIST (default: test/mutants.json) is an array of
//   { "file": "src/folds/...", "find": "exact text", "replace": "...", "tests": ["src/folds", "test/stories"] }
// One mutant at a time is put into a copy of the checkout, and its tests run there. Exits with 1 when one survives.
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Mutant, mutated, readMutants } from './source/mutants.ts'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
/** Not copied: what is linked, what is made, and what only Git reads. */
const leftOut = new Set(['node_modules', '.git', 'build', '.svelte-kit'])

/** A copy of the checkout with its packages linked. */
function copyOfCheckout(): string {
  const copy = mkdtempSync(join(tmpdir(), 'sensus-mutants-'))
  cpSync(root, copy, { recursive: true, filter: (path) => dirname(path) !== root || !leftOut.has(basename(path)) })
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
  return copy
}

/** Longer than any selection of tests takes: a mutant that never ends is noticed too. In milliseconds. */
const patience = 1_800_000

/** Do some tests pass? */
function pass(checkout: string, tests: readonly string[]): boolean {
  const vitest = join('node_modules', 'vitest', 'vitest.mjs')
  const args = [vitest, 'run', ...tests, '--reporter=dot', '--bail=1']
  return spawnSync(process.execPath, args, { cwd: checkout, stdio: 'ignore', timeout: patience }).status === 0
}

/** Did the tests notice? The file is as it was afterwards. */
function isCaught(checkout: string, mutant: Mutant): boolean {
  const file = join(checkout, mutant.file)
  const text = readFileSync(file, 'utf8')
  writeFileSync(file, mutated(mutant, text))
  const survived = pass(checkout, mutant.tests)
  writeFileSync(file, text)
  return !survived
}

/** Refuses tests that fail, or that cannot run, without any mutant: they would seem to catch everything. */
function checkUnbroken(checkout: string, mutants: readonly Mutant[]): void {
  for (const tests of new Set(mutants.map((mutant) => mutant.tests.join(' '))))
    if (!pass(checkout, tests.split(' ')))
      throw new Error(`the tests ${tests} do not pass before anything is broken: repair them first`)
}

const list = process.argv[2] ?? join(root, 'test', 'mutants.json')
const mutants = readMutants(readFileSync(list, 'utf8'))
for (const mutant of mutants) mutated(mutant, readFileSync(join(root, mutant.file), 'utf8'))
const checkout = copyOfCheckout()
try {
  checkUnbroken(checkout, mutants)
  const survived = mutants.filter((mutant) => {
    const caught = isCaught(checkout, mutant)
    console.log(`${caught ? 'caught  ' : 'SURVIVED'} ${mutant.file}: ${mutant.find} -> ${mutant.replace}`)
    return !caught
  })
  console.log(`${mutants.length - survived.length} of ${mutants.length} mutants are caught`)
  process.exitCode = survived.length === 0 ? 0 : 1
} finally {
  rmSync(checkout, { recursive: true, force: true })
}
