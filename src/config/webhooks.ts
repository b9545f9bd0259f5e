/** The file of webhooks: a JSON list, judged before anything is made. */

import { readFileSync, statSync } from 'node:fs'
import { isAddress } from '../log/ss58.ts'
import { isPlainHttps } from './values.ts'

/** A place that is told what the observer sees. */
export interface WebhookConfig {
  name: string
  form: 'discord' | 'telegram' | 'matrix' | 'generic'
  url: string
  chat?: string
  room?: string
  token?: string
  secret?: string
  accounts?: string[]
  subnets?: number[]
  severity?: 'notable' | 'large' | 'very-large'
}

const mostBytes = 65_536
const mostHooks = 20

const text = (value: unknown): boolean => typeof value === 'string' && /^[^\p{Cc}]{1,1024}$/u.test(value)
const listOf = (each: (value: unknown) => boolean) => (value: unknown) =>
  Array.isArray(value) && value.length > 0 && value.length <= 100 && value.every(each)
const oneOf =
  (...words: string[]) =>
  (value: unknown) =>
    typeof value === 'string' && words.includes(value)

/** What each field may be, and the words for it. */
const fields: Record<keyof WebhookConfig, [right: (value: unknown) => boolean, expected: string]> = {
  name: [
    (value) => typeof value === 'string' && /^[\w .-]{1,60}$/.test(value),
    '1 to 60 letters, digits, spaces, dots or dashes',
  ],
  form: [oneOf('discord', 'telegram', 'matrix', 'generic'), 'discord, telegram, matrix or generic'],
  url: [isHttps, 'an https:// address of a public name, without a port'],
  chat: [text, 'the id of a chat'],
  room: [
    (value) => typeof value === 'string' && /^[!#][^\s\p{Cc}]{1,255}$/u.test(value),
    'the id of a room, like !a:b',
  ],
  token: [text, 'an access token'],
  secret: [(value) => typeof value === 'string' && /^[\x21-\x7e]{16,256}$/.test(value), '16 to 256 visible characters'],
  accounts: [listOf((each) => typeof each === 'string' && isAddress(each)), 'a list of 1 to 100 addresses'],
  subnets: [
    listOf((each) => Number.isInteger(each) && Number(each) >= 0 && Number(each) < 65_535),
    'a list of 1 to 100 numbers of subnets',
  ],
  severity: [oneOf('notable', 'large', 'very-large'), 'notable, large or very-large'],
}

/** What each form needs beside name, form and url, and what else it may have. */
const forms: Record<WebhookConfig['form'], { needs: (keyof WebhookConfig)[]; may: (keyof WebhookConfig)[] }> = {
  discord: { needs: [], may: [] },
  telegram: { needs: ['chat'], may: [] },
  matrix: { needs: ['room', 'token'], may: [] },
  generic: { needs: [], may: ['secret'] },
}

/** The webhooks of a file, or in one sentence why it has none. No value is repeated: it may be a secret. */
export function readWebhooks(path: string): WebhookConfig[] | string {
  try {
    if (statSync(path).size > mostBytes) return `The file is larger than ${mostBytes} bytes.`
    return webhooksIn(JSON.parse(readFileSync(path, 'utf8')))
  } catch (error) {
    return error instanceof SyntaxError ? 'The file is not JSON.' : 'The file cannot be read.'
  }
}

function webhooksIn(list: unknown): WebhookConfig[] | string {
  if (!Array.isArray(list) || list.length === 0 || list.length > mostHooks)
    return `The file is no list of 1 to ${mostHooks} webhooks.`
  for (const [i, hook] of list.entries()) {
    const fault = faultOf(hook)
    if (fault !== null) return `Webhook ${i + 1}: ${fault}.`
  }
  const hooks = list as WebhookConfig[]
  const names = new Set(hooks.map(({ name }) => name))
  return names.size === hooks.length ? hooks : 'Two webhooks have one name.'
}

function faultOf(hook: unknown): string | null {
  if (typeof hook !== 'object' || hook === null || Array.isArray(hook)) return 'it is no object'
  const given = hook as Record<string, unknown>
  for (const name of ['name', 'form', 'url'] as const) {
    const [right, expected] = fields[name]
    if (!right(given[name])) return `${name} is expected to be ${expected}`
  }
  const { needs, may } = forms[given.form as WebhookConfig['form']]
  for (const name of needs) if (given[name] === undefined) return `${name} is needed: ${fields[name][1]}`
  const known: string[] = ['name', 'form', 'url', 'accounts', 'subnets', 'severity', ...needs, ...may]
  for (const [name, value] of Object.entries(given)) {
    if (!known.includes(name)) return `${JSON.stringify(name.slice(0, 40))} is no field of this form`
    const [right, expected] = fields[name as keyof WebhookConfig]
    if (!right(value)) return `${name} is expected to be ${expected}`
  }
  return null
}

function isHttps(value: unknown): boolean {
  return typeof value === 'string' && value.length <= 1024 && isPlainHttps(value)
}
