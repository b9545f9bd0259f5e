import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { memoryStore } from '../src/adapters/memory.ts'
import * as contract from '../src/api/contract.ts'
import { createApi } from '../src/api/server.ts'
import { hex, utf8 } from '../src/log/bytes.ts'
import { formatNote } from '../src/log/note.ts'
import { type AccountKey, accountKey, sessionKey } from '../src/log/sign.ts'
import { addressOf } from '../src/log/ss58.ts'
import { signedMessage, suiteKeyId } from '../src/log/suites.ts'
import { textId } from '../src/records/envelope.ts'
import type { RecordId } from '../src/records/ids.ts'
import type { RefusalCode } from '../src/records/refusals.ts'
import type { Site } from '../src/service/site.ts'
import { english } from '../src/words/en.ts'
import { sentenceOf } from '../src/words/refusal.ts'
import { clock, closeSites, keyOf, open, operatorOf, plainConversation, put, write } from './site.ts'

const store = memoryStore()
const alice = keyOf('alice')
const bob = keyOf('bob')
const wallet = accountKey('sr25519-bytes', new Uint8Array(32).fill(7))
const btcli = accountKey('sr25519-raw', new Uint8Array(32).fill(7))
const guest = accountKey('ed25519-bytes', new Uint8Array(32).fill(8))
const adopted = accountKey('ed25519-bytes', new Uint8Array(32).fill(9))
const sessions = new Map<string, { id: RecordId; key: AccountKey }>()
const hour = 3_600_000
let site: Site
let api: ReturnType<typeof createApi>
let operator: AccountKey
let conversation: RecordId
let statement: RecordId
let closed: RecordId
let later: RecordId

beforeAll(async () => {
  site = await open(store)
  api = createApi(site, { url: 'https://test.example' })
  operator = await operatorOf(store)
  for (const name of ['good', 'revoked', 'expired']) await delegate(name)
  await put(site, alice, 'revoke', { record: sessions.get('revoked')!.id })
  for (const key of [guest, adopted]) await put(site, key, 'guest', { may: ['vote'] })
  await put(site, adopted, 'handover', { to: alice.address })
  await put(site, alice, 'adoption', { guest: adopted.address })
  conversation = (await put(site, alice, 'conversation', plainConversation)).id
  const fields = { conversation, title: plainConversation.title, body: 'One thing.' }
  statement = (await put(site, alice, 'statement', fields)).id
  const now = Math.floor(clock.now / 1000) * 1000
  closed = (await put(site, alice, 'conversation', { ...plainConversation, closes: now + 1000 })).id
  later = (await put(site, alice, 'conversation', { ...plainConversation, opens: now + 20 * hour })).id
  clock.now += 2 * hour
})
afterAll(closeSites)

/** A session of alice's: one hour long when it is to expire, a week otherwise. */
async function delegate(name: string): Promise<void> {
  const key = sessionKey(utf8(name.padEnd(32)), alice.address)
  const notAfter = Math.floor(clock.now / 1000) * 1000 + (name === 'expired' ? hour : 168 * hour)
  const { id } = await put(site, alice, 'session', { sessionKey: hex(key.publicKey), may: ['vote'], notAfter })
  sessions.set(name, { id, key })
}

interface Draft {
  kind?: string
  headers?: string
  body?: string
  account?: string
  session?: string
  time?: number
  origin?: string
}

let nonces = 0

/** A text as anybody could write it: nothing is checked. */
function draft({ kind = 'statement', body, session, ...more }: Draft = {}): string {
  const time = new Date(Math.floor((more.time ?? clock.now) / 1000) * 1000).toISOString().replace('.000', '')
  const headers = more.headers ?? (kind === 'statement' ? `conversation: ${conversation}\ntitle: What next?` : '')
  const lines = [
    `${more.origin ?? site.origin} signed record v1`,
    `action: ${kind}`,
    ...(headers === '' ? [] : [headers]),
    `account: ${more.account ?? bob.address}`,
    ...(session === undefined ? [] : [`session: ${session}`]),
    `time: ${time}`,
    `nonce: ${(nonces++).toString(16).padStart(32, 'f')}`,
  ]
  const text = body ?? (kind === 'statement' ? 'Another thing.' : undefined)
  return `${lines.join('\n')}\n${text === undefined ? '' : `\n${text}\n`}`
}

