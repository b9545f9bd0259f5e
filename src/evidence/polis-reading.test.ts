import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { text, utf8 } from '../log/bytes.ts'
import { isRefusal, type Refusal, refusalLine } from '../records/refusals.ts'
import { english } from '../words/en.ts'
import { sentenceOf } from '../words/refusal.ts'
import { readWhole } from './csv-scan.ts'
import {
  filesToRead,
  type PolisFile,
  type PolisReading,
  parsePolis,
  polisEvidence,
  polisFileOf,
  polisFiles,
  polisReader,
} from './polis.ts'

type Texts = Partial<Record<PolisFile, string>>

function reading(files: Texts, given: 1 | -1 | null = null): PolisReading | Refusal {
  const reader = polisReader()
  for (const file of filesToRead((name) => files[name] !== undefined) ?? []) {
    const fault = readWhole(reader.open(file), utf8(files[file] ?? ''))
    if (fault) return fault
  }
  return reader.done(given)
}

function read(files: Texts, given: 1 | -1 | null = null): PolisReading {
  const result = reading(files, given)
  if (isRefusal(result)) throw new Error(refusalLine(result))
  return result
}

const votesOf = ({ set: { votes } }: PolisReading): number[][] =>
  Array.from(votes.value, (value, i) => [votes.statement[i] ?? -1, votes.participant[i] ?? -1, value])

const comments = `timestamp,comment-id,author-id,moderated,comment-body
1732029245,0,1,1,One
1732029246,1,2,-1,Defamation
1732029247,2,3,0,Three
`
const votes = `timestamp,comment-id,voter-id,vote
1732029250,0,1,1
1732029251,1,2,1
1732029252,2,3,1
1732029253,0,2,-1
`
const csv = { 'comments.csv': comments, 'votes.csv': votes }
const flip = (file: string): string => file.replaceAll(/,(-?1)$/gm, (_, value: string) => `,${-Number(value)}`)

describe('what evidence is made of', () => {
  test('times are milliseconds, in one unit also where a file has two', () => {
    const found = read({ ...csv, 'votes.csv': `${votes}1732029254001,2,1,0\n` })
    expect([...found.set.votes.ms]).toEqual([1732029250000, 1732029251000, 1732029252000, 1732029253000, 1732029254001])
    expect(found.set.statements[0]?.ms).toBe(1732029245000)
    expect(found.seconds).toBe(7)
  })

  test('rejected words are nowhere in it', () => {
    const found = read(csv)
    expect(found).toMatchObject({ rejected: 1, unaccepted: 0 })
    const evidence = polisEvidence(found.set)
    expect(text(evidence.comments)).not.toContain('Defamation')
    expect(JSON.stringify(found)).not.toContain('Defamation')
    expect(parsePolis(evidence)).toEqual(found.set)
  })

  test('under strict moderation what nobody accepted is as if rejected', () => {
    const found = read({ ...csv, 'conversation.json': '{"topic":"T","strict_moderation":true}' })
    expect(found.set.statements.map(({ moderated, body }) => [moderated, body])).toEqual([
      [1, 'One'],
      [-1, ''],
      [-1, ''],
    ])
    expect(found).toMatchObject({ rejected: 1, unaccepted: 1, about: { topic: 'T' } })
  })

  test('settings are taken from conversation.json, one answer or a list of one', () => {
    const settings = '[{"topic":"T","description":"D","conversation_id":"4abc","is_active":false,"write_type":0}]'
    const { about } = read({ ...csv, 'conversation.json': settings })
    expect(about).toMatchObject({ topic: 'T', description: 'D', url: 'https://pol.is/4abc', closed: true, full: true })
  })
})

describe('the sign', () => {
  const turned = { ...csv, 'votes.csv': flip(votes) }
  const declaring = (agree: string) => ({
    'summary.csv': `topic,T\nvote-convention,agree=${agree};disagree=x;pass=0\n`,
  })

  test('is shown by the votes of authors on their own statements', () => {
    expect(read(csv).sign).toEqual({ agree: 1, by: 'authors', own: { plus: 3, minus: 0 } })
    const found = read(turned)
    expect(found.sign).toEqual({ agree: -1, by: 'authors', own: { plus: 0, minus: 3 } })
    expect(votesOf(found)).toEqual(votesOf(read(csv)))
  })

  test('is what the files declare, unless authors show otherwise; then whoever imports says', () => {
    expect(read({ ...turned, ...declaring('-1') }).sign).toMatchObject({ agree: -1, by: 'declared' })
    expect(read({ ...csv, ...declaring('+1') }).sign).toMatchObject({ agree: 1, by: 'declared' })
    const contradicting = { ...csv, ...declaring('-1') }
    expect(reading(contradicting)).toMatchObject({
      code: 'bad-file',
      params: { reason: 'vote-sign', declared: -1, plus: 3, minus: 0 },
    })
    expect(votesOf(read(contradicting, 1))).toEqual(votesOf(read(csv)))
    expect(read(contradicting, -1).sign).toMatchObject({ agree: -1, by: 'given' })
  })

  test('is not guessed from two votes', () => {
    const few = { 'comments.csv': comments, 'votes.csv': flip(votes.split('\n').slice(0, 3).join('\n')) }
    expect(read(few).sign).toEqual({ agree: 1, by: 'form', own: { plus: 0, minus: 2 } })
  })
})

