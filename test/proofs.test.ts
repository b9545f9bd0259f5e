import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inlineEngine } from '../src/adapters/inline-engine.ts'
import { holdingsReader } from '../src/chain/holdings.ts'
import { readProven } from '../src/chain/proven-holdings.ts'
import { readRuntime } from '../src/chain/runtime.ts'
import { openProof } from '../src/chain/trie.ts'
import { longStory } from '../src/dev/simulated-chain/long-story.ts'
import { addedInSecond, asEdition, editionOf } from '../src/evidence/editions.ts'
import { readHoldings, writeHoldings } from '../src/evidence/holdings.ts'
import { type Proof, readProof, writeProof } from '../src/evidence/proofs.ts'
import { hex, sha256 } from '../src/log/bytes.ts'
import { blake2b256, type SignatureCheck, verifySignature } from '../src/log/suites.ts'
import { checkProofs } from '../src/service/audit/proofs.ts'
import { type AuditReport, audit } from '../src/service/audit.ts'
import { type Chain, NotProven } from '../src/service/chain.ts'
import { factPath } from '../src/service/layout.ts'
import { observe } from '../src/service/observe.ts'
import type { Blobs } from '../src/service/ports.ts'
import { chainAt, closeChains, nodesOf, observedSite, viewed } from './chain-parts.ts'
import { closeSites } from './site.ts'
import { tampering } from './tampering.ts'

afterAll(closeChains)
afterAll(closeSites)

const story = longStory('proofs', 60)
const block = 60
const verify = async (jobs: SignatureCheck[]): Promise<boolean[]> => jobs.map(verifySignature)

/** A log whose observer reads proofs, and stores evidence only after `change` had its way with it. */
async function proving(chain: Chain, prove = true, change: (bytes: Uint8Array) => Uint8Array = (bytes) => bytes) {
  const { site, store, log } = await observedSite()
  const said: string[] = []
  const addEvidence = (bytes: Uint8Array): Promise<string> => log.addEvidence(change(bytes))
  const run = () =>
    observe(
      {
        chain,
        log: { ...log, addEvidence },
        notes: store.blobs,
        every: block,
        prove,
        range: { first: block, last: block },
        report: (line) => void said.push(line),
      },
      new AbortController().signal,
    )
  const check = (blobs: Blobs = store.blobs): Promise<AuditReport> =>
    audit({ name: 'blobs', ...blobs }, { verify, folder: inlineEngine, vkey: site.vkey })
  const names = async () => (await viewed(site, 'snapshots')).snapshots[0]!
  const kept = async () => {
    const files = await Promise.all(
      (await store.blobs.list('facts/')).map(async (path) => ({ path, bytes: (await store.blobs.get(path))! })),
    )
    return files.flatMap(({ path, bytes }) => (isProof(bytes) ? [{ path, proof: readProof(bytes), bytes }] : []))
  }
  return { site, store, run, said, check, names, kept }
}

function isProof(bytes: Uint8Array): boolean {
  try {
    readProof(bytes)
    return true
  } catch {
    return false
  }
}

/** Endpoints of the story, the first so many of which add a rao to every balance. */
async function endpoints(count: number, liars = 0): Promise<string[]> {
  const nodes = await nodesOf(story, count)
  for (const { faults } of nodes.slice(0, liars)) faults.lie = 'balance'
  return nodes.map(({ url }) => url)
}

/** SHA-256 of the holdings that a reader of values takes from an honest node. */
async function honest(): Promise<string> {
  const { run, names } = await proving(chainAt(await endpoints(1)).chain, false)
  await run()
  return (await names()).holdings
}

