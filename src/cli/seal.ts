/** `sensus seal`: fixes an explanation now, to be read later. */

import { randomBytes } from 'node:crypto'
import { text as decodeText, hex } from '../log/bytes.ts'
import { commitmentTo } from '../records/people/announcement.ts'
import { tidyBody } from '../records/title.ts'
import { type Call, type Command, exit, jsonFlag } from './command.ts'
import { json } from './output.ts'

export const seal: Command = {
  name: 'seal',
  operands: '',
  count: [0, 0],
  summary:
    'Reads an explanation from standard input and prints a secret and the commitment that an announcement names. Keep both the secret and the very words: "text explanation" opens them later.',
  flags: jsonFlag,
  run: async (call: Call): Promise<number> => {
    const secret = hex(randomBytes(16))
    const body = tidyBody(decodeText(await call.stdin()))
    call.talk.print(json({ secret, commitment: commitmentTo(secret, body), body }))
    return exit.ok
  },
}
