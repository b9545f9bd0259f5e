// Where everything lies in a store of blobs.
import { hex } from '../log/bytes.ts'
import type { Checkpoint } from '../log/checkpoint.ts'
import { parsePath } from '../log/tile.ts'

/** The latest published checkpoint, as everybody reads it. */
export const checkpointPath = 'checkpoint'

/** How messages name the signed head; a store keeps it as a register, not as a blob. */
export const headPath = 'head/log'

/** Seeds of the log's key and of the operator's, in hex. Never served. */
export const logKeyPath = 'private/log.key'
export const operatorKeyPath = 'private/operator.key'

/** Titles of the starter book that the log once had, a line each, so that a removed one is not brought again. */
export const starterQuestionsPath = 'private/starter-questions'

/** How far the lists of a first start came: `begun` or `done`. */
export const firstListsPath = 'private/first-lists'

/** Ids of removed records, so that none comes in again under another signature: nothing of what they said. */
export const removedPrefix = 'private/removed/'
export const removedPath = (id: string, index: number, by: number): string => `${removedPrefix}${id}-${index}-${by}`

/** Evidence, by the hash of its bytes. */
export const factPath = (sha256: string): string => `facts/${sha256}`
const fact = /^facts\/([0-9a-f]{64})$/
/** The hash that a path of evidence names, or null for another path. */
export const factHash = (path: string): string | null => fact.exec(path)?.[1] ?? null

/** The latest published result of a view, by the hash of its parameters. */
export const resultPath = (view: string, parametersHash: string): string => `views/${view}/${parametersHash}.json`

/** SHA-256 of the stored result at a path, in hex, so that a damaged one is found. Never served. */
export const digestPrefix = 'private/views/'
export const digestPath = (result: string): string => `private/${result}`

/** Everything that one append writes, together, until it is published. */
export const stagingPrefix = 'staging/'
export const stagingPath = ({ size, root }: Checkpoint): string => `${stagingPrefix}${size}-${hex(root)}`

/** Notes that a process accepted while another one sequences. */
export const intakePrefix = 'intake/'
export const intakePath = (id: string): string => `${intakePrefix}${id}`

/** What the observer has seen since it began, the latest of it: no part of the log, and served by the API alone. */
export const alarmsPath = 'alarms/seen.json'

/** How far a webhook has been told, by the hash of where it goes. Never served. */
export const webhookPath = (hash: string): string => `private/webhooks/${hash}.json`

const result = /^views\/[a-z-]+\/[0-9a-f]{64}\.json$/

/** Whether everybody may read what lies there. */
export const isPublic = (path: string): boolean =>
  path === checkpointPath || parsePath(path) !== null || factHash(path) !== null || result.test(path)
