import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { filesStore, setAside } from '../src/adapters/files.ts'
import { conforms } from './adapters.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const newDirectory = () => mkdtemp(join(tmpdir(), 'sensus-files-'))

const create = async () => {
  const directory = join(await newDirectory(), 'data')
  return { open: () => filesStore(directory), dispose: () => rm(join(directory, '..'), { recursive: true }) }
}

conforms('files', create, { lasting: true, second: 'refused' })

describe('files', () => {
  let directory: string
  beforeEach(async () => {
    directory = await newDirectory()
  })
  afterEach(() => rm(directory, { recursive: true }))

  it('are the files that their paths say', async () => {
    const store = await filesStore(directory)
    await store.blobs.put('tile/0/x001/067.p/5', bytes('tile'))
    await store.head('log').compareAndSwap(null, bytes('checkpoint'))
    await store.close()
    expect(await readFile(join(directory, 'tile/0/x001/067.p/5'), 'utf8')).toBe('tile')
    expect(await readFile(join(directory, 'head/log'), 'utf8')).toBe('checkpoint')
    expect(readdirSync(directory).sort()).toEqual(['head', 'tile'])
  })

  it('keep what is private from other accounts', async () => {
    const store = await filesStore(directory)
    await store.blobs.put('private/log.key', bytes('seed'))
    await store.blobs.put('tile/0/000', bytes('tile'))
    await store.close()
    const mode = (path: string) => statSync(join(directory, path)).mode & 0o777
    expect([mode('private'), mode('private/log.key')]).toEqual([0o700, 0o600])
    expect(mode('tile/0/000') & 0o600).toBe(0o600)
  })

  it('of a killed writer are tidied away', async () => {
    await mkdir(join(directory, 'tile/0'), { recursive: true })
    await writeFile(join(directory, 'tile/0/.partial-0123-000'), 'ha')
    const reader = await filesStore(directory, { readOnly: true })
    expect(await reader.blobs.list('')).toEqual([])
    const store = await filesStore(directory)
    expect(readdirSync(join(directory, 'tile/0'))).toEqual([])
    await store.close()
  })

  it('are set aside whole, under the next free name, and never from under a writer', async () => {
    const fill = async (word: string): Promise<void> => {
      const store = await filesStore(directory)
      await expect(setAside(directory, 'first')).rejects.toThrow(/process/)
      await store.blobs.put('tile/0/000', bytes(word))
      await store.blobs.put('private/log.key', bytes(word))
      await store.head('log').compareAndSwap(null, bytes(word))
      await store.close()
    }
    await fill('one')
    expect(await setAside(directory, 'first')).toBe(join(directory, 'set-aside/first'))
    await fill('two')
    expect(await setAside(directory, 'first')).toBe(join(directory, 'set-aside/first-2'))
    expect(readdirSync(directory)).toEqual(['set-aside'])
    const reader = await filesStore(directory, { readOnly: true })
    expect(await reader.blobs.list('')).toEqual([])
    for (const [name, word] of [
      ['first', 'one'],
      ['first-2', 'two'],
    ] as const) {
      const aside = join(directory, 'set-aside', name)
      for (const path of ['head/log', 'tile/0/000', 'private/log.key'])
        expect(await readFile(join(aside, path), 'utf8')).toBe(word)
      expect(statSync(join(aside, 'private/log.key')).mode & 0o777).toBe(0o600)
    }
  })

  it('leave nothing behind when a write fails', async () => {
    const store = await filesStore(directory)
    await mkdir(join(directory, 'taken/inside'), { recursive: true })
    await expect(store.blobs.put('taken', bytes('x'))).rejects.toThrow()
    await expect(store.blobs.put('taken/inside', bytes('x'))).rejects.toThrow()
    expect(readdirSync(join(directory, 'taken'))).toEqual(['inside'])
    expect(await store.blobs.list('')).toEqual([])
    await store.close()
  })
})

