// Signatures that come from outside: where a text holds them, and which suite they fit.
import { unhex } from './bytes.ts'
import type { NoteSignature } from './note.ts'
import { type Address, publicKeyOf } from './ss58.ts'
import {
  type Suite,
  schemeOf,
  signatureCheck,
  signatureLength,
  suiteKeyId,
  verifySignature,
  walletSuites,
} from './suites.ts'

/**
 * The signature line of an account over a text, by the suite that the bytes fit; null when they fit none. What a wallet
 * says of the type of its key, and the road by which the bytes came, decide nothing. Bytes may begin with the scheme of a
 * MultiSignature. For ECDSA the account's own 32 bytes stand for the key.
 */
export function fittingSignature(
  account: Address,
  text: string,
  given: Uint8Array,
  suites: readonly Suite[] = walletSuites,
): NoteSignature | null {
  const publicKey = publicKeyOf(account)
  for (const suite of suites) {
    const beyond = given.length - signatureLength[schemeOf[suite]]
    const bytes = given.slice(beyond)
    if ((beyond === 0 || beyond === 1) && verifySignature(signatureCheck(suite, publicKey, text, bytes)))
      return { name: account, keyId: suiteKeyId(suite, account, publicKey), bytes }
  }
  return null
}

/** Colours and movements of a terminal (ECMA-48), and the titles and links that it takes, which end with a bell. */
const [begins, rings] = ['\u001B', '\u0007']
const escapes = new RegExp(`${begins}(?:\\[[0-?]*[ -/]*[@-~]|\\][^${rings}${begins}]*(?:${rings}|${begins}\\\\))`, 'g')
/** What a terminal puts where it breaks a line: white space, and the edges of boxes. */
const seam = /^[\s\u2500-\u257F|]*$/
/** In hexadecimal digits: 64 or 65 bytes, and one more where the scheme stands before them. */
const lengths = [128, 130, 132]
const longest = 132
/** Of a paste that is longer, the rest is not looked at: a signature with prose around it has far less. */
const longestPaste = 64 * 1024
const mostFound = 16

/**
 * What may be a signature in the output of a terminal or the file of a tool: 64 to 66 bytes of hexadecimal digits, with or
 * without 0x, whole or broken over several lines, in prose, JSON or colours. In the order of the text, each once.
 */
export function signaturesIn(pasted: string): Uint8Array[] {
  const words = wordsOfDigits(pasted.slice(0, longestPaste).replace(escapes, ''))
  const found = new Set<string>()
  for (const first of words.keys())
    for (const digits of joinedFrom(words, first)) if (lengths.includes(digits.length)) found.add(digits)
  return [...found].slice(0, mostFound).map(unhex)
}

interface Word {
  digits: string
  /** Can it be the rest of the word before it, with nothing but a seam between the two? */
  goesOn: boolean
}

function wordsOfDigits(text: string): Word[] {
  let end = 0
  return [...text.matchAll(/(?<![0-9A-Za-z])(0x)?([0-9a-f]+)(?![0-9A-Za-z])/gi)].map((match) => {
    const [whole, prefix, digits = ''] = match
    const goesOn = prefix === undefined && seam.test(text.slice(end, match.index))
    end = match.index + whole.length
    return { digits: digits.toLowerCase(), goesOn }
  })
}

/** The digits of a word, then together with those that go on from it, while they could be a signature. */
function* joinedFrom(words: readonly Word[], first: number): Generator<string> {
  let digits = ''
  for (const word of words.slice(first, first + longest)) {
    if (digits !== '' && !word.goesOn) return
    digits += word.digits
    if (digits.length > longest) return
    yield digits
  }
}