const apiComment = { tid: 3, pid: 0, txt: 'Two\nlines, "quoted"', created: '1691735608174', mod: 1, is_meta: true }
const apiVote = { tid: 3, pid: 5, vote: -1, modified: '1691740361800', weight_x_32767: 0 }
const storedComment = {
  statement_id: 3,
  participant_id: 0,
  txt: apiComment.txt,
  created: '2023-08-11T06:33:28.174000Z',
  moderated: 1,
  is_meta: true,
  is_seed: false,
  agree_count: 1,
  disagree_count: 0,
}
const storedVote = { statement_id: 3, participant_id: 5, vote: 1, modified: 1691740361800.0 }
const json = (comments: unknown, votes: unknown): Texts => {
  return { 'comments.json': JSON.stringify(comments), 'votes.json': JSON.stringify(votes) }
}

describe('answers of the API', () => {
  test('are read under its own names, where agree is -1, and under those of red-dwarf, where it is +1', () => {
    const own = read(json([apiComment], [apiVote]))
    const stored = read(json([storedComment], [storedVote]))
    expect(own.set).toEqual(stored.set)
    expect(own.set.statements).toEqual([
      { id: 3, author: 0, body: apiComment.txt, moderated: 1, meta: true, seed: false, ms: 1691735608174 },
    ])
    expect(votesOf(own)).toEqual([[3, 5, 1]])
    expect(own.sign).toMatchObject({ agree: -1, by: 'form' })
    expect(stored.sign).toMatchObject({ agree: 1, by: 'counts' })
  })

  test('show their sign by the counts of the comments', () => {
    expect(read(json([{ ...apiComment, agree_count: 0, disagree_count: 1 }], [apiVote])).sign).toMatchObject({
      agree: 1,
      by: 'counts',
    })
  })

  test('that are none are refused with the entry at fault', () => {
    const bad = (comments: unknown, votes: unknown) => reading(json(comments, votes))
    const notPolis = (file: string, entry: string) => ({
      code: 'bad-file',
      params: { reason: 'not-polis', file, entry },
    })
    expect(bad({}, [])).toMatchObject(notPolis('comments.json', '(all)'))
    expect(bad([apiComment], [{ ...apiVote, vote: 2 }])).toMatchObject(notPolis('votes.json', '0.vote'))
    expect(bad([apiComment], [7])).toMatchObject(notPolis('votes.json', '0'))
    expect(bad([{ ...apiComment, created: 'soon' }], [])).toMatchObject(notPolis('comments.json', '0.created'))
    expect(bad([apiComment], [{ ...apiVote, modified: 1e14 }])).toMatchObject(notPolis('votes.json', '0.modified'))
    expect(reading({ 'comments.json': '{', 'votes.json': '[]' })).toMatchObject({ params: { reason: 'not-json' } })
  })

  test('leave out what cannot be used and count it', () => {
    const votes = [apiVote, { ...apiVote, pid: 6 }, { ...apiVote, tid: 9 }, { ...apiVote, pid: 'x' }, apiVote, apiVote]
    const found = read(json([apiComment], votes))
    expect(found.left.map(({ first, rows }) => [first.params.reason, first.params.entry, rows])).toEqual([
      ['stray-vote', '2', 1],
      ['not-polis', '3.participant_id', 1],
    ])
    expect(found.set.votes.length).toBe(4)
  })
})

describe('the matrix of votes', () => {
  const matrix =
    'participant,xid,group-id,n-comments,n-votes,n-agree,n-disagree,0,2\n1,s,0,0,2,1,1,1,-1\n3,,,1,1,0,0,,0\n'

  test('stands in for the votes', () => {
    const found = read({ 'comments.csv': comments, 'participants-votes.csv': matrix })
    expect(votesOf(found)).toEqual([
      [0, 1, 1],
      [2, 1, -1],
      [2, 3, 0],
    ])
    expect(found.set.votes.ms).toEqual(new Float64Array(3))
  })

  test('alone is a conversation, with the words of comment-groups.csv if it is there', () => {
    const bodies = (files: Texts) =>
      read({ 'participants-votes.csv': matrix, ...files }).set.statements.map(({ body }) => body)
    expect(bodies({})).toEqual(['#0', '#2'])
    expect(bodies({ 'comment-groups.csv': 'comment-id,comment\n0,Zero\n2,Two\n' })).toEqual(['Zero', 'Two'])
  })

  test('leaves out a column of an unknown comment and a cell that is no vote', () => {
    const files = {
      'comments.csv': comments,
      'participants-votes.csv': matrix.replace(',0,2\n', ',0,9\n').replace('1,1,1,-1', '1,1,x,-1'),
    }
    const found = read({
      ...files,
      'participants-votes.csv': `${files['participants-votes.csv']}4,,,,,,,1,1\n5,,,,,,,1,1\n`,
    })
    expect(found.left.map(({ first }) => [first.params.column, first.params.value, first.params.line])).toEqual([
      ['comment-id', '9', 1],
      ['0', 'x', 2],
    ])
  })
})