describe('a lock', () => {
  let directory: string
  beforeEach(async () => {
    directory = await newDirectory()
  })
  afterEach(() => rm(directory, { recursive: true }))
  const lock = () => join(directory, 'lock')
  const present = () => JSON.parse(readFileSync(lock(), 'utf8'))
  const opens = async () => (await filesStore(directory)).close()

  it('names the process, the boot and the start', async () => {
    const store = await filesStore(directory)
    expect(present()).toMatchObject({ pid: process.pid, boot: expect.any(String), started: expect.any(String) })
    await store.close()
    expect(existsSync(lock())).toBe(false)
  })

  it('of a dead process is taken over', async () => {
    const child = spawn(process.execPath, ['-e', '0'], { stdio: 'ignore' })
    await new Promise((done) => child.once('exit', done))
    await writeFile(lock(), JSON.stringify({ ...holder(), pid: child.pid }))
    await opens()
  })

  it('of a process that has ended, though its parent has not noticed, is taken over', async () => {
    // The child ends with its input, which is closed once its shell has become a program that waits for no child.
    const script = 'exec 3<&0; (read -r line <&3) & echo $!; exec sleep 600 3<&- </dev/null'
    const parent = spawn('sh', ['-c', script], { stdio: ['pipe', 'pipe', 'ignore'] })
    const [line] = (await once(parent.stdout, 'data')) as [Buffer]
    const pid = Number(String(line))
    const stateOf = (): string | undefined => statOf(pid)[0]
    await expect.poll(() => readFileSync(`/proc/${parent.pid}/comm`, 'utf8')).toBe('sleep\n')
    parent.stdin.end()
    await expect.poll(stateOf).toBe('Z')
    await writeFile(lock(), JSON.stringify({ ...holder(), pid, started: startOf(pid) }))
    await opens()
    expect(stateOf()).toBe('Z')
    parent.kill('SIGKILL')
  })

  it('of another boot is taken over', async () => {
    await writeFile(lock(), JSON.stringify({ ...holder(), boot: 'another' }))
    await opens()
  })

  it('of a dead process whose pid lives again is taken over', async () => {
    await writeFile(lock(), JSON.stringify({ ...holder(), started: '1' }))
    await opens()
  })

  it('that no process of ours wrote is taken over', async () => {
    for (const content of ['', 'x', '{}', '{"pid":"1"}', '[]', 'null']) {
      await writeFile(lock(), content)
      await opens()
    }
  })

  it('of a living process refuses, with its pid', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => 0, 1000)'], { stdio: 'ignore' })
    const { boot } = holder()
    await writeFile(lock(), JSON.stringify({ pid: child.pid, boot, started: startOf(child.pid!), token: 't' }))
    await expect(filesStore(directory)).rejects.toThrow(`pid ${child.pid}`)
    const gone = new Promise((done) => child.once('exit', done))
    child.kill('SIGKILL')
    await gone
    await opens()
  })

  it('goes to one of many who find a stale one', async () => {
    await writeFile(lock(), JSON.stringify({ ...holder(), boot: 'another' }))
    const tries = await Promise.allSettled(Array.from({ length: 20 }, () => filesStore(directory)))
    const stores = tries.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
    expect(stores).toHaveLength(1)
    await stores[0]!.close()
    expect(readdirSync(directory)).toEqual([])
  })

  it('that was lost stops its former holder from moving a head', async () => {
    const store = await filesStore(directory)
    await store.head('log').compareAndSwap(null, bytes('mine'))
    await writeFile(lock(), JSON.stringify({ ...holder(), token: 'another' }))
    await expect(store.head('log').compareAndSwap(bytes('mine'), bytes('next'))).rejects.toThrow('no longer holds')
    expect(await readFile(join(directory, 'head/log'), 'utf8')).toBe('mine')
    await store.close()
    expect(present().token).toBe('another')
  })

  it('is not needed for reading beside the writer', async () => {
    const store = await filesStore(directory)
    await store.blobs.put('tile/0/000', bytes('tile'))
    await store.head('log').compareAndSwap(null, bytes('head'))
    const reader = await filesStore(directory, { readOnly: true })
    expect(await reader.blobs.list('')).toEqual(['tile/0/000'])
    expect(await reader.blobs.get('tile/0/000')).toEqual(bytes('tile'))
    expect(await reader.head('log').read()).toEqual(bytes('head'))
    await expect(reader.blobs.put('a', bytes('x'))).rejects.toThrow('reading only')
    await expect(reader.blobs.drop('tile/0/000')).rejects.toThrow('reading only')
    await expect(reader.head('log').compareAndSwap(bytes('head'), bytes('x'))).rejects.toThrow('reading only')
    await reader.close()
    await store.close()
    await expect(filesStore(join(directory, 'none'), { readOnly: true })).rejects.toThrow('no directory')
    expect(existsSync(join(directory, 'none'))).toBe(false)
  })

  function holder() {
    const boot = existsSync('/proc') ? readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim() : ''
    return { pid: process.pid, boot, started: startOf(process.pid), token: 't' }
  }
})

function startOf(pid: number): string {
  if (!existsSync('/proc')) return ''
  return statOf(pid)[19]!
}

/** The fields of proc(5) from the third on: first the state. */
function statOf(pid: number): string[] {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
}
