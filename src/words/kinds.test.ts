import { describe, expect, test } from 'vitest'
import vectors from '../../vectors/records.json' with { type: 'json' }
import { address } from '../log/ss58.ts'
import { example } from '../records/examples.ts'
import { parseRecord } from '../records/record.ts'
import { isRefusal, Refusal } from '../records/refusals.ts'
import { describeKind, kindNames, kindOf } from '../records/registry.ts'
import { recordRefusals } from './en/record-refusals.ts'
import { english } from './en.ts'
import { lineInWords } from './record-line.ts'
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
