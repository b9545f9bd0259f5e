import { readFile } from 'node:fs/promises'
import { text as decodeText } from '../log/bytes.ts'
import { isRefusal } from '../records/refusals.ts'
import { type Call, type Command, exit, needed, operand, refuse, Usage } from './command.ts'
import { readKey, signText } from './keys.ts'

/** Signs a text with a key file, where a wallet would show it first. */
export const sign: Command = {
  name: 'sign',
  operands: 'FILE|-',
  count: [1, 1],
  summary:
    'Signs a text with a key made by keygen and prints the note. For tools and tests: people sign in their wallet.',
  flags: { key: { value: 'FILE', words: 'Key file of "sensus keygen --out FILE".' } },
  run: signRun,
}

async function signRun(call: Call): Promise<number> {
  const file = operand(call, 0)
  const key = await readKey(needed(call, 'key'))
  const text = decodeText(file === '-' ? await call.stdin() : await bytesOf(file))
  const note = signText(text, key)
  if (isRefusal(note)) return refuse(call, note)
  call.talk.print(note)
  return exit.ok
}

async function bytesOf(file: string): Promise<Uint8Array> {
  return readFile(file).catch(() => {
    throw new Usage(`the file ${file} cannot be read`)
  })
}
