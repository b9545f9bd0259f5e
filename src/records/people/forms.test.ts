import { describe, expect, test } from 'vitest'
import { readDelegates } from '../../evidence/delegates.ts'
import { utf8 } from '../../log/bytes.ts'
import { accountKey } from '../../log/sign.ts'
import { dateField, dayField, isAhead } from '../dates.ts'
import { expecting } from '../fields.ts'
import { isRefusal } from '../refusals.ts'
import { kindNames, kindOf } from '../registry.ts'
import { starterQuestions } from '../starter/questions.ts'
import { defaultLadder, parseLadder } from './ladder.ts'
import { parsePredicate, predicateText } from './predicate.ts'

const hotkey = accountKey('sr25519-raw', new Uint8Array(32).fill(7))
const wrapping = accountKey('sr25519-bytes', new Uint8Array(32).fill(8))

describe('a ladder', () => {
  test('the default is the one of the design', () => {
    expect(parseLadder(defaultLadder)).toEqual([
      { from: 0.0001, office: false, expects: [{ what: 'introduction', days: null }] },
      {
        from: 0.001,
        office: false,
        expects: [
          { what: 'interests', days: null },
          { what: 'positions', days: null },
          { what: 'explanations', days: 14 },
        ],
      },
      {
        from: 0.01,
        office: true,
        expects: [
          { what: 'accounts', days: null },
          { what: 'report', days: 90 },
          { what: 'answers', days: 14 },
        ],
      },
    ])
  })

  test.each([
    ['', { reason: 'ladder-line', line: 1 }],
    ['from 1 %: praise', { reason: 'ladder-line', line: 1 }],
    ['from 101 %: introduction', { reason: 'ladder-line', line: 1 }],
    ['from 1 %: introduction, introduction', { reason: 'ladder-line', line: 1 }],
    ['from 1 %: introduction\nfrom 1 %: interests', { reason: 'ladder-order', line: 2 }],
    ['from 1 %: introduction\nfrom 2 %: introduction', { reason: 'ladder-twice', line: 2, what: 'introduction' }],
    ['from 1 %: introduction within 0 days', { reason: 'ladder-line', line: 1 }],
  ])('%j is none', (body, params) => {
    expect(parseLadder(body)).toMatchObject({ code: 'bad-field', params })
  })
})

describe('a predicate', () => {
  const { address } = hotkey
  test.each([
    `take ${address} <= 18 %`,
    `take ${address} <= 0.05 %`,
    `influence ${address} <= 100 %`,
    `stake ${address} >= 50.000000001 TAO`,
    `stake ${address} >= 0 TAO`,
    `owner of subnet 4 is ${address}`,
    `lock ${address} >= 12.5 alpha in subnet 4`,
    `lock ${address} >= 100 alpha in subnet 65534`,
  ])('%s is read, and written the same', (text) => {
    const read = parsePredicate(text)
    expect(read && predicateText(read)).toBe(text)
  })

  test.each([
    `take ${address} <= 100.01 %`,
    `take ${address} < 18 %`,
    `take ${address.slice(0, -1)}x <= 18 %`,
    `stake ${address} >= 1.0000000001 TAO`,
    `owner of subnet 65535 is ${address}`,
    `lock ${address} >= 1 alpha in subnet 65535`,
    `lock ${address} >= 1 TAO in subnet 4`,
    `lock ${address} >= 1 alpha`,
    `owner of subnet 04 is ${address}`,
    '',
  ])('%s is none', (text) => {
    expect(parsePredicate(text)).toBeNull()
  })
})

describe('a list of delegates', () => {
  const profile = { name: 'Grüße', url: 'https://example.org/', description: 'A "quoted" — line\nand more' }
  const message = (key: typeof hotkey) =>
    `{"${key.address}": {"name": "Gr\\u00fc\\u00dfe", "url": "https://example.org/", "description": "A \\"quoted\\" \\u2014 line\\nand more"}}`
  const signature = (key: typeof hotkey) => Buffer.from(key.sign(message(key)).bytes).toString('hex')

  test('has each signature checked over the message as btcli wrote it: raw, wrapped, or not at all', () => {
    const list = {
      [hotkey.address]: { ...profile, signature: signature(hotkey) },
      [wrapping.address]: { ...profile, signature: `0x${signature(wrapping)}` },
      '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY': { ...profile, signature: signature(hotkey) },
    }
    const read = readDelegates(utf8(JSON.stringify(list)))
    expect(isRefusal(read) ? read.code : read.map(({ verdict }) => verdict)).toEqual(['raw', 'wrapped', 'invalid'])
    const array = [{ address: hotkey.address, ...profile, signature: signature(hotkey) }]
    const same = readDelegates(utf8(JSON.stringify(array)))
    expect(isRefusal(same) ? same.code : same[0]).toMatchObject({
      hotkey: hotkey.address,
      name: 'Grüße',
      verdict: 'raw',
    })
    const changed = readDelegates(utf8(JSON.stringify([{ ...array[0], name: 'Gruesse' }])))
    expect(isRefusal(changed) ? changed.code : changed[0]!.verdict).toBe('invalid')
  })

  test.each(['', 'null', '[]x', '{"a": 1}', '{"nobody": {"name": "", "url": "", "description": "", "signature": ""}}'])(
    '%j is refused',
    (text) => {
      const read = readDelegates(utf8(text))
      expect(isRefusal(read) && read.code).toBe('bad-file')
    },
  )
})

test('the starter book has 24 questions, each with its sources', () => {
  expect(starterQuestions).toHaveLength(24)
  expect(new Set(starterQuestions.map(({ title }) => title)).size).toBe(24)
  for (const { title, precedents } of starterQuestions) {
    expect(title).toMatch(/\?$/)
    for (const line of precedents.split('\n')) expect(line).toMatch(/\[[^\]]+\]$/)
  }
})

test('dates are real ones, in one spelling', () => {
  const [date, day] = [dateField().schema, dayField().schema]
  for (const text of ['2020', '2020-06', '2020-02-29']) expect(date.safeParse(text).success).toBe(true)
  for (const text of ['20', '2020-13', '2021-02-29', '2020-6', '2020-06-15T00:00:00Z', ''])
    expect(date.safeParse(text).success).toBe(false)
  expect(day.safeParse('2020-02-29').success).toBe(true)
  expect(day.safeParse('2020-02').success).toBe(false)
})

describe('a day to come', () => {
  const time = Date.UTC(2026, 11, 31, 12)

  test.each([
    ['2026', false],
    ['2027', true],
    ['2026-12', false],
    ['2026-12-31', false],
    ['2027-01-01', true],
    ['9999', true],
  ])('%s has not begun anywhere: %s', (date, ahead) => expect(isAhead(date, time - 3_600_000 * 3)).toBe(ahead))

  test('has begun where clocks are furthest ahead', () => expect(isAhead('2027-01-01', time)).toBe(false))

  const dated = kindNames.flatMap((name) =>
    Object.entries(kindOf(name).fields)
      .filter(([, { expects }]) => [expecting('date').code, expecting('day').code].includes(expects.code))
      .map(([field]) => ({ name, field })),
  )

  test('there are kinds with a date', () => expect(dated.length).toBeGreaterThan(2))

  test.each(dated)('is refused in $field of $name', ({ name, field }) => {
    const kind = kindOf(name)
    const signing = { account: hotkey.address, time }
    const judged = (date: string) => kind.rule?.({ ...kind.example, [field]: date } as never, signing)
    expect(judged('9999-12-31')).not.toBe(null)
    expect(kind.rule?.(kind.example as never, signing)).toBe(null)
  })
})
