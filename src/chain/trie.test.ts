import * as substrate from '@acala-network/chopsticks-executor'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { proofOf, rootOf, type StateVersion, type Trie, withEntry, withoutEntry } from '../dev/simulated-chain/trie.ts'
import { equalBytes, hex, unhex } from '../log/bytes.ts'
import { blake2b256 } from '../log/suites.ts'
import { ProofFault, type ProofFaultCode } from './proof-fault.ts'
import { openProof } from './trie.ts'

/** Entries by key, both in hex. */
type Entries = ReadonlyMap<string, string>

const trieOf = (entries: Iterable<readonly [string, string]>): Trie => {
  let trie: Trie = null
  for (const [key, value] of entries) trie = withEntry(trie, key, value)
  return trie
}

const sorted = (entries: Entries): [string, string][] => [...entries].sort(([a], [b]) => (a < b ? -1 : 1))

/** What a proof says under a prefix, in hex. */
const saidUnder = (root: string, nodes: Uint8Array[], prefix: string): [string, string][] =>
  Array.from(openProof(root, nodes).entries(unhex(prefix)), ([key, value]) => [hex(key), hex(value)])

function faultOf(work: () => unknown): { code: ProofFaultCode; hash: string } | null {
  try {
    work()
    return null
  } catch (error) {
    if (!(error instanceof ProofFault)) throw error
    return { code: error.code, hash: error.hash }
  }
}

/** Bytes whose keys share long parts, are parts of one another, and whose values lie around 32 bytes. */
const nibbles = fc.constantFrom('00', '01', '10', '11', 'ff', 'a0')
const key = fc.oneof(
  fc.array(nibbles, { minLength: 0, maxLength: 5 }).map((parts) => parts.join('')),
  fc.array(nibbles, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('').padEnd(66, '7')),
)
const value = fc.uint8Array({ minLength: 0, maxLength: 40 }).map(hex)
const entriesOf = fc.uniqueArray(fc.tuple(key, value), { selector: ([each]) => each, maxLength: 24 })
const version = fc.constantFrom<StateVersion>(0, 1)

describe('nodes have the bytes that every Substrate node gives them', () => {
  const root = (...entries: [string, string][]): string => rootOf(trieOf(entries), 0)
  const hashed = (bytes: string): string => hex(blake2b256(unhex(bytes)))

  test('nothing, a leaf, and a branch of two leaves', () => {
    expect(root()).toBe('03170a2e7597b7b7e3d84c05391d139a62b157e78786d8c082f29dcf4c111314')
    expect(root(['aa', 'bb'])).toBe(hashed('42aa04bb'))
    expect(root(['4819', 'fe'], ['1314', 'ff'])).toBe(hashed('8012001443031404ff1443081904fe'))
  })

  test.each([0, 1] as const)('roots and proofs are those of sp-trie, version %i', async (own) => {
    const cases = fc.sample(entriesOf, { numRuns: 60, seed: 7 })
    for (const entries of cases.filter(({ length }) => length > 0)) {
      const prefixed = entries.map(([each, held]) => [`0x${each}`, `0x${held}`])
      const trie = trieOf(entries)
      expect(`0x${rootOf(trie, own)}`, JSON.stringify(entries)).toBe(
        await substrate.calculate_state_root(prefixed, own),
      )
      const nodes = proofOf(trie, new Map(entries).keys(), own).map((node) => `0x${hex(node)}`)
      const read = (await substrate.decode_proof(`0x${rootOf(trie, own)}`, nodes)) as [string, string][]
      expect(read.sort()).toEqual(prefixed.sort())
    }
  })
})

describe('a proof', () => {
  test('gives the value of every key that it is for, and that there is none', () => {
    fc.assert(
      fc.property(entriesOf, key, version, (list, other, own) => {
        const entries = new Map(list)
        const trie = trieOf(list)
        const asked = [...entries.keys(), other]
        const proof = openProof(rootOf(trie, own), proofOf(trie, asked, own))
        for (const each of asked) {
          const found = proof.value(unhex(each))
          expect(found && hex(found)).toBe(entries.get(each) ?? null)
        }
      }),
    )
  })

  test('gives everything under a prefix, in order, and proves absence of one that is empty', () => {
    fc.assert(
      fc.property(entriesOf, key, version, (list, prefix, own) => {
        const entries = new Map(list)
        const trie = trieOf(list)
        const under = sorted(entries).filter(([each]) => each.startsWith(prefix))
        const nodes = proofOf(trie, [prefix, ...under.map(([each]) => each)], own)
        expect(saidUnder(rootOf(trie, own), nodes, prefix)).toEqual(under)
        openProof(rootOf(trie, own), nodes).refuseUnnamed()
      }),
    )
  })

  test('does not depend on how the state came about', () => {
    fc.assert(
      fc.property(entriesOf, entriesOf, version, (kept, gone, own) => {
        const names = new Set(kept.map(([each]) => each))
        const passing = gone.filter(([each]) => !names.has(each))
        let trie = trieOf([...passing, ...kept])
        for (const [each] of passing) trie = withoutEntry(trie, each)
        expect(rootOf(trie, own)).toBe(rootOf(trieOf(kept), own))
      }),
    )
  })

  test('with any byte changed, anywhere, is refused', () => {
    fc.assert(
      fc.property(entriesOf, fc.nat(), fc.integer({ min: 1, max: 255 }), version, (list, at, change, own) => {
        fc.pre(list.length > 0)
        const trie = trieOf(list)
        const nodes = proofOf(trie, new Map(list).keys(), own)
        const whole = nodes.reduce((sum, { length }) => sum + length, 0)
        let left = at % whole
        const changed = nodes.map((node) => {
          const here = left >= 0 && left < node.length ? left : null
          left -= node.length
          if (here === null) return node
          const other = node.slice()
          other[here]! ^= change
          return other
        })
        const fault = faultOf(() => saidUnder(rootOf(trie, own), changed, ''))
        expect(fault?.code).toMatch(/^(other-root|node-missing)$/)
      }),
    )
  })

  test('with a node left out, is refused and names it', () => {
    fc.assert(
      fc.property(entriesOf, fc.nat(), version, (list, at, own) => {
        fc.pre(list.length > 0)
        const trie = trieOf(list)
        const nodes = proofOf(trie, new Map(list).keys(), own)
        const [gone] = nodes.splice(at % nodes.length, 1)
        const hash = hex(blake2b256(gone!))
        const code = hash === rootOf(trie, own) ? 'other-root' : 'node-missing'
        expect(faultOf(() => saidUnder(rootOf(trie, own), nodes, ''))).toEqual({ code, hash })
      }),
    )
  })
})

