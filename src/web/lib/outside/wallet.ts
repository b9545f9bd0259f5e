import { unhex } from '../../../log/bytes.ts'
import { type Address, address } from '../../../log/ss58.ts'
import type { Suite } from '../../../log/suites.ts'

/** What a wallet extension puts on the page (the convention of polkadot-js, kept by Talisman, SubWallet, Nova). */
export interface InjectedWallet {
  version?: string
  enable(application: string): Promise<InjectedAccess>
}

export interface InjectedAccess {
  accounts: { get(anyType?: boolean): Promise<InjectedAccount[]> }
  signer: { signRaw?(request: SignRaw): Promise<{ signature: string }> }
}

export interface InjectedAccount {
  address: string
  name?: string
  type?: string
}

export interface SignRaw {
  address: string
  data: string
  type: 'bytes'
}

/** An account that a wallet offers and whose signatures a log understands. */
export interface WalletAccount {
  /** Prefix 42, as records name it. */
  address: Address
  /** As the wallet itself names it: the wallet is asked with this form. */
  walletAddress: string
  name: string
  suite: Suite
}

/** An opened wallet. */
export interface Wallet {
  name: string
  accounts: WalletAccount[]
  /** Asks the wallet to sign the text, shown to its owner as it is. Rejects when the owner declines. */
  sign(account: WalletAccount, text: string): Promise<Uint8Array>
}

const SUITE_OF_TYPE: Readonly<Record<string, Suite>> = {
  sr25519: 'sr25519-bytes',
  ed25519: 'ed25519-bytes',
  ecdsa: 'ecdsa-bytes',
}

const KNOWN_NAMES: Readonly<Record<string, string>> = {
  'polkadot-js': 'Polkadot.js',
  talisman: 'Talisman',
  'subwallet-js': 'SubWallet',
  'nova-wallet': 'Nova',
  'bittensor-wallet': 'Bittensor Wallet',
}

/** The injected wallets of a page, by their technical names in order. */
export function findWallets(page: { injectedWeb3?: unknown }): string[] {
  const injected = page.injectedWeb3
  if (typeof injected !== 'object' || injected === null) return []
  return Object.keys(injected).sort()
}

/** A wallet's name for people. */
export function walletTitle(name: string): string {
  return KNOWN_NAMES[name] ?? name
}

/** The suite in which an account of this type signs bytes; null for types that no record can carry (ethereum). */
export function suiteOfType(type: string | undefined): Suite | null {
  return SUITE_OF_TYPE[type ?? 'sr25519'] ?? null
}

/** Asks a wallet for its accounts. Throws what the wallet throws, or says what is missing. */
export async function openWallet(page: { injectedWeb3?: unknown }, name: string): Promise<Wallet> {
  const wallet = (page.injectedWeb3 as Record<string, InjectedWallet> | undefined)?.[name]
  if (!wallet) throw new Error(`The wallet ${walletTitle(name)} is not in this browser.`)
  const access = await wallet.enable('Sensus')
  const accounts = (await access.accounts.get()).flatMap(toAccount)
  return { name, accounts, sign: (account, text) => signWith(access, account, text) }
}

function toAccount(offered: InjectedAccount): WalletAccount[] {
  const suite = suiteOfType(offered.type)
  if (!suite) return []
  return [{ address: address(offered.address), walletAddress: offered.address, name: offered.name ?? 'Account', suite }]
}

async function signWith(access: InjectedAccess, account: WalletAccount, text: string): Promise<Uint8Array> {
  if (!access.signer.signRaw) throw new Error('This wallet cannot sign texts.')
  // A plain string, never hex: wallets show a string as it is, and a text with line breaks sent as hex is shown as hex.
  const { signature } = await access.signer.signRaw({ address: account.walletAddress, data: text, type: 'bytes' })
  return rawSignature(unhex(signature.replace(/^0x/, '').toLowerCase()), account.suite)
}

/** Wallets may answer with a MultiSignature, one byte longer because it begins with the scheme: the bytes without it. */
export function rawSignature(signature: Uint8Array, suite: Suite): Uint8Array {
  const length = suite === 'ecdsa-bytes' ? 65 : 64
  return signature.length === length + 1 ? signature.slice(1) : signature
}
