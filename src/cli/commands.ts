/** Every command, in the order in which help shows them. */

import { audit } from './audit.ts'
import { begin } from './begin.ts'
import type { Command } from './command.ts'
import { exportPolis } from './export-polis.ts'
import { importPolis, importTables } from './import-conversation.ts'
import { importDelegates } from './import-delegates.ts'
import { keygen } from './keygen.ts'
import { mirror } from './mirror.ts'
import { observe } from './observe.ts'
import { remove } from './remove.ts'
import { result } from './result.ts'
import { seal } from './seal.ts'
import { serve } from './serve.ts'
import { sign } from './sign.ts'
import { submit } from './submit.ts'
import { text } from './text.ts'
import { upgrade } from './upgrade.ts'
import { view } from './view.ts'

export const commands: readonly Command[] = [
  serve,
  begin,
  view,
  text,
  submit,
  importPolis,
  importTables,
  importDelegates,
  exportPolis,
  result,
  observe,
  mirror,
  audit,
  upgrade,
  remove,
  keygen,
  sign,
  seal,
]
