import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { utf8 } from '../log/bytes.ts'
import { isRefusal, type Refusal, refusalLine } from '../records/refusals.ts'
import { english } from '../words/en.ts'
import { sentenceOf } from '../words/refusal.ts'
import { csvRow, readCsv } from './csv.ts'
import { exportPolis, importedStatementId, type PolisSet, parsePolis, polisCsvFromJson } from './polis.ts'

const comments = `timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body
1403054214196,Wed Jun 18 08:16:54 WIB 2014,1,7,2,1,1,"Small shops, too,
should pay ""enough""."
1403054214197,Wed Jun 18 08:16:55 WIB 2014,0,9,0,0,-1,=1+1
`
const votes = `timestamp,datetime,comment-id,voter-id,vote
1403057082753,x,0,3,1
1403057082754,x,1,3,-1
1403057082755,x,1,12,0
1403057082756,x,0,3,0
`

const parse = (c: string, v: string): PolisSet | Refusal => parsePolis({ comments: utf8(c), votes: utf8(v) })
function set(c = comments, v = votes): PolisSet {
  const result = parse(c, v)
  if (isRefusal(result)) throw new Error(refusalLine(result))
  return result
}

test('comments and votes are read by column name, in the order of the file', () => {
  const { statements, votes } = set()
  expect(statements).toEqual([
    { id: 1, author: 7, body: 'Small shops, too,\nshould pay "enough".', moderated: 1, meta: false, ms: 1403054214196 },
    { id: 0, author: 9, body: '=1+1', moderated: -1, meta: false, ms: 1403054214197 },
  ])
  expect(votes.length).toBe(4)
  expect([...votes.participant]).toEqual([3, 3, 12, 3])
  expect([...votes.statement]).toEqual([0, 1, 1, 0])
  expect([...votes.value]).toEqual([1, -1, 0, 0])
  expect(votes.ms[3]).toBe(1403057082756)
})

test('columns may stand in another order, be more or fewer, after a byte order mark, with CRLF', () => {
  const other = '\uFEFFcomment-body,is-meta,comment-id,xid,timestamp\r\n"a,\r\nb",true,4,q,5\r\n'
  expect(set(other, 'vote,voter-id,comment-id,timestamp\r\n-1,2,4,6').statements).toEqual([
    { id: 4, author: null, body: 'a,\r\nb', moderated: 0, meta: true, ms: 5 },
  ])
})

