import { wordlist } from '@scure/bip39/wordlists/english.js'

/** The English words of BIP-39. A file of its own: a page asks for its 13 kB only when somebody writes a text. */
export const seedWords: ReadonlySet<string> = new Set(wordlist)
