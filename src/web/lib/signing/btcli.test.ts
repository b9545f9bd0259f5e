import { spawnSync } from 'node:child_process'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { btcliCommand, pastedSignature, shellWord } from './btcli.ts'

const hex = 'ab'.repeat(64)

test('a shell hands the very text on, with quotes, dollars and the last line break', () => {
  const text = 'it\'s $HOME `id` \\n "x" !!\nsecond line\n'
  const { stdout } = spawnSync('sh', ['-c', `printf %s ${shellWord(text)}`], { encoding: 'utf8' })
  expect(stdout).toBe(text)
  expect(btcliCommand(text)).toContain(shellWord(text))
})

test.each([
  hex,
  `0x${hex}`,
  `  ${hex.slice(0, 70)}\n${hex.slice(70)} `,
  `{"signed_message": "${hex}", "signer_address": "5G"}`,
  hex.toUpperCase(),
])('a pasted signature is found in %s', (pasted) => {
  expect(pastedSignature(pasted)).toEqual(new Uint8Array(64).fill(0xab))
})

test('anything else is not a signature', () => {
  for (const wrong of ['', hex.slice(2), `${hex}00`, `0x0x${hex}`, 'z'.repeat(128)])
    expect(pastedSignature(wrong)).toBeNull()
  fc.assert(
    fc.property(
      fc.string(),
      (text) => pastedSignature(text) === null || /[0-9a-f]{128}/i.test(text.replace(/\s/g, '')),
    ),
  )
})
