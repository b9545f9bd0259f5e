import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { exit } from '../src/cli/command.ts'
import type { ConcentrationValue, InfluenceValue } from '../src/views/chain/values.ts'
import type { EventsValue, PersonValue } from '../src/views/people/values.ts'
import { sensus } from './cli-surroundings.ts'
import { all, ann, at, balances, ben, cat, dan, signatories, stakes } from './known-lists.ts'

const root = mkdtempSync(join(tmpdir(), 'sensus-begin-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))
const env = { SENSUS_CHAIN: 'none', SENSUS_WORK_BITS: '0', SENSUS_TICK_MS: '20' }

let folders = 0
/** A folder with these files, as JSON. */
function folderOf(files: Record<string, unknown>): string {
  const folder = join(root, `from-${folders++}`)
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), JSON.stringify(content))
  }
  return folder
}

const begin = async (from: string, data: string, ...words: string[]) => {
  const { code, out, err } = await sensus(['begin', '--from', from, '--data', data, ...words], { env })
  return { code, err, said: out === '' ? null : JSON.parse(out) }
}
const view = async <T>(data: string, name: string, ...words: string[]): Promise<T> =>
  JSON.parse((await sensus(['view', name, '--data', data, ...words], { env })).out)

describe('what is publicly known', () => {
  const from = folderOf(all)
  const data = join(root, 'data')

  test('is told and not signed by a dry run, even before there is a log', async () => {
    const { code, said, err } = await begin(from, data, '--dry-run')
    expect(code).toBe(exit.ok)
    expect(said.would.map(({ kind }: { kind: string }) => kind)).toEqual(['profiles', 'genesis', 'known-accounts'])
    expect(err).toContain('there is no log yet')
  })

  test('comes in as records of the operator with their evidence, and only once', async () => {
    const first = await begin(from, data)
    expect(first.said.brought).toMatchObject([
      { kind: 'profiles', source: 'https://example.org/list', profiles: 2, raw: 1, invalid: 1 },
      { kind: 'genesis', source: 'https://example.org/spec', accounts: 3, positions: 1, total: '10000000000' },
      { kind: 'known-accounts', source: 'a script', accounts: 3, added: 3 },
    ])
    expect(first.said.leftOut).toEqual([
      { file: 'list.json', what: `Ben (${at(ben)})`, why: 'its signature does not hold' },
      { file: 'known.json', what: `Rumoured (${at(ben)})`, why: 'no public statement names it' },
      { file: 'events.json', what: 'Told by one side', why: expect.stringContaining('All sources are of one side') },
    ])
    expect(first.said.unused).toEqual(['notes/readme.json'])
    expect(first.said.drafts).toMatchObject([
      { kind: 'known-accounts', sign: '--sign known-accounts' },
      { kind: 'event', sign: '--sign event', fields: { date: '2026-04-10' } },
      { kind: 'event', fields: { title: 'A market opens', date: '2026-05' } },
    ])
    const again = await begin(from, data)
    expect(again.said.brought).toEqual([])
    expect(again.said.there).toMatchObject([{ kind: 'profiles' }, { kind: 'genesis' }])

    const { code, err } = await sensus(['audit', data], { env })
    expect(err).toContain('audit ok')
    expect(code).toBe(exit.ok)
  })

  test('is what the views then say', async () => {
    const { genesis, source } = await view<ConcentrationValue>(data, 'concentration')
    // Ann's coldkey with Ben as its hotkey holds 9 of 10 TAO and has all stake; no snapshot came of it.
    expect(source).toBe(null)
    expect(genesis).toMatchObject({
      free: '6000000000',
      staked: '4000000000',
      holdings: { holders: 2, total: '10000000000', nakamoto: { half: 1 }, top10: 1 },
      weight: { holders: 1 },
    })
    const person = await view<PersonValue>(data, 'person', '--param', `account=${at(ann)}`)
    expect(person.profiles).toMatchObject([{ name: 'Ann', verdict: 'raw' }])
    expect(person.person.label).toEqual({ role: 'signatory', name: 'Signatory of the sudo key, 2 of 3' })
  })

  test('a draft is signed when its kind is named, and says again what stood there before', async () => {
    const signed = await begin(from, data, '--sign', 'known-accounts')
    expect(signed.said.brought).toMatchObject([{ kind: 'known-accounts', accounts: 4, added: 1 }])
    expect(signed.said.drafts.map(({ kind }: { kind: string }) => kind)).toEqual(['event', 'event'])
    const person = await view<PersonValue>(data, 'person', '--param', `account=${at(dan)}`)
    expect(person.person.label).toEqual({ role: 'exchange', name: 'Dan Exchange' })
    const other = await view<PersonValue>(data, 'person', '--param', `account=${at(cat)}`)
    expect(other.person.label?.role).toBe('signatory')
    expect((await begin(from, data, '--sign', 'known-accounts')).said.brought).toEqual([])
  })

  test('events come in when they are asked for, with the questions of the book that they touch', async () => {
    const { said } = await begin(from, data, '--sign', 'event')
    expect(said.brought).toMatchObject([
      { kind: 'event', sources: 4 },
      { kind: 'event', title: 'A market opens', sources: 2 },
    ])
    const { rows } = await view<EventsValue>(data, 'events')
    expect(rows.map(({ title }) => title)).toEqual(['A market opens', 'Covenant AI leaves Bittensor'])
    expect(rows[1]).toMatchObject({ byOperator: true, sources: { length: 4 }, questions: { length: 3 } })
    expect((await begin(from, data, '--sign', 'event')).said.brought).toEqual([])
  })

  test('signatories hold for themselves: no figure leaves them out', async () => {
    const { totals } = await view<InfluenceValue>(data, 'influence')
    expect(totals.entities).toBe(0)
    const asked = await sensus(['view', 'influence', '--data', data, '--param', 'without=signatory'], { env })
    expect(asked.code).toBe(exit.refused)
  })
})

