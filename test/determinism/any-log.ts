/**
 * Logs drawn by chance, in which everything happens that a fold could forget: snapshots in any order and twice, links,
 * swaps, multisigs, lists of known accounts, observations, movements, explanations, revocations, removals. The signatures
 * are not real: a fold does not check them.
 */

import fc from 'fast-check'
import { hex, sha256, utf8 } from '../../src/log/bytes.ts'
import { formatNote } from '../../src/log/note.ts'
import { sealOf } from '../../src/records/conversation/sealed-vote.ts'
import { statementTypes } from '../../src/records/conversation/statement-type.ts'
import type { RecordId } from '../../src/records/ids.ts'
import { subnetSubject } from '../../src/records/opinion-subject.ts'
import { parseRecord, type SignedRecord, writeText } from '../../src/records/record.ts'
import { isRefusal } from '../../src/records/refusals.ts'
import type { FieldsOf, KindName } from '../../src/records/registry.ts'
import { Fold } from '../../src/views/fold.ts'
import type { Entry, Evidence } from '../../src/views/view.ts'
import { actFields, stepFields, type ToldAct, type ToldStep, tempoCall } from '../acts-told.ts'
import { flowsTold } from '../flows.ts'
import { holdings } from '../holdings.ts'
import { askedWith } from '../questions.ts'
import { snapshotFields } from '../snapshot-fields.ts'
import { keyOf, origin, start } from '../story.ts'

export const people = ['ann', 'bea', 'cat', 'dan', 'eve'] as const
/** Keys of browsers. */
const guests = ['gil', 'gus'] as const
const accounts = [...people, 'val', 'yak', 'zed', 'safe', 'hal'] as const

const files = new Map<string, Uint8Array>()
export const evidence: Evidence = (sha256) => files.get(sha256)

function keep(bytes: Uint8Array): string {
  const name = hex(sha256(bytes))
  files.set(name, bytes)
  return name
}

const always =
  'ann has 5\nbea has 70\ncat has 300\ndan has 20\nval has 5000\nsafe has 1\nyak has 9\nzed has 8\nann runs hal'

/** What a snapshot may say and show beside what every one says: several of each day, so that days contradict each other. */
const variants: [facts: string, moves: string[]][] = [
  ['sudo: safe\nsafe needs 2 of ann, bea', ['ann becomes zed', 'cat transfers 40 to dan']],
  ['sudo: safe\nsafe needs 2 of bea, cat, dan\nbea stakes 30 on hal', ['dan transfers 200 to eve']],
  ['senate: ann, eve\ncat stakes 300 on hal\nval runs hot\ndan stakes 900 on hot', ['bea becomes yak']],
  [
    'sudo: safe\nsubnet 3 of cat at 0.5\neve is called Eve & daughters',
    ['cat becomes yak', 'cat transfers 40 to dan', 'dan transfers 39 to eve'],
  ],
  [
    'sudo: safe\nann proxies to bea as Staking\nsubnet 3 of zed at 0.5\nbea stakes 30 on hal',
    ['dan becomes zed', 'bea stakes 30 on hal'],
  ],
  [
    'sudo: val\ntriumvirate: ann, bea, cat\nval runs hot\nval stakes 500 on hot',
    ['yak becomes zed', 'val transfers 900 to cat'],
  ],
]

interface Day {
  fields: FieldsOf<'snapshot'>
  /** What the observer would write of the movements that it shows. */
  movements: FieldsOf<'movement'>[]
}

const days: Day[] = [1, 2, 3, 4].flatMap((day) =>
  variants.map(([facts, moves]): Day => {
    const block = day * 7200
    const told = holdings(`block ${block} (issuance 20000)\n${always}\n${facts}`)
    const flows = flowsTold(told, block - 7199, moves.map((move, i) => `${block - 6000 + i}: ${move}`).join('\n'))
    const fields = snapshotFields({ ...told, flows }, keep, start - 86_400_000 * (5 - day))
    return { fields, movements: movementsIn(fields) }
  }),
)

