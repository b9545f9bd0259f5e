/** What the observer needs from the web, and no more: small public texts, to see whether they name an account. */

/** What came of asking. */
export type WebAnswer = { text: string } | WebFailure

/** What went wrong, in a sentence without addresses of this network. */
export interface WebFailure {
  fault: string
  kind: WebFault
}

/** Not allowed or not of use; does not answer now, but may later; answers that it has nothing there. */
export type WebFault = 'refused' | 'unreachable' | 'not-there'

/** Reads from the web; an implementation must not let anybody reach inside the network that it runs in. Never throws. */
export interface Web {
  /** The text under an https address. */
  page(url: string): Promise<WebAnswer>
  /** TXT records of a name, each joined, one on each line. */
  txt(name: string): Promise<WebAnswer>
}

/** Reads a file under an https address, byte by byte as it is; under the same terms. Never throws. */
export type WebFiles = (url: string) => Promise<{ bytes: Uint8Array } | WebFailure>
