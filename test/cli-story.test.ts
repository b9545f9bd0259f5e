import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sensusClient } from '../src/api/client.ts'
import { exit } from '../src/cli/command.ts'
import { isRefusal } from '../src/records/refusals.ts'
import { english } from '../src/words/en.ts'
import { sentenceOf } from '../src/words/refusal.ts'
import { type Outcome, sensus } from './cli-surroundings.ts'

const root = mkdtempSync(join(tmpdir(), 'sensus-story-'))
const data = join(root, 'data')
const port = 20_000 + (process.pid % 20_000)
const url = `http://localhost:${port}`
const env = { PORT: String(port), SENSUS_CHAIN: 'none', SENSUS_WORK_BITS: '4', SENSUS_TICK_MS: '20' }
const polis = join(root, 'polis')
const columns = 'timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body'
const comments = `${columns}\n1700000000,x,0,0,1,1,1,"Cats, mostly"\n1700000001,x,1,1,1,0,1,Dogs\n`
const votes =
  'timestamp,datetime,comment-id,voter-id,vote\n1700000002,x,0,0,1\n1700000003,x,0,1,-1\n1700000004,x,1,0,1\n1700000005,x,0,0,0\n'

/** A server in this process, ended by `end`. */
interface Running {
  end(): Promise<Outcome>
}

