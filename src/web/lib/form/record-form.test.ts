import { expect, test } from 'vitest'
import { isRefusal } from '../../../records/refusals.ts'
import { kindNames } from '../../../records/registry.ts'
import { english } from '../../../words/en.ts'
import { sentenceOf } from '../../../words/refusal.ts'
import { askedFor, asksFor, asksOf, draftOf, lengthOf } from './record-form.ts'

test('every kind can be asked for, and each thing once', () => {
  for (const kind of kindNames) {
    const names = asksOf(kind).map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
  }
  expect(asksOf('introduction').map(({ name }) => name)).toContain('goals')
  expect(asksOf('introduction').map(({ name }) => name)).not.toContain('body')
})

test('what is typed becomes what is signed: TAO as rao, local time as UTC, parts as a body', () => {
  const draft = draftOf('introduction', {
    name: '  Grey   Heron ',
    anonymous: 'yes',
    stakeAs: 'exact',
    stake: '1,050.5',
    living: 'no',
    openTo: 'questions',
    roles: 'holder,validator',
    goals: ' Patience.\r\nAnd time. ',
    contact: '',
  })
  expect(draft).toEqual({
    kind: 'introduction',
    fields: {
      name: 'Grey Heron',
      anonymous: 'yes',
      stakeAs: 'exact',
      stake: 1_050_500_000_000n,
      living: 'no',
      openTo: 'questions',
      roles: ['holder', 'validator'],
      body: '# Goals\nPatience.\nAnd time.',
    },
  })
})

test('what cannot be signed is said in words', () => {
  const band = { name: 'X', anonymous: 'no', stakeAs: 'band', stake: '1', living: 'no', openTo: 'nothing' }
  const half = draftOf('introduction', band)
  expect(isRefusal(half) && sentenceOf(english, half)).toContain('a band has both')
  const wrong = draftOf('introduction', { stake: 'much' })
  expect(isRefusal(wrong) && sentenceOf(english, wrong)).toContain('an amount such as 50.5 TAO')
  expect(isRefusal(draftOf('interests', { owns: '# What I own\nX' }))).toBe(true)
})

test('what is typed is what is signed, or is refused by the name of what stands in the way', () => {
  const rest = { add: 'anyone', totals: 'always' }
  const title = 'می\u200Cخواهم 👩\u200D💻'
  expect(draftOf('conversation', { title, body: title, ...rest })).toMatchObject({ fields: { title, body: title } })
  for (const typed of ['pay\u200Cpal', 'so\u00ADft', 'a\u202Eb']) {
    for (const answers of [{ title: typed }, { title: 'A', body: typed }])
      expect(isRefusal(draftOf('conversation', { ...answers, ...rest }))).toBe(true)
  }
})

test('a page may ask for less, in its own order and words; a name that the kind does not have is a mistake', () => {
  const [body, opens] = asksFor('conversation', { body: { label: 'What it is about' }, opens: {} })
  expect(body).toMatchObject({ name: 'body', label: 'What it is about', input: 'multiline', maxLength: 4000 })
  expect(opens).toEqual(asksOf('conversation').find(({ name }) => name === 'opens'))
  expect(() => asksFor('conversation', { colour: {} })).toThrow('does not ask for colour')
})

test('a question without a kind asks for one line that must be there', () => {
  expect(askedFor('address', 'Address', { hint: 'Copy it whole.' })).toMatchObject({
    name: 'address',
    label: 'Address',
    hint: 'Copy it whole.',
    required: true,
    input: 'text',
    maxLength: null,
  })
})

test('an answer is as long as the record will have it', () => {
  expect(lengthOf({ input: 'text' }, '  Grey   Heron ')).toBe('Grey Heron'.length)
  expect(lengthOf({ input: 'multiline' }, ' One.\r\nTwo. 🦋\n\n')).toBe([...'One.\nTwo. 🦋'].length)
})
