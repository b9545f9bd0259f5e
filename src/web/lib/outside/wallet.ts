import { unhex } from '../../../log/bytes.ts'
import { Malformed } from '../../../log/errors.ts'
import { type Address, address, addressOf } from '../../../log/ss58.ts'

/** What a wallet extension puts on the page (the convention of polkadot-js, kept by Talisman, SubWallet, Nova). */
export interface InjectedWallet {
  version?: string
  enable(application: string): Promise<InjectedAccess>
}

/** What it gives once its owner allowed this site: of the answers nothing is believed before it was looked at. */
export interface InjectedAccess {
  accounts: { get(anyType?: boolean): Promise<unknown> }
  signer: { signRaw?(request: SignRaw): Promise<unknown> }
}

export interface SignRaw {
  address: string
  data: string
  type: 'bytes'
}

/** An account that a wallet offers and that records can name. */
export interface WalletAccount {
  /** Prefix 42, as records name it. */
  address: Address
  /** As the wallet itself names it: the wallet is asked with this form. */
  walletAddress: string
  name: string
}

/** An account that a wallet offers and that cannot sign here, and why. */
export interface UnusableAccount {
  name: string
  walletAddress: string
  why: 'evm' | 'foreign'
}

/** An opened wallet. */
export interface Wallet {
  name: string
  accounts: WalletAccount[]
  unusable: UnusableAccount[]
  /** Asks the wallet to sign the text, shown to its owner as it is. What it answers is text. Rejects when the owner declines. */
  sign(account: WalletAccount, text: string): Promise<string>
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

/** Asks a wallet for its accounts. Throws what the wallet throws, or says what is missing. */
export async function openWallet(page: { injectedWeb3?: unknown }, name: string): Promise<Wallet> {
  const wallet = (page.injectedWeb3 as Record<string, InjectedWallet> | undefined)?.[name]
  if (!wallet) throw new Error(`The wallet ${walletTitle(name)} is not in this browser.`)
  const access = await wallet.enable('Sensus')
  return { name, ...sorted(await access.accounts.get()), sign: (account, text) => signWith(access, account, text) }
}

/** One account at a time: what one of them is says nothing about the others. */
function sorted(offered: unknown): Pick<Wallet, 'accounts' | 'unusable'> {
  const accounts = new Map<Address, WalletAccount>()
  const unusable: UnusableAccount[] = []
  for (const each of Array.isArray(offered) ? offered : []) {
    const walletAddress = textOf(each, 'address')
    const name = textOf(each, 'name') || 'Account'
    const own = accountOf(walletAddress)
    if (own === null) unusable.push({ name, walletAddress, why: evm.test(walletAddress) ? 'evm' : 'foreign' })
    else if (!accounts.has(own)) accounts.set(own, { address: own, walletAddress, name })
  }
  return { accounts: [...accounts.values()], unusable }
}

/** A text that something from outside may have under a name; empty where it has none. */
function textOf(from: unknown, name: string): string {
  const value: unknown = typeof from === 'object' && from !== null ? Reflect.get(from, name) : undefined
  return typeof value === 'string' ? value : ''
}

const evm = /^0x[0-9a-f]{40}$/i
const publicKey = /^0x[0-9a-f]{64}$/i

/** The account of an SS58 address of any network, or of a public key in hex; null for anything else. */
function accountOf(text: string): Address | null {
  if (publicKey.test(text)) return addressOf(unhex(text.slice(2).toLowerCase()))
  try {
    return address(text)
  } catch (error) {
    if (error instanceof Malformed) return null
    throw error
  }
}

async function signWith(access: InjectedAccess, account: WalletAccount, text: string): Promise<string> {
  if (!access.signer.signRaw) throw new Error('This wallet cannot sign texts.')
  // A plain string, never hex: wallets show a string as it is, and a text with line breaks sent as hex is shown as hex.
  const answer = await access.signer.signRaw({ address: account.walletAddress, data: text, type: 'bytes' })
  return textOf(answer, 'signature')
}
