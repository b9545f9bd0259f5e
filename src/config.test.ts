import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { editDistance, nearest } from './config/nearest.ts'
import { variableNames, variables } from './config/variables.ts'
import { ConfigError, originOf, readConfig, variablesHelp } from './config.ts'

const aFile = join(mkdtempSync(join(tmpdir(), 'sensus-config-')), 'file')
writeFileSync(aFile, '')

/** A file of webhooks. */
function hooksIn(json: string): string {
  const path = join(mkdtempSync(join(tmpdir(), 'sensus-config-')), 'webhooks.json')
  writeFileSync(path, json)
  return path
}

/** Values that each variable refuses, and some that look odd and are right. */
const samples: Record<string, { wrong: string[]; right: string[] }> = {
  PORT: { wrong: ['80800', '0x10', '1e3', '-1', '1.5', 'NaN'], right: ['0', '65535'] },
  HOST: {
    wrong: ['300.1.1.1', '1.2.3', 'http://localhost', 'local host', 'a:80', '::1::', '-a'],
    right: ['0.0.0.0', '::', '::1', 'localhost', 'my-host.example'],
  },
  SENSUS_URL: {
    wrong: [
      'voice.example.org',
      'https://a.example/voice',
      'https://u@a.example',
      'https://a.example?x',
      'ftp://a.example',
    ].concat('https://a+b.example', 'https://[::1]', `https://${'a.'.repeat(70)}example`, 'javascript:alert(1)'),
    right: ['https://voice.example.org/', 'http://localhost:8080'],
  },
  SENSUS_ORIGIN: { wrong: ['https://a.example/log', 'A.example/log', 'a b/log', '0x1'], right: ['localhost:8080/log'] },
  SENSUS_DATA: { wrong: [aFile, join(aFile, 'below'), 'a\nb'], right: ['./data', join(tmpdir(), 'none', 'below')] },
  DATABASE_URL: {
    wrong: [
      'mysql://x',
      'postgres:',
      'postgres://u@300.1.1.1/x',
      'postgres://u@a:0/x',
      'postgres://u@a,/x',
      'postgres://a b/c',
    ],
    right: [
      'postgres://u:p@one:5432,two/x',
      'postgresql://u@[::1]:5432/x',
      'postgres://u@/x?host=/tmp/x',
      'postgres://a',
    ],
  },
  SENSUS_ADDRESS_HEADER: { wrong: ['x forwarded for', 'x-real-ip:', 'Forwarded'], right: ['X-Forwarded-For'] },
  SENSUS_ADDRESS_DEPTH: { wrong: ['0', '17', 'two'], right: ['2'] },
  SENSUS_TICK_MS: { wrong: ['often', '0', '60001'], right: ['1'] },
  SENSUS_DAILY_BYTES: { wrong: ['64M', '1023', '9007199254740992'], right: ['1024'] },
  SENSUS_WORK_BITS: { wrong: ['33', '-1'], right: ['0', '32'] },
  SENSUS_TODAY: { wrong: ['today', '2026-02-30', '22.11.2026', '2026-11-22T10:00:00Z'], right: ['2026-11-22'] },
  SENSUS_NAME: { wrong: ['two\nlines', 'x'.repeat(121), 'a\u202eb', 'a\u200bb'], right: ['Voix de la vallée'] },
  SENSUS_CONTACT: {
    wrong: [
      'me',
      'me@',
      '@example.org',
      'a@b@c.example',
      'javascript:alert(1)',
      `https://a.example/${'x'.repeat(256)}`,
    ],
    right: ['me@example.org', 'https://example.org/contact'],
  },
  SENSUS_RULES_URL: {
    wrong: [
      'javascript:alert(1)',
      'rules.example.org',
      `https://a.example/${'x'.repeat(256)}`,
      'https://a.example/a\nb',
    ],
    right: ['https://example.org/rules'],
  },
  SENSUS_SOURCE_URL: {
    wrong: ['example.org/source', 'javascript:alert(1)', 'ftp://example.org'],
    right: ['https://example.org/sensus'],
  },
  SENSUS_BEGIN: {
    wrong: [
      join(aFile, 'none'),
      aFile,
      'http://lists.example.org/a.json',
      'https://127.0.0.1/a.json',
      'https://lists.example.org:8443/a.json',
      'https://lists.example.org/a.json,',
      'https://me@lists.example.org/a.json',
    ],
    right: ['.', 'https://lists.example.org/known/', 'https://a.example.org/a.json, https://b.example.org/b.json'],
  },
  SENSUS_CHAIN: { wrong: ['wss//a', 'https://a.example', 'wss://a.example,'], right: ['none', 'ws://a, wss://b'] },
  SENSUS_CHAIN_EVERY: { wrong: ['0', 'daily'], right: ['1'] },
  SENSUS_CHAIN_FULL_EVERY: { wrong: ['0', 'weekly'], right: ['1'] },
  SENSUS_WEBHOOKS: {
    wrong: [
      join(aFile, 'none'),
      aFile,
      hooksIn('[]'),
      hooksIn('[{"name":"a","form":"mail","url":"https://a.example"}]'),
    ],
    right: [hooksIn('[{"name":"a","form":"discord","url":"https://a.example.org/x","severity":"large"}]')],
  },
  SENSUS_CHAIN_PROVE: { wrong: ['true', 'NO', '1'], right: ['yes', 'no'] },
  SENSUS_CHAIN_CONVERSATIONS: { wrong: ['all', 'Yes', '0'], right: ['yes', 'no'] },
  SENSUS_CHAIN_RATE: {
    wrong: ['1', '0/second', '1/week', '2000/second', '1/day', '-1/second', '1.5/second'],
    right: ['1/second', '43200/day', '1/hour'],
  },
  SENSUS_WEB_PROOFS: { wrong: ['true', 'YES', '0'], right: ['no'] },
}