describe('an observer that reads proofs', () => {
  test('takes the same snapshot as one that reads values, and keeps what proves it', async () => {
    const { site, run, check, names, kept } = await proving(chainAt(await endpoints(3)).chain)
    await run()
    expect((await names()).holdings).toBe(await honest())
    const [file, ...others] = await kept()
    expect(others).toEqual([])
    const { stateRoot, hash } = story.byNumber(block)!
    expect(file!.proof.facts).toMatchObject({ block, stateRoot, hash })
    openProof(stateRoot, file!.proof.nodes).refuseUnnamed()
    expect(await check()).toMatchObject({ ok: true, proven: 1, problems: [] })
    const { backed, proofs } = await names()
    expect({ backed, paths: proofs.map(factPath) }).toEqual({ backed: 'proven', paths: [file!.path] })
    // No state says what was in a block, so what moved is as the endpoints told it.
    expect((await viewed(site, 'influence')).source?.backed).toBe('proven')
    expect((await viewed(site, 'movements')).source?.backed).toBe('agreed')
  })

  test('believes the one endpoint that proves what it says over two that do not', async () => {
    const urls = await endpoints(3, 2)
    const { run, check, names, said } = await proving(chainAt(urls).chain)
    await run()
    expect((await names()).holdings).toBe(await honest())
    for (const url of urls.slice(0, 2))
      expect(said).toContainEqual(expect.stringMatching(new RegExp(`^${url} said \\d+ times what the state root`)))
    expect(await check()).toMatchObject({ ok: true, proven: 1 })
  })

  test('three that tell one lie pass where nothing is proven, and are caught where it is', async () => {
    const believing = await proving(chainAt(await endpoints(3, 3)).chain, false)
    await believing.run()
    const { backed, holdings } = await believing.names()
    expect(backed).toBe('agreed')
    expect(holdings).not.toBe(await honest())
    expect(await believing.check()).toMatchObject({ ok: true, proven: 0 })
    const { run, site } = await proving(chainAt(await endpoints(3, 3)).chain)
    const before = site.checkpoint()
    await expect(run()).rejects.toThrow(NotProven)
    await expect(run()).rejects.toThrow(/No endpoint proves what it says of the state after block 60\./)
    expect(site.checkpoint()).toBe(before)
  })

  test('a key that all of them leave out is missed', async () => {
    const [url] = await endpoints(1)
    const forgetful = await tampering(url!, (method, _, result) =>
      method === 'state_getKeysPaged' ? (result as string[]).slice(1) : result,
    )
    const { run } = await proving(chainAt([forgetful]).chain)
    await expect(run()).rejects.toThrow(/left out keys of the state after block 60\. The proof lacks the node/)
  })

  test('endpoints that give no proofs are no failure of theirs, and named as what they are', async () => {
    const [url] = await endpoints(1)
    const plain = await tampering(url!, (method, _, result) => (method === 'state_getReadProof' ? null : result))
    const { run } = await proving(chainAt([plain]).chain)
    await expect(run()).rejects.toThrow(NotProven)
  })
})

