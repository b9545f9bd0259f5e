import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inlineEngine } from '../src/adapters/inline-engine.ts'
import { memoryStore } from '../src/adapters/memory.ts'
import { text, utf8 } from '../src/log/bytes.ts'
import { type SignatureCheck, verifySignature } from '../src/log/suites.ts'
import { isRefusal } from '../src/records/refusals.ts'
import type { FieldsOf, KindName } from '../src/records/registry.ts'
import { type AuditReport, audit } from '../src/service/audit.ts'
import type { Blobs } from '../src/service/ports.ts'
import type { Site } from '../src/service/site.ts'
import { english } from '../src/words/en.ts'
import { sentenceOf } from '../src/words/refusal.ts'
import { viewed } from './chain-parts.ts'
import { holdings, type Told } from './holdings.ts'
import { clock, closeSites, keyOf, open, operatorOf, write } from './site.ts'
import { snapshotFields } from './snapshot-fields.ts'

afterAll(closeSites)

const views = ['disclosure', 'positions', 'match', 'commitments', 'people', 'proofs', 'movements'] as const
const verify = async (jobs: SignatureCheck[]): Promise<boolean[]> => jobs.map(verifySignature)
const people = ['ann', 'bea', 'cat']

let site: Site
let blobs: Blobs
let hello: number

/** Two days of a small chain, introductions, positions on every question, and a promise that the second day breaks. */
beforeAll(async () => {
  const store = memoryStore()
  blobs = store.blobs
  site = await open(store)
  const operator = await operatorOf(store)
  const say = async <K extends KindName>(name: string, kind: K, fields: FieldsOf<K>): Promise<number> => {
    const key = name === 'operator' ? operator : keyOf(name)
    const answer = await site.submit(write(site.origin, key, kind, fields).note, {})
    if (isRefusal(answer)) throw new Error(`${kind}: ${sentenceOf(english, answer)}`)
    return answer.index
  }
  const day = async (told: Told) => {
    const keep: Uint8Array[] = []
    const fields = snapshotFields(told, (bytes) => String(keep.push(bytes) - 1), Math.floor(clock.now / 1000) * 1000)
    const hashes = await Promise.all(keep.map((bytes) => site.addEvidence(bytes)))
    await say('operator', 'snapshot', { ...fields, holdings: hashes[0]!, flows: hashes[1]! })
  }
  const town = (block: number, take: number) =>
    holdings(
      `
      block ${block} (issuance 20000)
      ann has 5000
      ann runs hal (take ${take}%)
      bea has 200
      bea stakes 30 on hal
    `,
      (name) => keyOf(name).publicKey,
    )
  await day(town(7200, 18))
  const { questions } = await viewed(site, 'positions')
  for (const [i, name] of people.entries()) {
    const index = await say(name, 'introduction', {
      name: `The ${name}`,
      anonymous: 'yes',
      stakeAs: 'withheld',
      living: 'no',
      openTo: 'questions',
    })
    if (name === 'cat') hello = index
    for (const { id, title } of questions)
      await say(name, 'position', { question: id, title, stance: (['1', '3', '7'] as const)[i]! })
  }
  await say('ann', 'promise', {
    predicate: { what: 'take', account: keyOf('hal').address, most: 1800 },
    body: 'No more.',
  })
  clock.now += 3_600_000
  await day(town(14_400, 25))
  for (const view of views) await viewed(site, view)
})

function auditOf(given: Blobs): Promise<AuditReport> {
  return audit({ name: 'blobs', ...given }, { verify, folder: inlineEngine, vkey: site.vkey })
}

describe('an audit of a log about people', () => {
  test('recomputes disclosure, positions, match and say-do', async () => {
    const report = await auditOf(blobs)
    expect(report).toMatchObject({ ok: true, problems: [], unchecked: 0 })
    expect(report.results).toBeGreaterThanOrEqual(views.length)
    const said = JSON.parse((await site.view('commitments', {})) as string)
    expect(said.rows).toMatchObject([{ state: 'not-kept', broken: { value: { share: 2500 } } }])
    const match = JSON.parse((await site.view('match', {})) as string)
    expect(match.pairs.map(({ difference }: { difference: number }) => difference)).toEqual([6, 4, 2])
  })

  test.each([
    ['disclosure', '"state":"open"', '"state":"met"'],
    ['positions', '"people":3', '"people":4'],
    ['match', '"difference":6', '"difference":5'],
    ['commitments', '"not-kept"', '"kept"'],
  ])('finds a changed result of %s', async (view, before, after) => {
    const paths = (await blobs.list('views/')).filter((path) => path.startsWith(`views/${view}/`))
    const path = paths[0]!
    const changed = text((await blobs.get(path))!)
    expect(changed).toContain(before)
    const get = async (asked: string) => (asked === path ? utf8(changed.replace(before, after)) : blobs.get(asked))
    const { ok, problems } = await auditOf({ ...blobs, get })
    expect(ok).toBe(false)
    expect(problems.map(({ path: where }) => where)).toContain(path)
  })

  test('stays whole when an introduction is removed at the request of its author, and the page says so', async () => {
    const operator = await operatorOf({ blobs } as never)
    const fields = {
      indexes: [hello],
      category: 'author-request' as const,
      whose: keyOf('cat').address,
      appeal: 'a@example.org',
    }
    const answer = await site.submit(write(site.origin, operator, 'removal', fields).note, {})
    if (isRefusal(answer)) throw new Error(sentenceOf(english, answer))
    const value = await viewed(site, 'person', { account: keyOf('cat').address })
    expect(value).toMatchObject({
      introductions: [],
      removed: [{ index: hello, by: answer.index, category: 'author-request' }],
    })
    for (const view of views) await viewed(site, view)
    expect(await auditOf(blobs)).toMatchObject({ ok: true, removed: 1, problems: [] })
    for (const path of await blobs.list('')) {
      const bytes = path.startsWith('private/') ? null : await blobs.get(path)
      if (bytes) expect(Buffer.from(bytes).includes('The cat')).toBe(false)
    }
  })
})
