import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { utf8 } from '../log/bytes.ts'
import { isRefusal, type Refusal, refusalLine } from '../records/refusals.ts'
import { cellsOf } from './csv.ts'
import { readWhole, rowReader } from './csv-scan.ts'
import {
  exportPolis,
  filesToRead,
  importedStatementId,
  type PolisSet,
  type PolisStatement,
  parsePolis,
  polisReader,
  type SignedVoices,
} from './polis.ts'
import { voteRows } from './polis-votes.ts'

const conversation = 'ab'.repeat(32)
const described = { title: 'What next?', description: '', url: '' }
const nobody: SignedVoices = { statements: [], votes: [] }

function setOf(files: { comments: string; votes: string }): PolisSet {
  const set = parsePolis({ comments: utf8(files.comments), votes: utf8(files.votes) })
  if (isRefusal(set)) throw new Error(refusalLine(set))
  return set
}

const imported = setOf({
  comments: `timestamp,comment-id,author-id,moderated,comment-body
1403054214,1,7,1,=1+1
1403054215000,0,9,-1,Rejected
`,
  votes: `timestamp,comment-id,voter-id,vote
1403057082,0,3,1
1403057082754,1,3,-1
1403057082755,1,12,0
1403057082756,1,3,1
`,
})
const signed: SignedVoices = {
  statements: [{ id: 'cd'.repeat(32), author: '5Alice', body: '-5 % for "all"', ms: 1_700_000_000_123 }],
  votes: [
    { account: '5Bob', about: 'cd'.repeat(32), choice: 'agree', ms: 1_700_000_001_000 },
    { account: '5Bob', about: 'cd'.repeat(32), choice: 'disagree', ms: 1_700_000_002_000 },
    { account: '5Alice', about: importedStatementId(conversation, 1), choice: 'pass', ms: 1_700_000_003_000 },
    { account: '5Alice', about: 'ef'.repeat(32), choice: 'agree', ms: 1_700_000_004_000 },
  ],
}

/** The files as whole texts. */
function exported(set: PolisSet | null, voices = signed, groups = new Map<string, number>(), about = described) {
  const files = exportPolis(conversation, set, voices, about, groups)
  const text = (name: keyof typeof files): string => [...files[name]].join('')
  return {
    summary: text('summary.csv'),
    comments: text('comments.csv'),
    votes: text('votes.csv'),
    matrix: text('participants-votes.csv'),
    groups: text('comment-groups.csv'),
    accounts: text('accounts.csv'),
  }
}

/** What an import makes of an export. */
function readAgain({
  summary,
  comments,
  votes,
}: ReturnType<typeof exported>): ReturnType<ReturnType<typeof polisReader>['done']> {
  const reader = polisReader()
  const files = { 'summary.csv': summary, 'comments.csv': comments, 'votes.csv': votes } as const
  for (const file of filesToRead((name) => name in files) ?? []) {
    const fault: Refusal | null = readWhole(reader.open(file), utf8(new Map(Object.entries(files)).get(file) ?? ''))
    if (fault) return fault
  }
  return reader.done(null)
}