describe('an audit of proofs', () => {
  let sound: Awaited<ReturnType<typeof proving>>
  let nodes: Uint8Array[]
  let facts: Proof['facts']
  let holdings: string
  beforeAll(async () => {
    sound = await proving(chainAt(await endpoints(3)).chain)
    await sound.run()
    const [file] = await sound.kept()
    ;({ nodes, facts } = file!.proof)
    holdings = (await sound.names()).holdings
  })

  /** What an audit says of a log whose operator signed another file than the proof. */
  async function auditOf(change: (proof: Proof) => Proof) {
    const forged = (bytes: Uint8Array): Uint8Array =>
      isProof(bytes) ? writeProof(change(readProof(bytes)))[0]! : bytes
    const log = await proving(chainAt(await endpoints(1)).chain, true, forged)
    await log.run()
    const { ok, proven, problems } = await log.check()
    const [file] = await log.kept()
    return { ok, proven, problems, path: file!.path }
  }

  const leaf = (): number => nodes.findIndex((node) => (node[0]! & 0xc0) === 0x40 && node.length > 60)
  const isRoot = (node: Uint8Array): boolean => hex(blake2b256(node)) === facts.stateRoot
  const branch = (): number => nodes.findIndex((node) => (node[0]! & 0xc0) === 0x80 && !isRoot(node))

  test.each([
    ['the value of a leaf', leaf, 50],
    ['the first byte of a leaf', leaf, 0],
    ['the first byte of a branch', branch, 0],
    ['the children of a branch', branch, 1],
  ] as const)('one flipped bit in %s: found, in this file', async (_, place, at) => {
    const index = place()
    const flipped = (node: Uint8Array, i: number): Uint8Array =>
      i === index ? node.map((byte, here) => (here === at ? byte ^ 1 : byte)) : node
    const { ok, proven, problems, path } = await auditOf((proof) => ({ ...proof, nodes: nodes.map(flipped) }))
    expect({ ok, proven }).toEqual({ ok: false, proven: 0 })
    const [unnamed, missing] = [/has a node [0-9a-f]{64} that nothing under the root/, /lacks the node or value/]
    expect(problems).toContainEqual({ path, what: expect.stringMatching(unnamed) })
    expect(problems).toContainEqual({ path, what: expect.stringMatching(missing) })
    expect(problems).toHaveLength(2)
  })

  test('a leaf left out: found, in this file', async () => {
    const gone = leaf()
    const { problems, path } = await auditOf((proof) => ({ ...proof, nodes: nodes.filter((_, i) => i !== gone) }))
    expect(problems).toEqual([{ path, what: expect.stringContaining('lacks the node or value') }])
  })

  test('a node more than is needed: found, in this file', async () => {
    const stray = Uint8Array.of(0x42, 0xaa, 4, 0xbb)
    const { problems, path } = await auditOf((proof) => ({ ...proof, nodes: [...nodes, stray] }))
    expect(problems).toEqual([{ path, what: expect.stringContaining('that nothing under the root names') }])
  })

  test('a proof for another root: found, whether or not it says so', async () => {
    const { state, stateRoot } = story.byNumber(block - 1)!
    const others = state.proof(state.keys())
    const silent = await auditOf((proof) => ({ ...proof, nodes: others }))
    expect(silent.problems).toEqual([{ path: silent.path, what: expect.stringContaining('proves another state') }])
    const open = await auditOf((proof) => ({ facts: { ...proof.facts, stateRoot }, nodes: others }))
    expect(open.problems).toEqual([{ path: open.path, what: expect.stringContaining(`its root is ${stateRoot}`) }])
  })

  test('figures that the proof does not give: each found, in the file of holdings', async () => {
    const forged = (bytes: Uint8Array): Uint8Array => {
      if (hex(sha256(bytes)) !== holdings) return bytes
      const changed = readHoldings(bytes)
      changed.free[0]! += 1n
      changed.stakeAmount[0]! += 7n
      changed.hotkeyTake[0]! ^= 1
      return writeHoldings(changed)
    }
    const log = await proving(chainAt(await endpoints(1)).chain, true, forged)
    await log.run()
    const { ok, problems } = await log.check()
    expect(ok).toBe(false)
    const path = factPath((await log.names()).holdings)
    const says = (what: RegExp) => ({ path, what: expect.stringMatching(what) })
    expect(problems).toEqual([
      says(
        /^does not follow from the proofs of its snapshot: balance of 5\w+ in rao: \d+ in the log, \d+ on the chain$/,
      ),
      says(/: stake of 5\w+ with 5\w+ on subnet \d+: \d+ in the log, \d+ on the chain$/),
      says(/: the column "hotkeyTake" differs$/),
    ])
  })

  test('a file that changed after it was signed, and one that is gone: found, by their hash', async () => {
    const [file] = await sound.kept()
    const { path, bytes } = file!
    const over = (other: Uint8Array | null): Blobs => ({
      ...sound.store.blobs,
      get: async (asked) => (asked === path ? other : sound.store.blobs.get(asked)),
    })
    const flipped = bytes.map((byte, at) => (at === bytes.length - 20 ? byte ^ 1 : byte))
    const changed = await sound.check(over(flipped))
    expect(changed.problems).toEqual([{ path, what: 'does not hold the bytes that have this hash' }])
    const gone = await sound.check(over(null))
    expect(gone.problems).toEqual([{ path, what: 'is missing, and a record of kind snapshot names it' }])
    expect([changed.proven, gone.proven]).toEqual([0, 0])
  })

  test('of a snapshot of the first edition: what it did not read is not asked of its proof', async () => {
    const { chain } = chainAt(await endpoints(1))
    const head = await chain.block(block)
    const { metadata, spec } = await chain.runtime(head.hash)
    const runtime = readRuntime(metadata, spec)
    const at = { chain: await chain.genesis(), block, hash: head.hash, stateRoot: head.stateRoot }
    const { keys, maps, names } = holdingsReader(runtime, at, 1)
    expect(addedInSecond.filter((name) => names.includes(name))).toEqual([])
    const found = new Map<string, Uint8Array>()
    const prove = async (asked: Uint8Array[]) => {
      for (const node of (await chain.proof(asked, head)).nodes) found.set(hex(blake2b256(node)), node)
    }
    await prove([...keys, ...maps.map(([, prefix]) => prefix)])
    for (const [, prefix] of maps) for await (const page of chain.keys(prefix, head.hash)) await prove(page.keys)
    const reader = readProven(runtime, at, openProof(head.stateRoot, found.values()), 1)
    const answers: Proof['facts']['answers'] = []
    for (const { method, args, take } of reader.calls()) {
      const { bytes } = await chain.call(method, args, head.hash)
      answers.push({ method, args: hex(args), bytes: hex(bytes) })
      take(bytes)
    }
    const first = reader.finish()
    const second = readHoldings((await sound.site.blob(factPath(holdings)))!)
    expect(editionOf(first)).toBe(1)
    expect(writeHoldings(asEdition(1, second))).toEqual(writeHoldings(first))
    const proof = writeProof({
      facts: { ...facts, ...at, spec, metadata: hex(sha256(metadata)), answers },
      nodes: [...found.values()],
    })
    const files = new Map([...proof, metadata, writeHoldings(first)].map((bytes) => [hex(sha256(bytes)), bytes]))
    const fields = {
      ...at,
      spec,
      metadata: hex(sha256(metadata)),
      proofs: proof.map((bytes) => hex(sha256(bytes))),
      holdings: hex(sha256(writeHoldings(first))),
      recipe: 'holdings-1' as const,
      at: 0,
      endpoints: 1,
      agreed: 1,
    }
    const problems: string[] = []
    const holds = (named: typeof fields) =>
      checkProofs(
        named,
        (hash) => files.get(hash),
        (_, what) => problems.push(what),
      )
    expect([holds(fields), problems]).toEqual([true, []])
    // The same proof does not bear out what the second edition reads beside that.
    files.set(holdings, writeHoldings(second))
    expect(holds({ ...fields, holdings })).toBe(false)
    expect(problems).toContainEqual(expect.stringContaining('lacks the node or value'))
  })

  test('in several files, by rising hash: the one at fault is named', async () => {
    const third = Math.ceil(nodes.reduce((sum, { length }) => sum + length, 0) / 3) + 200
    const files = writeProof({ facts, nodes }, third)
    expect(files).toHaveLength(3)
    const parts = files.map(readProof)
    expect(parts.flatMap((part) => part.nodes.map(hex))).toEqual(nodes.map(hex))
    expect(parts.slice(1).every((part) => part.facts.answers.length === 0)).toBe(true)
    const found = async (given: Uint8Array[]) => {
      const byHash = new Map(given.map((bytes) => [hex(sha256(bytes)), bytes]))
      for (const hash of [facts.metadata, holdings]) byHash.set(hash, (await sound.site.blob(factPath(hash)))!)
      const proofs = given.map((bytes) => hex(sha256(bytes)))
      const fields = { ...facts, proofs, holdings, recipe: 'holdings-1' as const, at: 0, endpoints: 1, agreed: 1 }
      const problems: [string, string][] = []
      const holds = checkProofs(
        fields,
        (hash) => byHash.get(hash),
        (path, what) => problems.push([path, what]),
      )
      return { holds, problems, paths: proofs.map(factPath) }
    }
    expect(await found(files)).toMatchObject({ holds: true, problems: [] })
    const last = files.length - 1
    const without = parts.map((part, i) => (i === last ? { ...part, nodes: part.nodes.slice(0, -1) } : part))
    const missing = await found(without.map((part) => writeProof(part)[0]!))
    expect(missing.problems).toContainEqual([missing.paths[last], expect.stringContaining('lacks the node or value')])
    const gone = await found(files.slice(0, -1))
    expect(gone.problems).toContainEqual([gone.paths.at(-1), expect.stringContaining('lacks the node or value')])
    const twice = await found(files.map((file, i) => (i === 1 ? writeProof({ ...parts[1]!, facts })[0]! : file)))
    expect(twice.problems).toEqual([[twice.paths[1], 'has answers, and is not the first file']])
  })
})
