import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { exit } from '../src/cli/command.ts'
import { commands } from '../src/cli/commands.ts'
import { talkTo } from '../src/cli/output.ts'
import { version } from '../src/config.ts'
import { unhex } from '../src/log/bytes.ts'
import { verifySignature } from '../src/log/suites.ts'
import { parseRecord } from '../src/records/record.ts'
import { isRefusal } from '../src/records/refusals.ts'
import { kindNames } from '../src/records/registry.ts'
import { signatureCheckOf } from '../src/records/signature-check.ts'
import { english } from '../src/words/en.ts'
import { sentenceOf } from '../src/words/refusal.ts'
import { sensus } from './cli-surroundings.ts'

const dir = mkdtempSync(join(tmpdir(), 'sensus-cli-'))
afterAll(() => rmSync(dir, { recursive: true }))

const account = '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY'
const about = 'ab'.repeat(32)
const voteWords = [
  'text',
  'vote',
  'choice=agree',
  `about=${about}`,
  'title=A title',
  '--account',
  account,
  '--origin',
  'a.example/log',
]

describe('help', () => {
  test('lists every command and the exit codes', async () => {
    const { code, out } = await sensus(['--help'])
    expect(code).toBe(exit.ok)
    for (const { name, summary } of commands) expect(out).toContain(summary.length > 0 ? name : '?')
    for (const words of ['0 done', '1 refused', '2 the command', '3 a site', '4 something'])
      expect(out).toContain(words)
  })

  test.each(commands.map(({ name }) => name))('%s --help shows its flags and ends with 0', async (name) => {
    const { code, out } = await sensus([...name.split(' '), '--help'])
    expect(code).toBe(exit.ok)
    expect(out).toMatch(new RegExp(`^Usage: sensus ${name}`))
    expect(out).toContain('--help')
  })

  test.each(kindNames)('text %s --help lists the fields of the kind', async (kind) => {
    const { code, out } = await sensus(['text', kind, '--help'])
    expect(code).toBe(exit.ok)
    expect(out).toMatch(/^ {2}[a-z-]+= /m)
  })

  test('serve --help tells every variable, import --help its commands', async () => {
    expect((await sensus(['serve', '--help'])).out).toContain('SENSUS_DAILY_BYTES')
    expect((await sensus(['import', '--help'])).out).toContain('import polis DIR')
  })
})

describe('habits of other command lines', () => {
  test.each([[['-h']], [['--help']], [['help']]])('%j shows every command', async (words) => {
    expect(await sensus(words)).toMatchObject({ code: exit.ok, out: (await sensus(['--help'])).out })
  })

  test.each(commands.map(({ name }) => name))('help %s is %s --help, and -h', async (name) => {
    const { out } = await sensus([...name.split(' '), '--help'])
    expect(await sensus(['help', ...name.split(' ')])).toMatchObject({ code: exit.ok, out })
    expect(await sensus([...name.split(' '), '-h'])).toMatchObject({ code: exit.ok, out })
    expect(out).toMatch(/Exit codes: 0 done; 1 refused/)
  })

  test('help of a group, and of a kind', async () => {
    expect((await sensus(['help', 'import'])).out).toContain('import polis')
    expect((await sensus(['import', '-h'])).out).toContain('import polis')
    expect((await sensus(['help', 'text', 'vote'])).out).toContain('choice=')
    expect((await sensus(['help', 'nothing'])).code).toBe(exit.usage)
  })

  test.each([[['-v']], [['-V']], [['--version']], [['version']]])('%j tells the version', async (words) => {
    expect(await sensus(words)).toMatchObject({ code: exit.ok, out: `${version}\n`, err: '' })
  })

  test.each([
    [['veiw'], 'did you mean "view"?'],
    [['improt', 'polis', 'x'], 'did you mean "import polis"?'],
    [['import', 'pols', 'x'], 'did you mean "import polis"?'],
    [['audti', '--json'], 'did you mean "audit"?'],
    [['view', 'account', '--parm', 'a=b'], 'sensus view has no option --parm, did you mean --param?'],
    [['serve', '--prot', '80'], 'did you mean --port?'],
    [['keygen', '-x'], 'has no option -x, only --'],
    [['view', 'conversation'], 'did you mean "conversations"?'],
    [['text', 'vot'], 'did you mean "vote"?'],
    [['text', 'vote', 'chioce=agree'], 'did you mean "choice"?'],
  ])('%j is told what was most likely meant', async (words, said) => {
    const { code, out, err } = await sensus(words)
    expect(err).toContain(said)
    expect({ code, out }).toEqual({ code: exit.usage, out: '' })
  })

  test('--json puts a refusal on standard output too', async () => {
    const note = join(dir, 'no-record')
    writeFileSync(note, 'nothing')
    const words = ['submit', '--text', note, '--signature', '00'.repeat(64)]
    const { code, out, err } = await sensus([...words, '--json'])
    expect(code).toBe(exit.refused)
    const { refused } = JSON.parse(out)
    expect(err).toBe(`refused (${refused.code}): ${refused.sentence}\n`)
    expect(await sensus(words)).toEqual({ code, out: '', err })
  })

  test('every command that prints a result takes --json', () => {
    const texts = ['serve', 'text', 'sign']
    for (const { name, flags } of commands) expect('json' in flags, name).toBe(!texts.includes(name))
  })
})

