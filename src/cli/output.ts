/** What a command says: results on standard output, everything for people on standard error. */

import type { Language } from '../words/language.ts'
import { language } from './language.ts'

export interface Output {
  /** In which refusals are said. */
  language: Language
  /** A result, exactly as given. */
  print(text: string): void
  /** A line for people. */
  say(line: string): void
  /** Begins something that may take long; silent for its first second. */
  progress(what: string): Progress
}

export interface Progress {
  /** How far it is, of how much if that is known. */
  step(done: number, total?: number): void
  end(): void
}

interface Stream {
  write(text: string): unknown
  isTTY?: boolean
}

/** Talks to two streams; on a terminal progress stays on one line, elsewhere it is a line every five seconds. */
export function talkTo(out: Stream, err: Stream, now: () => number = Date.now): Output {
  return {
    language,
    print: (text) => void out.write(text),
    say: (line) => void err.write(`${line}\n`),
    progress: (what) => progressOn(err, what, now),
  }
}

function progressOn(err: Stream, what: string, now: () => number): Progress {
  const began = now()
  const pause = err.isTTY ? 250 : 5000
  let state = ''
  let shown = 0
  const show = () => {
    const seconds = Math.floor((now() - began) / 1000)
    const line = `${what}${state} (${seconds} s)`
    err.write(err.isTTY ? `\r${line}\u001b[K` : `${line}\n`)
    shown = now()
  }
  const due = () => now() - began >= 1000 && now() - shown >= (shown === 0 ? 0 : pause)
  const timer = setInterval(() => due() && show(), 250)
  timer.unref()
  return {
    step: (done, total) => {
      state = total === undefined ? ` ${done}` : ` ${done}/${total}`
      if (due()) show()
    },
    end: () => {
      clearInterval(timer)
      if (shown > 0 && err.isTTY) err.write('\n')
    },
  }
}

/** A value as the JSON that commands print: two spaces, final newline. */
export function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`
}
