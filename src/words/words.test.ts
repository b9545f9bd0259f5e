import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type CompiledMessage, compileMessage } from '@lingui/message-utils/compileMessage'
import { describe, expect, test } from 'vitest'
import { Refusal, refusalCodes } from '../records/refusals.ts'
import { english, messages, parts } from './en.ts'
import { languageOf, missingIn } from './language.ts'
import { hasSentence, meaningOf, sentenceOf } from './refusal.ts'

/** What a message has in its braces, in the order in which it says them. */
function placeholders(message: string): string[] {
  const inside = (tokens: CompiledMessage): string[] =>
    typeof tokens === 'string'
      ? []
      : tokens.flatMap((token) => {
          if (typeof token === 'string') return []
          const [name, , forms] = token
          return [
            name,
            ...(typeof forms === 'object' && forms !== null ? Object.values(forms).flatMap(insideForm) : []),
          ]
        })
  const insideForm = (form: unknown): string[] => (Array.isArray(form) ? inside(form) : [])
  return [...new Set(inside(compileMessage(message)))].filter((name) => name !== '#')
}

/** Sources of src/ without its tests and without the catalogues themselves, by path. */
const sources = new Map(
  filesIn(new URL('..', import.meta.url).pathname).map((path) => [path, readFileSync(path, 'utf8')]),
)

function filesIn(dir: string): string[] {
  return readdirSync(dir, { withFileTypes: true }).flatMap((entry) => {
    const path = join(dir, entry.name)
    if (entry.isDirectory()) return path.endsWith('/words') ? [] : filesIn(path)
    return /\.(ts|svelte)$/.test(entry.name) && !/\.(test|d)\.ts$/.test(entry.name) ? [path] : []
  })
}

/** A refusal as the source writes it: its reasons (two where a condition chooses), and the names of its parameters. */
interface Written {
  at: string
  code: string
  reasons: string[]
  /** null where not all of them stand in the literal. */
  names: string[] | null
}

