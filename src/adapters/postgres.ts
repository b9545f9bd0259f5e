import type { Blobs, Head, Store } from '../service/ports.ts'
import { checkPath, checkPrefix } from './paths.ts'
import { attachedStandbys, durabilityOf, hostsIn } from './postgres-durability.ts'
import { connect, type Query, retrying, sqlState } from './sql.ts'

/**
 * Every statement we send, in the dialect that PostgreSQL shares with Citus, CockroachDB and YugabyteDB; the lint in
 * test/sql.test.ts reads them here and refuses anything outside its list. Primary keys begin with the origin, the key to
 * distribute by. Paths are kept as bytes, so they compare byte by byte whatever the database's collation (`set
 * bytea_output = 'escape'` shows them as text).
 */
export const statements = {
  createBlobs: `create table if not exists sensus_blobs (
    origin text not null, path bytea not null, bytes bytea not null, primary key (origin, path))`,
  createHeads: `create table if not exists sensus_heads (
    origin text not null, name text not null, value bytea not null, primary key (origin, name))`,
  tryBlobs: 'select path from sensus_blobs where origin = $1 limit 1',
  tryHeads: 'select name from sensus_heads where origin = $1 limit 1',
  get: 'select bytes from sensus_blobs where origin = $1 and path = $2',
  put: `insert into sensus_blobs (origin, path, bytes) values ($1, $2, $3)
    on conflict (origin, path) do update set bytes = excluded.bytes`,
  list: 'select path from sensus_blobs where origin = $1 and path >= $2 and path < $3 order by path',
  drop: 'delete from sensus_blobs where origin = $1 and path = $2',
  read: 'select value from sensus_heads where origin = $1 and name = $2',
  origins: 'select origin from sensus_heads where name = $1 order by origin',
  first: 'insert into sensus_heads (origin, name, value) values ($1, $2, $3) on conflict (origin, name) do nothing',
  attachedStandbys,
  replace: 'update sensus_heads set value = $3 where origin = $1 and name = $2 and value = $4',
} as const

/**
 * Two tables as a store; any number of processes may open it at once. `origin` keeps the logs of one database apart.
 * `wrap` lets a test stand between the store and the database. With `doubt`, a database that loses receipts as it is set is
 * refused, and one that may lose them is told. Throws when no host that takes writes answers.
 */
export async function postgresStore(
  url: string,
  origin: string,
  options: { wrap?: (query: Query) => Query; doubt?: (line: string) => void } = {},
): Promise<Store> {
  const connection = connect(url)
  const query = retrying((options.wrap ?? ((plain) => plain))(connection.query))
  try {
    if (options.doubt) await requireDurable(query, url, options.doubt)
    await ensureTable(query, origin, statements.tryBlobs, statements.createBlobs)
    await ensureTable(query, origin, statements.tryHeads, statements.createHeads)
  } catch (error) {
    await connection.close()
    throw error
  }
  return {
    blobs: tableBlobs(query, origin),
    head: (name) => tableHead(query, origin, name),
    close: () => connection.close(),
  }
}

/** The origins of the logs that a database holds, in the order of the alphabet. */
export async function postgresOrigins(url: string): Promise<string[]> {
  const connection = connect(url)
  try {
    const { rows } = await retrying(connection.query)(statements.origins, ['log'])
    return rows.map(({ origin }) => String(origin))
  } catch (error) {
    if (sqlState(error) === undefinedTable) return []
    throw error
  } finally {
    await connection.close()
  }
}

async function requireDurable(query: Query, url: string, doubt: (line: string) => void): Promise<void> {
  const { refused, doubtful } = await durabilityOf(query, hostsIn(url))
  for (const line of doubtful) doubt(`the database: ${line}`)
  if (refused.length > 0) throw new Error(`the database loses what receipts promise: ${refused.join(' ')}`)
}

const undefinedTable = '42P01'
/** Codes for a table that another process created in the same moment. */
const created = new Set(['42P07', '42710', '23505'])

/** Asks first: an account without the right to create tables may use those that are there. */
async function ensureTable(query: Query, origin: string, attempt: string, create: string): Promise<void> {
  try {
    await query(attempt, [origin])
  } catch (error) {
    if (sqlState(error) !== undefinedTable) throw error
    await query(create, []).catch((failure: unknown) => {
      if (!created.has(sqlState(failure) ?? '')) throw failure
    })
  }
}

function tableBlobs(query: Query, origin: string): Blobs {
  return {
    get: async (path) => {
      checkPath(path)
      const { rows } = await query(statements.get, [origin, ascii(path)])
      return rows[0] === undefined ? null : bytesIn(rows[0].bytes)
    },
    put: async (path, bytes) => {
      checkPath(path)
      await query(statements.put, [origin, ascii(path), bytes])
    },
    list: async (prefix) => {
      checkPrefix(prefix)
      // Paths are ASCII, so everything with the prefix lies below the prefix followed by 0xff.
      const beyond = Uint8Array.from([...ascii(prefix), 0xff])
      const { rows } = await query(statements.list, [origin, ascii(prefix), beyond])
      return rows.map((row) => Buffer.from(bytesIn(row.path)).toString('latin1'))
    },
    drop: async (path) => {
      checkPath(path)
      await query(statements.drop, [origin, ascii(path)])
    },
  }
}

function tableHead(query: Query, origin: string, name: string): Head {
  return {
    read: async () => {
      const { rows } = await query(statements.read, [origin, name])
      return rows[0] === undefined ? null : bytesIn(rows[0].value)
    },
    compareAndSwap: async (old, next) => {
      const { count } =
        old === null
          ? await query(statements.first, [origin, name, next])
          : await query(statements.replace, [origin, name, next, old])
      return count === 1
    },
  }
}

/** The bytes of a checked path, which is ASCII. */
function ascii(path: string): Uint8Array {
  return Uint8Array.from(Buffer.from(path, 'latin1'))
}

function bytesIn(value: unknown): Uint8Array {
  if (!(value instanceof Uint8Array)) throw new Error('the database gave something else than bytes')
  return new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
}