describe('refused', () => {
  const cases: [string, string, string, string, string[]][] = [
    [
      'a missing column of comments',
      'csv-columns',
      comments.replace('comment-body', 'text'),
      votes,
      ['comments.csv', 'comment-body'],
    ],
    [
      'a missing column of votes',
      'csv-columns',
      comments,
      votes.replace('voter-id', 'voter'),
      ['votes.csv', 'voter-id'],
    ],
    ['a column twice', 'csv-columns', comments, votes.replace('datetime', 'vote'), ['votes.csv', 'twice']],
    ['an empty file', 'csv-columns', comments, '', ['votes.csv', 'nothing']],
    [
      'a row with too few cells',
      'csv-row',
      comments,
      votes.replace('0,3,1\n', '0,3\n'),
      ['votes.csv', 'line 2', '4 cells'],
    ],
    [
      'a row with too many cells',
      'csv-row',
      comments,
      votes.replace('0,3,1\n', '0,3,1,1\n'),
      ['votes.csv', 'line 2', '6 cells'],
    ],
    [
      'a quote that is not closed',
      'csv-row',
      comments.replace('""enough"".', '""enough".'),
      votes,
      ['comments.csv', 'quote'],
    ],
    ['a quote inside a cell', 'csv-row', comments.replace('=1+1', 'a"b'), votes, ['comments.csv', 'line 4', 'quote']],
    [
      'text after a closing quote',
      'csv-row',
      comments.replace('"enough""."', '"enough""."x'),
      votes,
      ['comments.csv', 'quote'],
    ],
    ['vote 2', 'csv-row', comments, votes.replace('0,3,1\n', '0,3,2\n'), ['votes.csv', 'line 2', 'vote "2"']],
    ['an empty vote', 'csv-row', comments, votes.replace('0,3,1\n', '0,3,\n'), ['votes.csv', 'line 2', 'vote ""']],
    [
      'a comment-id that is not a number',
      'csv-row',
      comments.replace(',0,9,', ',NaN,9,'),
      votes,
      ['comments.csv', 'line 4', 'NaN'],
    ],
    ['a comment-id twice', 'csv-row', comments.replace(',0,9,', ',1,9,'), votes, ['comments.csv', 'line 4', 'again']],
    [
      'a voter-id that is not a number',
      'csv-row',
      comments,
      votes.replace(',12,', ',NaN,'),
      ['votes.csv', 'line 4', 'NaN'],
    ],
    ['a negative voter-id', 'csv-row', comments, votes.replace(',12,', ',-1,'), ['votes.csv', 'line 4', '-1']],
    ['a voter-id beyond 31 bits', 'csv-row', comments, votes.replace(',12,', ',2147483648,'), ['votes.csv', 'line 4']],
    [
      'a vote on a comment that is not there',
      'csv-row',
      comments,
      votes.replace('1,12', '8,12'),
      ['votes.csv', 'line 4', 'comment-id "8"'],
    ],
    [
      'a timestamp in words',
      'csv-row',
      comments,
      votes.replace('1403057082755', 'today'),
      ['votes.csv', 'line 4', 'today'],
    ],
    ['moderated 2', 'csv-row', comments.replace('0,0,-1', '0,0,2'), votes, ['comments.csv', 'line 4', 'moderated']],
    [
      'an author-id in words',
      'csv-row',
      comments.replace(',0,9,', ',0,me,'),
      votes,
      ['comments.csv', 'line 4', 'author-id'],
    ],
    [
      'an empty line in the middle',
      'csv-row',
      comments,
      votes.replace('\n1403057082754', '\n\n1403057082754'),
      ['votes.csv', 'line 3'],
    ],
  ]
  test.each(cases)('%s', (_, code, c, v, words) => {
    const result = parse(c, v)
    expect(result).toMatchObject({ code })
    const sentence = isRefusal(result) ? sentenceOf(english, result) : 'taken'
    for (const word of words) expect(sentence).toContain(word)
  })

  test('bytes that are not UTF-8', () => {
    expect(parsePolis({ comments: Uint8Array.of(0xff, 0xfe), votes: utf8(votes) })).toMatchObject({ code: 'bad-file' })
  })
})

test('a CSV file reads back as it was written', () => {
  const cell = fc.oneof(fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', '時', ' ') }), fc.string())
  const table = fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 20 })
  fc.assert(
    fc.property(table, fc.constantFrom('\n', '\r\n'), (rows, end) => {
      const file = [['a', 'b'], ...rows].map((row) => csvRow(row) + end).join('')
      const csv = readCsv('x.csv', file, ['a', 'b'])
      if (isRefusal(csv)) throw new Error(refusalLine(csv))
      expect(csv.rows).toEqual(rows)
      expect(csv.lines.every((line, i) => i === 0 || line > csv.lines[i - 1]!)).toBe(true)
    }),
  )
})

const conversation = 'ab'.repeat(32)
const signed = {
  statements: [{ id: 'cd'.repeat(32), author: '5Alice', body: '-5 % for "all"', ms: 1_700_000_000_123 }],
  votes: [
    { account: '5Bob', about: 'cd'.repeat(32), choice: 'agree', ms: 1_700_000_001_000 },
    { account: '5Bob', about: 'cd'.repeat(32), choice: 'disagree', ms: 1_700_000_002_000 },
    { account: '5Alice', about: importedStatementId(conversation, 1), choice: 'pass', ms: 1_700_000_003_000 },
    { account: '5Alice', about: 'ef'.repeat(32), choice: 'agree', ms: 1_700_000_004_000 },
  ] satisfies { account: string; about: string; choice: 'agree' | 'disagree' | 'pass'; ms: number }[],
}

