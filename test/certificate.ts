import { generateKeyPairSync, sign } from 'node:crypto'

const day = 86_400_000

function der(tag: number, ...parts: Uint8Array[]): Buffer {
  const body = Buffer.concat(parts)
  const length = body.length < 128 ? [body.length] : [0x82, body.length >> 8, body.length & 255]
  return Buffer.concat([Buffer.from([tag, ...length]), body])
}

const sequence = (...parts: Uint8Array[]): Buffer => der(0x30, ...parts)
const identifier = (hex: string): Buffer => der(0x06, Buffer.from(hex, 'hex'))
const time = (ms: number): Buffer =>
  der(0x18, Buffer.from(`${new Date(ms).toISOString().replace(/\D/g, '').slice(0, 14)}Z`))

/** A certificate for a name, signed by its own key (RFC 5280, ECDSA with SHA-256). */
export function certificate(name: string, until = Date.now() + day): { key: string; cert: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const algorithm = sequence(identifier('2a8648ce3d040302'))
  const subject = sequence(der(0x31, sequence(identifier('550403'), der(0x0c, Buffer.from(name)))))
  const alternative = sequence(identifier('551d11'), der(0x04, sequence(der(0x82, Buffer.from(name)))))
  const version = der(0xa0, der(0x02, Buffer.from([2])))
  const serial = der(0x02, Buffer.from([1]))
  const validity = sequence(time(until - 30 * day), time(until))
  const key = publicKey.export({ type: 'spki', format: 'der' })
  const extensions = der(0xa3, sequence(alternative))
  const signed = sequence(version, serial, algorithm, subject, validity, subject, key, extensions)
  const signature = der(0x03, Buffer.from([0]), sign('sha256', signed, privateKey))
  const lines = sequence(signed, algorithm, signature)
    .toString('base64')
    .match(/.{1,64}/g)!
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n'),
  }
}
