import { base64 } from '../../src/log/bytes.ts'
import { formatNote } from '../../src/log/note.ts'
import { suiteKeyId } from '../../src/log/suites.ts'
import type { RefusalCode } from '../../src/records/refusals.ts'
import { accountOf, nonceOf, origin, sessionOf } from './keys.ts'

/** A note that has to be refused, with the code; `bad-signature` is what the check of its signature gives. */
export interface InvalidVector {
  name: string
  code: RefusalCode
  note: string
}

// Ed25519 and ECDSA signatures are the same each time, so these vectors can be made again byte for byte.
const key = accountOf('ed25519-bytes')
const other = accountOf('ecdsa-bytes')
const id = '4a67f9a87ee50d82e6dad58333079d531dc0eb3bd14c06d8c9566d87d38999be'
const tail = `account: ${key.address}\ntime: 2026-11-23T15:00:00Z\nnonce: ${nonceOf('invalid')}\n`
const first = `${origin} signed record v1\n`

const statement = `${first}action: statement\nconversation: ${id}\ntitle: Who should govern?\n${tail}\nTake changes should be announced 7 days ahead.\n`
const vote = `${first}action: vote\nchoice: agree\nimportance: 2\nabout: ${id}\ntitle: Take changes should be announced.\n${tail}`
const session = `${first}action: session\nsession-key: ed25519:${id}\nmay: vote\nnot-after: 2026-12-20T15:00:00Z\n${tail}`
const conversation = `${first}action: conversation\ntitle: Who should govern?\nopens: 2026-11-24T00:00:00Z\ncloses: 2026-12-24T00:00:00Z\nadd: anyone\ntotals: always\n${tail}`
const sealed = conversation.replace(
  'totals: always\n',
  'totals: always\nvotes: sealed\nopening-ends: 2026-12-28T00:00:00Z\n',
)
const guest = `${first}action: guest\nmay: vote\n${tail}`
const handover = `${first}action: handover\nto: ${other.address}\n${tail}`
const sealedVote = `${first}action: sealed-vote\ncommitment: ${id}\nabout: ${id}\ntitle: Take changes should be announced.\n${tail}`
const opening = `${first}action: opening\nchoice: agree\nabout: ${id}\nsecret: ${id}\n${tail}`
const result = `${first}action: result\nconversation: ${id}\ntitle: Who should govern?\nview: opinion-map\nversion: 4\nparameters: mode=classic\nsize: 4211\nhash: ${id}\n${tail}`
const statementType = `${first}action: statement-type\ntype: fact\nabout: ${id}\ntitle: Take changes should be announced.\n${tail}`
const removal = `${first}action: removal\nindexes: 3,7,11\ncategory: privacy\nappeal: appeal@voice.example.org\n${tail}`
const event = `${first}action: event\ntitle: A team leaves\ndate: 2026-04-10\n${tail}\n# What happened\nIt left.\n\n# Sources\nThe team: https://a.example.org\nThe press: https://b.example.org\n`
const future = `${first}action: future\nwhat: unknown\n${tail}\nA body.\n`

/** The signature line of a text by a key. */
const lineOf = (text: string, signer = key): string => formatNote('x\n', [signer.sign(text)]).slice('x\n\n'.length)
const noteOf = (text: string): string => `${text}\n${lineOf(text)}`

type Change = [name: string, code: RefusalCode, text: string, find: string, put: string]

/** The headers of the vote with the account right behind the action. */
const [accountLine = '', ...otherLines] = tail.split('\n')
const accountFirst = vote
  .slice(first.length)
  .replace(tail, () => otherLines.join('\n'))
  .replace('action: vote\n', () => `action: vote\n${accountLine}\n`)