describe.each(variableNames)('%s', (name) => {
  const { wrong = [], right = [] } = samples[name] ?? {}

  test('has values that it refuses, by its name, the value and what is expected', () => {
    expect(wrong.length, `samples of ${name}`).toBeGreaterThan(0)
    for (const text of wrong) {
      const attempt = () => readConfig({ [name]: text })
      expect(attempt, text).toThrow(ConfigError)
      expect(attempt, text).toThrow(`${name} is ${JSON.stringify(text)}, expected ${variables[name].expected}.`)
    }
  })

  test('has values that it takes', () => {
    expect(right.length, `samples of ${name}`).toBeGreaterThan(0)
    for (const text of right) expect(() => readConfig({ [name]: text }), text).not.toThrow()
  })
})

test('whatever is wrong is said at once, a line each', () => {
  const env = Object.fromEntries(variableNames.map((name) => [name, samples[name]?.wrong[0]]))
  const lines = messageOf(() => readConfig(env)).split('\n')
  expect(lines.map((line) => line.split(' ')[0])).toEqual(expect.arrayContaining([...variableNames]))
  expect(lines).toHaveLength(variableNames.length)
})

test.each([
  ['{}', 'The file is no list of 1 to 20 webhooks.'],
  [
    '[{"name":"a","form":"generic","url":"http://a.example.org"}]',
    'Webhook 1: url is expected to be an https:// address',
  ],
  ['[{"name":"a","form":"generic","url":"https://127.0.0.1"}]', 'Webhook 1: url is expected'],
  ['[{"name":"a","form":"generic","url":"https://a.example.org:8443"}]', 'Webhook 1: url is expected'],
  ['[{"name":"a","form":"telegram","url":"https://a.example.org"}]', 'Webhook 1: chat is needed: the id of a chat.'],
  ['[{"name":"a","form":"discord","url":"https://a.example.org","secret":"x"}]', '"secret" is no field of this form'],
  ['[{"name":"a","form":"generic","url":"https://a.example.org","secret":"short"}]', 'Webhook 1: secret is expected'],
  ['[{"name":"a","form":"generic","url":"https://a.example.org","accounts":["5x"]}]', 'a list of 1 to 100 addresses'],
  ['[{"name":"a","form":"generic","url":"https://a.example.org","subnets":[1.5]}]', 'numbers of subnets'],
  ['not json', 'The file is not JSON.'],
])('of a file of webhooks is said what is wrong, and no secret of it: %s', (json, said) => {
  const message = messageOf(() => readConfig({ SENSUS_WEBHOOKS: hooksIn(json) }))
  expect(message).toContain(said)
  expect(message).not.toContain('short')
})

