import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

/** Worker threads that scripts/build.js bundles into build/. */
export type WorkerName = 'verify-worker' | 'view-worker' | 'draw-worker'

/** Where the code of a worker thread lies, whether this module runs from src/ or from build/. Throws when it is not built. */
export function workerUrl(name: WorkerName): URL {
  const file = join(packageRoot(dirname(fileURLToPath(import.meta.url))), 'build', `${name}.js`)
  if (!existsSync(file)) throw new Error(`${file} is missing: build it with "npm run build"`)
  return pathToFileURL(file)
}

/** The nearest directory, from this one upward, that holds a package.json. */
function packageRoot(directory: string): string {
  if (existsSync(join(directory, 'package.json'))) return directory
  const parent = dirname(directory)
  if (parent === directory) throw new Error('no package.json above this module')
  return packageRoot(parent)
}