const start = /(?:new Refusal\(\s*'([a-z0-9-]+)',\s*|code: '([a-z0-9-]+)',\s*params: )(?=\{)/g
const reasonForm = /^\{\s*reason: (?:[^,{}]*\?\s*'([a-z0-9-]+)'\s*:\s*)?'([a-z0-9-]+)'/

function refusalsIn([path, code]: [string, string]): Written[] {
  return [...code.matchAll(start)].flatMap((match) => {
    const literal = literalAt(code, match.index + match[0].length)
    const [, first, second] = reasonForm.exec(literal) ?? []
    const reasons = [first, second].filter((each) => each !== undefined)
    return [{ at: path, code: match[1] ?? match[2] ?? '', reasons, names: namesOf(literal) }]
  })
}

/** The object literal that begins at a place, up to its closing brace. */
function literalAt(code: string, from: number): string {
  let depth = 0
  for (let at = from; at < code.length; at++) {
    if (code[at] === '{') depth++
    if (code[at] === '}' && --depth === 0) return code.slice(from, at + 1)
  }
  throw new Error(`An object literal has no end: ${code.slice(from, from + 60)}`)
}

/** The keys of an object literal; null where it takes in those of another value. */
function namesOf(literal: string): string[] | null {
  if (/(^\{|,)\s*\.\.\./.test(literal)) return null
  let flat = literal.slice(1, -1)
  for (let before = ''; before !== flat; )
    [before, flat] = [flat, flat.replace(/\([^()]*\)|\{[^{}]*\}|\[[^[\]]*\]|'[^']*'|`[^`]*`/g, '')]
  return flat.split(',').flatMap((each) => /^\s*(\w+)/.exec(each)?.[1] ?? [])
}

const written = [...sources].flatMap(refusalsIn)
const reasonIds = Object.keys(messages).filter((id) => /^refusal\.[^.]+\.[^.]+$/.test(id))

describe('the catalogue', () => {
  test('every message compiles', () => {
    // A message that is not ICU MessageFormat is given back as it is.
    const broken = Object.entries(messages).filter(([, message]) => {
      const compiled = compileMessage(message)
      return message === '' || (compiled[0] === message && /[{}]/.test(message))
    })
    expect(broken).toEqual([])
    expect(compileMessage('{n, plural, one {#}')).toEqual(['{n, plural, one {#}'])
  })

  test('no id stands in two parts', () => {
    const ids = parts.flatMap((part) => Object.keys(part))
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([])
    expect(ids.length).toBeGreaterThan(100)
  })

  test('sentences of refusals are sentences, with parameters that have the names of variables', () => {
    const odd = Object.entries(messages).filter(
      ([id, message]) =>
        /^(refusal|meaning)\./.test(id) &&
        !(
          /^["A-Z\d{].*[.!]$/s.test(message) &&
          placeholders(message).every(
            (name) => /^[a-z][A-Za-z0-9]*$/.test(name) && !['reason', 'sentence'].includes(name),
          )
        ),
    )
    expect(odd).toEqual([])
  })

  test('every code has a meaning that needs no parameters', () => {
    for (const code of refusalCodes) expect(english.has(`meaning.${code}`), code).toBe(true)
    const meanings = Object.entries(messages).filter(([id]) => id.startsWith('meaning.'))
    expect(meanings.filter(([, message]) => placeholders(message).length > 0)).toEqual([])
  })
})

describe('the refusals of the source and the catalogue', () => {
  test('every reason that the source gives has its sentence', () => {
    const ids = written.flatMap(({ at, code, reasons }) =>
      reasons.map((reason) => ({ at, id: `refusal.${code}.${reason}` })),
    )
    expect(ids.filter(({ id }) => !english.has(id))).toEqual([])
    expect(ids.length).toBeGreaterThan(20)
  })

  test('every parameter of a sentence is given where the source refuses', () => {
    const lacking = written.flatMap(({ at, code, reasons, names }) =>
      reasons.flatMap((reason) =>
        placeholders(messages[`refusal.${code}.${reason}`] ?? '')
          .filter((name) => names !== null && !names.includes(name))
          .map((name) => `${at}: refusal.${code}.${reason} says {${name}}`),
      ),
    )
    expect(lacking).toEqual([])
  })

  test('every sentence with a reason is one that the source gives', () => {
    const all = [...sources.values()].join('\n')
    const unused = reasonIds.filter((id) => {
      const [, code, reason] = id.split('.')
      return !all.includes(`'${reason}'`) || !all.includes(`'${code}'`)
    })
    expect(unused).toEqual([])
  })
})

describe('a refusal is said', () => {
  test('by its code and reason, with its parameters in their places', () => {
    const refusal = new Refusal('too-large', { reason: 'sent', bytes: 30_000, most: 24_576 })
    expect(sentenceOf(english, refusal)).toBe('The record has 30000 bytes, at most 24576 are taken: shorten it.')
    expect(hasSentence(english, refusal)).toBe(true)
  })

  test('by what its code means where nothing says more, and by its own sentence where another version told it', () => {
    expect(sentenceOf(english, new Refusal('busy'))).toBe(meaningOf(english, 'busy'))
    const unknown = new Refusal('busy', { reason: 'not-yet-invented' })
    expect(hasSentence(english, unknown)).toBe(false)
    expect(sentenceOf(english, unknown)).toBe(meaningOf(english, 'busy'))
    const told = new Refusal('busy', { reason: 'not-yet-invented', sentence: 'It’s {busy} here.' })
    expect(sentenceOf(english, told)).toBe('It’s {busy} here.')
  })

  test('with lists and with what people wrote, as it is', () => {
    const name = "{x, plural} it's '{'"
    const refusal = new Refusal('not-found', { reason: 'picture', name, pictures: ['a.svg', 'b.svg'] })
    expect(sentenceOf(english, refusal)).toBe(`There is no picture "${name}": a.svg, b.svg.`)
  })
})

describe('a second language', () => {
  /** Letters with accents and brackets around, but for what stands in braces. */
  const accented = Object.fromEntries(
    Object.entries(messages).map(([id, message]) => [
      id,
      /plural|select/.test(message)
        ? message
        : `[${message.replace(/\{[^}]*\}|[aeiou]/g, (each) => (each.length > 1 ? each : 'àéîõü'['aeiou'.indexOf(each)]!))}]`,
    ]),
  )

  test('speaks through the same words', () => {
    const pseudo = languageOf('en-XA', 'rtl', accented)
    const refusal = new Refusal('rate-limited', { reason: 'wait', seconds: 7 })
    expect(sentenceOf(pseudo, refusal)).toBe('[Tõõ màny récõrds în à shõrt tîmé: wàît 7 s ànd sénd ît àgàîn.]')
    expect(sentenceOf(pseudo, new Refusal('busy'))).toBe(`[${accented['meaning.busy']!.slice(1, -1)}]`)
    expect(sentenceOf(english, refusal)).toBe('Too many records in a short time: wait 7 s and send it again.')
    expect(pseudo).toMatchObject({ locale: 'en-XA', dir: 'rtl' })
  })

  test('is told which ids it lacks', () => {
    const { 'meaning.busy': _, 'role.miner': __, ...some } = accented
    expect(missingIn(accented, messages)).toEqual([])
    expect(missingIn(some, messages)).toEqual(['meaning.busy', 'role.miner'])
  })

  test('has the plural forms of its own grammar', () => {
    const arabic = languageOf('ar', 'rtl', {
      votes:
        '{n, plural, zero {لا أصوات} one {صوت واحد} two {صوتان} few {{n} أصوات} many {{n} صوتًا} other {{n} صوت}} في {where}',
    })
    const said = [0, 1, 2, 3, 11, 100].map((n) => arabic.say('votes', { n, where: 'السجل' }))
    expect(said).toEqual([
      'لا أصوات في السجل',
      'صوت واحد في السجل',
      'صوتان في السجل',
      '3 أصوات في السجل',
      '11 صوتًا في السجل',
      '100 صوت في السجل',
    ])
    const counted = languageOf('en', 'ltr', { votes: '{n, plural, one {# vote} other {# votes}}' })
    expect([0, 1, 1921].map((n) => counted.say('votes', { n }))).toEqual(['0 votes', '1 vote', '1,921 votes'])
  })
})
