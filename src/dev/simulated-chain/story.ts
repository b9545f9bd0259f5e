import { sha256, utf8 } from '../../log/bytes.ts'
import { type AccountKey, accountKey } from '../../log/sign.ts'
import type { Address } from '../../log/ss58.ts'
import { type BlockScript, blockScript } from './block-script.ts'
import { addBlock, type Branch, cloneBranch, newBranch, type Silent, type SimulatedBlock } from './blocks.ts'
import { emptyLedger, type Ledger, mint } from './ledger.ts'
import type { Era } from './metadata.ts'
import { type NodeRuntime, nodeRuntime } from './runtime.ts'

const nobody = '5C4hrfjw9DjXZTzV3MwzrrAr9P1MJhSrvWGWqi1eSuyUpnhM' as Address

export interface StoryOptions {
  /** Runtime of the first blocks. */
  era?: Era
  /** Key of a person by name; by default an sr25519 key that follows from the name. */
  keyOf?: (name: string) => AccountKey
  /** Runtimes to use instead of the project's own: real metadata, by era. */
  runtimes?: Partial<Record<Era, { metadata: Uint8Array; spec: number }>>
  /**
   * A real chain migrates its state at the beginning of the block after the upgrade, so that the state after the upgrade
   * block is still written by the runtime before: `next block`. By default it is all in one block.
   */
  migration?: 'same block' | 'next block'
  /** How many blocks behind the newest one is final; without it, `finalize` says. */
  lag?: number
  /** For how many blocks back the ledger (and below it, state) is kept. */
  keep?: number
  /** Time of the genesis block, Unix milliseconds. */
  ms?: number
}

/** A chain made of a story: told line by line, and read through its node while it is told. */
export interface Story {
  /** Makes accounts for names; the address of a name. Names that appear elsewhere in the story need not be listed. */
  people(...names: string[]): void
  address(name: string): Address
  key(name: string): AccountKey
  /** TAO out of nothing, before the first block or in the next one. */
  give(name: string, amount: bigint): Story
  /** Something that changes the ledger in the next block without extrinsic or event. */
  silently(change: Silent): Story
  /** One block in which these things happen; none, if nothing is said. */
  block(script?: (say: BlockScript) => void): Story
  /** So many blocks in which nothing happens. */
  blocks(count: number): Story
  /**
   * A block in which `sudo` sets the code of another era. Its events are the last ones in the old layout; for its state
   * see `migration`.
   */
  upgrade(era: Era): Story
  /** Blocks that become the best ones and are then abandoned: the next block stands on what was best before. */
  fork(count: number, script?: (say: BlockScript, at: number) => void): Story
  /** The newest block (which is on no abandoned branch) is final. */
  finalize(): Story
  best(): SimulatedBlock
  /** The newest block that is on no abandoned branch: what the next one stands on. */
  trunk(): SimulatedBlock
  /** The truth after that block. The next block changes it: what is to last is copied. */
  ledger(): Ledger
  finalized(): SimulatedBlock
  /** By hash, on whatever branch; by number, on the best one. */
  byHash(hash: string): SimulatedBlock | undefined
  byNumber(number: number): SimulatedBlock | undefined
  onBest(listener: (block: SimulatedBlock) => void): () => void
  onFinal(listener: (block: SimulatedBlock) => void): () => void
}

const blockMs = 12_000

export function storyKey(name: string): AccountKey {
  return accountKey('sr25519-bytes', sha256(utf8(`sensus simulated chain ${name}`)))
}

/** Begins a story with its genesis block, which is final. */
export function tellStory(options: StoryOptions = {}): Story {
  const { era = 'stake', keyOf = storyKey, runtimes = {}, lag, keep = Number.POSITIVE_INFINITY } = options
  const migratesAtOnce = options.migration !== 'next block'
  const ms = options.ms ?? 1_700_000_000_000
  const runtimeOf = remember((era: Era) => nodeRuntime(era, runtimes[era]))
  const person = remember(keyOf)
  const addressOf = (name: string): Address => person(name).address
  const branch: Branch = newBranch(emptyLedger(nobody), runtimeOf(era))
  const tree = new Map<string, SimulatedBlock>()
  const listeners = { best: new Set<Listener>(), final: new Set<Listener>() }
  const canonical: SimulatedBlock[] = []
  let silent: Silent[] = []
  let best: SimulatedBlock
  let final = -1

  function add(on: Branch, script: (say: BlockScript) => void, upgrade: NodeRuntime | null = null): SimulatedBlock {
    const say = blockScript(addressOf, () => on.ledger)
    script(say)
    const time = ms + ((on.head?.number ?? -1) + 1) * blockMs
    const block = addBlock(on, { steps: [...silent, ...say.steps()], upgrade, migratesAtOnce, ms: time })
    silent = []
    tree.set(block.hash, block)
    best = block
    for (const listener of listeners.best) listener(block)
    return block
  }
  function extend(script: (say: BlockScript) => void, upgrade: NodeRuntime | null = null): Story {
    canonical.push(add(branch, script, upgrade))
    forget()
    if (lag !== undefined) finalizeTo(canonical.length - 1 - lag)
    return story
  }
  function blockOf(number: number): SimulatedBlock {
    const block = canonical[number]
    if (!block) throw new Error(`The story has no block ${number}`)
    return block
  }
  function finalizeTo(number: number): void {
    while (final < number) {
      final++
      for (const listener of listeners.final) listener(blockOf(final))
    }
  }
  function forget(): void {
    const gone = canonical[canonical.length - 1 - keep]
    if (gone) gone.ledger = null
  }
  function ancestor(number: number): SimulatedBlock | undefined {
    let at: SimulatedBlock | undefined = best
    while (at && at.number > number && canonical[at.number] !== at) at = tree.get(at.parent)
    return at && at.number === number ? at : canonical[number]
  }
  const story: Story = {
    people: (...names) => void names.forEach(person),
    address: addressOf,
    key: person,
    give: (name, amount) => story.silently((ledger) => mint(ledger, addressOf(name), amount)),
    silently(change) {
      silent.push(change)
      return story
    },
    block: (script = () => {}) => extend(script),
    blocks(count) {
      for (let i = 0; i < count; i++) extend(() => {})
      return story
    },
    upgrade: (era) => extend((say) => say.sudo('sudo', (inner) => inner.setCode('sudo')), runtimeOf(era)),
    fork(count, script = () => {}) {
      const aside = cloneBranch(branch)
      for (let i = 0; i < count; i++) add(aside, (say) => script(say.salt(`fork ${i}`), i))
      return story
    },
    finalize() {
      finalizeTo(canonical.length - 1)
      return story
    },
    best: () => best,
    trunk: () => blockOf(canonical.length - 1),
    ledger: () => branch.ledger,
    finalized: () => blockOf(final),
    byHash: (hash) => tree.get(hash),
    byNumber: (number) => (number > best.number || number < 0 ? undefined : ancestor(number)),
    onBest: (listener) => listen(listeners.best, listener),
    onFinal: (listener) => listen(listeners.final, listener),
  }
  extend(() => {})
  finalizeTo(0)
  return story
}

type Listener = (block: SimulatedBlock) => void

function listen(listeners: Set<Listener>, listener: Listener): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** What a function of a word answered the first time. */
function remember<K, V>(answer: (word: K) => V): (word: K) => V {
  const known = new Map<K, V>()
  return (word) => {
    const value = known.get(word) ?? answer(word)
    known.set(word, value)
    return value
  }
}
