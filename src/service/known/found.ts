/** A JSON file that the operator named, or that lies in a folder that was named. */
export interface Found {
  /** Path inside the folder, with slashes; of one that was named by its address, host and path. */
  name: string
  bytes: Uint8Array
  json: unknown
  /** Where it is from, unless somebody says otherwise of it. */
  source?: string
}

/** The files that were found, and the names of those that are no JSON or too long. */
export interface FoundFiles {
  found: Found[]
  passed: string[]
}

/** What was named cannot be read; the message says what and why. */
export class ListsUnread extends Error {
  override name = 'ListsUnread'
  /** A folder that cannot be read is named wrongly; of an address, what kind of failure. */
  readonly kind: 'folder' | 'refused' | 'unreachable' | 'not-there'

  constructor(kind: ListsUnread['kind'], message: string) {
    super(message)
    this.kind = kind
  }
}
