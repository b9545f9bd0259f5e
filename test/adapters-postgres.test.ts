import { createServer, connect as dial } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Cluster, startPostgres, startStandby, withoutPostgres } from '../scripts/postgres.js'
import { postgresStore } from '../src/adapters/postgres.ts'
import { connect, nextFirst, type Query, retrying } from '../src/adapters/sql.ts'
import { conforms } from './adapters.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

describe.skipIf(withoutPostgres('test/adapters-postgres.test.ts'))('with PostgreSQL', () => {
  let cluster: Cluster
  let origins = 0
  beforeAll(async () => {
    cluster = await startPostgres()
  })
  afterAll(() => cluster?.stop())
  const freshOrigin = () => `test-${origins++}.example/log`

  const create = async () => {
    const origin = freshOrigin()
    return { open: () => postgresStore(cluster.url, origin), dispose: async () => undefined }
  }
  conforms('PostgreSQL', create, { lasting: true, second: 'shared' })

  it('keeps the logs of one database apart', async () => {
    const [one, two] = [await postgresStore(cluster.url, 'one'), await postgresStore(cluster.url, 'two')]
    await one.blobs.put('tile/0/000', bytes('one'))
    await one.head('log').compareAndSwap(null, bytes('one'))
    expect(await two.blobs.list('')).toEqual([])
    expect(await two.head('log').read()).toBeNull()
    await two.blobs.drop('tile/0/000')
    expect(await one.blobs.get('tile/0/000')).toEqual(bytes('one'))
    await Promise.all([one.close(), two.close()])
  })

  it('creates its tables when many processes start at once', async () => {
    const admin = connect(cluster.url)
    await admin.query('drop table if exists sensus_blobs', [])
    await admin.query('drop table if exists sensus_heads', [])
    const stores = await Promise.all(Array.from({ length: 8 }, () => postgresStore(cluster.url, freshOrigin())))
    await Promise.all(stores.map((store) => store.blobs.put('a', bytes('x'))))
    await Promise.all(stores.map((store) => store.close()))
    await admin.close()
  })

  it('serves an account that may not create tables', async () => {
    const admin = connect(cluster.url)
    await (await postgresStore(cluster.url, freshOrigin())).close()
    await admin.query('create role guest login', [])
    await admin.query('grant select, insert, update, delete on sensus_blobs, sensus_heads to guest', [])
    const guest = await postgresStore(cluster.url.replace('sensus@', 'guest@'), freshOrigin())
    await guest.blobs.put('a', bytes('x'))
    expect(await guest.blobs.get('a')).toEqual(bytes('x'))
    await Promise.all([guest.close(), admin.close()])
  })

  it('repeats what the database rolled back, and only that', async () => {
    const store = await postgresStore(cluster.url, freshOrigin(), { wrap: rollingBack })
    for (let i = 0; i < 10; i++) await store.blobs.put(`a/${i}`, bytes(`${i}`))
    expect(await store.blobs.list('a/')).toHaveLength(10)
    expect(await store.head('log').compareAndSwap(null, bytes('0'))).toBe(true)
    for (let i = 0; i < 10; i++)
      expect(await store.head('log').compareAndSwap(bytes(`${i}`), bytes(`${i + 1}`))).toBe(true)
    await store.close()
  })

  it('rejects, not knowing, when the connection breaks under a compare-and-swap', async () => {
    const origin = freshOrigin()
    const store = await postgresStore(cluster.url, origin, { wrap: losingAnswers })
    await expect(store.head('log').compareAndSwap(null, bytes('persisted'))).rejects.toThrow('connection lost')
    expect(await store.head('log').read()).toEqual(bytes('persisted'))
    await store.close()
  })

  it('keeps what it acknowledged through a power cut, and goes on with the same store', async () => {
    const own = await startPostgres()
    const store = await postgresStore(own.url, freshOrigin())
    await store.blobs.put('a', bytes('acknowledged'))
    await store.head('log').compareAndSwap(null, bytes('acknowledged'))
    await own.kill()
    await expect(store.blobs.get('a')).rejects.toThrow()
    await own.start()
    expect(await store.blobs.get('a')).toEqual(bytes('acknowledged'))
    expect(await store.head('log').read()).toEqual(bytes('acknowledged'))
    await store.close()
    await own.stop()
  })

  it('finds the host that takes writes among several', async () => {
    const [standby, reading] = [await startStandby(cluster), await startPostgres()]
    await turnReadOnly(reading)
    const [hot, readOnly, writable] = [await tcpTo(standby), await tcpTo(reading), await tcpTo(cluster)]
    const origin = freshOrigin()
    const ports = [1, hot.port, readOnly.port, writable.port]
    const hosts = ports.map((port) => `127.0.0.1:${port}`).join()
    const store = await postgresStore(`postgres://sensus@${hosts}/postgres`, origin)
    await store.blobs.put('a', bytes('x'))
    await store.close()
    const direct = await postgresStore(cluster.url, origin)
    expect(await direct.blobs.get('a')).toEqual(bytes('x'))
    await direct.close()
    await Promise.all([hot, readOnly, writable].map(({ close }) => close()))
    await Promise.all([standby.stop(), reading.stop()])
  })

  it('leaves a host that takes no writes any more, and finds the one that does', async () => {
    const former = await startPostgres()
    const standby = await startStandby(cluster)
    let first = former
    const [moving, writable] = [await tcpTo(() => first), await tcpTo(cluster)]
    const origin = freshOrigin()
    const hosts = `127.0.0.1:${moving.port},127.0.0.1:${writable.port}`
    const store = await postgresStore(`postgres://sensus@${hosts}/postgres`, origin)
    await store.blobs.put('a', bytes('before'))
    await turnReadOnly(former)
    first = standby
    await (await postgresStore(cluster.url, origin)).close()
    await expect.poll(() => store.blobs.put('a', bytes('after')).then(() => 'put')).toBe('put')
    await store.close()
    const direct = await postgresStore(cluster.url, origin)
    expect(await direct.blobs.get('a')).toEqual(bytes('after'))
    await direct.close()
    await Promise.all([moving.close(), writable.close(), former.stop(), standby.stop()])
  })

  it('takes the socket directory among other parameters of the URL', async () => {
    const [address, host] = cluster.url.split('?')
    for (const query of [
      `${host}&application_name=x`,
      `application_name=x&${host}`,
      `connect_timeout=5&${host}&max=2`,
    ]) {
      const connection = connect(`${address}?${query}`)
      expect((await connection.query('select current_user as name', [])).rows).toEqual([{ name: 'sensus' }])
      await connection.close()
    }
  })

  it('says so when no host answers', async () => {
    await expect(postgresStore('postgres://sensus@127.0.0.1:1/postgres', 'x')).rejects.toThrow('ECONNREFUSED')
  })
})