describe('what is not understood ends with 2 and says what there is', () => {
  test.each([
    [[], 'a command is missing'],
    [['vieww'], 'only serve'],
    [['import', 'csv', 'x'], 'import polis'],
    [['view'], 'expected: sensus view NAME'],
    [['view', 'opinion-map', '--colour', 'red'], '--help shows what there is'],
    [['view', 'opinion-map', '--param', 'conversation'], 'not name=value'],
    [['view', 'nothing'], 'only account, acts, claims, commitments, '],
    [['view', 'account', '--at', '0'], 'a whole number from 1 on'],
    [['text', 'ballot'], 'there is no kind "ballot"'],
    [['text', 'vote', 'colour=red'], 'vote has no field "colour"'],
    [['text', 'vote', 'choice=agree', 'choice=pass'], 'given twice'],
    [['text', 'vote', '--account', 'nobody'], '--account nobody'],
    [['keygen', '--suite', 'rsa'], 'there is no suite "rsa"'],
    [['submit'], 'or --text FILE'],
    [['submit', '--text', join(dir, 'none'), '--signature', '00'], 'cannot be read'],
    [['remove', 'one', '--category', 'privacy'], 'not an index'],
    [['view', 'account', '--url', 'ftp://x'], 'not an http address'],
    [['serve', '--port', '80800'], 'expected a whole number'],
  ])('sensus %j', async (words, said) => {
    const { code, out, err } = await sensus(words)
    expect(err).toContain(said)
    expect(code).toBe(exit.usage)
    expect(out).toBe('')
  })
})

describe('what cannot be reached ends with 3', () => {
  test.each([
    [['view', 'conversations', '--data', join(dir, 'nowhere')]],
    [['view', 'conversations', '--url', 'http://127.0.0.1:1']],
    [['audit', join(dir, 'nowhere')]],
    [['audit', 'http://127.0.0.1:1']],
  ])('sensus %j', async (words) => {
    const { code, err } = await sensus(words)
    expect(err).toMatch(/^sensus: /)
    expect(code).toBe(exit.unreachable)
  })
})

describe('serve makes nothing before it knows that it can start', () => {
  test.each([
    [{ HOST: '300.1.1.1' }, exit.usage, 'HOST is "300.1.1.1"'],
    [{ SENSUS_NAME: 'two\nlines' }, exit.usage, 'SENSUS_NAME is "two\\nlines"'],
    [{ SENSUS_ULR: 'https://a.example' }, exit.usage, 'did you mean SENSUS_URL?'],
    [{ HOST: '192.0.2.1' }, exit.unreachable, 'this machine has no such address'],
    [{ HOST: 'nowhere.invalid' }, exit.unreachable, 'with HOST'],
  ])('%j', async (env, expected, said) => {
    const data = join(dir, 'not-begun')
    const { code, out, err } = await sensus(['serve', '--data', data, '--port', '0'], { env })
    expect(err).toContain(said)
    expect(err).not.toMatch(/^ +at /m)
    expect({ code, out }).toEqual({ code: expected, out: '' })
    expect(existsSync(data)).toBe(false)
  })

  test('nor when its port is taken', async () => {
    const taken = createServer().listen(0, '127.0.0.1')
    await once(taken, 'listening')
    const { port } = taken.address() as AddressInfo
    const data = join(dir, 'not-begun')
    const { code, err } = await sensus(['serve', '--data', data, '--port', String(port)])
    expect(err).toContain(`cannot listen on 127.0.0.1, port ${port}: the port is in use`)
    expect(code).toBe(exit.unreachable)
    expect(existsSync(data)).toBe(false)
    await new Promise((resolve) => taken.close(resolve))
  })
})

