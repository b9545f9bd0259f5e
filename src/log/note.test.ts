import fc from 'fast-check'
import { expect, test } from 'vitest'
import { base64, concat, hex, sha256, utf8 } from './bytes.ts'
import { Malformed } from './errors.ts'
import { formatNote, keyId, type NoteSignature, parseNote } from './note.ts'

const text = 'If you think cryptography is the answer to your problem,\nthen you do not know what your problem is.\n'
const line = (name: string, payload = Uint8Array.of(1, 2, 3, 4, 5)): string => `\u2014 ${name} ${base64(payload)}\n`
const note = `${text}\n${line('PeterNeumann')}`

test('a note is a text, a blank line and signature lines', () => {
  const signature = { name: 'PeterNeumann', keyId: Uint8Array.of(1, 2, 3, 4), bytes: Uint8Array.of(5) }
  expect(parseNote(note)).toEqual({ text, signatures: [signature] })
  expect(parseNote(utf8(note))).toEqual(parseNote(note))
  expect(formatNote(text, [signature])).toBe(note)
})

test('the text may hold blank lines and lines that look like signatures', () => {
  const odd = `\n\n${line('a')}\n${line('b')}`
  expect(parseNote(`${odd}\n${line('c')}`)).toMatchObject({ text: odd, signatures: [{ name: 'c' }] })
  expect(parseNote(`\n\n${line('c')}`).text).toBe('\n')
})

// The refusals of golang.org/x/mod/sumdb/note, TestOpen.
const malformed: Record<string, string | Uint8Array> = {
  'empty note': '',
  'text alone': text,
  'no signature': `${text}\n`,
  'no signature after two blank lines': `${text}\n\n`,
  'no blank line': `${text}${line('PeterNeumann')}`,
  'no final newline': note.slice(0, -1),
  'a space before the final newline': `${note.slice(0, -1)} \n`,
  'a line after the signatures': `${note}more\n`,
  'a blank line after the signatures': `${note}\n`,
  'a hyphen for the dash': note.replace('\u2014', '-'),
  'an en dash for the dash': note.replace('\u2014', '\u2013'),
  'no space after the dash': note.replace('\u2014 ', '\u2014'),
  'two spaces after the dash': note.replace('\u2014 ', '\u2014  '),
  'two spaces before the signature': note.replace('Neumann ', 'Neumann  '),
  'no name': `${text}\n\u2014  ${base64(Uint8Array.of(1, 2, 3, 4, 5))}\n`,
  'no base64': `${text}\n\u2014 PeterNeumann\n`,
  'bad base64': `${text}\n\u2014 PeterNeumann !AQIDBAU=\n`,
  'unpadded base64': note.replace('=\n', '\n'),
  'base64 with stray bits': note.replace('BAU=', 'BAV='),
  'base64 of the URL alphabet': `${text}\n\u2014 PeterNeumann __________8=\n`,
  'signature of four bytes': `${text}\n${line('PeterNeumann', new Uint8Array(4))}`,
  'plus in a name': `${text}\n${line('Peter+Neumann')}`,
  'tab in the text': note.replace('think', '\tthink'),
  'null in the text': note.replace('think', '\0think'),
  'carriage return': note.replaceAll('\n', '\r\n'),
  'unit separator in a signature': note.replace('Peter', '\u001fPeter'),
  'no-break space in a name': `${text}\n${line('Peter\u00a0Neumann')}`,
  'next line in a name': `${text}\n${line('Peter\u0085Neumann')}`,
  'line separator in a name': `${text}\n${line('Peter\u2028Neumann')}`,
  'lone surrogate': note.replace('think', '\ud800'),
  'bad UTF-8': concat(utf8('hi'), Uint8Array.of(0xff), utf8(`\n\n${line('PeterNeumann')}`)),
  'overlong UTF-8': concat(Uint8Array.of(0xc0, 0xaf), utf8(note)),
  '101 signatures': `${text}\n${line('PeterNeumann').repeat(101)}`,
  'more than a million characters': `${'x'.repeat(1_000_000)}\n\n${line('PeterNeumann')}`,
}

test.each(Object.entries(malformed))('refused: %s', (_, wrong) => {
  expect(() => parseNote(wrong)).toThrow(Malformed)
})

test('every control character but the newline is refused', () => {
  for (let code = 0; code < 0x20; code++) {
    const run = () => parseNote(note.replace('think', String.fromCharCode(code)))
    if (code === 0x0a) expect(run).not.toThrow()
    else expect(run).toThrow('control character')
  }
})

test('a hundred signatures are read', () => {
  expect(parseNote(`${text}\n${line('PeterNeumann').repeat(100)}`).signatures).toHaveLength(100)
})

const signature: fc.Arbitrary<NoteSignature> = fc.record({
  name: fc.stringMatching(/^[a-zA-Z0-9./:\u00e4\u4e2d-]{1,30}$/),
  keyId: fc.uint8Array({ minLength: 4, maxLength: 4 }),
  bytes: fc.uint8Array({ minLength: 1, maxLength: 100 }),
})
const body = fc.string({ unit: 'grapheme' }).map((s) => `${s.replaceAll(/[\p{Cc}]/gu, '\n')}\n`)

test('a note reads back as it was written, and is written back as it was read', () => {
  fc.assert(
    fc.property(body, fc.array(signature, { minLength: 1, maxLength: 8 }), (text, signatures) => {
      const note = formatNote(text, signatures)
      expect(parseNote(note)).toEqual({ text, signatures: signatures.map((each) => ({ ...each })) })
      expect(formatNote(parseNote(note).text, parseNote(note).signatures)).toBe(note)
    }),
  )
  expect(() => formatNote('no newline', [])).toThrow(Malformed)
})

test('a key id is the head of SHA-256(name, newline, type, key)', () => {
  const key = Uint8Array.of(9, 9)
  expect(hex(keyId('a', Uint8Array.of(1), key))).toBe(hex(sha256(Uint8Array.of(0x61, 0x0a, 1, 9, 9))).slice(0, 8))
})
