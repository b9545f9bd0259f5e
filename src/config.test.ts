import { expect, test } from 'vitest'
import { ConfigError, originOf, readConfig, variables, variablesHelp } from './config.ts'

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

test('everything that cannot be used is named at once, with what was expected', () => {
  const env = { PORT: '80800', SENSUS_TICK_MS: 'often', SENSUS_URL: 'voice.example.org', DATABASE_URL: 'mysql://x' }
  const attempt = () => readConfig(env)
  expect(attempt).toThrow(ConfigError)
  for (const name of Object.keys(env)) expect(attempt).toThrow(name)
  expect(attempt).toThrow('expected a whole number from 0 to 65535')
})

test.each(['https://a.example/voice', 'https://u@a.example', 'https://a.example?x', 'ftp://a.example'])(
  '%s is no address of a site',
  (SENSUS_URL) => {
    expect(() => readConfig({ SENSUS_URL })).toThrow('nothing after it')
  },
)

test.each(['example.org/source', 'javascript:alert(1)', 'ftp://example.org'])(
  '%s is no source',
  (SENSUS_SOURCE_URL) => {
    expect(() => readConfig({ SENSUS_SOURCE_URL })).toThrow('SENSUS_SOURCE_URL')
    expect(readConfig({ SENSUS_SOURCE_URL: 'https://example.org/sensus' }).source).toBe('https://example.org/sensus')
    expect(readConfig({}).source).toBe(null)
  },
)

test.each(['0x10', '1e3', '-1', '1.5', 'NaN'])('%s is no port', (PORT) => {
  expect(() => readConfig({ PORT })).toThrow(ConfigError)
})

test('the origin of a log is its URL prefix without a scheme', () => {
  expect(originOf('http://localhost:8080')).toBe('localhost:8080/log')
  expect(originOf('https://voice.example.org')).toBe('voice.example.org/log')
})

test('help tells every variable with its words', () => {
  const help = variablesHelp()
  for (const { name } of variables) expect(help).toMatch(new RegExp(`^ {2}${name} `, 'm'))
  for (const { words } of variables) expect(help).toContain(words)
})
