/** Bytes or text that break a format. The message says what, where, and what was expected. */
export class Malformed extends Error {
  override readonly name = 'Malformed'
}
