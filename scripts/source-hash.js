// What a build follows from, as a name: the same in every folder and at every time.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Files and folders from which the two halves are built; the lock file stands for every package. */
export const buildInputs = [
  'src',
  'scripts/build.js',
  'svelte.config.js',
  'vite.config.ts',
  'tsconfig.json',
  'package.json',
  'package-lock.json',
]

/**
 * Files below a path, in an order that no file system chooses.
 * @param {string} path
 * @returns {string[]}
 */
function filesBelow(path) {
  if (!statSync(join(root, path)).isDirectory()) return [path]
  return readdirSync(join(root, path))
    .sort()
    .flatMap((name) => filesBelow(`${path}/${name}`))
}

/**
 * SHA-256 in hex over names and contents of everything that a build follows from.
 * @returns {string}
 */
export function sourceHash() {
  const hash = createHash('sha256')
  for (const file of buildInputs.flatMap(filesBelow)) {
    const content = readFileSync(join(root, file))
    hash.update(`${file} ${content.length}\n`).update(content)
  }
  return hash.digest('hex')
}
