import { readFile } from 'node:fs/promises'
import { text as decodeText } from '../log/bytes.ts'
import { fittingSignature, signaturesIn } from '../log/given-signature.ts'
import { formatNote } from '../log/note.ts'
import { remarkSignature } from '../log/remark.ts'
import { walletSuites } from '../log/suites.ts'
import { parseText } from '../records/envelope.ts'
import { isRefusal, Refusal } from '../records/refusals.ts'
import { type Call, type Command, exit, flagOf, jsonFlag, needed, refuse, Usage } from './command.ts'
import { sayHints } from './hints.ts'
import { openWriting, submitWithWork, whereFlags } from './log-source.ts'
import { json } from './output.ts'

/** Submits a signed note, or a text with a signature that another tool made. */
export const submit: Command = {
  name: 'submit',
  operands: 'FILE|-',
  count: [0, 1],
  summary:
    'Submits a signed record and prints its index, its id and its receipt. Of a statement it says first who said nearly the same, and what looks like personal data.',
  flags: {
    ...whereFlags,
    ...jsonFlag,
    text: { value: 'FILE', words: 'In place of a note: a text as "sensus text" prints it.' },
    signature: { value: 'TEXT', words: 'With --text: its signature, or all that the tool printed.' },
    suite: {
      value: 'SUITE',
      words: `With --text: how it has to be signed: ${walletSuites.join(', ')}. Default: however the signature fits.`,
    },
    remark: {
      value: 'BLOCKHASH:EXTRINSIC',
      words: 'With --text, in place of a signature: where the account wrote the id of the text in a system.remark.',
    },
  },
  run: submitRun,
}

async function submitRun(call: Call): Promise<number> {
  const note = await noteOf(call)
  if (isRefusal(note)) return refuse(call, note)
  const place = await openWriting(call)
  try {
    await sayHints(place, note, call.talk)
    const answer = await submitWithWork(place, note, call.talk)
    if (isRefusal(answer)) return refuse(call, answer)
    call.talk.print(json(answer))
    return exit.ok
  } finally {
    await place.close()
  }
}

async function noteOf(call: Call): Promise<string | Refusal> {
  const [file] = call.operands
  const textFile = flagOf(call, 'text')
  if ((file === undefined) === (textFile === undefined))
    throw new Usage('expected: sensus submit FILE|-, or --text FILE')
  if (textFile === undefined) return read(call, file ?? '-')
  const text = await read(call, textFile)
  const remark = flagOf(call, 'remark')
  if (remark !== undefined) return withRemark(text, remark)
  return withSignature(text, needed(call, 'signature'), flagOf(call, 'suite') ?? null)
}

async function read(call: Call, file: string): Promise<string> {
  if (file === '-') return decodeText(await call.stdin())
  const bytes = await readFile(file).catch(() => {
    throw new Usage(`the file ${file} cannot be read`)
  })
  return decodeText(bytes)
}

/** Puts the line under a text that says where the chain has its hash. */
function withRemark(text: string, remark: string): string | Refusal {
  const [, hash, extrinsic] = /^(?:0x)?([0-9a-f]{64}):(0|[1-9]\d{0,4})$/.exec(remark) ?? []
  if (hash === undefined)
    throw new Usage('--remark expects the hash of a block, a colon, and the number of the extrinsic')
  const envelope = parseText(text)
  if (isRefusal(envelope)) return envelope
  return formatNote(text, [remarkSignature(envelope.account, { hash, extrinsic: Number(extrinsic) })])
}

/** Puts the signature line under a text. The suite follows from the signature, unless one is named that it has to fit. */
function withSignature(text: string, given: string, name: string | null): string | Refusal {
  if (name !== null && !walletSuites.some((each) => each === name))
    throw new Usage(`there is no suite "${name}", only ${walletSuites.join(', ')}`)
  const found = signaturesIn(given)
  if (found.length === 0) throw new Usage('--signature expects 64 or 65 bytes in hexadecimal digits')
  const envelope = parseText(text)
  if (isRefusal(envelope)) return envelope
  const { account } = envelope
  const allowed = walletSuites.filter((suite) => name === null || suite === name)
  for (const bytes of found) {
    const signature = fittingSignature(account, text, bytes, allowed)
    if (signature) return formatNote(text, [signature])
  }
  return new Refusal('bad-signature', { reason: 'of-wallet' })
}
