import type { Query } from './sql.ts'

/** What of a database does not fit what a receipt promises. */
export interface Durability {
  /** Loses receipts as it is set: no log is written there. */
  refused: string[]
  /** May lose receipts, which the database alone does not tell. */
  doubtful: string[]
}

/** Asked of PostgreSQL alone: other engines have no such table, and replicate in a way of their own. */
export const attachedStandbys = 'select pid from pg_stat_replication'

/** What is set, as the session that asks has it. https://www.postgresql.org/docs/current/runtime-config-wal.html */
const settings = ['fsync', 'full_page_writes', 'synchronous_commit', 'synchronous_standby_names'] as const
type Settings = Record<(typeof settings)[number], string | null>

/**
 * Whether a committed statement outlives a power cut, and the loss of the primary where another host may take its place: a
 * standby that lags would begin a second past, without the records whose receipts were given. `hosts` is how many the
 * connection names. What an engine does not answer is not held against it.
 */
export async function durabilityOf(query: Query, hosts: number): Promise<Durability> {
  const entries = await Promise.all(settings.map(async (name) => [name, await setting(query, name)] as const))
  const set = Object.fromEntries(entries) as Settings
  const standbys = await query(attachedStandbys, []).then(
    ({ rows }) => rows.length,
    () => 0,
  )
  const replication = replicationOf(set, standbys, hosts)
  const isSure = standbys > 0 && hosts > 1
  return {
    refused: [...alone(set), ...(isSure ? replication : [])],
    doubtful: [
      ...(set.full_page_writes === 'off'
        ? ['full_page_writes is off: where pages can be torn, a power cut damages tables. Set it to on.']
        : []),
      ...(isSure ? [] : replication),
    ],
  }
}

/** What loses receipts on a single machine. */
function alone({ fsync, synchronous_commit: commit }: Settings): string[] {
  return [
    ...(fsync === 'off' ? ['fsync is off: a power cut loses records that have receipts. Set it to on.'] : []),
    ...(commit === 'off'
      ? ['synchronous_commit is off: a crash loses records that have receipts. Set it to on or remote_apply.']
      : []),
  ]
}

/** What loses receipts when another host takes the place of the primary. */
function replicationOf(
  { synchronous_commit: commit, synchronous_standby_names: names }: Settings,
  standbys: number,
  hosts: number,
): string[] {
  if (standbys === 0 && hosts === 1) return []
  const where = standbys > 0 ? `${standbys} standby servers are attached` : `DATABASE_URL names ${hosts} hosts`
  const loss = 'a failover to a standby that lags loses records that have receipts and signs other ones in their place'
  if (names === '')
    return [`${where}, and synchronous_standby_names is empty: ${loss}. Name the standbys that may take over there.`]
  return commit === 'local' ? [`${where}, and synchronous_commit is local: ${loss}. Set it to on or remote_apply.`] : []
}

async function setting(query: Query, name: string): Promise<string | null> {
  try {
    const { rows } = await query(`show ${name}`, [])
    const [value] = Object.values(rows[0] ?? {})
    return typeof value === 'string' ? value : null
  } catch {
    return null
  }
}

/** How many hosts a connection URL names. */
export function hostsIn(url: string): number {
  const [, hosts = ''] = /^[a-z]+:\/\/(?:[^@/?]*@)?([^/?]*)/.exec(url) ?? []
  return hosts.split(',').length
}