const signed = (text: string, key: AccountKey = bob): string => formatNote(text, [key.sign(text)])

/** A vote by one of alice's sessions. */
const vote = (name: string, more: Draft & { key?: AccountKey } = {}): string => {
  const { id, key } = sessions.get(name)!
  const headers = `choice: agree\nabout: ${statement}\ntitle: One thing.`
  return signed(draft({ kind: 'vote', headers, account: alice.address, session: id, ...more }), more.key ?? key)
}

/** The same text and key, but a signature that is another one's. */
function forged(account: Uint8Array, signature: Uint8Array): string {
  const address = addressOf(account)
  const text = draft({ account: address })
  const keyId = suiteKeyId('sr25519-bytes', address, account)
  return formatNote(text, [{ name: address, keyId, bytes: signature }])
}

function suiteMixed(claimed: AccountKey, used: AccountKey): string {
  const text = draft({ account: claimed.address })
  const { bytes } = used.sign(text)
  return formatNote(text, [{ ...claimed.sign(text), bytes }])
}

async function importing(comments: string, votes: string, store = true): Promise<string> {
  const hashes = await Promise.all(
    [comments, votes].map(async (file) => (store ? site.addEvidence(utf8(file)) : 'ab'.repeat(32))),
  )
  const headers = [
    'format: polis',
    'title: From elsewhere',
    `comments: ${hashes[0]}`,
    `votes: ${hashes[1]}`,
    'licence: CC BY 4.0',
    'attribution: Somebody',
    'add: anyone',
  ].join('\n')
  return signed(draft({ kind: 'import', headers, account: operator.address }), operator)
}

const goodComments = 'timestamp,comment-id,author-id,agrees,disagrees,moderated,comment-body\n1,0,0,0,0,1,Yes\n'
const goodVotes = 'timestamp,comment-id,voter-id,vote\n1,0,0,1\n'

