/**
 * What the observer needs from a chain, and no more: finalized blocks and the state after them. Every state question
 * names the block it is about; an implementation asks several endpoints and says how many gave the same answer.
 */

/** 0x-less lowercase hex of 32 bytes. */
export type Hash = string

/** How far an answer is backed: endpoints asked that answered, and those that gave this very answer. */
export interface Agreement {
  asked: number
  agreed: number
  /** URLs of the endpoints that gave another answer. */
  dissenting: string[]
}

export interface BlockHead {
  number: number
  hash: Hash
  parent: Hash
  stateRoot: Hash
}

/** A finalized block as it lies on the chain. */
export interface ChainBlock extends BlockHead {
  /** Each with its SCALE length prefix taken off. */
  extrinsics: Uint8Array[]
  agreement: Agreement
}

/** The runtime that was in force. */
export interface RuntimeBlob {
  /** Name and version (RuntimeVersion of Substrate): versions count up under one name. */
  name: string
  spec: number
  /** SCALE metadata with its magic number, of the newest version that this runtime can give (14 to 16). */
  metadata: Uint8Array
  /** How far both are backed. */
  agreement: Agreement
}

/** State cannot be had any more: a lite node keeps some 300 blocks. Ask an archive node. */
export class StateLost extends Error {
  override readonly name = 'StateLost'
}

/** No endpoint answers at present; the message says since when, and the last fault of each. */
export class ChainUnreachable extends Error {
  override readonly name = 'ChainUnreachable'
}

/** An endpoint or a chain that cannot be used at all: no Substrate node, or another genesis. */
export class WrongChain extends Error {
  override readonly name = 'WrongChain'
}

/** No endpoint proves what it says of a state: all of them lie about it, or give no proofs. */
export class NotProven extends Error {
  override readonly name = 'NotProven'
}

/** The runtime is not one that can be read: what is needed is not there, or lies otherwise than it says. */
export class UnreadableRuntime extends Error {
  override readonly name = 'UnreadableRuntime'
}

/** Keys in a page: as many as nodes give at once. */
export const keysAtOnce = 1000
/** For so many values one message asks: nodes take as many keys as fit into 15 MB. */
export const valuesAtOnce = 4000

/** Streams in which a large map comes where a node streams. */
export const streamsOfMap = 16

/** What is known of one endpoint. */
export interface EndpointStatus {
  url: string
  state: 'connected' | 'connecting' | 'waiting' | 'refused'
  /** Unix milliseconds of the last answer, or null. */
  seen: number | null
  /** Answers that differed from what the majority gave. */
  dissents: number
  /** The last fault in one sentence, or null. */
  fault: string | null
}

/** A chain followed through its endpoints. Questions wait while no endpoint answers, until `close`. */
export interface Chain {
  /** Hash of block 0. Throws WrongChain when the endpoints are on different chains. */
  genesis(): Promise<Hash>
  /** The latest finalized head that the endpoints agree on. */
  finalized(): Promise<BlockHead & { agreement: Agreement }>
  /** The finalized block of this number. Never a block that is not final. */
  block(number: number): Promise<ChainBlock>
  /**
   * The runtime that decodes what a block *after* `hash` holds: the version and metadata in the state after `hash`.
   * Events and extrinsics of block N decode with `runtime(parent of N)`; state after N decodes with `runtime(hash of N)`.
   */
  runtime(hash: Hash): Promise<RuntimeBlob>
  /**
   * Every storage key that begins with `prefix`, in order, in pages of `keysAtOnce`, each with its agreement; only those
   * behind `after` where it is given. Throws StateLost.
   */
  keys(prefix: Uint8Array, at: Hash, after?: Uint8Array): AsyncIterable<{ keys: Uint8Array[]; agreement: Agreement }>
  /** The raw values of storage keys in the state after `at`; null where there is none. Throws StateLost. */
  values(keys: Uint8Array[], at: Hash): Promise<{ values: (Uint8Array | null)[]; agreement: Agreement }>
  /**
   * Every entry whose key begins with `prefix`, in order of the keys, some at a time, each part with its agreement. Throws
   * StateLost.
   */
  entries(
    prefix: Uint8Array,
    at: Hash,
  ): AsyncIterable<{ keys: Uint8Array[]; values: Uint8Array[]; agreement: Agreement }>
  /** Whether an endpoint streams what `entries` reads of maps of a page and more, in place of giving it by pages. */
  streams(): Promise<boolean>
  /**
   * Nodes that prove what stands under storage keys in the state after a block, checked against its state root; who gives
   * others dissents. One endpoint that proves it is enough. Throws StateLost, and NotProven when none does.
   */
  proof(keys: Uint8Array[], at: BlockHead): Promise<{ nodes: Uint8Array[]; agreement: Agreement }>
  /** Calls a runtime API (`SwapRuntimeApi_current_alpha_price`) on the state after `at`. Throws StateLost. */
  call(method: string, args: Uint8Array, at: Hash): Promise<{ bytes: Uint8Array; agreement: Agreement }>
  /** Calls back with each newly agreed finalized head; returns the way to stop. Heads may be skipped: fetch those between. */
  follow(listener: (head: BlockHead) => void): () => void
  endpoints(): EndpointStatus[]
  close(): Promise<void>
}