/** Steps of two calls, with and without their file, a change of the key among them, each as it may be told. */
const toldActs: FieldsOf<'act'>[] = [1, 2].flatMap((n) => {
  const of = { begun: n * 7200, call: `call ${n}` }
  const shows = { threshold: 2, signatories: ['ann', 'bea', 'cat'], calls: tempoCall(3) }
  const told: ToldAct[] = [
    { what: 'proposed', block: of.begun, by: 'ann', of, at: start - 7_200_000, shows: { ...shows, calls: [] } },
    { what: 'approved', block: of.begun + 1, by: 'bea', of, shows },
    {
      what: n === 1 ? 'executed' : 'failed',
      block: of.begun + 2,
      by: 'cat',
      of,
      at: start + 1_800_000,
      error: 'Other',
      shows,
    },
    { what: 'cancelled', block: of.begun + 3, by: 'ann', of },
    { what: 'key-changed', block: of.begun + n, key: 'dan' },
    { what: 'upgraded', block: of.begun + 4, by: 'ann', upgrade: { spec: 430 + n, calls: n } },
  ]
  return told.map((each) => actFields(each, keep))
})

/** Steps of two referenda, of which the second reviews the first. */
const toldSteps: FieldsOf<'referendum'>[] = (
  [
    { what: 'submitted', referendum: 0, block: 7300, by: 'ann', track: 0, calls: tempoCall(3) },
    { what: 'voted', referendum: 0, block: 7301, by: 'bea', vote: 'aye', tally: [1, 0, 3] },
    { what: 'voted', referendum: 0, block: 7302, by: 'cat', vote: 'nay' },
    { what: 'vote-removed', referendum: 0, block: 7303, by: 'cat', tally: [1, 0, 3] },
    { what: 'delegated', referendum: 0, block: 7304, review: 1, track: 1 },
    { what: 'voted', referendum: 1, block: 7305, by: 'ann', vote: 'aye', tally: [1, 0, 4] },
    { what: 'fast-tracked', referendum: 1, block: 7306 },
    { what: 'enacted', referendum: 1, block: 7307, error: 'BadOrigin' },
  ] satisfies ToldStep[]
).map((each) => stepFields(each, keep))

/** The movements of one snapshot alone, as a fold of it finds them. */
function movementsIn(snapshot: FieldsOf<'snapshot'>): FieldsOf<'movement'>[] {
  const fold = new Fold()
  const policy = signed('operator', 'policy', { name: 'X', contact: 'nobody', body: 'x' }, 0)
  const seen = signed('operator', 'snapshot', snapshot, 1)
  fold.push(entriesOf([policy, seen].flatMap((each) => each ?? [])), evidence)
  const { movements } = fold.view('movements', {}) as { movements: Record<string, never>[] }
  return movements.map((each) => {
    const { first, block, what, from, to, amount, because, flows } = each as Record<string, never> & {
      from: { key: string }
      to: { key: string } | null
    }
    const { chain, hash } = snapshot
    const ends = { from: from.key, ...(to && { to: to.key }) }
    // The fields are those that the view published.
    return {
      chain,
      first,
      block,
      hash,
      what,
      ...ends,
      amount: BigInt(amount ?? 0),
      because,
      flows,
    } as unknown as FieldsOf<'movement'>
  })
}

/** A record with a signature that nobody made; null when its fields cannot be written. */
export function signed<K extends KindName>(
  who: string,
  kind: K,
  fields: FieldsOf<K>,
  index: number,
): SignedRecord | null {
  const { address } = keyOf(who)
  const nonce = hex(sha256(utf8(`${index}`))).slice(0, 32)
  const text = writeText(kind, fields, { origin, account: address, time: start, nonce })
  if (isRefusal(text)) return null
  const record = parseRecord(formatNote(text, [{ name: address, keyId: new Uint8Array(4), bytes: new Uint8Array(64) }]))
  return isRefusal(record) ? null : record
}

function entriesOf(records: readonly SignedRecord[]): Entry[] {
  return records.map((record, index) => ({ index, ms: start + index * 600_000, record }))
}

/** One thing that somebody does; numbers choose among what is there when it is done. */
export interface Act {
  who: (typeof people)[number]
  what: (typeof doings)[number]
  one: number
  other: number
}