/** Every kind of bad input, the note it makes, and the code that refuses it. */
const cases: [string, () => string | Promise<string>, RefusalCode][] = [
  ['no signature at all', () => draft(), 'malformed'],
  ['nothing', () => '', 'malformed'],
  ['a signature line that is no base64', () => `${draft()}\n— ${bob.address} ???\n`, 'malformed'],
  [
    'two signatures',
    () => {
      const text = draft()
      return formatNote(text, [bob.sign(text), bob.sign(text)])
    },
    'signature-count',
  ],
  ['somebody else’s signature line', () => signed(draft(), alice), 'wrong-signer'],
  [
    'a key id of no suite',
    () => {
      const text = draft()
      return formatNote(text, [{ ...bob.sign(text), keyId: new Uint8Array(4) }])
    },
    'unknown-suite',
  ],
  ['a raw signature under the wrapped suite', () => suiteMixed(wallet, btcli), 'bad-signature'],
  ['a wrapped signature under the raw suite', () => suiteMixed(btcli, wallet), 'bad-signature'],
  ['a signature over another text', () => signed(draft()).replace('Another thing.', 'Another think.'), 'bad-signature'],
  ['a record for another log', () => signed(draft({ origin: 'evil.example/log' })), 'wrong-origin'],
  ['a session that is over', () => vote('expired'), 'session-expired'],
  ['a session that was revoked', () => vote('revoked'), 'session-revoked'],
  ['a session that nobody signed', () => vote('good', { session: 'cd'.repeat(32) }), 'session-unknown'],
  [
    'a session of another account',
    () => {
      const { id, key } = sessions.get('good')!
      const headers = `choice: agree\nabout: ${statement}\ntitle: One thing.`
      const text = draft({ kind: 'vote', headers, account: bob.address, session: id })
      return formatNote(text, [{ ...key.sign(text), name: bob.address }])
    },
    'session-unknown',
  ],
  ['another key under a session', () => vote('good', { key: sessions.get('expired')!.key }), 'session-key-mismatch'],
  [
    'a statement by a session key',
    () => {
      const { id, key } = sessions.get('good')!
      return signed(draft({ account: alice.address, session: id }), key)
    },
    'session-scope',
  ],
  ['a statement by a guest', () => signed(draft({ account: guest.address }), guest), 'guest-scope'],
  [
    'an account that becomes a guest after it has signed something',
    () => signed(draft({ kind: 'guest', headers: 'may: vote', account: alice.address }), alice),
    'not-guest',
  ],
  [
    'the votes of a guest that handed nothing over',
    () => signed(draft({ kind: 'adoption', headers: `guest: ${guest.address}` })),
    'not-yours',
  ],
  [
    'the votes of a guest that are somebody’s already',
    () => signed(draft({ kind: 'adoption', headers: `guest: ${adopted.address}` })),
    'guest-adopted',
  ],
  [
    'a conversation that closes in the past',
    () =>
      signed(
        draft({ kind: 'conversation', headers: 'title: A\ncloses: 2020-01-01T00:00:00Z\nadd: anyone\ntotals: always' }),
      ),
    'bad-field',
  ],
  [
    'a statement in a closed conversation',
    () => signed(draft({ headers: `conversation: ${closed}\ntitle: x` })),
    'conversation-closed',
  ],
  [
    'a statement in one not yet open',
    () => signed(draft({ headers: `conversation: ${later}\ntitle: x` })),
    'conversation-not-open',
  ],
  [
    'a conversation that is not there',
    () => signed(draft({ headers: `conversation: ${'ef'.repeat(32)}\ntitle: x` })),
    'conversation-unknown',
  ],
  [
    'a vote on nothing',
    () => signed(draft({ kind: 'vote', headers: `choice: agree\nabout: ${'ef'.repeat(32)}\ntitle: x` })),
    'statement-unknown',
  ],
  [
    'a choice that is none',
    () => signed(draft({ kind: 'vote', headers: `choice: maybe\nabout: ${statement}\ntitle: x` })),
    'bad-field',
  ],
  ['a statement of 281 characters', () => signed(draft({ body: 'x'.repeat(281) })), 'body-too-long'],
  [
    'a description of 4,001 characters',
    () =>
      signed(draft({ kind: 'conversation', headers: 'title: A\nadd: anyone\ntotals: always', body: 'x'.repeat(4001) })),
    'body-too-long',
  ],
  ['a statement without words', () => signed(draft().replace(/\n\n.*\n$/, '\n')), 'body-missing'],
  ['text in NFD', () => signed(draft({ body: 'Zu\u0308rich' })), 'not-nfc'],
  ['a bidirectional override', () => signed(draft({ body: 'abc\u202edef' })), 'bidi-override'],
  [
    'something invisible in a header',
    () => signed(draft({ headers: `conversation: ${conversation}\ntitle: a\u200bb` })),
    'zero-width',
  ],
  ['something invisible in a body', () => signed(draft({ body: 'pay\u200Dpal' })), 'zero-width'],
  ['carriage returns', () => signed(draft()).replaceAll('\n', '\r\n'), 'control-character'],
  ['a byte order mark', () => `\ufeff${signed(draft())}`, 'bad-encoding'],
  [
    'headers in another order',
    () => signed(draft({ headers: `title: x\nconversation: ${conversation}` })),
    'header-order',
  ],
  [
    'a header that the kind does not have',
    () => signed(draft({ headers: `conversation: ${conversation}\nextra: y\ntitle: x` })),
    'header-unknown',
  ],
  ['a kind that nobody knows', () => signed(draft({ kind: 'sing', headers: 'song: x' })), 'unknown-kind'],
  ['yesterday’s record', () => signed(draft({ time: clock.now - 25 * hour })), 'too-old'],
  ['tomorrow’s record', () => signed(draft({ time: clock.now + hour })), 'in-the-future'],
  ['25 KiB', () => `${'x'.repeat(25 * 1024)}\n\n— a b\n`, 'too-large'],
  [
    'a removal by somebody',
    () => signed(draft({ kind: 'removal', headers: 'indexes: 3\ncategory: privacy\nappeal: a@example.org' })),
    'not-operator',
  ],
  [
    'a removal of what is not there',
    () =>
      signed(
        draft({
          kind: 'removal',
          headers: 'indexes: 9999\ncategory: privacy\nappeal: a@example.org',
          account: operator.address,
        }),
        operator,
      ),
    'target-unknown',
  ],
  [
    'a policy by somebody',
    () => signed(draft({ kind: 'policy', headers: 'name: Mine\ncontact: me@example.org', body: 'My rules.' })),
    'not-operator',
  ],
  [
    'taking back what is another’s',
    () => signed(draft({ kind: 'revoke', headers: `record: ${statement}` })),
    'not-yours',
  ],
  [
    'the all-zero account with the signature that fits every text',
    () =>
      forged(
        new Uint8Array(32),
        Uint8Array.from({ length: 64 }, (_, i) => (i === 63 ? 0x80 : 0)),
      ),
    'denied-key',
  ],
  [
    'an account that is a point of small order',
    () =>
      forged(
        Uint8Array.from({ length: 32 }, (_, i) => (i === 0 ? 1 : 0)),
        Uint8Array.from({ length: 64 }, (_, i) => (i === 63 ? 0x80 : 0)),
      ),
    'denied-key',
  ],
  [
    'an import whose CSV lacks a column',
    () => importing(goodComments, goodVotes.replace(',vote\n', ',choice\n')),
    'csv-columns',
  ],
  ['an import with a broken row', () => importing(goodComments, `${goodVotes}2,0,zero,1\n`), 'csv-row'],
  ['an import with an unclosed quote', () => importing(`${goodComments}2,1,0,0,0,1,"No\n`, goodVotes), 'csv-row'],
  ['an import whose files nobody has', () => importing(goodComments, goodVotes, false), 'evidence-missing'],
]