describe('nothing is brought in', () => {
  const brought = async (files: Record<string, unknown>, ...words: string[]) => {
    const { said } = await begin(folderOf(files), join(root, `data-${folders}`), '--dry-run', ...words)
    return { would: said.would, whys: said.leftOut.map(({ why }: { why: string }) => why) }
  }

  test('without a source', async () => {
    const { would, whys } = await brought({
      ...all,
      'sources.json': {},
      'sudo.json': { ...signatories, source: undefined },
    })
    expect(would).toEqual([])
    expect(whys.filter((why: string) => why.startsWith('no source is given'))).toHaveLength(3)
    const given = await brought({ 'list.json': all['list.json'] }, '--source', 'list.json=here')
    expect(given.would).toMatchObject([{ kind: 'profiles', source: 'here' }])
  })

  test('of signatories whose multisig is another account', async () => {
    const { would, whys } = await brought({ 'sudo.json': { ...signatories, threshold: 3 } })
    expect(would).toEqual([])
    expect(whys).toEqual([`the multisig of these accounts is another one than ${signatories.sudo}`])
  })

  test('of a hotkey with two coldkeys, or an address that is none', async () => {
    const two = [...stakes, [at(cat), at(ben), '1']]
    const twice = await brought({
      'balances.json': balances,
      'stakes.json': two,
      'sources.json': { 'balances.json': 'x' },
    })
    expect(twice.whys).toEqual([`the hotkey ${at(ben)} has two coldkeys, and had one in block 0`])
    const bad = await brought({ 'balances.json': [['5nobody', '1']], 'stakes.json': stakes })
    expect(bad.would).toEqual([])
    expect(bad.whys).toHaveLength(1)
  })

  test('from a folder that is not there, of a kind that is never a draft, or for a chain that is none', async () => {
    const from = folderOf(all)
    for (const words of [
      ['--from', join(root, 'nowhere')],
      ['--from', from, '--sign', 'policy'],
      ['--from', from, '--chain', 'finney'],
      [],
    ])
      expect(await sensus(['begin', ...words, '--data', join(root, 'none')], { env })).toMatchObject({
        code: exit.usage,
      })
  })
})

test('a log about another chain refuses the list of block 0, and says which chain it is about', async () => {
  const data = join(root, 'other')
  const from = folderOf({ 'b/balances.json': balances, 'b/stakes.json': stakes, 'sources.json': { b: 'x' } })
  expect((await begin(from, data, '--chain', `0x${'ab'.repeat(32)}`)).code).toBe(exit.ok)
  const { code, err } = await begin(from, data)
  expect(code).toBe(exit.refused)
  expect(err).toContain('refused (wrong-chain)')
})