describe('texts and signatures', () => {
  test('the text of a vote is canonical and complete', async () => {
    const { code, out } = await sensus([...voteWords, '--time', '2026-11-22T15:00:00Z', '--nonce', '00'.repeat(16)])
    expect(code).toBe(exit.ok)
    expect(out).toBe(
      `a.example/log signed record v1\naction: vote\nchoice: agree\nabout: ${about}\ntitle: A title\n` +
        `account: ${account}\ntime: 2026-11-22T15:00:00Z\nnonce: ${'00'.repeat(16)}\n`,
    )
  })

  test('fields may come in any order, the text has one', async () => {
    const fixed = ['--time', '2026-11-22T15:00:00Z', '--nonce', '00'.repeat(16)]
    const [text, kind, choice, ...rest] = voteWords
    const swapped = await sensus([text ?? '', kind ?? '', ...rest, choice ?? '', ...fixed])
    expect(swapped.out).toBe((await sensus([...voteWords, ...fixed])).out)
  })

  test('each text has a nonce of its own', async () => {
    expect((await sensus(voteWords)).out).not.toBe((await sensus(voteWords)).out)
  })

  test('a body from a file loses its final line feed', async () => {
    const file = join(dir, 'body.txt')
    writeFileSync(file, 'One thought.\n')
    const words = [
      'text',
      'statement',
      `conversation=${about}`,
      'title=T',
      '--account',
      account,
      '--origin',
      'a.example/log',
    ]
    expect((await sensus([...words, '--body-file', file])).out).toMatch(/\n\nOne thought\.\n$/)
  })

  test('a field that its kind does not allow is refused with its code', async () => {
    const words = voteWords.map((word) => (word === 'choice=agree' ? 'choice=maybe' : word))
    const { code, out, err } = await sensus(words)
    expect({ code, out }).toEqual({ code: exit.refused, out: '' })
    expect(err).toContain('refused (bad-field)')
  })

  test.each(['sr25519-bytes', 'sr25519-raw', 'ed25519-bytes', 'ecdsa-bytes'])(
    'keygen, text and sign with %s give a valid record',
    async (suite) => {
      const file = join(dir, `${suite}.key`)
      const made = await sensus(['keygen', '--suite', suite, '--out', file])
      expect(made.code).toBe(exit.ok)
      expect(made.out).not.toContain('seed')
      expect(statSync(file).mode & 0o777).toBe(0o600)
      const words = voteWords.map((word) => (word === account ? JSON.parse(made.out).address : word))
      const text = await sensus(words)
      const signed = await sensus(['sign', '-', '--key', file], { stdin: text.out })
      const record = parseRecord(signed.out)
      if (isRefusal(record)) throw new Error(sentenceOf(english, record))
      const bound = signatureCheckOf(record)
      if (isRefusal(bound)) throw new Error(sentenceOf(english, bound))
      expect(bound.suite).toBe(suite)
      expect(verifySignature(bound.job)).toBe(true)
    },
  )

  test('a session key signs as the account that the text names', async () => {
    const file = join(dir, 'session.key')
    const { out } = await sensus(['keygen', '--suite', 'ed25519', '--out', file])
    const text = await sensus([...voteWords, '--session', 'cd'.repeat(32)])
    const signed = await sensus(['sign', '-', '--key', file], { stdin: text.out })
    const record = parseRecord(signed.out)
    if (isRefusal(record)) throw new Error(sentenceOf(english, record))
    const bound = signatureCheckOf(record, unhex(JSON.parse(out).publicKey))
    if (isRefusal(bound)) throw new Error(sentenceOf(english, bound))
    expect({ suite: bound.suite, valid: verifySignature(bound.job) }).toEqual({ suite: 'ed25519', valid: true })
  })

  test('a key file is never written over, and a file that is no key is refused', async () => {
    const file = join(dir, 'sr25519-bytes.key')
    const before = readFileSync(file, 'utf8')
    expect((await sensus(['keygen', '--out', file])).code).toBe(exit.usage)
    expect(readFileSync(file, 'utf8')).toBe(before)
    writeFileSync(join(dir, 'no.key'), '{"suite":"sr25519-bytes","seed":"short"}')
    expect((await sensus(['sign', '-', '--key', join(dir, 'no.key')])).err).toContain('not a key file')
  })
})

describe('progress', () => {
  const at = (isTTY: boolean) => {
    let written = ''
    let now = 0
    const err = { isTTY, write: (text: string) => (written += text) }
    const progress = talkTo(err, err, () => now).progress('counting')
    return { progress, wait: (ms: number) => (now += ms), written: () => written }
  }

  test('is silent for a second, then tells how far it is', () => {
    const { progress, wait, written } = at(false)
    wait(900)
    progress.step(1, 10)
    expect(written()).toBe('')
    wait(200)
    progress.step(2, 10)
    expect(written()).toBe('counting 2/10 (1 s)\n')
    wait(1000)
    progress.step(3, 10)
    expect(written()).toBe('counting 2/10 (1 s)\n')
    progress.end()
  })

  test('stays on one line of a terminal', () => {
    const { progress, wait, written } = at(true)
    wait(1100)
    progress.step(5)
    progress.end()
    expect(written()).toBe('\rcounting 5 (1 s)\u001b[K\n')
  })
})
