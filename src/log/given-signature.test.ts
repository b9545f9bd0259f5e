import fc from 'fast-check'
import { expect, test } from 'vitest'
import { concat, hex } from './bytes.ts'
import { fittingSignature, signaturesIn } from './given-signature.ts'
import { accountKey } from './sign.ts'
import { suiteFor, walletSuites } from './suites.ts'

const digits = 'ab12'.repeat(32)
const bold = (text: string) => `\u001B[1;38;5;79m${text}\u001B[0m`
const inLines = (text: string, width: number) => text.match(new RegExp(`.{1,${width}}`, 'g'))!.join('\n')
const inBox = (text: string) => inLines(text, 40).replace(/^(.*)$/gm, '\u2502 $1 \u2502')

test.each([
  ['bare', digits],
  ['with 0x', `0x${digits}`],
  ['in capitals', digits.toUpperCase()],
  ['broken over two lines', `  ${digits.slice(0, 70)}\n${digits.slice(70)} `],
  ['broken over narrow lines', inLines(digits, 11)],
  ['0x on a line of its own', `0x\n${digits}`],
  ['as JSON', `{"signed_message": "${digits}", "signer_address": "5GrwvaEF"}`],
  ['in prose', `Message signed successfully!\nSigner address: 5GrwvaEF\nSignature: ${digits}\n\n$ `],
  ['in a sentence', `Your signature is a 0x${digits}. Bye`],
  ['in colours', `${bold('Signature')}: ${bold(digits)}\n`],
  ['with a colour in the middle', `Signature: ${bold(digits.slice(0, 30))}${digits.slice(30)}`],
  ['in a box', inBox(digits)],
  ['as a link of the terminal', `\u001B]8;;https://example.org/abc\u0007${digits}\u001B]8;;\u001B\\`],
  ['behind the text that was signed', `about: ${'cd'.repeat(32)}\nnonce: ${'ef'.repeat(16)}\n\n${digits}`],
])('a signature is found %s', (_, pasted) => {
  expect(signaturesIn(pasted).map(hex)).toContain(digits)
})

test('anything else holds none', () => {
  for (const wrong of ['', digits.slice(2), `${digits}00000000`, `0x0x${digits}`, 'z'.repeat(128), `x${digits}`])
    expect(signaturesIn(wrong)).toEqual([])
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(signaturesIn(text)).toEqual([])
    }),
  )
})

test('a long paste is read in little time, and little of it is kept', () => {
  expect(signaturesIn('a '.repeat(100_000)).length).toBe(3)
  expect(
    signaturesIn(Array.from({ length: 100 }, (_, i) => `0x${String(i).padStart(128, '0')}`).join('\n')).length,
  ).toBe(16)
})

const text = 'voice.example.org/log1 signed record v1\n'

test.each(walletSuites.filter((suite) => suite !== 'ed25519'))('the suite follows from the signature: %s', (suite) => {
  const key = accountKey(suite, new Uint8Array(32).fill(5))
  const { bytes } = key.sign(text)
  for (const given of [bytes, concat(Uint8Array.of(1), bytes)]) {
    const signature = fittingSignature(key.address, text, given)
    expect(signature).toMatchObject({ name: key.address, bytes })
    expect(suiteFor(key.address, signature?.keyId ?? bytes, key.publicKey, walletSuites)).toBe(suite)
  }
  expect(fittingSignature(key.address, `${text}\n`, bytes)).toBe(null)
  expect(fittingSignature(key.address, text, concat(Uint8Array.of(1, 1), bytes))).toBe(null)
  expect(fittingSignature(key.address, text, bytes.slice(1))).toBe(null)
})