function exported(
  imported: { comments: Uint8Array; votes: Uint8Array } | null,
  voices = signed,
): { comments: string; votes: string; accounts: string } {
  const result = exportPolis(conversation, imported, voices)
  if (isRefusal(result)) throw new Error(refusalLine(result))
  return result
}

test('an export gives the imported rows back byte for byte, and signed voices after them', () => {
  const bytes = { comments: utf8(comments), votes: utf8(votes) }
  expect(exported(bytes, { statements: [], votes: [] })).toEqual({ comments, votes, accounts: 'voter-id,account\n' })
  const files = exported(bytes)
  expect(files.comments).toBe(`${comments}1700000000123,2023-11-14T22:13:20Z,2,13,0,1,0,"'-5 % for ""all"""\n`)
  expect(files.votes.slice(votes.length).split('\n')).toEqual([
    '1700000001000,2023-11-14T22:13:21Z,2,14,1',
    '1700000002000,2023-11-14T22:13:22Z,2,14,-1',
    '1700000003000,2023-11-14T22:13:23Z,1,13,0',
    '',
  ])
  expect(files.accounts).toBe('voter-id,account\n13,5Alice\n14,5Bob\n')
  expect(set(files.comments, files.votes).votes.length).toBe(7)
})

test('an export keeps the line ends of the import and adds the one that is missing', () => {
  const crlf = {
    comments: utf8(comments.replaceAll('\n', '\r\n')),
    votes: utf8(votes.trimEnd().replaceAll('\n', '\r\n')),
  }
  const files = exported(crlf)
  expect(files.votes.replaceAll('\r\n', '').includes('\n')).toBe(false)
  expect(set(files.comments, files.votes).votes.length).toBe(7)
})

test('a conversation without imported voices is exported too', () => {
  const files = exported(null)
  expect(set(files.comments, files.votes).statements).toMatchObject([{ id: 0, author: 0 }])
  expect(files.votes).toContain('1700000002000,0,1,-1\n')
})

test('the id of an imported statement is the SHA-256 of import and comment', () => {
  // printf 'abab…ab/17\n' | sha256sum
  expect(importedStatementId(conversation, 17)).toBe('46fcce92eb71cdd928611af25c135df6f78d472bd5f58ee3c3df906aad7ae1f1')
})

const jsonComment = {
  txt: 'Two\nlines, "quoted"',
  statement_id: 3,
  created: '2023-08-11T06:33:28.174000Z',
  participant_id: 0,
  moderated: 1,
  is_meta: true,
  is_seed: false,
  agree_count: 1,
  disagree_count: 0,
}
const jsonVote = { participant_id: 5, statement_id: 3, vote: 1, modified: 1691740361800.0 }
const json = (c: unknown, v: unknown): { comments: Uint8Array; votes: Uint8Array } => ({
  comments: utf8(JSON.stringify(c)),
  votes: utf8(JSON.stringify(v)),
})

test('the JSON form becomes the same set, with agree as +1', () => {
  const csv = polisCsvFromJson(json([jsonComment], [jsonVote]))
  if (isRefusal(csv)) throw new Error(refusalLine(csv))
  const { statements, votes } = set(csv.comments, csv.votes)
  expect(statements).toEqual([{ id: 3, author: 0, body: jsonComment.txt, moderated: 1, meta: true, ms: 1691735608174 }])
  expect([votes.participant[0], votes.statement[0], votes.value[0], votes.ms[0]]).toEqual([5, 3, 1, 1691740361800])
})

test('JSON that is not a Polis export is refused with the entry at fault', () => {
  expect(polisCsvFromJson(json([jsonComment], [jsonVote, { ...jsonVote, vote: 2 }]))).toMatchObject({
    code: 'bad-file',
    params: { reason: 'not-polis', file: 'votes.json', entry: '1.vote' },
  })
  expect(polisCsvFromJson({ comments: utf8('{'), votes: utf8('[]') })).toMatchObject({
    code: 'bad-file',
    params: { reason: 'not-json', file: 'comments.json' },
  })
  expect(polisCsvFromJson(json({}, []))).toMatchObject({ code: 'bad-file' })
})
