// Builds the two halves of Sensus into build/: the node bundle (command line, service, workers) and the pages.
//   node scripts/build.js [--if-needed] [--node]
import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildInputs, sourceHash } from './source-hash.js'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Entry points of the node bundle: output name to source file. A worker is an entry of its own. */
const entries = {
  sensus: 'src/main.ts',
  'verify-worker': 'src/adapters/verify-worker.ts',
  'view-worker': 'src/adapters/view-worker.ts',
  'draw-worker': 'src/adapters/draw-worker.ts',
}

/** Newest modification time below a path, in milliseconds. */
function newest(path) {
  const stat = statSync(path)
  if (!stat.isDirectory()) return stat.mtimeMs
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))))
}

function isFresh(stamp, sources) {
  if (!existsSync(stamp)) return false
  const built = statSync(stamp).mtimeMs
  return sources.every((source) => !existsSync(join(root, source)) || newest(join(root, source)) <= built)
}

function markBuilt(stamp) {
  mkdirSync(join(root, 'build'), { recursive: true })
  // When it was built is the time of the file; what it says is the same wherever and whenever it was built.
  writeFileSync(stamp, `${sourceHash()}\n`)
}

/**
 * Bundles TypeScript entry points for Node, leaving packages to node_modules, or `whole` with their packages.
 * @param {Record<string, string>} input output name to source path
 * @param {{ whole?: boolean }} options
 */
export async function bundle(input, { whole = false } = {}) {
  const { build } = await import('vite')
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    ssr: { noExternal: whole || undefined },
    build: {
      ssr: true,
      outDir: join(root, 'build'),
      emptyOutDir: false,
      target: 'node20',
      sourcemap: true,
      rolldownOptions: {
        input: Object.fromEntries(Object.entries(input).map(([name, file]) => [name, join(root, file)])),
        output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  })
}

/** Builds the node bundle. @param {{ ifNeeded?: boolean }} options */
export async function buildNode({ ifNeeded = false } = {}) {
  const stamp = join(root, 'build', '.node')
  if (ifNeeded && isFresh(stamp, buildInputs)) return
  const present = Object.fromEntries(Object.entries(entries).filter(([, file]) => existsSync(join(root, file))))
  if (Object.keys(present).length > 0) await bundle(present)
  markBuilt(stamp)
}

/** Builds the pages with SvelteKit. @param {{ ifNeeded?: boolean }} options */
export async function buildWeb({ ifNeeded = false } = {}) {
  const stamp = join(root, 'build', '.web')
  if (ifNeeded && isFresh(stamp, buildInputs)) return
  const { build } = await import('vite')
  await build({ root, logLevel: 'warn' })
  markBuilt(stamp)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const options = { ifNeeded: process.argv.includes('--if-needed') }
  await buildNode(options)
  if (!process.argv.includes('--node')) await buildWeb(options)
}
