// Runs every test: node scripts/test.js [vitest arguments]. Makes sure of a browser and of PostgreSQL first.
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildNode, buildWeb } from './build.js'
import { findChromium } from './chromium.js'
import { findPostgres } from './postgres.js'

const root = fileURLToPath(new URL('..', import.meta.url))
const report = join(root, 'build', 'tests.json')

/** Set-up that can be missing is made here, once; what cannot be had is said, and its tests fail with the same words. */
async function prepare() {
  const postgres = process.env.SENSUS_WITHOUT_POSTGRES === '1' ? [] : [findPostgres]
  for (const find of [findChromium, ...postgres]) {
    try {
      await find()
    } catch (error) {
      console.error(error instanceof Error ? error.message : String(error))
    }
  }
  await buildNode({ ifNeeded: true })
  await buildWeb({ ifNeeded: true })
}

await prepare()
const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs')
const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...process.argv.slice(2)]
const { status } = spawnSync(process.execPath, [vitest, ...args], { cwd: root, stdio: 'inherit' })
const { numPassedTests, numFailedTests, numFailedTestSuites } = JSON.parse(readFileSync(report, 'utf8'))
const closing = `${numPassedTests} passed, ${numFailedTests || (status === 0 ? 0 : numFailedTestSuites)} failed`
writeFileSync(join(root, 'build', 'tests.txt'), `${closing}\n`)
console.log(closing)
process.exit(status ?? 1)
