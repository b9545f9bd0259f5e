import { afterAll, describe, expect, test } from 'vitest'
import { memoryStore } from '../src/adapters/memory.ts'
import { utf8 } from '../src/log/bytes.ts'
import type { AccountKey } from '../src/log/sign.ts'
import { movementInWords } from '../src/records/chain/movement.ts'
import type { RecordId } from '../src/records/ids.ts'
import { Refusal } from '../src/records/refusals.ts'
import { type FieldsOf, type KindName, kindNames, kindOf } from '../src/records/registry.ts'
import { starterQuestions } from '../src/records/starter/questions.ts'
import { titleOf } from '../src/records/title.ts'
import type { Site } from '../src/service/site.ts'
import { viewValue } from '../src/service/view-value.ts'
import { oneConversation } from '../src/views/conversation/answers.ts'
import { clock, closeSites, keyOf, open, operatorOf, plainConversation, put, write } from './site.ts'

afterAll(closeSites)

const [alice, bob] = [keyOf('alice'), keyOf('bob')]
const repeating = kindNames.filter((name) => kindOf(name).repeats !== undefined)

interface Case {
  kind: KindName
  fields: Record<string, unknown>
  /** The words as they are, and those of something else in the same log. */
  words: string
  others: string
  /** Who signs; Bob unless told. */
  key?: AccountKey
  /** What the refusal says; that it is other words unless told. */
  params?: Record<string, unknown>
}

const noteBody = '# Note\nFees are 0.1 %.\n\n# Sources\nhttps://docs.example.org/fees'
const store = memoryStore()
const site = await open(store)
const cases = await casesOf(site)

/** Every kind that repeats words, with each sort of thing whose words it can repeat. */
async function casesOf(site: Site): Promise<Case[]> {
  const begun = await put(site, alice, 'conversation', plainConversation)
  const state = async (body: string) =>
    put(site, alice, 'statement', { conversation: begun.id, title: plainConversation.title, body })
  const [long, other] = [`Fees  should\nfall. ${'Slowly. '.repeat(20)}`.trim(), 'Fees should rise.']
  const [said] = [await state(long), await state(other)]
  const brought = await bringIn(site)
  const opened = await viewValue(site, 'conversations', { conversation: brought })
  if (opened instanceof Refusal) throw new Error(opened.code)
  const [imported, beside] = oneConversation(opened).statements
  const asked = await viewValue(site, 'positions', {})
  if (asked instanceof Refusal) throw new Error(asked.code)
  const [question, next] = asked.questions
  const vote = (about: string | undefined, words = '', others = ''): Case => ({
    kind: 'vote',
    fields: { choice: 'agree', about },
    words,
    others,
  })
  const statement = (conversation: RecordId, words: string, others: string): Case => ({
    kind: 'statement',
    fields: { conversation, body: 'One more.' },
    words,
    others,
  })
  const closes = Math.floor(clock.now / 1000) * 1000 + 86_400_000
  const sealed = { votes: 'sealed' as const, closes, openingEnds: closes + 86_400_000 }
  const secret = await put(site, alice, 'conversation', { ...plainConversation, ...sealed })
  const hidden = await put(site, alice, 'statement', {
    conversation: secret.id,
    title: plainConversation.title,
    body: 'Fees should stay.',
  })
  return [
    vote(said.id, long, other),
    {
      kind: 'sealed-vote',
      fields: { commitment: 'ab'.repeat(32), about: hidden.id },
      words: 'Fees should stay.',
      others: other,
    },
    vote(imported?.id, imported?.body ?? '', beside?.body ?? ''),
    statement(begun.id, plainConversation.title, 'Cycle lanes'),
    statement(brought, 'Cycle lanes', plainConversation.title),
    {
      kind: 'position',
      fields: { question: question?.id, stance: '2' },
      words: question?.title ?? '',
      others: next?.title ?? '',
    },
    {
      kind: 'sides',
      fields: { conversation: begun.id },
      words: plainConversation.title,
      others: 'Cycle lanes',
      key: await operatorOf(store),
    },
    await explanationOf(site),
    await opinionOf(site),
    ...(await besideEventOf(site)),
    { kind: 'context', fields: { about: said.id, body: noteBody }, words: long, others: other },
    { kind: 'statement-type', fields: { type: 'fact', about: said.id }, words: long, others: other },
    { kind: 'statement-type', fields: { type: 'fact', about: imported?.id }, words: 'More paint', others: other },
    {
      kind: 'result',
      fields: {
        conversation: await bringIn(site, Date.UTC(2026, 0, 1)),
        view: 'opinion-map',
        version: 4,
        size: 1,
        hash: 'ab'.repeat(32),
      },
      words: 'Cycle lanes',
      others: plainConversation.title,
      key: await operatorOf(store),
    },
  ]
}