describe('an export', () => {
  const files = exported(
    imported,
    signed,
    new Map([
      ['import:3', 0],
      ['5Alice', 1],
    ]),
  )

  test('has imported rows in one unit of time, and signed ones after them', () => {
    expect(files.votes.split('\n')).toEqual([
      'timestamp,datetime,comment-id,voter-id,vote',
      '1403057082000,2014-06-18T02:04:42Z,0,3,1',
      '1403057082754,2014-06-18T02:04:42Z,1,3,-1',
      '1403057082755,2014-06-18T02:04:42Z,1,12,0',
      '1403057082756,2014-06-18T02:04:42Z,1,3,1',
      '1700000001000,2023-11-14T22:13:21Z,2,14,1',
      '1700000002000,2023-11-14T22:13:22Z,2,14,-1',
      '1700000003000,2023-11-14T22:13:23Z,1,13,0',
      '',
    ])
    expect(files.accounts).toBe('voter-id,account\n13,5Alice\n14,5Bob\n')
  })

  test('counts anew what follows from the votes, and has no rejected words', () => {
    expect(files.comments.split('\n')).toEqual([
      'timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,is-meta,is-seed,comment-body',
      "1403054214000,2014-06-18T01:16:54Z,1,7,1,0,1,false,false,'=1+1",
      '1403054215000,2014-06-18T01:16:55Z,0,9,1,0,-1,false,false,',
      `1700000000123,2023-11-14T22:13:20Z,2,13,0,1,0,false,false,"'-5 % for ""all"""`,
      '',
    ])
    expect(JSON.stringify(files)).not.toContain('Rejected')
  })

  test('has the matrix, the groups and the summary as Polis names them', () => {
    expect(files.matrix.split('\n')).toEqual([
      'participant,group-id,n-comments,n-votes,n-agree,n-disagree,1,0,2',
      '3,0,0,2,2,0,1,1,',
      '12,,0,1,0,0,0,,',
      '13,1,1,1,0,0,0,,',
      '14,,0,1,0,1,,,-1',
      '',
    ])
    const figures = (name: string) => ['votes', 'agrees', 'disagrees', 'passes'].map((each) => `${name}-${each}`)
    expect(files.groups.split('\n')).toEqual([
      ['comment-id', 'comment', ...figures('total'), ...figures('group-a'), ...figures('group-b')].join(),
      "1,'=1+1,3,1,0,2,1,1,0,0,1,0,0,1",
      '0,,1,1,0,0,1,1,0,0,0,0,0,0',
      `2,"'-5 % for ""all""",1,0,1,0,0,0,0,0,0,0,0,0`,
      '',
    ])
    expect(files.summary.split('\n')).toEqual([
      'topic,What next?',
      'url,',
      'voters,4',
      'voters-in-conv,2',
      'commenters,3',
      'comments,3',
      'groups,2',
      'conversation-description,',
      'vote-convention,agree=+1;disagree=-1;pass=0;format=polis-export/1',
      "formula-guard,'",
      '',
    ])
  })
})

test('a conversation without imported voices is exported too', () => {
  const files = exported(null)
  expect(files.comments).toContain(',0,0,0,1,0,')
  expect(files.votes).toContain('1700000002000,2023-11-14T22:13:22Z,0,1,-1\n')
})

const body = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: fc.constantFrom("'", '=', '+', '-', '@', '\t', '\r', '\n', '"', ',', 'a', '＝') }),
)
const bodies = fc.array(body, { minLength: 1, maxLength: 8 })
const time = fc.integer({ min: 1e11, max: 2e12 })

function cellsIn(file: string): string[] {
  const cells: string[] = []
  const reader = rowReader('x.csv', (row) => {
    cells.push(...cellsOf(row))
    return null
  })
  expect(readWhole(reader, utf8(file))).toBe(null)
  return cells
}

test('what is exported is read again as it was, and no cell is a formula', () => {
  const statement = fc.record({
    author: fc.option(fc.nat(9)),
    moderated: fc.constantFrom(0 as const, 1 as const),
    meta: fc.boolean(),
    seed: fc.boolean(),
    ms: time,
  })
  const votes = fc.array(fc.tuple(fc.nat(9), fc.nat(99), fc.constantFrom(1, 0, -1), time), { maxLength: 40 })
  fc.assert(
    fc.property(
      bodies,
      fc.array(statement, { minLength: 8, maxLength: 8 }),
      votes,
      body,
      (bodies, marks, cast, title) => {
        const statements = bodies.map((body, i): PolisStatement => {
          const own = marks[i] ?? { author: null, moderated: 0, meta: false, seed: false, ms: 1e12 }
          return { id: 2 * i, body, ...own }
        })
        const rows = voteRows()
        for (const [person, place, value, ms] of cast) rows.add(person, 2 * (place % statements.length), value, ms)
        const set = { statements, votes: rows.done() }
        const files = exported(set, nobody, new Map(), { ...described, title, description: title })
        expect(readAgain(files)).toMatchObject({
          set,
          about: { topic: title, description: title },
          left: [],
          seconds: 0,
        })
        for (const text of Object.values(files))
          for (const cell of cellsIn(text)) expect(cell).toMatch(/^(?![=+\-@\t\r＝＋－＠])|^-1$/)
      },
    ),
  )
})
