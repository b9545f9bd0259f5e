import type { Page } from 'playwright-core'
import { hex } from '../src/log/bytes.ts'
import type { AccountKey } from '../src/log/sign.ts'

/** One signRaw request as the page made it. */
export interface Asked {
  address: string
  data: string
  type: string
}

export interface TestWallet {
  /** Everything the wallet was asked to sign, in order. */
  asked: Asked[]
  /** While true, its owner declines. */
  declines: boolean
}

/**
 * A wallet that conforms to the injected convention of polkadot-js. The key stays in the test's process; the page sees
 * only `window.injectedWeb3[name]`, as with an extension.
 */
export async function injectWallet(page: Page, key: AccountKey, name = 'polkadot-js'): Promise<TestWallet> {
  const wallet: TestWallet = { asked: [], declines: false }
  await page.exposeFunction('__sensusSign', (asked: Asked) => {
    wallet.asked.push(asked)
    if (wallet.declines) throw new Error('Cancelled')
    return `0x${hex(key.sign(asked.data).bytes)}`
  })
  const account = { address: key.address as string, name: 'Test account', type: key.suite.split('-')[0] ?? '' }
  await page.addInitScript(installProvider, { name, account })
  return wallet
}

/** Runs in the page, before its own scripts. */
function installProvider({
  name,
  account,
}: {
  name: string
  account: { address: string; name: string; type: string }
}): void {
  const signer = {
    signRaw: async (request: Asked) => ({
      id: 1,
      signature: await (window as unknown as { __sensusSign(asked: Asked): Promise<string> }).__sensusSign(request),
    }),
    signPayload: async () => {
      throw new Error('This wallet signs no transactions here.')
    },
  }
  const accounts = {
    get: async () => [account],
    subscribe: (listen: (accounts: unknown[]) => void) => {
      listen([account])
      return () => {}
    },
  }
  const provider = { version: '0.62.1', enable: async () => ({ accounts, signer }) }
  Object.defineProperty(window, 'injectedWeb3', { value: { [name]: provider }, configurable: true })
}
