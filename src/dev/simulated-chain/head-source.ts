/** What a node knows of its chain; hashes and keys with `0x`. */
export interface HeadSource {
  /** The latest final blocks, oldest first. */
  finalized(): string[]
  /** Calls back with each new block and its parent, and with each final one; give the way to stop. */
  onBlock(listener: (hash: string, parent: string) => void): () => void
  onFinal(listener: (hash: string) => void): () => void
  /** Entries of the state after a block under a key, in order; null when that state is gone. */
  descendants(hash: string, key: string): Iterable<[key: string, value: string]> | null
}