/** Every text that is refused for what stands in it, made from a right one by one change. */
const changes: Change[] = [
  ['empty first line', 'first-line', statement, first, '\n'],
  ['no first line', 'first-line', statement, first, ''],
  ['another version', 'first-line', statement, 'record v1', 'record v2'],
  ['text begins with 0x', 'first-line', statement, origin, '0xdeadbeef'],
  ['origin with a scheme', 'first-line', statement, origin, `https://${origin}`],
  ['origin in capitals', 'first-line', statement, origin, 'Voice.example.org/log1'],
  ['text begins like a wrapped message', 'first-line', statement, origin, '<Bytes>'],
  ['text begins like an Ethereum message', 'control-character', statement, origin, '\x19Ethereum Signed Message:'],
  ['byte order mark', 'bad-encoding', statement, origin, `\uFEFF${origin}`],
  ['CRLF', 'control-character', statement, 'ahead.\n', 'ahead.\r\n'],
  ['CRLF in the headers', 'control-character', statement, 'govern?\n', 'govern?\r\n'],
  ['tab', 'control-character', statement, '7 days', '7\tdays'],
  ['NUL', 'control-character', statement, '7 days', '7\0days'],
  ['C1 control character', 'control-character', statement, '7 days', '7\u0085days'],
  ['line separator', 'control-character', statement, '7 days', '7\u2028days'],
  ['NFD in the body', 'not-nfc', statement, '7 days', 'Zu\u0308rich'],
  ['NFD in a header', 'not-nfc', statement, 'govern?', 'govern Zu\u0308rich?'],
  ['singleton that NFC replaces', 'not-nfc', statement, '7 days', '7 \u212Bngstr\u00F6m'],
  ['bidi override in a header', 'bidi-override', statement, 'govern?', '\u202Egovern?'],
  ['bidi override in the body', 'bidi-override', statement, '7 days', '\u202E7 days'],
  ['bidi isolate in the body', 'bidi-override', statement, '7 days', '\u20667 days\u2069'],
  ['zero-width space in a header', 'zero-width', statement, 'govern?', 'go\u200Bvern?'],
  ['soft hyphen in a header', 'zero-width', statement, 'govern?', 'go\u00ADvern?'],
  ['joiner between Latin letters in a header', 'zero-width', statement, 'govern?', 'go\u200Dvern?'],
  ['right-to-left mark in a header', 'zero-width', statement, 'govern?', '\u200Fgovern?'],
  ['trailing space in a header', 'not-trimmed', statement, 'govern?\n', 'govern? \n'],
  ['two spaces after the colon', 'not-trimmed', statement, 'title: ', 'title:  '],
  ['no-break space around a value', 'not-trimmed', statement, 'govern?\n', 'govern?\u00A0\n'],
  ['empty value', 'not-trimmed', statement, 'title: Who should govern?', 'title: '],
  ['no space after the colon', 'bad-header', statement, 'title: ', 'title:'],
  ['key in capitals', 'bad-header', statement, 'title: ', 'Title: '],
  ['header without a colon', 'bad-header', statement, 'title: Who should govern?', 'Who should govern'],
  ['trailing space in the body', 'not-trimmed', statement, 'ahead.\n', 'ahead. \n'],
  ['body begins with a blank line', 'not-trimmed', statement, '\n\nTake', '\n\n\nTake'],
  ['trailing blank line in the body', 'not-trimmed', statement, 'ahead.\n', 'ahead.\n\n'],
  ['body of white space', 'not-trimmed', statement, 'Take changes should be announced 7 days ahead.', ' '],
  ['duplicate header', 'header-duplicate', statement, 'title: Who', `title: Twice\ntitle: Who`],
  ['duplicate account', 'header-duplicate', statement, 'account: ', `account: ${key.address}\naccount: `],
  [
    'own headers in another order',
    'header-order',
    vote,
    'choice: agree\nimportance: 2\n',
    'importance: 2\nchoice: agree\n',
  ],
  [
    'time before account',
    'header-order',
    vote,
    tail,
    `${tail.split('\n')[1]}\n${tail.split('\n')[0]}\n${tail.split('\n')[2]}\n`,
  ],
  ['account before the own headers', 'header-order', vote, vote.slice(first.length), accountFirst],
  ['action not first', 'header-order', vote, 'action: vote\nchoice: agree\n', 'choice: agree\naction: vote\n'],
  ['unknown header', 'header-unknown', vote, 'choice: ', 'colour: red\nchoice: '],
  ['no action', 'header-missing', vote, 'action: vote\n', ''],
  ['no nonce', 'header-missing', vote, /nonce: .*\n/.exec(vote)![0], ''],
  ['no choice', 'header-missing', vote, 'choice: agree\n', ''],
  ['header of 257 bytes', 'header-too-long', statement, 'Who should govern?', `${'ü'.repeat(128)}x`],
  [
    '33 headers',
    'bad-header',
    future,
    'what: unknown\n',
    Array.from({ length: 29 }, (_, i) => `what-${i}: x\n`).join(''),
  ],
  [
    'account with another prefix',
    'bad-account',
    vote,
    `account: ${key.address}`,
    'account: 15oF4uVJwmo4TdGW7VfQxNLavjCXviqxT9S1MgbjMNHr6Sp5',
  ],
  [
    'account with a broken checksum',
    'bad-account',
    vote,
    `account: ${key.address}`,
    `account: ${brokenChecksum(key.address)}`,
  ],
  ['account in hex', 'bad-account', vote, `account: ${key.address}`, `account: 0x${id}`],
  ['time with milliseconds', 'bad-time', vote, '15:00:00Z', '15:00:00.000Z'],
  ['time with an offset', 'bad-time', vote, '15:00:00Z', '15:00:00+00:00'],
  ['30 February', 'bad-time', vote, '2026-11-23T', '2026-02-30T'],
  ['24 o\u2019clock', 'bad-time', vote, 'T15:', 'T24:'],
  ['leap second', 'bad-time', vote, '15:00:00Z', '15:00:60Z'],
  ['nonce in capitals', 'bad-nonce', vote, /nonce: .*/.exec(vote)![0], `nonce: ${'AB'.repeat(16)}`],
  ['nonce of 15 bytes', 'bad-nonce', vote, /nonce: .*/.exec(vote)![0], `nonce: ${'ab'.repeat(15)}`],
  ['choice that does not exist', 'bad-field', vote, 'choice: agree', 'choice: yes'],
  ['choice in capitals', 'bad-field', vote, 'choice: agree', 'choice: Agree'],
  ['importance 4', 'bad-field', vote, 'importance: 2', 'importance: 4'],
  ['importance with a leading zero', 'bad-field', vote, 'importance: 2', 'importance: 02'],
  ['id in capitals', 'bad-field', vote, id, id.toUpperCase()],
  ['id of 63 digits', 'bad-field', vote, id, id.slice(1)],
  ['title of 121 characters', 'bad-field', vote, 'Take changes should be announced.', 'x'.repeat(121)],
  ['guest that may sign more', 'bad-field', guest, 'may: vote', 'may: vote,statement'],
  ['guest that does not say what it may', 'header-missing', guest, 'may: vote\n', ''],
  ['guest that votes under a session', 'session-scope', guest, 'time: ', `session: ${id}\ntime: `],
  ['handover to itself', 'bad-field', handover, other.address, key.address],
  ['sealed votes that cannot be opened', 'bad-field', sealed, 'opening-ends: 2026-12-28T00:00:00Z\n', ''],
  ['sealed votes of what never closes', 'bad-field', sealed, 'closes: 2026-12-24T00:00:00Z\n', ''],
  ['sealed votes opened before the close', 'bad-field', sealed, 'opening-ends: 2026-12-28', 'opening-ends: 2026-12-23'],
  ['openings of open votes', 'bad-field', sealed, 'votes: sealed', 'votes: open'],
  ['votes that are half sealed', 'bad-field', sealed, 'votes: sealed', 'votes: half'],
  ['sealed vote with its choice', 'header-unknown', sealedVote, 'commitment: ', 'choice: agree\ncommitment: '],
  ['commitment of 63 digits', 'bad-field', sealedVote, `commitment: ${id}`, `commitment: ${id.slice(1)}`],
  ['opening without its secret', 'header-missing', opening, `secret: ${id}\n`, ''],
  ['secret in capitals', 'bad-field', opening, `secret: ${id}`, `secret: ${id.toUpperCase()}`],
  ['result of a view that is of no conversation', 'bad-field', result, 'view: opinion-map', 'view: power'],
  ['result of an empty log', 'bad-field', result, 'size: 4211', 'size: 0'],
  ['result without its size', 'header-missing', result, 'size: 4211\n', ''],
  ['hash of 63 digits', 'bad-field', result, `hash: ${id}`, `hash: ${id.slice(1)}`],
  ['parameters without a value', 'bad-field', result, 'mode=classic', 'mode='],
  ['parameters out of order', 'bad-field', result, 'mode=classic', 'order=votes&limit=5'],
  ['parameters that name the conversation', 'bad-field', result, 'mode=classic', 'conversation=other'],
  ['result signed by a session key', 'session-scope', result, 'time: ', `session: ${id}\ntime: `],
  ['type of a statement that there is not', 'bad-field', statementType, 'type: fact', 'type: opinion'],
  [
    'type of a statement without its words',
    'header-missing',
    statementType,
    'title: Take changes should be announced.\n',
    '',
  ],
  ['type of a statement by a session key', 'session-scope', statementType, 'time: ', `session: ${id}\ntime: `],
  ['session that may sign more', 'bad-field', session, 'may: vote', 'may: vote,statement'],
  ['session key of another scheme', 'bad-field', session, 'ed25519:', 'sr25519:'],
  ['session of 31 days', 'bad-field', session, '2026-12-20T', '2026-12-24T'],
  ['session that ends before it begins', 'bad-field', session, '2026-12-20T', '2026-11-20T'],
  ['conversation that closes before it opens', 'bad-field', conversation, 'closes: 2026-12', 'closes: 2026-10'],
  [
    'totals after a close that never comes',
    'bad-field',
    conversation,
    'closes: 2026-12-24T00:00:00Z\nadd: anyone\ntotals: always',
    'add: anyone\ntotals: after-close',
  ],
  ['removal with a space in the list', 'bad-field', removal, '3,7,11', '3, 7, 11'],
  ['removal out of order', 'bad-field', removal, '3,7,11', '7,3,11'],
  ['removal of one place twice', 'bad-field', removal, '3,7,11', '3,3'],
  ['removal of 65 places', 'bad-field', removal, '3,7,11', Array.from({ length: 65 }, (_, i) => i).join(',')],
  ['removal of another category', 'bad-field', removal, 'privacy', 'taste'],
  ['event of a year to come', 'bad-field', event, '2026-04-10', '9999'],
  ['event of a month to come', 'bad-field', event, '2026-04-10', '2026-12'],
  ['event of a day to come', 'bad-field', event, '2026-04-10', '2026-11-25'],
  ['statement without a body', 'body-missing', statement, '\nTake changes should be announced 7 days ahead.\n', ''],
  ['vote with a body', 'body-not-allowed', vote, tail, `${tail}\nBecause.\n`],
  [
    'statement of 281 characters',
    'body-too-long',
    statement,
    'Take changes should be announced 7 days ahead.',
    '\u{1F5F3}'.repeat(281),
  ],
  ['body of 16 KiB and one byte', 'body-too-long', future, 'A body.', 'x'.repeat(16 * 1024 + 1)],
  ['note of 25 KiB', 'too-large', future, 'A body.', 'x'.repeat(25 * 1024)],
  ['session that signs a statement', 'session-scope', statement, 'time: ', `session: ${id}\ntime: `],
  ['session that begins a session', 'session-scope', session, 'time: ', `session: ${id}\ntime: `],
  ['session id in capitals', 'bad-field', vote, 'time: ', `session: ${id.toUpperCase()}\ntime: `],
]

