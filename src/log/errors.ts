/**
 * Bytes or text that break a format. The message says what, where, and what was expected: it is for whoever runs or
 * audits a log, is never published, and so stays in English.
 */
export class Malformed extends Error {
  override readonly name = 'Malformed'
}

/** Well-formed bytes whose signature or proof does not hold, or is of nobody known. The message is for operators too. */
export class VerificationError extends Error {
  override readonly name = 'VerificationError'
}

/** Is this what somebody's bytes can be found guilty of, rather than a fault of the program? */
export function isBadBytes(error: unknown): error is Malformed | VerificationError {
  return error instanceof Malformed || error instanceof VerificationError
}
