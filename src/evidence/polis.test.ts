import { describe, expect, test } from 'vitest'
import { utf8 } from '../log/bytes.ts'
import { isRefusal, type Refusal, refusalLine } from '../records/refusals.ts'
import { english } from '../words/en.ts'
import { sentenceOf } from '../words/refusal.ts'
import { importedStatementId, type PolisSet, parsePolis } from './polis.ts'

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

const plain = { moderated: 0, meta: false, seed: false }

test('comments and votes are read by column name, in the order of the file', () => {
  const { statements, votes } = set()
  expect(statements).toEqual([
    { ...plain, id: 1, author: 7, body: 'Small shops, too,\nshould pay "enough".', moderated: 1, ms: 1403054214196 },
    { ...plain, id: 0, author: 9, body: '', moderated: -1, ms: 1403054214197 },
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
    { ...plain, id: 4, author: null, body: 'a,\r\nb', meta: true, ms: 5 },
  ])
})

test('is-seed, which earlier releases did not read, refuses no file that they took', () => {
  const rows = ['true', 'TRUE', 'false', '', '1'].map((seed, id) => `1403054214196,${id},${seed},x\n`)
  const { statements } = set(`timestamp,comment-id,is-seed,comment-body\n${rows.join('')}`, votes)
  expect(statements.map(({ seed }) => seed)).toEqual([true, true, false, false, false])
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

test('the id of an imported statement is the SHA-256 of import and comment', () => {
  // printf 'abab…ab/17\n' | sha256sum
  expect(importedStatementId('ab'.repeat(32), 17)).toBe(
    '46fcce92eb71cdd928611af25c135df6f78d472bd5f58ee3c3df906aad7ae1f1',
  )
})