/** An address with its last character changed. */
function brokenChecksum(address: string): string {
  return address.slice(0, -1) + (address.endsWith('1') ? '2' : '1')
}

function changed([name, code, text, find, put]: Change): InvalidVector {
  if (!text.includes(find)) throw new Error(`The vector "${name}" changes nothing.`)
  return { name, code, note: noteOf(text.replace(find, () => put)) }
}

/** A signature line with other bytes: key id (4 bytes) and what follows. */
function lineWith(keyId: Uint8Array, bytes: Uint8Array, name: string = key.address): string {
  return `— ${name} ${base64(Uint8Array.of(...keyId, ...bytes))}\n`
}

/** Notes that are refused for what stands below the text. */
function badSignatures(): InvalidVector[] {
  const { keyId, bytes } = key.sign(vote)
  const line = lineOf(vote)
  const underSession = vote.replace('time: ', `session: ${id}\ntime: `)
  const flipped = bytes.map((byte, i) => (i === 0 ? byte ^ 1 : byte))
  const make = (name: string, code: RefusalCode, note: string): InvalidVector => ({ name, code, note })
  return [
    make('no signature', 'malformed', vote),
    make('blank line but no signature', 'malformed', `${vote}\n`),
    make('signature with a plain hyphen', 'malformed', `${vote}\n${line.replace('—', '-')}`),
    make('signature without a final line feed', 'malformed', `${vote}\n${line.slice(0, -1)}`),
    make('signature that is not base64', 'malformed', `${vote}\n${line.replace(/.{4}\n$/, '!!!!\n')}`),
    make('two signatures', 'signature-count', `${vote}\n${line}${lineOf(vote, other)}`),
    make('name is not the account', 'wrong-signer', `${vote}\n${lineOf(vote, other)}`),
    make(
      'key id of nobody',
      'unknown-suite',
      `${vote}\n${lineWith(
        keyId.map((byte) => byte ^ 255),
        bytes,
      )}`,
    ),
    make(
      'key id of a session key on a record without a session',
      'unknown-suite',
      `${vote}\n${lineWith(suiteKeyId('ed25519', key.address, key.publicKey), bytes)}`,
    ),
    make(
      'wallet signs a record that names a session',
      'session-key-mismatch',
      `${underSession}\n${lineOf(underSession)}`,
    ),
    make(
      'ed25519 signature declared as ecdsa',
      'denied-key',
      `${vote}\n${lineWith(suiteKeyId('ecdsa-bytes', key.address, key.publicKey), bytes)}`,
    ),
    make('signature cut short', 'denied-key', `${vote}\n${lineWith(keyId, bytes.slice(1))}`),
    make('one bit flipped in the signature', 'bad-signature', `${vote}\n${lineWith(keyId, flipped)}`),
    make('signature of another text', 'bad-signature', `${vote}\n${lineOf(statement)}`),
    make('replay to another origin', 'bad-signature', `${vote.replace(origin, 'evil.example.org/log')}\n${line}`),
    make(
      'signature of the bare text declared as wrapped',
      'bad-signature',
      `${vote}\n${lineWith(keyId, bareSignature())}`,
    ),
  ]
}

/** What the session suite would sign: the same text without the wrapping. */
function bareSignature(): Uint8Array {
  return sessionOf().sign(vote).bytes
}

/** Every invalid vector. */
export function invalidVectors(): InvalidVector[] {
  const vectors = [...changes.map(changed), ...badSignatures()]
  if (new Set(vectors.map(({ name }) => name)).size < vectors.length)
    throw new Error('Two invalid vectors have one name.')
  return vectors
}