it.each([
  ['postgres://one/base', 'postgres://one/base'],
  ['postgres://u:p@one:1,two:2,three/base?x=a,b', 'postgres://u:p@two:2,three,one:1/base?x=a,b'],
  ['postgres:///base?host=/run', 'postgres:///base?host=/run'],
])('asks the first host of %s last', (url, next) => {
  expect(nextFirst(url)).toBe(next)
})

describe('repeating a statement', () => {
  const fail = (code: string) => Object.assign(new Error(`SQLSTATE ${code}`), { code })
  const counting = (error: Error, times: number) => {
    let calls = 0
    const query: Query = async () => {
      if (calls++ < times) throw error
      return { rows: [], count: 1 }
    }
    return { query, calls: () => calls }
  }

  it.each(['40001', '40P01', '25006'])('outlives nine of %s, waiting a bounded time', async (code) => {
    const { query, calls } = counting(fail(code), 9)
    const waits: number[] = []
    const wait = async (ms: number) => void waits.push(ms)
    expect(await retrying(query, wait)('x', [])).toEqual({ rows: [], count: 1 })
    expect(calls()).toBe(10)
    for (const [i, ms] of waits.entries()) expect(ms).toBeLessThanOrEqual(Math.min(500, 2 ** (i + 1)))
  })

  it('gives up after ten', async () => {
    const { query, calls } = counting(fail('40001'), 1000)
    await expect(retrying(query, async () => undefined)('x', [])).rejects.toThrow('40001')
    expect(calls()).toBe(10)
  })

  it.each(['23505', '57P01', '08006', '40003', 'CONNECTION_CLOSED', 'ECONNRESET'])(
    'leaves %s to the caller',
    async (code) => {
      const { query, calls } = counting(fail(code), 1)
      await expect(retrying(query)('x', [])).rejects.toThrow(code)
      expect(calls()).toBe(1)
    },
  )
})

/** Refuses every statement twice, as a serializable or distributed database may, before it passes it on. */
function rollingBack(query: Query): Query {
  let calls = 0
  return (statement, values) => {
    const code = ['40001', '40P01', null][calls++ % 3]
    return code ? Promise.reject(Object.assign(new Error('rolled back'), { code })) : query(statement, values)
  }
}

/** Passes everything on, but breaks the connection before the answer to a write of a head arrives. */
function losingAnswers(query: Query): Query {
  return async (statement, values) => {
    const result = await query(statement, values)
    if (statement.startsWith('insert into sensus_heads')) throw new Error('connection lost')
    return result
  }
}

/** Turns every new transaction of a cluster into one that only reads, as on a host that has become a standby. */
async function turnReadOnly(cluster: Cluster): Promise<void> {
  const admin = connect(cluster.url)
  await admin.query('alter system set default_transaction_read_only = on', [])
  await admin.query('select pg_reload_conf()', [])
  const setting = async () => (await admin.query('show default_transaction_read_only', [])).rows[0]
  await expect.poll(setting).toEqual({ default_transaction_read_only: 'on' })
  await admin.close()
}

/** A TCP port in front of a cluster's socket, or of that of the cluster that is named when somebody connects. */
async function tcpTo(cluster: Cluster | (() => Cluster)): Promise<{ port: number; close(): Promise<void> }> {
  const server = createServer((client) => {
    const { directory } = typeof cluster === 'function' ? cluster() : cluster
    const upstream = dial(join(directory, '.s.PGSQL.5432'))
    client.pipe(upstream).pipe(client)
    client.on('error', () => upstream.destroy())
    upstream.on('error', () => client.destroy())
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no TCP port')
  return { port: address.port, close: () => new Promise((done) => server.close(() => done())) }
}