const doings = [
  'see', 'see', 'see', 'see', 'see', 'see', 'see', 'see', 'see', 'see', 'see', 'see', 'join', 'join', 'join', 'join', 'link', 'unlink', 'unlink', 'revoke', 'revoke', 'revoke', 'revoke', 'known', 'observe',
  'movement', 'movement', 'explain', 'explain', 'rate', 'introduce', 'introduce', 'ladder', 'question', 'position',
  'inquire', 'answer', 'promise', 'decline', 'state', 'vote', 'vote', 'remove', 'visit', 'visit', 'adopt', 'seal', 'seal', 'open', 'open', 'announce', 'sides', 'opine', 'opine', 'tell',
  'note', 'note', 'rate note', 'claim', 'type', 'type', 'freeze',
  'decide', 'decide', 'decide', 'talk', 'refer', 'refer', 'refer',
] as const // biome-ignore format: what is likely stands there more than once

/** The records that acts make, after a policy, a conversation that hides its totals or not, two statements, and one under seal. */
function recordsOf(acts: readonly Act[], hides: boolean): SignedRecord[] {
  const records: SignedRecord[] = []
  const add = <K extends KindName>(who: string, kind: K, fields: FieldsOf<K>): void => {
    const record = signed(who, kind, fields, records.length)
    if (record) records.push(record)
  }
  add('operator', 'policy', { name: 'X', contact: 'nobody', body: 'x' })
  const title = 'What about the index?'
  const shown = { title, add: 'anyone', totals: 'always' } as const
  add('ann', 'conversation', hides ? { ...shown, closes: start + 9_000_000, totals: 'after-close' } : shown)
  const talk = records[1]?.id as RecordId
  for (const body of ['Its emissions should end.', 'The law decides.'])
    add('bea', 'statement', { conversation: talk, title, body })
  const times = { closes: start + 9_000_000, votes: 'sealed', openingEnds: start + 30_000_000 } as const
  add('ann', 'conversation', { ...shown, ...times, title: 'Under seal?' })
  add('bea', 'statement', { conversation: records.at(-1)?.id as RecordId, title: 'Under seal?', body: 'It is sealed.' })
  for (const act of acts) perform(act, records, talk, add)
  return records
}

type Add = <K extends KindName>(who: string, kind: K, fields: FieldsOf<K>) => void

/** A record of a kind that is there, chosen by a number; one that is not there when there is none. */
function pick(records: readonly SignedRecord[], kinds: readonly KindName[], n: number): RecordId {
  const found = records.filter(({ kind }) => kinds.some((each) => each === kind))
  return found.length > 0 ? found[n % found.length]!.id : records[n % records.length]!.id
}

