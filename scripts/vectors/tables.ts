import { polisEvidence, polisReader } from '../../src/evidence/polis.ts'
import { text, utf8 } from '../../src/log/bytes.ts'
import { isRefusal, type Params } from '../../src/records/refusals.ts'

/** A conversation in two tables, and what has to become of it. */
export interface TablesVectors {
  about: string
  read: {
    name: string
    statements: string
    votes: string
    /** The value that means agree. */
    agree: 1 | -1
    /** The files that an import names. */
    comments: string
    evidence: string
    /** Rows that are left out: for each reason the first of them, and how many there are. */
    left: { code: string; params: Params; rows: number }[]
  }[]
  refused: { name: string; statements: string; votes: string; code: string; params: Params }[]
}

const votes = 'person,statement,vote\nann,a,agree\nbob,a,disagree\nbob,b,pass\n'
const statements = 'id,text\na,More trees\nb,Fewer roads\n'

const good: [name: string, statements: string, votes: string][] = [
  ['words for votes, names for people', statements, votes],
  [
    'columns in any order, others passed over, quotes and CR LF',
    'note,text,time,id,author\r\nx,"Fewer, but ""better"", roads",2024-11-19T15:14:10Z,q-1,ann\r\n',
    'vote,time,statement,person\r\n1,1732029250,q-1,bob\r\n-1,1732029250123,q-1,ann\r\n',
  ],
  [
    'what moderators said: rejected words are not passed on',
    'id,text,moderated\na,Fine,1\nb,Slander,-1\nc,Nobody looked,0\nd,Nobody said,\n',
    'person,statement,vote\nann,a,agree\nann,b,agree\n',
  ],
  [
    'numbers that authors show to be turned',
    'id,text,author\na,A,p\nb,B,p\nc,C,p\n',
    'person,statement,vote\np,a,-1\np,b,-1\np,c,-1\nq,a,1\n',
  ],
  ['rows that cannot be used', `${statements}a,Twice\nc,\n`, `${votes}bob,z,agree\nbob,a,perhaps\nann,b,agree,more\n`],
]

const bad: [name: string, statements: string, votes: string][] = [
  ['a column that is missing', 'id,words\na,More trees\n', votes],
  ['a column twice', 'id,text,text\na,More trees,More\n', votes],
  ['no header', '', votes],
  ['more votes on unknown statements than on known ones', statements, 'person,statement,vote\nann,z,agree\n'],
  ['a word that is no moderation', 'id,text,moderated\na,More trees,maybe\n', votes],
  ['a quote without an end', 'id,text\na,"More trees\n', votes],
]

function read(statements: string, votes: string) {
  const reader = polisReader()
  for (const [file, content] of [
    ['statements.csv', statements],
    ['votes.csv', votes],
  ] as const) {
    const into = reader.open(file)
    const fault = into.push(utf8(content)) ?? into.end()
    if (fault) return fault
  }
  return reader.done(null)
}

/** Conversations in two tables of no particular platform: what is read, what is left out, and what is refused. */
export function tablesVectors(): TablesVectors {
  return {
    about:
      'statements.csv and votes.csv as "sensus import tables" and the page /import read them: the evidence that they become, byte for byte, the rows that are left out, and tables that have to be refused.',
    read: good.map(([name, statements, votes]) => {
      const found = read(statements, votes)
      if (isRefusal(found)) throw new Error(`${name}: ${found.code} ${JSON.stringify(found.params)}`)
      const files = polisEvidence(found.set)
      const left = found.left.map(({ first: { code, params }, rows }) => ({ code, params, rows }))
      const agree = found.sign.agree
      return { name, statements, votes, agree, comments: text(files.comments), evidence: text(files.votes), left }
    }),
    refused: bad.map(([name, statements, votes]) => {
      const found = read(statements, votes)
      if (!isRefusal(found)) throw new Error(`${name}: it was read`)
      return { name, statements, votes, code: found.code, params: found.params }
    }),
  }
}