const post = (body: string | Uint8Array, type = 'text/plain') =>
  api.request('/api/records', { method: 'POST', body: body as BodyInit, headers: { 'content-type': type } })

describe('bad input is refused with its code, stores nothing and breaks nothing', () => {
  test.each(cases)('%s', async (_, make, code) => {
    const note = await make()
    const before = { checkpoint: site.checkpoint(), paths: await store.blobs.list('') }
    const answer = await post(note)
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(answer.status).toBeLessThan(500)
    expect(answer.headers.get('content-type')).toContain('application/problem+json')
    const problem = contract.problem.parse(await answer.json())
    expect(problem.code).toBe(code)
    expect(problem.detail.length).toBeGreaterThan(20)
    expect(sentenceOf(english, problem)).toBe(problem.detail)
    expect(site.checkpoint()).toBe(before.checkpoint)
    expect(await store.blobs.list('')).toEqual(before.paths)
  })

  test('bytes that are not UTF-8', async () => {
    const answer = await post(Uint8Array.of(0xff, 0xfe, 0x0a, 0x0a))
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([400, 'malformed'])
  })

  test('another content type, as a form of another site would send', async () => {
    const answer = await post(
      write(site.origin, bob, 'conversation', plainConversation).note,
      'application/x-www-form-urlencoded',
    )
    expect(answer.status).toBe(415)
    expect(answer.headers.get('content-type')).toContain('application/problem+json')
  })

  test('and a good record is still taken, once however often it comes', async () => {
    const text = draft()
    const answers = await Promise.all([post(signed(text)), post(signed(text))])
    expect(answers.map(({ status }) => status)).toEqual([201, 201])
    const [first, second] = (await Promise.all(answers.map((each) => each.json()))) as { index: number; id: string }[]
    expect(first).toEqual(second)
    expect(first!.id).toBe(textId(text))
    expect(signedMessage('ed25519-bytes', text).length).toBe(utf8(text).length + 15)
  })
})