test('a password is not shown', () => {
  const message = messageOf(() => readConfig({ DATABASE_URL: 'postgres://me:secret@300.1.1.1/x' }))
  expect(message).toContain('postgres://me:***@300.1.1.1/x')
  expect(message).not.toContain('secret')
})

describe('a variable that looks like ours and is none', () => {
  test.each([
    ['SENSUS_ULR', 'did you mean SENSUS_URL?'],
    ['SENSUS_PORT', 'did you mean'],
    ['sensus_data', 'did you mean SENSUS_DATA?'],
    ['SENSUS_RULE_URL', 'did you mean SENSUS_RULES_URL?'],
    ['SENSUS_COLOUR_OF_THE_PAGES', 'sensus serve --help lists them'],
  ])('%s is refused', (name, said) => {
    expect(messageOf(() => readConfig({ [name]: 'x' }))).toContain(`${name} is no variable that Sensus reads`)
    expect(messageOf(() => readConfig({ [name]: 'x' }))).toContain(said)
  })

  test('empty, of the tests, or of the machine that runs containers, it does no harm', () => {
    const ofService = {
      SENSUS_SERVICE_HOST: '10.0.0.1',
      SENSUS_PORT: 'tcp://10.0.0.1:80',
      SENSUS_PORT_80_TCP_PROTO: 'tcp',
    }
    expect(() => readConfig({ SENSUS_ULR: '', SENSUS_WITHOUT_POSTGRES: '1', ...ofService })).not.toThrow()
  })
})

describe('the nearest name', () => {
  test.each([
    ['kitten', 'sitting', 3],
    ['ab', 'ba', 1],
    ['', 'abc', 3],
    ['same', 'same', 0],
  ])('of %j and %j %i letters differ', (a, b, distance) => {
    expect(editDistance(a, b)).toBe(distance)
    expect(editDistance(b, a)).toBe(distance)
  })

  test('is none when nothing is near', () => {
    expect(nearest('veiw', ['serve', 'view'])).toBe('view')
    expect(nearest('quite-another', ['serve', 'view'])).toBeNull()
  })
})

function messageOf(run: () => unknown): string {
  try {
    run()
  } catch (error) {
    if (error instanceof ConfigError) return error.message
    throw error
  }
  return ''
}

test('an empty environment gives the defaults that the table tells', () => {
  const config = readConfig({})
  expect(config).toMatchObject({ port: 8080, host: '127.0.0.1', url: 'http://localhost:8080', data: './data' })
  expect(config).toMatchObject({ database: null, addressHeader: null, tickMs: 250, rules: null })
})

test('an empty variable is an unset one, and white space around a value is none of it', () => {
  expect(readConfig({ PORT: '', SENSUS_DATA: ' /srv/sensus ' })).toMatchObject({ port: 8080, data: '/srv/sensus' })
})

test('the site follows its port unless it is named, without a final slash', () => {
  expect(readConfig({ PORT: '9000' }).url).toBe('http://localhost:9000')
  expect(readConfig({ PORT: '9000', SENSUS_URL: 'https://voice.example.org/' }).url).toBe('https://voice.example.org')
})

test('the origin follows the URL unless it is told, and somebody chose it who set either', () => {
  expect(readConfig({ PORT: '9000' })).toMatchObject({ origin: 'localhost:9000/log', originFrom: null })
  const moved = { SENSUS_URL: 'https://new.example', SENSUS_ORIGIN: 'old.example/log' }
  expect(readConfig(moved)).toMatchObject({
    origin: 'old.example/log',
    originFrom: 'SENSUS_ORIGIN',
    url: 'https://new.example',
  })
  expect(readConfig({ SENSUS_URL: 'https://a.example' })).toMatchObject({
    origin: 'a.example/log',
    originFrom: 'SENSUS_URL',
  })
})

test('the origin of a log is its URL prefix without a scheme', () => {
  expect(originOf('http://localhost:8080')).toBe('localhost:8080/log')
  expect(originOf('https://voice.example.org')).toBe('voice.example.org/log')
})

test('help tells every variable with its words', () => {
  const help = variablesHelp()
  for (const name of variableNames) expect(help).toMatch(new RegExp(`^ {2}${name} `, 'm'))
  for (const { words } of Object.values(variables)) expect(help).toContain(words)
})
