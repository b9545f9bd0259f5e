import { hex, sha256, utf8 } from '../../src/log/bytes.ts'
import { type AccountKey, accountKey, sessionKey } from '../../src/log/sign.ts'
import { type Suite, walletSuites } from '../../src/log/suites.ts'

/** The log for which the vectors are signed. */
export const origin = 'voice.example.org/log1'

/** 2026-11-23T15:00:00Z */
export const signedAt = Date.UTC(2026, 10, 23, 15)

/** Seeds and nonces of the vectors follow from names, so that anybody can make them again. */
export const seedOf = (name: string): Uint8Array => sha256(utf8(`sensus vectors ${name}`))
export const nonceOf = (name: string): string => hex(seedOf(`nonce ${name}`)).slice(0, 32)

/** One account per wallet suite, all from one seed. */
type WalletSuite = Exclude<Suite, 'ed25519'>
export const accountOf = (suite: WalletSuite): AccountKey => accountKey(suite, seedOf('account'))
export const wallets = walletSuites.filter((suite): suite is WalletSuite => suite !== 'ed25519').map(accountOf)

/** A session key of the sr25519 account. */
export const sessionOf = (): AccountKey => sessionKey(seedOf('session'), accountOf('sr25519-bytes').address)