function perform({ who, what, one, other }: Act, records: readonly SignedRecord[], talk: RecordId, add: Add): unknown {
  const of = (...kinds: KindName[]): RecordId => pick(records, kinds, one)
  const whom = keyOf(accounts[other % accounts.length]!).address
  const day = days[one % days.length]!
  switch (what) {
    case 'see':
      return add('operator', 'snapshot', day.fields)
    case 'join': {
      const friend = people[other % people.length]!
      add(who, 'link', { with: keyOf(friend).address })
      return add(friend, 'link', { with: keyOf(who).address })
    }
    case 'link':
    case 'unlink':
      return add(who, what, { with: whom })
    case 'revoke': {
      const target = records[one % records.length]!
      const author = [...people, ...guests, 'operator'].find((name) => keyOf(name).address === target.account)
      return add(author ?? who, 'revoke', { record: target.id })
    }
    case 'decide': {
      const shown = toldActs[one % toldActs.length]!
      return add('operator', 'act', shown)
    }
    case 'refer':
      return add('operator', 'referendum', toldSteps[one % toldSteps.length]!)
    case 'talk':
      return add(other % 2 ? 'operator' : who, 'conversation', {
        title: 'About it',
        about: of('act'),
        add: 'anyone',
        totals: 'always',
      })
    case 'known':
      return add('operator', 'known-accounts', {
        title: 'Known',
        body: `${whom} ${one % 2 ? 'exchange' : 'custody'} Some house`,
      })
    case 'observe': {
      const { chain, block, hash, stateRoot, spec, recipe, holdings: found } = day.fields
      const seen = other % 2 === 0 ? found : days[other % days.length]!.fields.holdings
      return add(who, 'observation', { chain, block, hash, stateRoot, spec, recipe, holdings: seen })
    }
    case 'movement': {
      const shown = day.movements[other % Math.max(1, day.movements.length)]
      return shown && add('operator', 'movement', shown)
    }
    case 'explain':
      return add(who, 'explanation', { movement: of('movement'), body: 'A new wallet.' })
    case 'rate':
      return add(who, 'rating', { explanation: of('explanation'), verdict: other % 2 ? 'explains' : 'does-not' })
    case 'note':
      return add(who, 'context', {
        about: of('statement', 'event'),
        title: 'It',
        body: `# Note\nSo it is, ${other % 3}.\n\n# Sources\nhttps://example.org/1`,
      })
    case 'rate note': {
      const verdict = (['helpful', 'in-part', 'not-helpful'] as const)[other % 3]!
      return add(who, 'context-rating', { note: of('context'), title: 'So it is', verdict })
    }
    case 'type':
      return add(who, 'statement-type', { type: statementTypes[other % 4]!, about: of('statement'), title: 'It' })
    case 'freeze':
      return add('ann', 'result', {
        conversation: of('conversation'),
        title: 'It',
        view: 'opinion-statements',
        version: 1,
        size: 1 + (other % records.length),
        hash: 'ab'.repeat(32),
      })
    case 'claim':
      return add(who, 'claim', {
        event: of('event'),
        title: 'It happened',
        body: '# Claim\nThey were told before.\n\n# Sources\nhttps://example.org/2',
      })
    case 'introduce':
      return add(who, 'introduction', {
        name: `${who} ${other % 3}`,
        anonymous: 'yes',
        stakeAs: 'band',
        stake: BigInt(other % 40) * 1_000_000_000n,
        stakeBelow: 400_000_000_000n,
        living: 'no',
        openTo: 'questions',
      })
    case 'ladder':
      return add('operator', 'ladder', {
        title: 'Ladder',
        body: `from ${[0.1, 1, 2][other % 3]} %${one % 2 ? ', or any seat, key or subnet' : ''}: introduction, answers within 14 days`,
      })
    case 'question':
      return add('operator', 'question', {
        title: `Should it be? ${other % 3}`,
        ...(one % 2 === 0 && { touches: ['AdminUtils'] }),
        body: '# Background\nIt matters.',
      })
    case 'position':
      return add(who, 'position', {
        question: of('question'),
        title: 'Should it be?',
        stance: other % 2 ? '2' : 'depends',
        ...(one % 2 === 0 && { predicate: { what: 'influence', account: whom, most: 200 } }),
      })
    case 'inquire':
      return add(who, 'inquiry', { to: whom, body: 'Why?' })
    case 'answer':
      return add(who, 'answer', {
        about: of('inquiry', 'promise', 'position', 'opinion'),
        body: 'Because.',
        ...(other % 2 && { disputes: 'yes' }),
      })
    case 'promise':
      return add(who, 'promise', { predicate: { what: 'stake', account: whom, least: 20_000_000_000n }, body: 'Kept.' })
    case 'tell':
      return add(who, 'event', {
        title: `It happened ${other % 3}`,
        date: one % 2 ? '2026-04' : '2026-04-10',
        questions: [of('question')],
        body: '# What happened\nSomething.\n\n# Sources\nOne: https://example.org/1\nAnother: https://example.org/2',
      })
    case 'opine': {
      const subject = [subnetSubject(3), whom, of('movement', 'event', 'claim'), of('act')][other % 4]!
      const body = '# Reason\nSo it looks.\n\n# What would change it\nFacts.'
      return add(who, 'opinion', {
        subject,
        stance: one % 2 ? 'both' : 'doubts',
        until: start + 86_400_000 * (1 + (one % 9)),
        body,
      })
    }
    case 'decline':
      return add(who, 'decline', { expectation: 'introduction', body: 'I would rather not.' })
    case 'announce':
      return add(who, 'announcement', { commitment: hex(sha256(utf8('x'))), until: start + 86_400_000 * 900 })
    case 'sides':
      return add('operator', 'sides', { conversation: talk, title: 'What about the index?' })
    case 'state':
      return add(who, 'statement', { conversation: talk, title: 'What about the index?', body: `Opinion ${other}.` })
    case 'vote': {
      const choice = (['agree', 'disagree', 'pass'] as const)[other % 3]!
      return add(who, 'vote', { choice, about: of('statement'), title: 'A statement' })
    }
    case 'visit': {
      const guest = guests[one % guests.length]!
      add(guest, 'guest', { may: ['vote'] })
      const choice = (['agree', 'disagree', 'pass'] as const)[other % 3]!
      return add(guest, 'vote', { choice, about: of('statement'), title: 'A statement' })
    }
    case 'adopt': {
      const guest = guests[one % guests.length]!
      add(guest, 'handover', { to: keyOf(other % 3 ? who : people[0]).address })
      return add(who, 'adoption', { guest: keyOf(guest).address })
    }
    case 'seal': {
      const about = records.find((each) => each.kind === 'statement' && each.fields.body === 'It is sealed.')?.id
      if (about === undefined) return
      const { address: account } = keyOf(who)
      const commitment = sealOf({ statement: about, account, choice: 'agree', secret: 'ab'.repeat(32) })
      return add(who, 'sealed-vote', { commitment, about, title: 'It is sealed.' })
    }
    case 'open': {
      const author = people.find(
        (name) => keyOf(name).address === records.find(({ id }) => id === of('sealed-vote'))?.account,
      )
      return add(author ?? who, 'opening', { choice: 'agree', about: of('sealed-vote'), secret: 'ab'.repeat(32) })
    }
    case 'remove':
      return add('operator', 'removal', {
        indexes: [one % records.length],
        category: 'court',
        whose: keyOf(who).address,
        appeal: 'nobody',
      })
  }
}