describe('a state of three accounts and a long value', () => {
  const map = 'aabb'
  const long = 'cd'.repeat(40)
  const balance = (rao: string): string => rao.padEnd(64, '0')
  const entries: [string, string][] = [
    [`${map}11${'0'.repeat(40)}`, balance('01')],
    [`${map}12${'0'.repeat(40)}`, balance('02')],
    [`${map}12${'3'.repeat(40)}`, balance('03')],
    ['cc', long],
  ]
  const trie = trieOf(entries)
  const root = rootOf(trie, 1)
  const nodes = proofOf(
    trie,
    entries.map(([each]) => each),
    1,
  )
  const holding = (part: string): number => nodes.findIndex((node) => hex(node).includes(part))
  const flipped = (index: number, byte: number): Uint8Array[] =>
    nodes.map((node, i) => (i === index ? node.map((each, at) => (at === byte ? each ^ 1 : each)) : node))
  const top = nodes.findIndex((node) => hex(blake2b256(node)) === root)
  const [leaf, branch, outside] = [holding(balance('03')), 1, holding(long)]

  test('proves the map and no more', () => {
    expect(saidUnder(root, nodes, map)).toEqual(entries.slice(0, 3))
    expect(saidUnder(root, nodes, 'cc')).toEqual([['cc', long]])
    expect(openProof(root, nodes).value(unhex('cd'))).toBe(null)
  })

  test.each([
    ['the first byte of the root', top, 0, 'other-root'],
    ['the children of the root', top, 1, 'other-root'],
    ['a hash in the root', top, nodes[top]!.length - 1, 'other-root'],
    ['the first byte of a branch', branch, 0, 'node-missing'],
    ['the part of a key in a branch', branch, 1, 'node-missing'],
    ['the children of a branch', branch, nodes[branch]!.length - 60, 'node-missing'],
    ['a hash in a branch', branch, nodes[branch]!.length - 1, 'node-missing'],
    ['the first byte of a leaf', leaf, 0, 'node-missing'],
    ['the part of a key in a leaf', leaf, 5, 'node-missing'],
    ['the length of a value', leaf, nodes[leaf]!.length - 33, 'node-missing'],
    ['a value', leaf, nodes[leaf]!.length - 32, 'node-missing'],
    ['a value outside its node', outside, 0, 'node-missing'],
  ] as const)('a flipped bit in %s', (_, index, byte, code) => {
    const changed = flipped(index, byte)
    expect(equalBytes(changed[index]!, nodes[index]!)).toBe(false)
    const hash = hex(blake2b256(nodes[index]!))
    expect(faultOf(() => saidUnder(root, changed, ''))).toEqual({ code, hash })
  })

  test('a proof for the state after another block', () => {
    const other = withEntry(trie, entries[0]![0], balance('ff'))
    const theirs = proofOf(other, [entries[0]![0]], 1)
    expect(faultOf(() => openProof(root, theirs))).toEqual({ code: 'other-root', hash: root })
  })

  test('a node that nothing names', () => {
    const stray = unhex('42aa04bb')
    const fault = faultOf(() => openProof(root, [...nodes, stray]).refuseUnnamed())
    expect(fault).toEqual({ code: 'node-unnamed', hash: hex(blake2b256(stray)) })
  })

  test.each([
    ['of no form', '05'],
    ['that ends too early', '42'],
    ['that goes on', '42aa04bb00'],
    ['whose padding is not zero', '41aa04bb'],
    ['with a child longer than a hash', `800100${'84'}${'00'.repeat(33)}`],
    ['with more nibbles than a key has', `7f${'ff'.repeat(300)}00`],
    ['with half a byte for a key', '410a04bb'],
  ])('a root %s', (_, bytes) => {
    const given = unhex(bytes)
    const fault = faultOf(() => [...openProof(hex(blake2b256(given)), [given]).entries(new Uint8Array())])
    expect(fault?.code).toBe('node-malformed')
  })

  test('nodes that lead to one another many times end', () => {
    let below = unhex('42aa04bb')
    const many: Uint8Array[] = []
    for (let depth = 0; depth < 40; depth++) {
      const reference = below.length < 32 ? below : blake2b256(below)
      const child = `${hex(Uint8Array.of(reference.length * 4))}${hex(reference)}`
      below = unhex(`80ffff${child.repeat(16)}`)
      many.push(below)
    }
    const fault = faultOf(() => Array.from(openProof(hex(blake2b256(below)), many).entries(new Uint8Array())))
    expect(fault?.code).toBe('node-malformed')
    openProof(hex(blake2b256(below)), many).refuseUnnamed()
  })
})
