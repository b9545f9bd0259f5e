import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strToU8, zipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { exit } from '../src/cli/command.ts'
import { openToWrite } from '../src/compose/site.ts'
import { readConfig } from '../src/config.ts'
import { sensus } from './cli-surroundings.ts'

const root = mkdtempSync(join(tmpdir(), 'sensus-polis-files-'))
const data = join(root, 'data')
const env = { SENSUS_CHAIN: 'none', SENSUS_WORK_BITS: '0', SENSUS_TICK_MS: '20' }
const at = (...words: string[]) => sensus([...words, '--data', data], { env })

const comments =
  'timestamp,comment-id,author-id,moderated,comment-body\n1732029245,0,1,1,Accepted\n1732029246,1,2,-1,Slander\n'
const votes = 'timestamp,comment-id,voter-id,vote\n1732029250,0,1,1\n1732029251,0,2,-1\n1732029252,1,2,1\n'
const plain = { 'comments.csv': comments, 'votes.csv': votes }

let folders = 0
function folder(files: Record<string, string | Uint8Array>): string {
  const path = join(root, String(folders++))
  mkdirSync(path)
  for (const [name, content] of Object.entries(files)) writeFileSync(join(path, name), content)
  return path
}

/** What is said of a conversation after it was brought in, and what was said meanwhile. */
async function imported(path: string, ...flags: string[]) {
  const { code, out, err } = await at('import', 'polis', path, ...flags)
  expect(err).not.toContain('refused')
  expect(code).toBe(exit.ok)
  const { conversation } = JSON.parse(out)
  const view = await at('view', 'conversations', '--param', `conversation=${conversation}`)
  return { err, ...JSON.parse(view.out) }
}

