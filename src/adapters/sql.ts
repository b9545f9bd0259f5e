import postgres from 'postgres'

/** A value that a statement takes or gives. */
export type SqlValue = string | number | Uint8Array

/** What a statement gave: its rows, and how many rows it changed or returned. */
export interface SqlResult {
  rows: Record<string, unknown>[]
  count: number
}

/**
 * Runs one statement in a transaction of its own. Rejects with `code` (SQLSTATE) when the server refused it; any other
 * rejection leaves open whether it took effect.
 */
export type Query = (statement: string, values: SqlValue[]) => Promise<SqlResult>

export interface Connection {
  query: Query
  close(): Promise<void>
}

/** How long one statement may take before its outcome counts as unknown, in milliseconds. */
const patience = 30_000

/**
 * Connects to the first of the URL's hosts that takes writes (`postgres://user:pass@one:5432,two:5432/base`). As in
 * libpq, `?host=/directory` means the socket in that directory.
 */
export function connect(url: string): Connection {
  let address = url
  let sql = pool(address)
  return {
    query: async (statement, values) => {
      const asked = sql
      try {
        const rows = await withinPatience(asked.unsafe(statement, values, { prepare: true }))
        return { rows: [...rows], count: rows.count }
      } catch (error) {
        // The host takes no writes, or no longer: the next statement looks for one that does, and asks this one last.
        if (sqlState(error) === readOnly && asked === sql) {
          address = nextFirst(address)
          sql = pool(address)
          void asked.end({ timeout: 5 })
        }
        throw error
      }
    },
    close: () => sql.end({ timeout: 5 }),
  }
}

/** Connections to the primary among the URL's hosts; a hot standby is never settled on, whatever it would answer. */
function pool(url: string): postgres.Sql {
  const { address, socket } = socketOf(url)
  return postgres(address, {
    ...(socket === null ? {} : { host: socket }),
    target_session_attrs: 'primary',
    max: 8,
    connect_timeout: 10,
    fetch_types: false,
    onnotice: () => undefined,
    connection: { application_name: 'sensus' },
  })
}

/** The URL with the first of its hosts moved behind the others. */
export function nextFirst(url: string): string {
  const [, before, hosts, after] = /^([a-z]+:\/\/(?:[^@/?]*@)?)([^/?]+)(.*)$/.exec(url) ?? []
  if (before === undefined || hosts === undefined || after === undefined) return url
  const [first, ...others] = hosts.split(',')
  return `${before}${[...others, first].join(',')}${after}`
}

/** Splits a socket directory off a URL; postgres.js takes it only as an option. */
function socketOf(url: string): { address: string; socket: string | null } {
  const [given, socket] = /[?&]host=([^&]+)/.exec(url) ?? []
  if (given === undefined || socket === undefined) return { address: url, socket: null }
  const address = url
    .replace(given, given.startsWith('?') ? '?' : '')
    .replace(/\?&?$/, '')
    .replace('?&', '?')
  return { address, socket: decodeURIComponent(socket) }
}

async function withinPatience<T>(work: PromiseLike<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`the database did not answer within ${patience} ms`)), patience)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

/** SQLSTATE of an error, or null when it is not the server's word. */
export function sqlState(error: unknown): string | null {
  const code = error instanceof Error && 'code' in error ? error.code : null
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) ? code : null
}

/** A write on a host that takes none. */
const readOnly = '25006'

/**
 * Nothing took effect: rolled back for the sake of another transaction (serialization failure, deadlock), or asked of a
 * host that takes no writes, which is asked last from then on.
 */
const rolledBack = new Set(['40001', '40P01', readOnly])

/**
 * Repeats a statement that took no effect, up to 10 times, waiting a random part of 2, 4, 8, ... at most 500 ms in
 * between. Every other error goes to the caller: after a broken connection the outcome is unknown, and repeating a
 * compare-and-swap would then misreport its own success as a lost race.
 */
export function retrying(query: Query, wait: (ms: number) => Promise<void> = sleep): Query {
  return async (statement, values) => {
    for (let attempt = 1; ; attempt++) {
      try {
        return await query(statement, values)
      } catch (error) {
        if (!rolledBack.has(sqlState(error) ?? '') || attempt === 10) throw error
        await wait(Math.random() * Math.min(500, 2 ** attempt))
      }
    }
  }
}

function sleep(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms))
}
