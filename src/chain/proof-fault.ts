/** What can be wrong with a proof of a state. */

const says = {
  'other-root': (hash: string) => `proves another state: none of its nodes has the root ${hash} for its hash`,
  'node-missing': (hash: string) => `lacks the node or value ${hash}, which a node above it names`,
  'node-unnamed': (hash: string) => `has a node ${hash} that nothing under the root names`,
  'node-malformed': (hash: string) => `has a node ${hash} that is no node of a trie`,
}

export type ProofFaultCode = keyof typeof says

/** Nodes that do not prove what they are to prove. */
export class ProofFault extends Error {
  override readonly name = 'ProofFault'
  readonly code: ProofFaultCode
  /** Hash of the node or value in question, in hex; of a malformed one that lies in its parent, its bytes. */
  readonly hash: string

  constructor(code: ProofFaultCode, hash: string) {
    super(`The proof ${says[code](hash)}.`)
    this.code = code
    this.hash = hash
  }
}
