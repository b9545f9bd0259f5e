import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import * as real from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { durableWriter, partial } from './durable.ts'

/** Every step taken on the file system, and the step that shall fail. */
const watch = vi.hoisted(() => ({ steps: [] as string[], fail: '' }))

function step(name: string, path: string): void {
  const said = `${name} ${basename(path).startsWith('.partial-') ? 'temporary' : basename(path)}`
  watch.steps.push(said)
  if (watch.fail === said) throw new Error(`${said}: EIO`)
}

vi.mock('node:fs/promises', async (load) => {
  const fs = await load<typeof import('node:fs/promises')>()
  const open = async (path: string, flags: string, mode?: number) => {
    const handle = await fs.open(path, flags, mode)
    const { writeFile, datasync, sync } = handle
    const watched =
      (name: string, verb: (...args: never[]) => Promise<void>) =>
      async (...args: never[]) => {
        step(name, path)
        await verb.apply(handle, args)
      }
    return Object.assign(handle, {
      writeFile: watched('write', writeFile),
      datasync: watched('datasync', datasync),
      sync: watched('sync', sync),
    })
  }
  const rename = async (from: string, to: string) => {
    step('rename', to)
    await fs.rename(from, to)
  }
  return { ...fs, open, rename }
})

const mode = { file: 0o644, directory: 0o755 }
const bytes = (text: string) => new TextEncoder().encode(text)
let root: string

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'sensus-durable-'))
  Object.assign(watch, { steps: [], fail: '' })
})
afterEach(() => rmSync(root, { recursive: true }))

it('syncs the bytes before the name, then the directory; new directories first', async () => {
  const write = durableWriter(root)
  await write(join(root, 'a/b/file'), bytes('one'), mode)
  const last = ['write temporary', 'datasync temporary', 'rename file', 'sync b']
  expect(watch.steps).toEqual([`sync ${basename(root)}`, 'sync a', ...last])
  watch.steps = []
  await write(join(root, 'a/b/file'), bytes('two'), mode)
  expect(watch.steps).toEqual(last)
  expect(await real.readFile(join(root, 'a/b/file'), 'utf8')).toBe('two')
})

it.each(['write temporary', 'datasync temporary', 'rename file', 'sync a'])(
  'reports a failed "%s" and tries it once',
  async (fail) => {
    const write = durableWriter(root)
    await write(join(root, 'a/file'), bytes('old'), mode)
    Object.assign(watch, { steps: [], fail })
    await expect(write(join(root, 'a/file'), bytes('new'), mode)).rejects.toThrow('EIO')
    expect(watch.steps.filter((said) => said === fail)).toHaveLength(1)
    expect(watch.steps.at(-1)).toBe(fail)
    // Only the sync of the directory comes after the new bytes are in place.
    expect(readFileSync(join(root, 'a/file'), 'utf8')).toBe(fail === 'sync a' ? 'new' : 'old')
    expect(readdirSync(join(root, 'a')).filter((name) => name.startsWith(partial))).toEqual([])
  },
)

it('does not take a directory for durable after a failed sync of its parent', async () => {
  const write = durableWriter(root)
  watch.fail = `sync ${basename(root)}`
  await expect(write(join(root, 'a/file'), bytes('x'), mode)).rejects.toThrow('EIO')
  watch.fail = ''
  watch.steps = []
  await write(join(root, 'a/file'), bytes('x'), mode)
  expect(watch.steps[0]).toBe(`sync ${basename(root)}`)
})
