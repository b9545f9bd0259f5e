/** Another process appended first. Nothing of ours was written but a staging bundle that nobody will read. */
export class HeadConflict extends Error {
  override readonly name = 'HeadConflict'
}

/** The store contradicts what the log has signed: its data came from a backup, or somebody changed it. */
export class CorruptStore extends Error {
  override readonly name = 'CorruptStore'
}
