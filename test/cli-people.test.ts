import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { exit } from '../src/cli/command.ts'
import { accountKey } from '../src/log/sign.ts'
import { commitmentTo } from '../src/records/people/announcement.ts'
import { sensus } from './cli-surroundings.ts'

const root = mkdtempSync(join(tmpdir(), 'sensus-people-'))
const data = join(root, 'data')
const env = { SENSUS_CHAIN: 'none', SENSUS_WORK_BITS: '0', SENSUS_TICK_MS: '20' }
const at = (...words: string[]) => sensus([...words, '--data', data], { env })
const heron = accountKey('sr25519-raw', new Uint8Array(32).fill(5))
const file = (name: string, text: string): string => {
  writeFileSync(join(root, name), text)
  return join(root, name)
}

beforeAll(async () => {
  // Any command that writes begins the log.
  const list = [
    { address: heron.address, name: 'Heron', url: 'https://example.org', description: 'x', signature: '00' },
  ]
  const { code, out } = await at('import', 'delegates', file('list.json', JSON.stringify(list)), '--source', 'a test')
  expect(code).toBe(exit.ok)
  expect(JSON.parse(out)).toMatchObject({ profiles: 1, raw: 0, wrapped: 0, invalid: 1 })
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

test('an introduction is written from fields and parts, signed elsewhere, and stands in the directory', async () => {
  const fields = ['name=Grey Heron', 'anonymous=yes', 'stake-as=withheld', 'living=no', 'open-to=questions']
  const written = await at('text', 'introduction', ...fields, 'goals=Patience.', '--account', heron.address)
  expect(written.code).toBe(exit.ok)
  expect(written.out).toContain('\n\n# Goals\nPatience.\n')
  const signature = Buffer.from(heron.sign(written.out).bytes).toString('hex')
  const sent = await at('submit', '--text', file('hello.txt', written.out), '--signature', signature)
  expect(sent.code).toBe(exit.ok)
  const { rows } = JSON.parse((await at('view', 'people')).out)
  expect(rows).toMatchObject([{ introduced: 'Grey Heron', introduction: { anonymous: true } }])
  const person = JSON.parse((await at('view', 'person', '--param', `account=${heron.address}`)).out)
  expect(person.profiles).toMatchObject([{ name: 'Heron', verdict: 'invalid', list: { title: 'list.json' } }])
})

test('what a part may not be is said before anything is written', async () => {
  const twice = ['interests', 'owns=x', '--body', '# What I own\ny', '--account', heron.address]
  expect(await at('text', ...twice)).toMatchObject({ code: exit.usage })
  const heading = await at('text', 'interests', 'owns=# Something else', '--account', heron.address)
  expect(heading).toMatchObject({ code: exit.refused })
  expect(heading.err).toContain('has a line that begins like a heading')
  const help = await sensus(['text', 'interests', '--help'], { env })
  expect(help.out + help.err).toContain('owns=')
})

test('an explanation is sealed now and fits its commitment later', async () => {
  const { code, out } = await sensus(['seal'], { env, stdin: ' To a vault of mine.\r\n' })
  const { secret, commitment, body } = JSON.parse(out)
  expect(code).toBe(exit.ok)
  expect(body).toBe('To a vault of mine.')
  expect(commitment).toBe(commitmentTo(secret, body))
})

test('a position takes its words from the question', async () => {
  const { questions } = JSON.parse((await at('view', 'positions')).out)
  const asked = ['position', `question=${questions[0].id}`, 'stance=2', '--account', heron.address]
  const { out } = await at('text', ...asked)
  expect(out).toContain(`title: ${questions[0].title}\nstance: 2\n`)
})

test('a record that a remark signs for is refused where nobody reads the chain, and a wrong place is a mistake', async () => {
  const text = file(
    'again.txt',
    (await at('text', 'decline', 'expectation=report', '--body', 'No.', '--account', heron.address)).out,
  )
  const sent = await at('submit', '--text', text, '--remark', `0x${'ab'.repeat(32)}:2`)
  expect(sent.code).toBe(exit.refused)
  expect(sent.err).toContain('does not read the chain')
  expect((await at('submit', '--text', text, '--remark', '8434800-12')).code).toBe(exit.usage)
})

test('a list that is none is refused', async () => {
  expect((await at('import', 'delegates', file('broken.json', '{"a": 1}'))).code).toBe(exit.refused)
  expect((await at('import', 'delegates', join(root, 'nothing.json'))).code).toBe(exit.usage)
})
