// What `npm start` runs: builds what is older than its source, then serves in this very process, so that whoever ends it
// by a signal ends the server. Arguments behind `npm start --` go to `serve`.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

// A process of its own, because a bundler stays in memory once it is loaded.
const builder = fileURLToPath(new URL('build.js', import.meta.url))
const { status, signal } = spawnSync(process.execPath, [builder, '--if-needed'], { stdio: 'inherit' })
if (status !== 0) {
  console.error(`sensus: not started, because the build ended with ${signal ?? `code ${status}`}`)
  process.exit(status ?? 1)
}
process.argv.splice(2, 0, 'serve')
await import(new URL('../build/sensus.js', import.meta.url).href)
