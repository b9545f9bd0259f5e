import fc from 'fast-check'
import { expect, test } from 'vitest'
import { concat, text, utf8 } from '../log/bytes.ts'
import { type Part, type PartFault, partsOf } from './multipart.ts'

/** A request whose body comes in pieces of a length, and how many of them were asked for. */
function request(body: Uint8Array, piece: number, type = 'multipart/form-data; boundary=xyz') {
  let [at, pulled] = [0, 0]
  const stream = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        pulled++
        if (at >= body.length) return controller.close()
        controller.enqueue(body.slice(at, at + piece))
        at += piece
      },
    },
    { highWaterMark: 0 },
  )
  const init: RequestInit & { duplex: 'half' } = {
    method: 'POST',
    body: stream,
    duplex: 'half',
    headers: { 'content-type': type },
  }
  return { request: new Request('https://test.example', init), pulled: () => pulled }
}

async function all(from: Request, most = 1 << 20): Promise<(Part | PartFault)[]> {
  const parts = partsOf(from)
  if (parts === null) throw new Error('no form')
  const found: (Part | PartFault)[] = []
  while (true) {
    const part = await parts.next(most)
    if (part === null) return found
    found.push(part)
    if (typeof part === 'string') return found
  }
}

const form = (...parts: [name: string, content: Uint8Array][]): Uint8Array =>
  concat(
    ...parts.flatMap(([name, content]) => [
      utf8(
        `--xyz\r\nContent-Disposition: form-data; name="${name}"; filename="blob"\r\nContent-Type: text/csv\r\n\r\n`,
      ),
      content,
      utf8('\r\n'),
    ]),
    utf8('--xyz--\r\n'),
  )

test('whatever stands in the parts, and however the bytes come, they are read as they are', async () => {
  const nearly = fc.constantFrom('\r\n--xy', '\r\n--xyzz', '--xyz', '\r\n', '\r\n\r\n', '\r').map(utf8)
  const content = fc
    .array(fc.oneof(nearly, fc.uint8Array({ maxLength: 40 })), { maxLength: 6 })
    .map((some) => concat(...some))
    .filter((bytes) => !`\r\n${String.fromCharCode(...bytes)}\r\n`.includes('\r\n--xyz'))
  await fc.assert(
    fc.asyncProperty(fc.array(content, { maxLength: 4 }), fc.integer({ min: 1, max: 50 }), async (contents, piece) => {
      const body = form(...contents.map((each, i): [string, Uint8Array] => [`part${i}`, each]))
      const found = await all(request(body, piece).request)
      expect(found).toEqual(contents.map((bytes, i) => ({ name: `part${i}`, bytes })))
    }),
  )
})

test('what the platform itself sends is read', async () => {
  const data = new FormData()
  data.append('record', new Blob(['a note\n']))
  data.append('votes', new Blob(['1,2\n3,4\n']))
  const found = await all(new Request('https://test.example', { method: 'POST', body: data }))
  expect(found.map((part) => typeof part === 'object' && [part.name, text(part.bytes)])).toEqual([
    ['record', 'a note\n'],
    ['votes', '1,2\n3,4\n'],
  ])
})

test('a part that is too long is refused before it has come whole', async () => {
  const { request: sent, pulled } = request(form(['record', new Uint8Array(1 << 20)]), 1024)
  expect(await all(sent, 8192)).toEqual(['too-large'])
  expect(pulled()).toBeLessThan(16)
})

test.each([
  ['nothing', ''],
  ['something before the first part', `hello\r\n${text(form(['a', utf8('b')]))}`],
  ['no end', '--xyz\r\nContent-Disposition: form-data; name="a"\r\n\r\nabc'],
  ['a part without a name', '--xyz\r\nContent-Type: text/csv\r\n\r\nabc\r\n--xyz--\r\n'],
  ['a head without an end', `--xyz\r\n${'X-Long: y\r\n'.repeat(200)}`],
  ['a head that is no text', '--xyz\r\nContent-Disposition: form-data; name=a\r\n\r\nabc\r\n--xyz--\r\n'],
  ['another boundary', '--abc\r\nContent-Disposition: form-data; name="a"\r\n\r\nb\r\n--abc--\r\n'],
])('%s is malformed', async (_, body) => {
  expect(await all(request(utf8(body), 7).request)).toEqual(['malformed'])
})

test('another type of body is no form of files', () => {
  for (const type of ['text/plain', 'multipart/form-data', 'multipart/mixed; boundary=xyz', ''])
    expect(partsOf(request(utf8('x'), 1, type).request)).toBeNull()
})
