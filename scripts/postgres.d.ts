export interface Cluster {
  /** As `DATABASE_URL` and psql take it. */
  url: string
  directory: string
  /** After `kill`: starts the same cluster again. */
  start(): Promise<void>
  /** SIGKILL for every process of the cluster. */
  kill(): Promise<void>
  /** Ends the cluster and deletes it. */
  stop(): Promise<void>
}

/** The directory with PostgreSQL's programs; throws, saying how to get it, when there is none. */
export function findPostgres(options?: { install?: boolean }): string
/** Whether SENSUS_WITHOUT_POSTGRES=1 leaves the named tests out; says so on a line of its own. */
export function withoutPostgres(name: string): boolean
/** Starts a new, empty cluster on a unix socket of its own. */
export function startPostgres(): Promise<Cluster>
/** Starts a hot standby of a running cluster. */
export function startStandby(primary: Pick<Cluster, 'directory'>): Promise<Cluster>
