import { randomBytes } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { hex } from '../log/bytes.ts'
import { walletSuites } from '../log/suites.ts'
import { type Call, type Command, exit, flagOf, jsonFlag, Usage } from './command.ts'
import { type KeyFile, publicOf } from './keys.ts'
import { json } from './output.ts'

/** Makes a key pair for tests, tools and operators; people keep theirs in a wallet. */
export const keygen: Command = {
  name: 'keygen',
  operands: '',
  count: [0, 0],
  summary:
    'Makes a key pair from 32 random bytes and prints it as JSON. For tools and tests: people keep theirs in a wallet.',
  flags: {
    ...jsonFlag,
    suite: {
      value: 'SUITE',
      words: `${walletSuites.join(', ')}, or ed25519 for a session key. Default: sr25519-bytes.`,
    },
    out: {
      value: 'FILE',
      words: 'Write the key to this new file, readable by you alone, and print only its public part.',
    },
  },
  run: keygenRun,
}

async function keygenRun(call: Call): Promise<number> {
  const suite = flagOf(call, 'suite') ?? 'sr25519-bytes'
  const known = [...walletSuites, 'ed25519' as const].find((each) => each === suite)
  if (!known) throw new Usage(`there is no suite "${suite}", only ${walletSuites.join(', ')} and ed25519`)
  const key: KeyFile = { suite: known, seed: hex(randomBytes(32)) }
  const file = flagOf(call, 'out')
  if (file) await writeNew(file, json(key))
  call.talk.print(json(file ? publicOf(key) : { ...publicOf(key), seed: key.seed }))
  return exit.ok
}

/** Keys are never written over: the old one may be the only copy. */
async function writeNew(file: string, text: string): Promise<void> {
  await writeFile(file, text, { mode: 0o600, flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
    throw new Usage(
      `${file} cannot be written: ${error.code === 'EEXIST' ? 'there is such a file already' : error.message}`,
    )
  })
}
