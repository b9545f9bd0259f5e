import { expect, test } from 'vitest'
import { parsePolis } from '../../../evidence/polis.ts'
import { hex, sha256 } from '../../../log/bytes.ts'
import { isRefusal } from '../../../records/refusals.ts'
import { filesToSend, importCommand, importDraft, suggested } from './import-draft.ts'
import { type Chosen, type Found, readFiles, type Unread } from './read-files.ts'

const file = (name: string, content: string | Uint8Array<ArrayBuffer>): Chosen => new File([content], name)
const read = (files: Chosen[], given: 1 | -1 | null = null) => readFiles(files, given, () => {})

async function found(files: Chosen[], given: 1 | -1 | null = null): Promise<Found> {
  const read = await readFiles(files, given, () => {})
  if (!('totals' in read)) throw new Error(JSON.stringify(read))
  return read
}

const comments =
  'timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body\n1700000000,x,0,0,1,1,1,"Cats, mostly"\n1700000001,x,1,1,1,0,-1,Slander\n'
const votes =
  'timestamp,datetime,comment-id,voter-id,vote\n1700000002,x,0,0,1\n1700000003,x,0,1,-1\n1700000004,x,1,0,1\n1700000005,x,0,0,0\n'
const polis = [file('2025-pets-comments.csv', comments), file('2025-pets-votes.csv', votes)]
const tables = [
  file('statements.csv', 'id,text\na,More trees\nb,Fewer roads\nc,\na,Twice\n'),
  file('votes.csv', 'person,statement,vote,time\nann,a,agree,\nbob,a,disagree,2024-03-01T10:00:00Z\nbob,z,pass,\n'),
]

test('an export of Polis is read as the command reads it: totals, period, what is odd', async () => {
  const { totals, odd, tables: isTables, name } = await found(polis)
  expect([isTables, name]).toEqual([false, '2025-pets'])
  expect(totals).toEqual({
    statements: 2,
    participants: 2,
    votes: 3,
    moderated: 1,
    meta: 0,
    period: { from: 1_700_000_000_000, to: 1_700_000_005_000 },
  })
  expect(odd).toContain('time: seconds in 6 rows; kept as milliseconds')
  expect(odd).toContain('moderated: the words of 1 rejected statement are not passed on')
})

test('two tables are read too, and rows that cannot be used are named with their line', async () => {
  const { totals, odd, tables: isTables } = await found(tables)
  expect(isTables).toBe(true)
  expect(totals).toMatchObject({ statements: 2, participants: 2, votes: 2 })
  expect(totals.period).toEqual({ from: Date.UTC(2024, 2, 1, 10), to: Date.UTC(2024, 2, 1, 10) })
  const told = odd.join('\n')
  expect(told).toContain('statements.csv, line 4')
  expect(told).toContain('statements.csv, line 5')
  expect(told).toContain('votes.csv, line 4: found statement "z"')
})

test('a sign that whoever imports gives counts, and is said', async () => {
  const plain = await found(polis)
  const turned = await found(polis, -1)
  expect(turned.odd[0]).toContain('sign: agree is -1 in these files')
  expect([...turned.read.set.votes.value]).toEqual([...plain.read.set.votes.value].map((value) => 0 - value))
})

test('larger files come in pieces, and how far they are is told', async () => {
  const rows = Array.from({ length: 20_000 }, (_, i) => `p${i},a,${i % 3 === 0 ? 'agree' : 'pass'}`)
  const many = file('votes.csv', `person,statement,vote\n${rows.join('\n')}\n`)
  const shares: number[] = []
  const one = file('statements.csv', 'id,text\na,More trees\n')
  const read = await readFiles([many, one], null, (_, share) => shares.push(share))
  expect(read).toMatchObject({ totals: { participants: 20_000, votes: 20_000 } })
  expect(shares.length).toBeGreaterThan(2)
  expect(shares).toEqual([...shares].sort((a, b) => a - b))
})

const huge = (name: string): Chosen => ({ ...file(name, ''), name, size: 40 * 2 ** 20, slice: () => new Blob() })
const gone = { name: 'votes.csv', size: 10, slice: () => ({ arrayBuffer: () => Promise.reject(new Error('gone')) }) }

test.each<[string, Chosen[], Partial<Unread> | object]>([
  ['nothing of a conversation', [file('notes.txt', 'x')], { id: 'import.none' }],
  ['statements without votes', [tables[0]!], { id: 'import.none' }],
  [
    'two conversations',
    [...polis, file('b-comments.csv', comments), file('b-votes.csv', votes)],
    { id: 'import.several' },
  ],
  ['too much', [huge('comments.csv'), huge('votes.csv')], { id: 'import.large', params: { size: 80, most: 64 } }],
  ['a file that went away', [tables[0]!, gone as unknown as Chosen], { id: 'import.unreadable' }],
  [
    'another encoding',
    [file('statements.csv', Uint8Array.of(0x69, 0x64, 0xff, 0xfe)), tables[1]!],
    { code: 'bad-file', params: { reason: 'not-utf8' } },
  ],
  ['a column that is missing', [file('statements.csv', 'id,words\na,b\n'), tables[1]!], { code: 'csv-columns' }],
  ['votes of another conversation', [file('statements.csv', 'id,text\nq,Else\n'), tables[1]!], { code: 'csv-row' }],
])('%s is refused in words, and nothing throws', async (_, files, expected) => {
  expect(await read(files)).toMatchObject(expected)
})

test('the draft names the files that go with it, which read back to the same set', async () => {
  const it = await found(polis)
  const files = await filesToSend(it)
  expect(files.map(({ bytes, hash }) => hex(sha256(bytes)) === hash)).toEqual([true, true])
  const draft = importDraft({ ...suggested(it), title: 'Pets' }, files)
  if (isRefusal(draft)) throw new Error(draft.code)
  expect(draft.fields).toMatchObject({
    format: 'polis',
    title: 'Pets',
    licence: 'CC BY 4.0',
    comments: files[0]?.hash,
    votes: files[1]?.hash,
    add: 'anyone',
  })
  expect(draft.files).toEqual(files)
  const [first, second] = files
  expect(parsePolis({ comments: first!.bytes, votes: second!.bytes })).toMatchObject({
    statements: [{ body: 'Cats, mostly' }, { body: '' }],
  })
})

test('tables have no licence unless somebody says so: the form asks, and the command too', async () => {
  const it = await found(tables)
  expect(suggested(it)).not.toHaveProperty('licence')
  expect(importDraft({ ...suggested(it), title: 'Streets' }, await filesToSend(it))).toMatchObject({
    code: 'header-missing',
  })
  expect(importCommand(it, 'turned', 'https://t.example')).toBe(
    "bin/sensus import tables FOLDER --sign turned --licence 'LICENCE' --attribution 'WHOM TO NAME' --url https://t.example",
  )
  expect(importCommand(null, 'found', 'https://t.example')).toBe(
    'bin/sensus import polis FOLDER --url https://t.example',
  )
})
