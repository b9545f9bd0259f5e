import { describe, expect, test } from 'vitest'
import { durabilityOf, hostsIn } from './postgres-durability.ts'
import type { Query } from './sql.ts'

const safe = { fsync: 'on', full_page_writes: 'on', synchronous_commit: 'on', synchronous_standby_names: '' }

/** A database with these settings and so many standbys; what is not set cannot be asked. */
function database(set: Record<string, string>, standbys = 0): Query {
  return async (statement) => {
    if (statement.includes('pg_stat_replication')) {
      const rows = Array.from({ length: standbys }, (_, pid) => ({ pid }))
      return { rows, count: standbys }
    }
    const name = statement.replace('show ', '')
    if (set[name] === undefined) throw new Error(`unrecognized configuration parameter "${name}"`)
    return { rows: [{ [name]: set[name] }], count: 1 }
  }
}

describe('a single machine', () => {
  test('as PostgreSQL comes is safe', async () => {
    expect(await durabilityOf(database(safe), 1)).toEqual({ refused: [], doubtful: [] })
  })

  test.each(['fsync', 'synchronous_commit'])('with %s off is refused by the name of the setting', async (name) => {
    const { refused } = await durabilityOf(database({ ...safe, [name]: 'off' }), 1)
    expect(refused).toEqual([expect.stringContaining(`${name} is off`)])
  })

  test('with full_page_writes off is doubtful: some file systems tear no pages', async () => {
    const { refused, doubtful } = await durabilityOf(database({ ...safe, full_page_writes: 'off' }), 1)
    expect(refused).toEqual([])
    expect(doubtful).toEqual([expect.stringContaining('full_page_writes is off')])
  })
})

describe('hosts that may take the place of the primary', () => {
  test('several of them, a standby attached and none synchronous: refused', async () => {
    const { refused } = await durabilityOf(database(safe, 2), 3)
    expect(refused).toEqual([expect.stringContaining('2 standby servers are attached, and synchronous_standby_names')])
  })

  test.each([
    [0, 2],
    [1, 1],
  ])(
    '%i attached and %i named: told, because one host may be a proxy and a standby for reading',
    async (standbys, hosts) => {
      const { refused, doubtful } = await durabilityOf(database(safe, standbys), hosts)
      expect(refused).toEqual([])
      expect(doubtful).toEqual([expect.stringContaining('synchronous_standby_names is empty')])
    },
  )

  test('a synchronous standby is safe, unless commits do not wait for it', async () => {
    const named = { ...safe, synchronous_standby_names: 'ANY 1 (one, two)' }
    expect(await durabilityOf(database(named, 2), 3)).toEqual({ refused: [], doubtful: [] })
    const local = await durabilityOf(database({ ...named, synchronous_commit: 'local' }, 2), 3)
    expect(local.refused).toEqual([expect.stringContaining('synchronous_commit is local')])
    const remote = await durabilityOf(database({ ...named, synchronous_commit: 'remote_apply' }, 2), 3)
    expect(remote.refused).toEqual([])
  })
})

test('what an engine does not answer is not held against it', async () => {
  expect(await durabilityOf(database({}), 3)).toEqual({ refused: [], doubtful: [] })
})

test.each([
  ['postgres://a/x', 1],
  ['postgres://u:p@a:5432,b,[::1]:5433/x', 3],
  ['postgres://u@/x?host=/tmp/x', 1],
])('%s names %i hosts', (url, count) => {
  expect(hostsIn(url)).toBe(count)
})