async function serve(): Promise<Running> {
  const stop = new AbortController()
  const outcome = sensus(['serve', '--data', data], { env, stop: stop.signal })
  const client = sensusClient({ base: url })
  for (let tries = 0; ; tries++) {
    const up = await client.about().then(
      () => true,
      () => false,
    )
    if (up) break
    if (tries > 200)
      throw new Error(`the server does not answer: ${JSON.stringify(await Promise.race([outcome, 'still starting']))}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return {
    end: async () => {
      stop.abort()
      return outcome
    },
  }
}

const at = (...words: string[]) => sensus([...words, '--data', data], { env })
const over = (...words: string[]) => sensus([...words, '--url', url], { env })

beforeAll(() => {
  mkdirSync(polis)
  writeFileSync(join(polis, 'comments.csv'), comments)
  writeFileSync(join(polis, 'votes.csv'), votes)
  writeFileSync(
    join(polis, 'summary.csv'),
    'topic,Pets\nurl,https://pol.is/pets\nconversation-description,"Which, and why?"\n',
  )
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

describe.sequential('one log from first start to audit', () => {
  let server: Running
  let conversation = ''
  let voteIndex = 0
  let voteId = ''

  test('serve creates the log and ends cleanly when asked', async () => {
    server = await serve()
    const { code, err } = await server.end()
    expect(err).toContain(`Sensus is at ${url}`)
    expect(code).toBe(exit.ok)
    expect(readdirSync(data)).toEqual(expect.arrayContaining(['checkpoint', 'tile', 'records', 'private']))
  })

  test('import writes evidence and one record of the operator', async () => {
    const { code, out } = await at('import', 'polis', polis)
    expect(code).toBe(exit.ok)
    const answer = JSON.parse(out)
    expect(answer).toMatchObject({ statements: 2, participants: 2, votes: 3 })
    conversation = answer.conversation
    const { out: listed } = await at('view', 'conversations')
    const found = JSON.parse(listed).conversations.find(({ id }: { id: string }) => id === conversation)
    expect(found).toMatchObject({
      kind: 'import',
      title: 'Pets',
      description: 'Which, and why?',
      imported: { participants: 2 },
    })
  })

  test('a broken file is refused with its code and nothing is stored', async () => {
    const broken = join(root, 'broken')
    mkdirSync(broken)
    writeFileSync(join(broken, 'comments.csv'), comments)
    writeFileSync(join(broken, 'votes.csv'), votes.replaceAll(/,x,0,.*/g, ',x,0,1,2'))
    const before = (await at('view', 'conversations')).out
    const { code, err } = await at('import', 'polis', broken)
    expect(code).toBe(exit.refused)
    expect(err).toContain('refused (csv-row)')
    expect((await at('view', 'conversations')).out).toBe(before)
  })

  test('beside a running server: reading works, writing says how to go through it', async () => {
    server = await serve()
    expect((await at('view', 'conversations')).code).toBe(exit.ok)
    const { code, err } = await at('import', 'polis', polis)
    expect(code).toBe(exit.unreachable)
    expect(err).toContain(`--url ${url}`)
  })

  test('import through the running server', async () => {
    const { code, out } = await sensus(
      ['import', 'polis', polis, '--title', 'Pets again', '--data', data, '--url', url],
      { env },
    )
    expect(code).toBe(exit.ok)
    const { out: listed } = await over('view', 'conversations')
    expect(JSON.parse(listed).conversations.map(({ id }: { id: string }) => id)).toContain(JSON.parse(out).conversation)
  })

  test('keygen, text, sign, submit: a vote on an imported statement', async () => {
    const file = join(root, 'alice.key')
    const { out: key } = await sensus(['keygen', '--out', file])
    const listed = JSON.parse((await over('view', 'conversations', '--param', `conversation=${conversation}`)).out)
    const about = listed.statements[0].id
    const text = await over('text', 'vote', 'choice=agree', `about=${about}`, '--account', JSON.parse(key).address)
    expect(text.out).toContain('title: Cats, mostly\n')
    const note = await sensus(['sign', '-', '--key', file], { stdin: text.out })
    const { code, out } = await sensus(['submit', '-', '--url', url], { stdin: note.out, env })
    expect(code).toBe(exit.ok)
    const admitted = JSON.parse(out)
    voteIndex = admitted.index
    voteId = admitted.id
    const proven = await sensusClient({ base: url }).prove(admitted.id)
    expect(proven).toMatchObject({ index: voteIndex, note: note.out })
  })

  test('the same record again is the record that is there', async () => {
    const record = await sensusClient({ base: url }).record(voteId)
    if (isRefusal(record)) throw new Error(sentenceOf(english, record))
    const { code, out } = await sensus(['submit', '-', '--url', url], { stdin: record.note ?? '', env })
    expect(code).toBe(exit.ok)
    expect(JSON.parse(out)).toMatchObject({ index: voteIndex, id: voteId })
  })

  test('a text signed elsewhere is submitted with all that the tool printed, under the suite that the signature fits', async () => {
    const file = join(root, 'bob.key')
    const { out: key } = await sensus(['keygen', '--suite', 'ed25519-bytes', '--out', file])
    const account = ['--account', JSON.parse(key).address]
    const text = await over('text', 'statement', `conversation=${conversation}`, '--body', 'Fish.', ...account)
    expect(text.out).toContain('title: Pets\n')
    writeFileSync(join(root, 'text.txt'), text.out)
    const note = (await sensus(['sign', '-', '--key', file], { stdin: text.out })).out
    const line = note.trimEnd().split(' ').at(-1) ?? ''
    const digits = Buffer.from(line, 'base64').subarray(4).toString('hex')
    const signature = `\u001B[32mMessage signed successfully!\u001B[0m\nSignature: 0x${digits.slice(0, 60)}\n${digits.slice(60)}\n`
    const words = ['submit', '--text', join(root, 'text.txt'), '--signature', signature, '--url', url]
    const wrong = await sensus([...words, '--suite', 'sr25519-bytes'], { env })
    expect(wrong.err).toContain('refused (bad-signature)')
    expect(wrong.code).toBe(exit.refused)
    expect((await sensus(words, { env })).code).toBe(exit.ok)
  })

  test('a statement like another one, with an address in it, is said to be so and submitted all the same', async () => {
    const file = join(root, 'dan.key')
    const { out: key } = await sensus(['keygen', '--suite', 'ed25519-bytes', '--out', file])
    const account = ['--account', JSON.parse(key).address]
    const say = async (body: string) => {
      const text = await over('text', 'statement', `conversation=${conversation}`, '--body', body, ...account)
      const note = await sensus(['sign', '-', '--key', file], { stdin: text.out })
      return sensus(['submit', '-', '--url', url], { stdin: note.out, env })
    }
    const first = await say('Cats should not be alone, write to cats@example.org.')
    expect([first.code, first.err]).toEqual([exit.ok, expect.stringContaining('an e-mail address: cats@example.org')])
    expect(first.err).not.toContain(english.say('writing.near'))
    const again = await say('Cats should not be alone: write to cats@example.org!')
    expect(again.code).toBe(exit.ok)
    expect(again.err).toContain(`${english.say('writing.near')}\n  ${JSON.parse(first.out).id}: Cats should not`)
  })

  test('a view from the folder is byte for byte what the API gives, now and at a size', async () => {
    for (const size of [[], ['--at', '3']]) {
      const words = ['view', 'opinion-map', '--param', `conversation=${conversation}`, ...size]
      const [folder, site] = [await at(...words), await over(...words)]
      expect(folder).toMatchObject({ code: site.code, out: site.out })
    }
    const value = JSON.parse((await at('view', 'opinion-map', '--param', `conversation=${conversation}`)).out)
    expect(value.checkpoint).toMatchObject({ origin: `localhost:${port}/log` })
  })

  test('a mirror passes the audit, and so do the site and the folder', async () => {
    const mirror = join(root, 'mirror')
    expect(await sensus(['mirror', url, mirror])).toMatchObject({ code: exit.ok })
    for (const place of [mirror, url, data]) {
      const { code, out, err } = await sensus(['audit', place])
      expect(`${out}${err}`).toContain('audit ok')
      expect(code).toBe(exit.ok)
    }
  })

  test('a mirror believes one key, and is not laid over a site', async () => {
    expect((await sensus(['mirror', url, data])).code).toBe(exit.unreachable)
    expect((await sensus(['mirror', url, join(root, 'other'), '--vkey', 'x'])).code).toBe(exit.refused)
    writeFileSync(
      join(root, 'mirror', 'vkey'),
      `${(await sensusClient({ base: url }).about()).vkey.replace('/log+', '/other+')}\n`,
    )
    expect((await sensus(['mirror', url, join(root, 'mirror')])).code).toBe(exit.refused)
    writeFileSync(join(root, 'mirror', 'vkey'), `${(await sensusClient({ base: url }).about()).vkey}\n`)
  })

  test('remove: the record is gone, its place stays, the audit still passes', async () => {
    const words = [
      'remove',
      String(voteIndex),
      '--category',
      'author-request',
      '--appeal',
      'a@example.org',
      '--data',
      data,
      '--url',
      url,
    ]
    expect((await sensus(words, { env })).code).toBe(exit.ok)
    const record = await sensusClient({ base: url }).record(voteIndex)
    expect(record).toMatchObject({ index: voteIndex, note: null, id: null })
    const mirror = join(root, 'mirror')
    const { out } = await sensus(['mirror', url, mirror])
    expect(JSON.parse(out)).toMatchObject({ removed: 1, behind: 0 })
    expect((await sensus(['audit', mirror])).code).toBe(exit.ok)
    const view = ['view', 'opinion-map', '--param', `conversation=${conversation}`]
    expect((await sensus([...view, '--data', mirror])).out).toBe((await over(...view)).out)
    await server.end()
    expect((await sensus(['audit', data])).code).toBe(exit.ok)
  })

  test('remove --echoes: what repeats the first words goes along', async () => {
    const conversations = async () => JSON.parse((await at('view', 'conversations')).out).conversations
    const starter = (await conversations()).find(({ kind }: { kind: string }) => kind === 'conversation')
    const words = ['remove', String(starter.index), '--category', 'court', '--appeal', 'a@example.org']
    expect((await at(...words, '--echoes')).code).toBe(exit.ok)
    expect(await conversations()).not.toContainEqual(expect.objectContaining({ id: starter.id }))
    const lines = readFileSync(join(data, 'records', '000.p', readdirSync(join(data, 'records', '000.p'))[0]!), 'utf8')
    expect(lines).not.toContain(`title: ${starter.title}`)
    expect((await sensus(['audit', data])).code).toBe(exit.ok)
  })

  test('export gives the imported rows back, and what was signed after them', async () => {
    const to = join(root, 'export')
    expect((await at('export', 'polis', conversation, to)).code).toBe(exit.ok)
    const exported = (name: string) => readFileSync(join(to, name), 'utf8').split('\n')
    const times = ['02', '03', '04', '05'].map((second) => `2023-11-14T22:13:${Number(second) + 20}Z`)
    expect(exported('votes.csv').slice(1, 5)).toEqual([
      `1700000002000,${times[0]},0,0,1`,
      `1700000003000,${times[1]},0,1,-1`,
      `1700000004000,${times[2]},1,0,1`,
      `1700000005000,${times[3]},0,0,0`,
    ])
    expect(exported('comments.csv')[1]).toBe('1700000000000,2023-11-14T22:13:20Z,0,0,0,1,1,false,false,"Cats, mostly"')
    expect(exported('comments.csv')[3]).toContain('Fish.')
    expect(exported('summary.csv').slice(0, 2)).toEqual(['topic,Pets', 'url,https://pol.is/pets'])
    expect(exported('participants-votes.csv')[1]).toMatch(/^0,/)
    expect(exported('comment-groups.csv')[0]).toMatch(/^comment-id,comment,total-votes,/)
    expect((await at('export', 'polis', 'ab'.repeat(32), to)).err).toContain('refused (conversation-unknown)')
  })

  test('remove: what took a record back stays, and nothing that was named with it is removed', async () => {
    const file = join(root, 'carol.key')
    const { address } = JSON.parse((await sensus(['keygen', '--out', file])).out)
    const say = async (...words: string[]): Promise<{ index: number; id: string }> => {
      const text = await at('text', ...words, '--account', address)
      const note = await sensus(['sign', '-', '--key', file], { stdin: text.out })
      return JSON.parse((await sensus(['submit', '-', '--data', data], { stdin: note.out, env })).out)
    }
    const said = await say('statement', `conversation=${conversation}`, '--body', 'Birds.')
    const back = await say('revoke', `record=${said.id}`)
    const words = ['remove', String(said.index), String(back.index), '--category', 'court', '--appeal', 'a@example.org']
    const { code, err } = await at(...words)
    expect(code).toBe(exit.refused)
    expect(err).toContain(`refused (bad-field): Entry ${back.index} is of the kind revoke`)
    const kept = JSON.parse((await at('view', 'account', '--param', `account=${address}`)).out)
    expect(kept.records.map(({ index }: { index: number }) => index)).toEqual([back.index, said.index])
  })

  test('a flipped bit in a tile makes the audit end with 1 and name the file', async () => {
    const tile = join(data, 'tile', '0', readdirSync(join(data, 'tile', '0'))[0] ?? '')
    const file = tile.endsWith('.p') ? join(tile, readdirSync(tile)[0] ?? '') : tile
    const bytes = readFileSync(file)
    bytes[5] = (bytes[5] ?? 0) ^ 1
    writeFileSync(file, bytes)
    const { code, out, err } = await sensus(['audit', data])
    expect(code).toBe(exit.refused)
    expect(`${out}${err}`).toContain('tile/0/')
  })
})
