/** Another process appended first. Nothing of ours was written but a staging bundle that nobody will read. */
export class HeadConflict extends Error {
  override readonly name = 'HeadConflict'
}

/** A record is in the log, and its receipt could not be made; the message says why. */
export class ReceiptMissing extends Error {
  override readonly name = 'ReceiptMissing'
  readonly index: number
  /** `index`: of the record. */
  constructor(index: number, cause: unknown) {
    super(`entry ${index} is in the log, but its receipt could not be made: ${messageOf(cause)}`, { cause })
    this.index = index
  }
}

/** It is not known whether a record is in the log. Sending the same note again is safe: it enters once. */
export class OutcomeUnknown extends Error {
  override readonly name = 'OutcomeUnknown'
  constructor(cause: unknown) {
    super(`it is not known whether the record is in the log; send it again: ${messageOf(cause)}`, { cause })
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** The store contradicts what the log has signed: its data came from a backup, or somebody changed it. */
export class CorruptStore extends Error {
  override readonly name = 'CorruptStore'
}
