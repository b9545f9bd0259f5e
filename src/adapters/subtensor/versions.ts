/**
 * Which runtime is in force after a block, with as few questions as possible. A block that sets the code says so in the
 * digest of its header (sp-runtime: `DigestItem::RuntimeEnvironmentUpdated`), so the version after any other block is the
 * version after its parent. What is followed is checked against what endpoints announce by `state_subscribeRuntimeVersion`,
 * and every so many blocks it is asked all the same.
 */

import type { Hash } from '../../service/chain.ts'
import type { Agreed } from './agree.ts'
import type { Version } from './answers.ts'

/** What a header says of the runtime, by the hash of the block. */
interface Step {
  number: number
  parent: Hash
  /** Does the block change the code? */
  upgrades: boolean
}

interface Known extends Agreed<Version> {
  /** Blocks since the version was asked for. */
  derived: number
}

/** How many headers and versions are remembered. */
const most = 20_000
/** After so many blocks a version is asked for again: where all agreed on it, and where some did not answer. */
const asksAfter = { all: 300, some: 50 } as const
/** SCALE of a digest item that says: the code has changed. */
const environmentUpdated = '08'

export interface Versions {
  /** Takes note of a header, whose hash follows from it. */
  header(head: { number: number; hash: Hash; parent: Hash; header: { digest: readonly string[] } }): void
  /** An endpoint announces a version as that of its newest block, at a time when block `final` was the last final one. */
  announced(url: string, version: Version, final: number): void
  after(hash: Hash): Promise<Agreed<Version>>
}

/** `ask` asks the endpoints for the version after a block. */
export function runtimeVersions(ask: (hash: Hash) => Promise<Agreed<Version>>): Versions {
  const steps = new Map<Hash, Step>()
  const known = new Map<Hash, Known>()
  const told = new Map<string, { version: Version; final: number }>()

  /** The version after the parent, if nothing speaks against its being the one after this block. */
  function derive(hash: Hash): Known | null {
    const step = steps.get(hash)
    const before = step && known.get(step.parent)
    if (!step || !before || step.upgrades) return null
    const { asked, agreed } = before.agreement
    if (before.derived >= (asked === agreed ? asksAfter.all : asksAfter.some)) return null
    const contradicted = [...told.values()].some(
      ({ version, final }) => step.number > final && !sameVersion(version, before.value),
    )
    return contradicted ? null : { ...before, derived: before.derived + 1 }
  }

  return {
    header: ({ number, hash, parent, header }) => {
      if (steps.size >= most) steps.clear()
      steps.set(hash, { number, parent, upgrades: header.digest.includes(environmentUpdated) })
    },
    announced: (url, version, final) => {
      const before = told.get(url)
      if (!before || !sameVersion(before.version, version)) told.set(url, { version, final })
    },
    after: async (hash) => {
      const found = known.get(hash) ?? derive(hash) ?? { ...(await ask(hash)), derived: 0 }
      if (known.size >= most) known.clear()
      known.set(hash, found)
      return found
    },
  }
}

export const sameVersion = (a: Version, b: Version): boolean => a.spec === b.spec && a.name === b.name
