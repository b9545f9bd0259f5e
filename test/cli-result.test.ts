import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { exit } from '../src/cli/command.ts'
import { hex, sha256, utf8 } from '../src/log/bytes.ts'
import { accountKey } from '../src/log/sign.ts'
import { sensus } from './cli-surroundings.ts'

const root = mkdtempSync(join(tmpdir(), 'sensus-result-'))
const data = join(root, 'data')
const env = { SENSUS_CHAIN: 'none', SENSUS_WORK_BITS: '0', SENSUS_TICK_MS: '20' }
const at = (...words: string[]) => sensus([...words, '--data', data], { env })
const heron = accountKey('sr25519-raw', new Uint8Array(32).fill(5))
const rights = ['--licence', 'CC0', '--attribution', 'Nobody']
let closed: string
let open: string

async function brings(title: string, ...more: string[]): Promise<string> {
  const { code, out, err } = await at('import', 'tables', root, '--title', title, ...rights, ...more)
  if (code !== exit.ok) throw new Error(err)
  return JSON.parse(out).conversation
}

beforeAll(async () => {
  writeFileSync(join(root, 'statements.csv'), 'id,text\n1,A path.\n2,A lawn.\n')
  writeFileSync(join(root, 'votes.csv'), 'person,statement,vote\na,1,agree\nb,1,disagree\na,2,agree\nb,2,agree\n')
  closed = await brings('Paths', '--closes', '2026-01-01T00:00:00Z')
  open = await brings('Lawns')
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

test('the operator freezes what an import came to, and an audit computes it again', async () => {
  const { code, out } = await at('result', closed, '--view', 'opinion-groups', '--param', 'mode=classic')
  expect(code).toBe(exit.ok)
  const { index } = JSON.parse(out)
  const { rows } = JSON.parse((await at('view', 'results', '--param', `conversation=${closed}`)).out)
  expect(rows).toMatchObject([{ index, view: 'opinion-groups', asked: [{ name: 'mode', value: 'classic' }] }])
  const asked = ['--param', `conversation=${closed}`, '--param', 'mode=classic', '--at', String(rows[0].size)]
  const answer = await at('view', 'opinion-groups', ...asked)
  expect(hex(sha256(utf8(answer.out)))).toBe(rows[0].hash)
  const audited = await sensus(['audit', data], { env })
  expect(audited).toMatchObject({ code: exit.ok })
  expect(audited.err).toContain(`entry ${index}: opinion-groups at ${rows[0].size} entries: holds`)
})

test('with an account it prints the text for that account to sign, and nothing is sent', async () => {
  const size = JSON.parse((await at('view', 'results')).out).checkpoint.size
  const { code, out } = await at('result', closed, '--account', heron.address)
  expect(code).toBe(exit.ok)
  expect(out).toMatch(/action: result\n.*title: Paths\nview: opinion-statements\nversion: \d+\nsize: \d+\nhash: /s)
  const signature = Buffer.from(heron.sign(out).bytes).toString('hex')
  writeFileSync(join(root, 'record.txt'), out)
  const sent = await at('submit', '--text', join(root, 'record.txt'), '--signature', signature)
  expect(sent.code).toBe(exit.refused)
  expect(sent.err).toContain('who began or imported “Paths”, may freeze what it came to.')
  expect(JSON.parse((await at('view', 'results')).out).checkpoint.size).toBe(size)
})

test('what cannot be frozen is said', async () => {
  const never = await at('result', open)
  expect(never.code).toBe(exit.refused)
  expect(never.err).toContain('never closes')
  expect(await at('result', closed, '--view', 'power')).toMatchObject({ code: exit.usage })
  expect(await at('result', closed, '--param', `conversation=${open}`)).toMatchObject({ code: exit.usage })
  expect(await at('result', closed, '--param', 'colour=red')).toMatchObject({ code: exit.refused })
  expect(await at('result', '00'.repeat(32))).toMatchObject({ code: exit.refused })
})