const act: fc.Arbitrary<Act> = fc.record({
  who: fc.constantFrom(...people),
  what: fc.constantFrom(...doings),
  one: fc.nat(997),
  other: fc.nat(997),
})

const acts = fc.array(act, { minLength: 8, maxLength: 16, size: 'max' })

/** A log as it is read at its end: what was removed by the operator is a hole. */
export const anyLog: fc.Arbitrary<Entry[]> = fc.tuple(acts, fc.boolean()).map(([done, hides]) => {
  const entries = entriesOf(recordsOf(done, hides))
  const fold = new Fold()
  fold.push(entries, evidence)
  const { removals } = fold.ledger
  return entries.map((entry) => {
    const removedBy = removals.get(entry.index)
    return removedBy === undefined ? entry : { index: entry.index, ms: entry.ms, record: null, removedBy }
  })
})

/** Every view, once without more than it needs. */
export function questionsAbout(entries: readonly Entry[]): [view: string, params: Record<string, string>][] {
  const [, talk] = entries
  const conversation = talk?.record?.id
  const statement = entries.find(({ record }) => record?.kind === 'statement')?.record?.id
  const question = entries.find(({ record }) => record?.kind === 'question')?.record?.id
  const event = entries.find(({ record }) => record?.kind === 'event')?.record?.id
  const act = entries.find(({ record }) => record?.kind === 'act')?.record?.id
  const upgraded = entries.find(
    ({ record }) => record?.known === true && record.kind === 'act' && record.fields.change !== undefined,
  )?.record?.id
  const ann = keyOf('ann').address
  const alone = askedWith()
  const more = [...askedWith({ account: ann }), ...(conversation ? askedWith({ conversation }) : [])]
  return [
    ...alone,
    ...more.filter(([view]) => !alone.some(([each]) => each === view)),
    ['influence', { level: 'account', without: 'exchange' }],
    ['what-if', { leave: ann }],
    ...[subnetSubject(3), ann].flatMap((subject): [string, Record<string, string>][] => [
      ['subject', { subject }],
      ['opinions', { subject }],
    ]),
    ['subnet', { netuid: '3' }],
    ['movements', { netuid: '3' }],
    ...(conversation && statement
      ? ['statement-map', 'statement-votes'].map((view): [string, Record<string, string>] => [
          view,
          { conversation, statement },
        ])
      : []),
    ...(conversation
      ? [['writing-hints', { conversation, text: 'Say it again.' }] as [string, Record<string, string>]]
      : []),
    ...(question ? [['positions', { question }] as [string, Record<string, string>]] : []),
    ...[conversation, event].flatMap((about): [string, Record<string, string>][] =>
      about ? [['context', { about }]] : [],
    ),
    ...(event ? [['claims', { event }] as [string, Record<string, string>]] : []),
    ...(act ? [['proposal', { proposal: act }] as [string, Record<string, string>]] : []),
    ...(act ? [['opinions', { subject: act }] as [string, Record<string, string>]] : []),
    ...(upgraded ? [['upgrade', { upgrade: upgraded }] as [string, Record<string, string>]] : []),
    ...['0', '1'].map((referendum): [string, Record<string, string>] => ['referendum', { referendum }]),
  ]
}