beforeAll(async () => {
  const site = await openToWrite(readConfig({ ...env, SENSUS_DATA: data }))
  await site.close()
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

const bodies = ({ statements }: { statements: { body: string }[] }) => statements.map(({ body }) => body)
const counts = ({ statements }: { statements: { agree: number; disagree: number }[] }) =>
  statements.map(({ agree, disagree }) => [agree, disagree])

describe('an export is taken as it comes', () => {
  test('under the names of the report page', async () => {
    const before = '2025-08-29-0002-7btrabcujr-'
    const summary = 'topic,"Bike lanes"\nurl,http://pol.is/7btrabcujr\n'
    const named = Object.entries({ ...plain, 'summary.csv': summary, 'participant-votes.csv': 'x' })
    const path = folder(Object.fromEntries(named.map(([name, content]) => [`${before}${name}`, content])))
    const { conversation, err } = await imported(path)
    expect(conversation).toMatchObject({ title: 'Bike lanes', imported: { participants: 2, votes: 3 } })
    expect(err).toContain('time: seconds in 5 rows')
  })

  test('in a zip, with a folder inside and what a Mac adds', async () => {
    const inside = { 'bikes/comments.csv': strToU8(comments), 'bikes/votes.csv': strToU8(votes) }
    const zip = zipSync({ ...inside, '__MACOSX/bikes/._votes.csv': strToU8('x'), 'bikes/notes.txt': strToU8('x') })
    const path = folder({ 'export.zip': zip })
    expect(await imported(join(path, 'export.zip'))).toMatchObject({ conversation: { title: 'bikes' } })
  })

  test('as one matrix of votes', async () => {
    const path = folder({ 'participants-votes.csv': 'participant,group-id,0,1\n1,0,1,\n2,0,-1,1\n' })
    const found = await imported(join(path, 'participants-votes.csv'), '--title', 'Alone')
    expect(bodies(found)).toEqual(['#0', '#1'])
    expect(counts(found)).toEqual([
      [1, 1],
      [1, 0],
    ])
  })

  test('as answers of the API, with the settings of the conversation', async () => {
    const comment = { tid: 0, pid: 1, txt: 'Words', created: '1732029245000', mod: 0 }
    const vote = { tid: 0, pid: 1, vote: -1, modified: '1732029250000' }
    const settings = { topic: 'Moderated', strict_moderation: true, write_type: 0, is_active: false }
    const path = folder({
      'comments.json': JSON.stringify([comment, { ...comment, tid: 1, mod: 1, txt: 'Accepted' }]),
      'votes.json': JSON.stringify([vote, { ...vote, tid: 1 }]),
      'conversation.json': JSON.stringify(settings),
    })
    const found = await imported(path)
    expect(found.conversation).toMatchObject({ title: 'Moderated', add: 'author' })
    expect(bodies(found)).toEqual([null, 'Accepted'])
    expect(counts(found)[1]).toEqual([1, 0])
    for (const words of [
      'sign: agree is -1',
      '1 statement that nobody accepted',
      'no more votes',
      'no more statements',
    ])
      expect(found.err).toContain(words)
  })

  test('with the sign turned, which is said aloud', async () => {
    const turned = votes.replace(/,1\n/g, ',x\n').replace(/,-1\n/g, ',1\n').replace(/,x\n/g, ',-1\n')
    const declared = 'vote-convention,agree=-1;disagree=+1;pass=0;format=polis-export/0\n'
    const found = await imported(folder({ ...plain, 'votes.csv': turned, 'summary.csv': declared }))
    expect(counts(found)[0]).toEqual([1, 1])
    expect(found.err).toContain('sign: agree is -1 in these files, as the files declare')
    const given = await imported(folder({ ...plain, 'votes.csv': turned }), '--sign', 'turned')
    expect(counts(given)).toEqual(counts(found))
  })

  test('without the rows that cannot be used, which are counted and named', async () => {
    const found = await imported(folder({ ...plain, 'votes.csv': `${votes}1732029253,9,2,1\n1732029253,8,2,1\n` }))
    expect(found.conversation.imported.votes).toBe(3)
    expect(found.err).toContain('left out: 2 rows; the first: votes.csv, line 5: found comment-id "9"')
  })
})

test('rejected words are in no file of the log, no view and no export', async () => {
  const { conversation, statements, err } = await imported(folder(plain))
  expect(statements).toMatchObject([{ body: 'Accepted' }, { body: null, moderated: true }])
  expect(err).toContain('the words of 1 rejected statement are not passed on')
  const to = join(root, 'rejected')
  expect((await at('export', 'polis', conversation.id, to)).code).toBe(exit.ok)
  const files = [data, to].flatMap((dir) =>
    readdirSync(dir, { recursive: true, withFileTypes: true }).filter((each) => each.isFile()),
  )
  for (const { parentPath, name } of files)
    expect(readFileSync(join(parentPath, name)).includes('Slander'), name).toBe(false)
})

test('an export of an export is the same, and what is brought in again is the same', async () => {
  const { conversation, statements } = await imported(folder(plain))
  const [first, second] = [join(root, 'first'), join(root, 'second')]
  await at('export', 'polis', conversation.id, first)
  const again = await imported(first)
  expect(bodies(again)).toEqual(bodies({ statements }))
  expect(counts(again)).toEqual(counts({ statements }))
  await at('export', 'polis', again.conversation.id, second)
  for (const name of readdirSync(first).filter((each) => each !== 'summary.csv'))
    expect(readFileSync(join(second, name), 'utf8'), name).toBe(readFileSync(join(first, name), 'utf8'))
})

describe('what is no export is refused with what is wrong and what to do', () => {
  const cases: [string, Record<string, string | Uint8Array>, number, string[]][] = [
    ['an empty folder', {}, exit.usage, ['no conversation', 'comments.csv']],
    [
      'two conversations',
      { 'a-votes.csv': votes, 'a-comments.csv': comments, ...plain },
      exit.usage,
      ['several', 'a-'],
    ],
    ['no column', { ...plain, 'votes.csv': votes.replace('voter-id', 'who') }, exit.refused, ['votes.csv', 'voter-id']],
    ['bytes', { ...plain, 'votes.csv': Uint8Array.of(0xff, 0xfe, 1) }, exit.refused, ['votes.csv', 'UTF-8']],
    ['an open quote', { ...plain, 'comments.csv': `${comments}1,2,3,0,"x` }, exit.refused, ['comments.csv', 'line 4']],
    [
      'no votes',
      { ...plain, 'votes.csv': votes.replaceAll(/,-?1\n/g, ',yes\n') },
      exit.refused,
      ['line 2', 'vote "yes"'],
    ],
    ['an empty file', { ...plain, 'votes.csv': '' }, exit.refused, ['votes.csv', 'names nothing']],
  ]
  test.each(cases)('%s', async (_, files, code, words) => {
    const outcome = await at('import', 'polis', folder(files))
    expect(outcome.code).toBe(code)
    for (const word of words) expect(outcome.err).toContain(word)
    expect(outcome.err).not.toMatch(/\n\s+at /)
  })

  test('a file that is no zip', async () => {
    const path = folder({ 'export.zip': 'no zip at all' })
    const { code, err } = await at('import', 'polis', join(path, 'export.zip'))
    expect(code).toBe(exit.usage)
    expect(err).toContain('neither a folder nor a zip')
  })

  test('a sign that is no word', async () => {
    const { code, err } = await at('import', 'polis', folder(plain), '--sign', '1')
    expect(code).toBe(exit.usage)
    expect(err).toContain('plain or turned')
  })
})

describe('two tables of no particular platform', () => {
  const tables = {
    'statements.csv': 'id,text\na,More trees\nb,Fewer roads\nc,more trees\n',
    'votes.csv': 'person,statement,vote\nann,a,agree\nbob,a,disagree\nbob,b,pass\nbob,a,agree\nbob,z,agree\n',
  }
  const rights = ['--licence', 'CC0', '--attribution', 'Example Town']

  test('are looked at before anything is signed', async () => {
    const before = (await at('view', 'conversations')).out
    const { code, out, err } = await at('import', 'tables', folder(tables), '--preview')
    expect(code).toBe(exit.ok)
    expect(JSON.parse(out)).toMatchObject({ statements: 3, participants: 2, votes: 3, agree: 1 })
    expect(err).toContain('statements: 1 in the words of another one')
    expect(err).toContain('votes.csv, line 6: found statement "z"')
    expect((await at('view', 'conversations')).out).toBe(before)
  })

  test('are brought in under the licence that is given', async () => {
    const { code, out } = await at('import', 'tables', folder(tables), '--title', 'Streets', ...rights)
    expect(code).toBe(exit.ok)
    const { conversation } = JSON.parse(out)
    const view = JSON.parse((await at('view', 'conversations', '--param', `conversation=${conversation}`)).out)
    expect(view).toMatchObject({ conversation: { title: 'Streets', imported: { participants: 2, votes: 3 } } })
    expect(counts(view)).toEqual([
      [2, 0],
      [0, 0],
      [0, 0],
    ])
  })

  test.each([
    ['import tables without a licence', ['import', 'tables'], tables, '--licence is missing'],
    ['an export of Polis given as tables', ['import', 'tables', ...rights], plain, 'sensus import polis'],
    ['tables given as an export of Polis', ['import', 'polis'], tables, 'sensus import tables'],
  ])('%s', async (_, words, files, said) => {
    const { code, err } = await at(...words.slice(0, 2), folder(files), ...words.slice(2))
    expect(code).toBe(exit.usage)
    expect(err).toContain(said)
  })
})
