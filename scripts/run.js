// Bundles one TypeScript program and runs it: node scripts/run.js FILE [ARG ...]

import { spawnSync } from 'node:child_process'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildNode, bundle } from './build.js'

const [file, ...args] = process.argv.slice(2)
const name = `run-${basename(dirname(file))}-${basename(file, '.ts')}`
await buildNode({ ifNeeded: true })
await bundle({ [name]: file })
const output = join(fileURLToPath(new URL('..', import.meta.url)), 'build', `${name}.js`)
const result = spawnSync(process.execPath, ['--expose-gc', output, ...args], { stdio: 'inherit' })
process.exit(result.status ?? 1)