describe('rows that cannot be used', () => {
  test('are left out, each reason with its first row and how often', () => {
    const stray = '1732029250,9,1,1\n1732029250,8,1,1\n1732029250,0,x,1\n'
    const found = read({ ...csv, 'votes.csv': `${votes}${stray}` })
    expect(found.set.votes.length).toBe(4)
    expect(found.left.map(({ first, rows }) => [first.params.line, first.params.column, rows])).toEqual([
      [6, 'comment-id', 2],
      [8, 'voter-id', 1],
    ])
  })

  test('more of them than good ones are a file that is none', () => {
    const broken = votes.replaceAll(/,-?1$/gm, ',5')
    expect(reading({ ...csv, 'votes.csv': broken })).toMatchObject({
      code: 'csv-row',
      params: { column: 'vote', line: 2 },
    })
    expect(reading({ ...csv, 'comments.csv': comments.replaceAll('173202924', 'x') })).toMatchObject({
      code: 'csv-row',
      params: { file: 'comments.csv', column: 'timestamp' },
    })
  })

  test('a time beyond all calendars is one of them', () => {
    const found = read({ ...csv, 'votes.csv': `${votes}173202925000000,0,3,1\n` })
    expect(found.left).toMatchObject([{ first: { params: { column: 'timestamp', line: 6 } }, rows: 1 }])
  })
})

test('files are known by the names that they come with', () => {
  const name = (path: string): unknown => {
    const found = polisFileOf(path)
    return found && [found.prefix, found.file]
  }
  expect(name('votes.csv')).toEqual(['', 'votes.csv'])
  expect(name('2025-08-29-0002-7btrabcujr-comments.csv')).toEqual(['2025-08-29-0002-7btrabcujr-', 'comments.csv'])
  expect(name('x-participants-votes.csv')).toEqual(['x-', 'participants-votes.csv'])
  expect(name('x/participant-votes.csv')).toEqual(['x/', 'participants-votes.csv'])
  expect(['old.votes.csv', 'upvotes.csv', 'math-pca2.json'].map(name)).toEqual([null, null, null])
})

test('a set is what has votes, and comments unless they stand in the matrix', () => {
  const of = (...names: PolisFile[]) => filesToRead((name) => names.includes(name))
  expect(of('votes.csv', 'comments.csv', 'participants-votes.csv', 'comment-groups.csv')).toEqual([
    'comments.csv',
    'votes.csv',
  ])
  expect(of('votes.json', 'comments.json', 'conversation.json')).toEqual([
    'conversation.json',
    'comments.json',
    'votes.json',
  ])
  expect(of('participants-votes.csv')).toEqual(['participants-votes.csv'])
  expect(of('votes.csv')).toBe(null)
  expect(of('comments.csv', 'summary.csv')).toBe(null)
})

test('damaged files are read or refused, never thrown: the refusal names the file and the place in it', () => {
  const whole: Texts = {
    ...csv,
    ...json([apiComment, storedComment], [apiVote, storedVote]),
    'summary.csv': 'topic,"T"\nvote-convention,agree=+1;disagree=-1;pass=0\n',
    'conversation.json': '{"topic":"T","strict_moderation":true,"write_type":1}',
    'comment-groups.csv': 'comment-id,comment\n0,Zero\n',
    'participants-votes.csv': 'participant,0,2\n1,1,-1\n',
  }
  const piece = fc.constantFrom(
    '"',
    ',',
    '\n',
    '-',
    '9',
    '0',
    'x',
    '{',
    '}',
    '[',
    ']',
    'null',
    '\uFEFF',
    '999999999999',
    '',
  )
  const damage = fc.record({ at: fc.nat(400), length: fc.nat(12), piece })
  const chosen = fc.subarray(polisFiles.slice(), { minLength: 1 })
  fc.assert(
    fc.property(chosen, fc.array(damage, { maxLength: 4 }), (names, damages) => {
      const files: Texts = {}
      for (const name of names) {
        files[name] = damages.reduce((text, { at, length, piece }) => {
          const from = at % (text.length + 1)
          return text.slice(0, from) + piece + text.slice(from + length)
        }, whole[name] ?? '')
      }
      const result = reading(files)
      if (isRefusal(result)) {
        if (result.params.reason === 'vote-sign') return
        expect(names).toContain(result.params.file)
        expect(sentenceOf(english, result)).toContain(String(result.params.file))
        if (result.code === 'csv-row') expect(sentenceOf(english, result)).toMatch(/line \d+/)
      } else expect(parsePolis(polisEvidence(result.set))).toEqual(result.set)
    }),
    { numRuns: 2000 },
  )
})
