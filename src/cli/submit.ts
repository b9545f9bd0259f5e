import { readFile } from 'node:fs/promises'
import { text as decodeText, unhex } from '../log/bytes.ts'
import { formatNote } from '../log/note.ts'
import { remarkSignature } from '../log/remark.ts'
import { publicKeyOf } from '../log/ss58.ts'
import { suiteKeyId, walletSuites } from '../log/suites.ts'
import { parseText } from '../records/envelope.ts'
import { isRefusal, type Refusal } from '../records/refusals.ts'
import { type Call, type Command, exit, flagOf, needed, refuse, Usage } from './command.ts'
import { openWriting, submitWithWork, whereFlags } from './log-source.ts'
import { json } from './output.ts'

/** Submits a signed note, or a text with a signature that another tool made. */
export const submit: Command = {
  name: 'submit',
  operands: 'FILE|-',
  count: [0, 1],
  summary: 'Submits a signed record and prints its index, its id and its receipt.',
  flags: {
    ...whereFlags,
    text: { value: 'FILE', words: 'In place of a note: a text as "sensus text" prints it.' },
    signature: { value: 'HEX', words: 'With --text: its signature, with or without 0x.' },
    suite: {
      value: 'SUITE',
      words: `With --text: how it was signed: ${walletSuites.join(', ')}. Default: sr25519-raw, as "btcli wallet sign" does.`,
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
  return withSignature(text, needed(call, 'signature'), flagOf(call, 'suite') ?? 'sr25519-raw')
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

/** Puts the signature line under a text: the key id says which suite signed it. */
function withSignature(text: string, signature: string, name: string): string | Refusal {
  const suite = walletSuites.find((each) => each === name)
  if (!suite) throw new Usage(`there is no suite "${name}", only ${walletSuites.join(', ')}`)
  const digits = signature.trim().replace(/^0x/, '').toLowerCase()
  if (!/^([0-9a-f]{2}){64,65}$/.test(digits))
    throw new Usage('--signature expects 64 or 65 bytes in hexadecimal digits')
  const envelope = parseText(text)
  if (isRefusal(envelope)) return envelope
  const { account } = envelope
  const keyId = suiteKeyId(suite, account, publicKeyOf(account))
  return formatNote(text, [{ name: account, keyId, bytes: unhex(digits) }])
}
