import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ApiPromise, Keyring, WsProvider } from '@polkadot/api'
import type { SubmittableExtrinsic } from '@polkadot/api/types'
import type { KeyringPair } from '@polkadot/keyring/types'
import type { ProviderInterface } from '@polkadot/rpc-provider/types'
import { cryptoWaitReady } from '@polkadot/util-crypto'

const root = fileURLToPath(new URL('..', import.meta.url))

/** A real FRAME chain on loopback, whose blocks are made when they are asked for. */
export interface FrameChain {
  url: string
  api: ApiPromise
  /** Gives an account so much to spend, in the chain's smallest unit. */
  fund(account: string, free: bigint): Promise<void>
  /** Signs these calls, makes one block of them, and gives its number. */
  block(...calls: Signed[]): Promise<number>
  close(): Promise<void>
}

/** A call and who signs it. */
export type Signed = [call: SubmittableExtrinsic<'promise'>, by: KeyringPair]

/** People by name and kind of key: each another account. */
export async function people(): Promise<(kind: 'sr25519' | 'ed25519' | 'ecdsa', name: string) => KeyringPair> {
  await cryptoWaitReady()
  return (type, name) => new Keyring({ type, ss58Format: 42 }).addFromUri(`//${name}`)
}

/**
 * Starts chopsticks on the genesis of Rococo's Asset Hub: the only chain that npm has with its runtime. Left out of it:
 * consensus, finality lag and signatures of blocks; its block 0 keeps a made-up hash.
 */
export async function frameChain(): Promise<FrameChain> {
  const { chainSpec } = (await import('@substrate/connect-known-chains/rococo_v2_2_asset_hub')) as { chainSpec: string }
  const directory = await mkdtemp(join(tmpdir(), 'sensus-frame-'))
  await writeFile(join(directory, 'genesis.json'), chainSpec)
  await writeFile(join(directory, 'chain.yml'), `genesis: ${join(directory, 'genesis.json')}\n`)
  const port = await freePort()
  const program = join(root, 'node_modules', '@acala-network', 'chopsticks', 'chopsticks.cjs')
  const options = [`--config=${join(directory, 'chain.yml')}`, `--port=${port}`, '--build-block-mode=Manual']
  const child = spawn(process.execPath, [program, ...options, '--host=127.0.0.1'], { stdio: 'pipe', cwd: directory })
  const url = `ws://127.0.0.1:${port}`
  await listening(child)
  const provider = new WsProvider(url)
  const api = await ApiPromise.create({ provider: provider as ProviderInterface, noInitWarn: true })
  return {
    url,
    api,
    fund: async (account, free) => {
      const data = { providers: 1, data: { free: String(free) } }
      await provider.send('dev_setStorage', [{ System: { Account: [[[account], data]] } }])
    },
    block: async (...calls) => {
      const next = new Map<string, number>()
      for (const [call, by] of calls) {
        const nonce = next.get(by.address) ?? (await api.rpc.system.accountNextIndex(by.address)).toNumber()
        next.set(by.address, nonce + 1)
        await call.signAsync(by, { nonce })
        await api.rpc.author.submitExtrinsic(call)
      }
      await provider.send('dev_newBlock', [])
      return (await api.rpc.chain.getHeader()).number.toNumber()
    },
    close: async () => {
      await api.disconnect()
      child.kill('SIGKILL')
      await rm(directory, { recursive: true, force: true })
    },
  }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** Resolves when the program says that it listens; rejects with what it said when it ends. */
function listening(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = ''
    const hear = (chunk: Buffer) => {
      said += chunk
      if (/listening/i.test(said)) resolve()
    }
    child.stdout!.on('data', hear)
    child.stderr!.on('data', hear)
    child.once('exit', (code) => reject(new Error(`chopsticks ended with code ${code}:\n${said}`)))
  })
}
