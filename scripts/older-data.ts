// Makes data folders as earlier states of the main branch left them, from the repository's own history:
//   node scripts/run.js scripts/older-data.ts OUTDIR [COMMIT...]
// Each commit is checked out into a temporary folder, built with the packages that are installed here, and fills a
// folder by its own code: the starter, a conversation with votes, a removal; then, where that state knew them,
// snapshots and records of people; and the results of its views. The folder becomes
// OUTDIR/<commit>.json.br: its files by path, a character for each byte, under one compression, because superseded tiles
// repeat one another.
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { makerOf, type Stage } from './older/makers.ts'

const root = process.cwd()

/** The last commit of each stage whose stored results were laid out otherwise than those of the stage after it. */
const states: Record<string, { stage: Stage; because: string }> = {
  b8f1ae1: { stage: 'conversation', because: 'the last before snapshots: no book of questions, four views' },
  ae179bc: { stage: 'chain', because: 'the last before records of people: views of the chain, no book of questions' },
  '1df7c56': { stage: 'people', because: 'the last before views and kinds were renamed: say-do, simulate, labels' },
}

const mostBytes = 150_000

function run(cwd: string, command: string, args: string[]): void {
  const { status, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8' })
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} in ${cwd} ended with ${status}:\n${stderr}`)
}

/** Checks a commit out, without its history. */
function checkOut(commit: string, into: string): void {
  run(root, 'sh', ['-c', 'git archive "$1" | tar x -C "$2"', 'sh', commit, into])
  symlinkSync(join(root, 'node_modules'), join(into, 'node_modules'))
}

/** Every file below a folder by its path there, a character for each byte; the lock of the process is left out. */
function filesIn(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'lock')
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
  return Object.fromEntries(files.map((file) => [file.slice(folder.length + 1), readFileSync(file, 'latin1')]))
}

function make(commit: string, out: string): void {
  const state = states[commit]
  if (!state) throw new Error(`nothing is known of ${commit}: choose from ${Object.keys(states).join(', ')}`)
  const work = mkdtempSync(join(tmpdir(), `sensus-${commit}-`))
  try {
    const [tree, data] = [join(work, 'tree'), join(work, 'data')]
    mkdirSync(tree)
    checkOut(commit, tree)
    writeFileSync(join(tree, 'scripts', 'older-data.ts'), makerOf(state.stage))
    run(tree, process.execPath, ['scripts/run.js', 'scripts/older-data.ts', data])
    const text = JSON.stringify({ commit, because: state.because, files: filesIn(data) })
    const packed = brotliCompressSync(text)
    if (packed.length > mostBytes) throw new Error(`${commit} takes ${packed.length} bytes, more than ${mostBytes}`)
    writeFileSync(join(out, `${commit}.json.br`), packed)
    console.log(`${commit} (${state.because}): ${packed.length} bytes`)
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

const [out, ...commits] = process.argv.slice(2)
if (out === undefined) throw new Error('expected: node scripts/run.js scripts/older-data.ts OUTDIR [COMMIT...]')
mkdirSync(resolve(out), { recursive: true })
for (const commit of commits.length > 0 ? commits : Object.keys(states)) make(commit, resolve(out))
