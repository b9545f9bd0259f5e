// What the scripts that look for programs share: finding one, and installing it on Debian when this is root.
import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync, statSync } from 'node:fs'
import { delimiter, join } from 'node:path'

export function isProgram(file) {
  try {
    accessSync(file, constants.X_OK)
    return statSync(file).isFile()
  } catch {
    return false
  }
}

/** The first of the names that stands in one of the directories (default: PATH), as a full path, or null. */
export function findProgram(names, directories = (process.env.PATH ?? '').split(delimiter)) {
  for (const name of names) {
    const found = directories.map((directory) => join(directory, name)).find(isProgram)
    if (found !== undefined) return found
  }
  return null
}

export function mayInstall() {
  return process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')
}

/** Installs a Debian package. Waits for another apt at work; throws with apt's own words when it cannot be had. */
export function aptInstall(name) {
  const run = (args) =>
    spawnSync('apt-get', ['-o', 'DPkg::Lock::Timeout=300', '-o', 'Acquire::Retries=3', ...args], {
      encoding: 'utf8',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    })
  process.stderr.write(`installing ${name} with apt-get\n`)
  run(['update', '-q'])
  const done = run(['install', '-q', '-y', '--no-install-recommends', name])
  if (done.status !== 0) throw new Error(`apt-get install ${name} failed: ${(done.stderr || done.stdout).trim()}`)
}
