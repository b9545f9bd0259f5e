import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { btcliCommand, shellWord } from './btcli.ts'

test('a shell hands the very text on, with quotes, dollars and the last line break', () => {
  const text = 'it\'s $HOME `id` \\n "x" !!\nsecond line\n'
  const { stdout } = spawnSync('sh', ['-c', `printf %s ${shellWord(text)}`], { encoding: 'utf8' })
  expect(stdout).toBe(text)
  expect(btcliCommand(text)).toContain(shellWord(text))
})
