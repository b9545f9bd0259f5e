import { wordlist } from '@scure/bip39/wordlists/english.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { seedWords } from './personal/seed-words.ts'
import { type PersonalSort, personalData } from './personal.ts'

const found = (text: string) => personalData(text, seedWords)

describe('what gives somebody away', () => {
  test.each<[PersonalSort, string, string]>([
    ['e-mail', 'Write to jo.doe+tao@mail.example.org, please.', 'jo.doe+tao@mail.example.org'],
    ['telephone', 'Call +49 30 123 45 67 tonight.', '+49 30 123 45 67'],
    ['telephone', 'Call 0044 20 7946 0958.', '0044 20 7946 0958'],
    ['telephone', 'Call (555) 867-5309.', '(555) 867-5309'],
    ['telephone', 'Zavolaj 0905 123 456.', '0905 123 456'],
    ['telephone', 'اتصل ٠٣٠ ١٢٣ ٤٥ ٦٧', '030 123 45 67'],
    ['card-number', 'I paid with 4111 1111 1111 1111.', '4111 1111 1111 1111'],
    ['card-number', 'Amex 378282246310005 was charged', '378282246310005'],
    ['street-address', 'He lives at 221B Baker Street in London.', '221B Baker Street'],
    ['street-address', 'Sie wohnt in der Lindenstraße 5.', 'Lindenstraße 5'],
    ['street-address', 'Il habite 12 bis, rue de la Paix', '12 bis, rue de la Paix'],
    ['street-address', 'Vive en Calle Mayor 3', 'Calle Mayor 3'],
    ['street-address', '他住在中山路12号', '他住在中山路12号'],
    ['ip-address', 'Their validator is at 203.0.113.77.', '203.0.113.77'],
    ['ip-address', 'It answers at 2001:db8:0:1::17 too', '2001:db8:0:1::17'],
    ['national-number', 'SSN 078-05-1120', '078-05-1120'],
    ['national-number', 'NI AB 12 34 56 C', 'AB 12 34 56 C'],
    ['national-number', 'DNI 12345678Z', '12345678Z'],
    ['national-number', 'NIR 2 55 08 14 168 025 38', '2 55 08 14 168 025 38'],
    ['national-number', 'rodné číslo 736028/5163', '736028/5163'],
    ['national-number', 'CPF 529.982.247-25', '529.982.247-25'],
    ['national-number', 'CF RSSMRA85T10A562S', 'RSSMRA85T10A562S'],
    ['national-number', '身份证 11010519491231002X', '11010519491231002X'],
    ['national-number', 'PESEL 44051401359', '44051401359'],
    ['hex-secret', `My key is 0x${'5c'.repeat(32)}!`, `0x${'5c'.repeat(32)}`],
  ])('%s: %s', (sort, text, words) => {
    expect(found(text)).toEqual([{ sort, words }])
  })

  test('several at once, what harms most first, each once', () => {
    const text = 'a@example.org, b@example.org, a@example.org, 4111111111111111'
    expect(found(text).map(({ sort, words }) => `${sort} ${words}`)).toEqual([
      'card-number 4111111111111111',
      'e-mail a@example.org',
      'e-mail b@example.org',
    ])
  })
})

describe('what does not', () => {
  test.each([
    'On 2026-04-10 at 10:30:45 block 4,915,000 had 7,200 extrinsics.',
    'Raise it from 1,000,000 to 10.000.000, or to 12 345 678 rao.',
    'From 2010 - 2020 and 2030 on, 7 to 12 months.',
    'Version 1.2.3 of 127.0.0.1:8080 and 0.0.0.0',
    'Ask 5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty about subnet 64.',
    `See https://taostats.io/extrinsic/0x${'ab'.repeat(32)} and /r/${'cd'.repeat(32)}.`,
    'There is no one way, a 50 50 split is a dead end road.',
    'Card 4111 1111 1111 1112 has a wrong check digit.',
    'SSN 000-12-3456 and 666-12-3456 were never given out.',
    'Mention me @somebody, or user@localhost.',
    'std::vector and a::b',
    '100 200 300 400',
  ])('%s', (text) => {
    expect(found(text)).toEqual([])
  })
})

describe('seed phrases', () => {
  const phrase = fc
    .constantFrom(12, 15, 18, 21, 24)
    .chain((n) => fc.array(fc.constantFrom(...wordlist), { minLength: n, maxLength: n }))

  test('are found however they are parted and numbered', () => {
    fc.assert(
      fc.property(phrase, fc.constantFrom(' ', ', ', '\n', ' - '), fc.boolean(), (words, gap, numbered) => {
        const text = words.map((word, i) => (numbered ? `${i + 1}. ${word}` : word.toUpperCase())).join(gap)
        expect(found(`xyzzy: ${text} xyzzy`).map(({ sort }) => sort)).toContain('seed-phrase')
      }),
    )
  })

  test('have twelve words at least, one after the other', () => {
    const eleven = wordlist.slice(0, 11).join(' ')
    expect(found(`${eleven} xyzzy ${eleven}`)).toEqual([])
    expect(found(`${eleven} zoo`)).toEqual([{ sort: 'seed-phrase', words: `${eleven} zoo` }])
  })

  test('are not looked for where the list is not there', () => {
    expect(personalData(wordlist.slice(0, 12).join(' '), null)).toEqual([])
  })
})

test('any text is looked through in time that its length bounds', () => {
  for (const piece of ['1 ', '1.', 'a@', 'Ab ', '::1', '0x', 'abandon ', '(', '一路', '1-'])
    expect(Array.isArray(found(piece.repeat(20_000 / piece.length)))).toBe(true)
})
