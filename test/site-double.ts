import { hex, utf8 } from '../src/log/bytes.ts'
import { signCheckpoint } from '../src/log/checkpoint.ts'
import { ed25519Signer } from '../src/log/keys.ts'
import { emptyRoot } from '../src/log/tree.ts'
import type { Site } from '../src/service/site.ts'

/** The key of the double's checkpoints. */
export const doubleKey = ed25519Signer('test.example/log', new Uint8Array(32).fill(7))

/** A checkpoint of the double: any size over the empty root, with a true signature. */
export const doubleCheckpoint = (size: number): string =>
  signCheckpoint({ origin: 'test.example/log', size, root: emptyRoot }, doubleKey)

/**
 * A site whose answers a test sets one by one, to see what the API makes of them. There is no log behind it: nothing is
 * stored, verified or folded, and its tree is not one. What follows from a real log is tested against the real service.
 */
export function siteDouble(answers: Partial<Site> = {}): Site & { publish(size: number): void } {
  const listeners = new Set<(checkpoint: string) => void>()
  let latest = doubleCheckpoint(1)
  const site: Site = {
    origin: 'test.example/log',
    vkey: doubleKey.vkey,
    submit: async () => ({ index: 1, id: hex(new Uint8Array(32)), ms: 1, receipt: 'receipt' }),
    filesNamed: async () => [],
    record: async () => null,
    records: async () => [],
    receipt: async () => null,
    view: async (name) => `{"view":${JSON.stringify(name)}}`,
    checkpoint: () => latest,
    blob: async (path) => (path.startsWith('private/') ? utf8('secret') : null),
    published: async () => [],
    addEvidence: async () => hex(new Uint8Array(32)),
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    about: () => ({
      origin: 'test.example/log',
      vkey: doubleKey.vkey,
      operator: '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY',
      policy: hex(new Uint8Array(32)),
      workBits: 12,
      version: '0.0.0',
    }),
    close: async () => {},
    ...answers,
  }
  const publish = (size: number) => {
    latest = doubleCheckpoint(size)
    for (const listener of listeners) listener(latest)
  }
  return Object.assign(site, { publish })
}
