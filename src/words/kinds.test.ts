import { describe, expect, test } from 'vitest'
import vectors from '../../vectors/records.json' with { type: 'json' }
import { address } from '../log/ss58.ts'
import { example } from '../records/examples.ts'
import { parseRecord } from '../records/record.ts'
import { isRefusal, Refusal } from '../records/refusals.ts'
import { describeKind, kindNames, kindOf } from '../records/registry.ts'
import { options } from './en/options.ts'
import { recordRefusals } from './en/record-refusals.ts'
import { english } from './en.ts'
import { lineInWords, sentenceOfRecord } from './record-line.ts'
import { sentenceOf } from './refusal.ts'

describe.each(kindNames)('%s in words', (name) => {
  const kind = kindOf(name)

  test('is said as the kind says it', () => {
    expect(english.say(`kind.${name}.title`)).toBe(kind.title)
    expect(english.say(`kind.${name}.summary`)).toBe(kind.summary)
    expect(english.say(`kind.${name}.does`)).toBe(kind.does)
    expect(english.say(`kind.${name}.reveals`)).toBe(kind.reveals)
    for (const { key, label, hint } of describeKind(name)) {
      expect(english.say(`kind.${name}.field.${key}.label`)).toBe(label)
      expect(english.say(`kind.${name}.field.${key}.hint`)).toBe(hint)
    }
  })
})

test.each(vectors.records.filter(({ suite }) => suite === 'ed25519-bytes').map((each) => [each.kind, each] as const))(
  'a record of the kind %s has a line in words',
  (_, { note }) => {
    const record = parseRecord(note)
    if (isRefusal(record)) throw new Error(record.code)
    const line = lineInWords(english, record)
    expect(line).not.toMatch(/^$|[{}]|undefined|kind\./)
  },
)

test.each(vectors.records.filter(({ suite }) => suite === 'ed25519-bytes').map((each) => [each.kind, each] as const))(
  'a record of the kind %s is said in a sentence',
  (_, { note }) => {
    const record = parseRecord(note)
    if (isRefusal(record)) throw new Error(record.code)
    const sentence = sentenceOfRecord(english, record, 'Grey Heron')
    expect(sentence).toMatch(/^Grey Heron [a-z]+:? .{8}/)
    expect(sentence).not.toMatch(/[{}]|undefined|sentence\.|kind\.|does-not|-swap/)
  },
)

test('a sentence says what was done, and to what', () => {
  const said = (kind: string, wordsOf?: () => string) => {
    const record = parseRecord(vectors.records.find((each) => each.kind === kind)?.note ?? '')
    return isRefusal(record) ? record.code : sentenceOfRecord(english, record, 'Heron', wordsOf)
  }
  expect(said('vote')).toBe('Heron agreed with “Take changes should be announced 7 days ahead.”')
  expect(said('revoke', () => 'Other words.')).toBe('Heron took back a record: Other words.')
  expect(said('rating')).toBe('Heron rated an explanation: it explains a part of the movement')
  expect(said('snapshot')).toBe('Heron took a snapshot of the chain: block 8,434,800')
})

test('every choice that a form offers has words, and no word is left without a choice', () => {
  const offered = kindNames.flatMap((kind) => {
    const { signer, fields } = kindOf(kind)
    if (signer !== 'anyone') return []
    return Object.entries(fields).flatMap(([field, { options = [] }]) =>
      options.map((option) => `option.${kind}.${field}.${option}`),
    )
  })
  expect(Object.keys(options).sort()).toEqual(offered.sort())
})

test('a line that repeats words says those at hand, those repeated, or the beginning of the id', () => {
  const lineOf = (kind: string, wordsOf?: () => string) => {
    const record = parseRecord(vectors.records.find((each) => each.kind === kind)!.note)
    return isRefusal(record) ? record.code : lineInWords(english, record, wordsOf)
  }
  expect(lineOf('vote')).toBe('agree: Take changes should be announced 7 days ahead.')
  expect(lineOf('vote', () => 'Other words.')).toBe('agree: Other words.')
  expect(lineOf('revoke')).toMatch(/^record [0-9a-f]{8}$/)
  expect(lineOf('snapshot')).toBe('block 8,434,800')
})

test('what was expected is said inside the sentence', () => {
  const params = { reason: 'value', header: 'importance', kind: 'vote', value: '9', expected: 'number', min: 1, max: 3 }
  expect(sentenceOf(english, new Refusal('bad-field', params))).toBe(
    'The header importance of this vote is "9": expected a whole number from 1 to 3.',
  )
  const own = new Refusal('wrong-signer', { signer: 'x', account: address(example.alice) })
  expect(sentenceOf(english, own)).toContain("sign with the account's own key.")
})

test.each(Object.entries(recordRefusals))('%s is a whole message with its parameters', (id, message) => {
  const asked = [...message.matchAll(/\{([A-Za-z]+)\}/g)].map(([, name]) => [name!, `<${name}>`])
  const said = english.say(id, Object.fromEntries(asked))
  for (const [, value] of asked) expect(said).toContain(value)
  expect(said).not.toMatch(/[{}]/)
  if (id.startsWith('refusal.')) expect(said).toMatch(/\.$/)
})
