import { createPublicKey, verify } from 'node:crypto'
import { refusedKey, type SignatureCheck, verifySignature } from '../log/suites.ts'
import { sr25519Verifier } from './sr25519-wasm.ts'

/**
 * The fast twin of `verifySignature` (log/suites.ts), which it must agree with on every input: sr25519 in wasm, Ed25519 in
 * OpenSSL. Keys and forms that anybody could forge are refused before any scheme sees them; what wasm cannot decide, pure
 * JavaScript does.
 */
export function nativeVerifier(): (job: SignatureCheck) => boolean {
  const sr25519 = sr25519Verifier()
  return (job) => {
    if (refusedKey(job) !== null) return false
    if (job.scheme === 'sr25519')
      return sr25519.verify(job.publicKey, job.message, job.signature) ?? verifySignature(job)
    return job.scheme === 'ed25519' ? verifyEd25519(job) : verifySignature(job)
  }
}

function verifyEd25519({ publicKey, message, signature }: SignatureCheck): boolean {
  // As a JSON Web Key (RFC 8037), which OpenSSL 3 takes in a sixth of the time that DER costs it.
  const x = Buffer.from(publicKey).toString('base64url')
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' })
  return verify(null, message, key, signature)
}