/** A note on an event and a claim about it name it by its title, and a rating names the note by its first words. */
async function besideEventOf(site: Site): Promise<Case[]> {
  const { title, ...event } = kindOf('event').example as FieldsOf<'event'>
  const { id } = await put(site, alice, 'event', { title, ...event, questions: undefined })
  const note = await put(site, alice, 'context', { about: id, title, body: noteBody })
  const others = 'A market opens'
  const claim = '# Claim\nIt was told before.\n\n# Sources\nhttps://team.example.org'
  return [
    { kind: 'context', fields: { about: id, body: noteBody }, words: title, others },
    { kind: 'claim', fields: { event: id, body: claim }, words: title, others },
    {
      kind: 'context-rating',
      fields: { note: note.id, verdict: 'helpful' },
      words: 'Fees are 0.1 %.',
      others: title,
    },
  ]
}

/** An explanation names what moved, in the one way in which its record says it. */
async function explanationOf(site: Site): Promise<Case> {
  const moved = kindOf('movement').example as FieldsOf<'movement'>
  const { id } = await put(site, await operatorOf(store), 'movement', moved)
  const words = movementInWords(moved)
  return {
    kind: 'explanation',
    fields: { movement: id, body: 'To a wallet of mine.' },
    words,
    others: movementInWords({ ...moved, what: 'stake' }),
    params: { reason: 'movement-in-words', words },
  }
}

/** An opinion on a movement names it as its record does; the name of a subnet or of an account is its author's own. */
async function opinionOf(site: Site): Promise<Case> {
  const example = kindOf('movement').example as FieldsOf<'movement'>
  const moved = { ...example, block: example.block + 1 }
  const { id } = await put(site, await operatorOf(store), 'movement', moved)
  const body = '# Reason\nIt was told before.\n\n# What would change it\nA second one.'
  return {
    kind: 'opinion',
    fields: { subject: id, stance: 'both', until: Math.floor(clock.now / 1000) * 1000 + 86_400_000, body },
    words: movementInWords(moved),
    others: movementInWords({ ...moved, what: 'stake' }),
  }
}

async function bringIn(site: Site, closes?: number): Promise<RecordId> {
  const comments =
    'timestamp,comment-id,author-id,agrees,disagrees,moderated,comment-body\n1,0,0,0,0,1,More paint\n1,1,0,0,0,1,More kerbs\n'
  const [file, votes] = [comments, 'timestamp,comment-id,voter-id,vote\n1,0,0,1\n1,1,0,1\n']
  const fields = {
    format: 'polis' as const,
    title: 'Cycle lanes',
    comments: await site.addEvidence(utf8(file)),
    votes: await site.addEvidence(utf8(votes)),
    licence: 'CC BY 4.0',
    attribution: 'Somebody',
    add: 'anyone' as const,
    closes,
  }
  return (await put(site, await operatorOf(store), 'import', fields)).id
}

/** Signs a record that repeats these words, and submits it. */
async function repeat({ kind, fields, key = bob }: Case, title: string): Promise<unknown> {
  // Which fields a kind has its registry says.
  const { note } = write(site.origin, key, kind, { ...fields, title } as FieldsOf<typeof kind>)
  return site.submit(note, {})
}

test('every kind that repeats words has a case, and a title beside an id is marked as repeated', () => {
  expect([...new Set(cases.map(({ kind }) => kind))].sort()).toEqual([...repeating].sort())
  for (const name of kindNames) {
    const { fields, points, repeats } = kindOf(name)
    // What may be left out is not what the title is of: a conversation about a call has a title of its own.
    const names = Object.keys(points ?? {}).some((field) => fields[field]?.required)
    const repeatsWords = fields.title !== undefined && names
    expect([name, repeats !== undefined], name).toEqual([name, repeatsWords])
  }
  expect(starterQuestions.length).toBeGreaterThan(1)
})

describe.each(cases)('$kind of "$words"', (each) => {
  const most = kindOf(each.kind).fields.title?.maxLength

  test('is not taken with the words of something else, with words of its own, or with the beginning alone', async () => {
    const own = titleOf(each.words, most)
    for (const title of [
      titleOf(each.others, most),
      'Free TAO for everybody',
      own.slice(0, 4),
      `${own.slice(0, 100)}!`,
    ]) {
      const refusal = await repeat(each, title)
      expect(refusal).toBeInstanceOf(Refusal)
      expect(refusal).toMatchObject({
        code: 'bad-field',
        params: each.params ?? { reason: 'other-words', header: 'title', expected: own },
      })
    }
  })

  test('is taken with its words', async () => {
    expect(await repeat(each, titleOf(each.words, most))).not.toBeInstanceOf(Refusal)
  })
})
