import { base64, hex, utf8 } from '../../src/log/bytes.ts'
import { encodeEntry } from '../../src/log/entry.ts'
import { leafHash, rootOf } from '../../src/log/tree.ts'
import { isRefusal } from '../../src/records/refusals.ts'
import { hashesRead } from '../../src/service/evidence.ts'
import { chainLog } from '../../test/chain-log.ts'
import { flowsTold } from '../../test/flows.ts'
import { holdings } from '../../test/holdings.ts'
import { origin, type Story, story } from '../../test/story.ts'

/** One log and every view of it. */
export interface ViewVectors {
  about: string
  origin: string
  size: number
  /** Tree head of all entries, base64. */
  root: string
  /** As the log is read at its end: a removed entry has no note, and names the removal. */
  entries: { index: number; ms: number; note: string | null; removedBy?: number }[]
  /** Leaf hashes of the removed entries, whose notes nobody has any more. */
  leaves: Record<string, string>
  /** Files that the folds read, in base64, by SHA-256. */
  evidence: Record<string, string>
  /** The text of each published result, or the code of the refusal. */
  results: { view: string; params: Record<string, string>; text?: string; refused?: string }[]
}

const files = {
  old: {
    comments: `timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body
1000,x,0,7,2,1,1,Build a path along the river.
2000,x,1,7,1,1,-1,Buy my books.
3000,x,2,8,1,2,1,Close the road to cars.
4000,x,3,9,0,0,0,"Plant, water and wait."
`,
    votes: `timestamp,datetime,comment-id,voter-id,vote
1000,x,0,7,1
1001,x,0,8,-1
1002,x,1,7,1
1003,x,0,8,1
1004,x,1,9,-1
1005,x,2,7,-1
1006,x,2,8,1
1007,x,2,9,-1
1008,x,0,9,-1
`,
  },
}

const script = `
  alice begins trees: Where should the trees go? (closes 3d)
  alice states river in trees: Along the river.
  bob states hill in trees: On the hill.
  carol states square in trees: On the square, with a bench under each.
  dora states rude in trees: Something that breaks the law.
  alice votes agree on river (importance 3)
  bob signs in as phone for 2h
  bob/phone votes disagree on river (importance 1)
  bob/phone votes agree on hill
  bob/phone votes pass on square
  carol votes agree on river as leak
  carol votes agree on square
  carol votes disagree on hill
  alice signs statement-type (type value, about river, title Along the river.)
  bob signs statement-type (type fact, about river, title Along the river.)
  carol signs statement-type (type value, about river, title Along the river.)
  dora signs statement-type (type value, about hill, title On the hill.)
  bob signs statement-type (type value, about river, title Along the river.)
  dora votes agree on rude
  dora votes disagree on river
  dora votes agree on hill as hasty
  dora revokes hasty
  bob/phone votes agree on river (importance 2)
  erin shouts: A kind that nobody knows yet. => unknown-kind
  fern signs guest (may vote)
  fern votes agree on river
  fern votes disagree on hill
  fern states more in trees: More of them. => guest-scope
  gale signs guest (may vote)
  gale votes disagree on river
  gale votes agree on square
  gale signs handover (to carol)
  carol signs adoption (guest gale)
  operator removes rude and leak (category illegal)
  wait 3h
  bob/phone votes pass on river => session-expired
  bob signs in as tablet for 1d
  bob revokes tablet
  bob/tablet votes pass on hill => session-revoked
  operator imports old as paths: Paths of the old town
  alice votes agree on paths/0 (importance 2)
  alice votes disagree on paths/2
  bob votes disagree on paths/0
  bob states benches in paths: Put benches along them.
  carol votes agree on benches
  erin votes agree on paths/1 => statement-unknown
  alice begins secret: Who should keep the key? (closes 9d, totals after-close, add author)
  alice states mayor in secret: The mayor.
  bob states council in secret: The council. => not-allowed-to-add
  carol votes agree on mayor
  operator signs conversation (title Who pays for them?, closes 1d, add anyone, totals always, votes sealed, opening-ends 9d) as cost
  alice states all in cost: All of us.
  bob signs sealed-vote (commitment ${'5e'.repeat(32)}, about all, title All of us.) as shut
  bob votes agree on all => votes-sealed
  operator rules: Be kind to each other, and to the trees.
  alice rules: My rules! => not-operator
  wait 3d
  erin votes agree on river => conversation-closed
  bob signs opening (choice agree, about shut, secret ${'0b'.repeat(32)}) => opening-mismatch
  alice signs result (conversation trees, title Where should the trees go?, view opinion-statements, version 1, parameters limit=500&order=votes, size 57, hash ${'7a'.repeat(32)})
  bob signs result (conversation trees, title Where should the trees go?, view opinion-map, version 4, size 57, hash ${'7b'.repeat(32)}) => not-yours
`

const before = `
  block 7200 (spec 424, issuance 2000)
  alice has 100 and 5 reserved
  alice runs hal (take 18%)
  bob has 20.5
  bob runs hella (take 9%)
  carol has 1
  exchange has 600
  alice stakes 50 on hal
  bob stakes 30 on hella
  carol stakes 40 on hal
  carol stakes 10 on hella in 3
  exchange stakes 0.000000001 on hella
  subnet 3 of alice at 0.5 since 1000
  hal gives 25% to hella in 3
  sudo: safe
  safe needs 2 of alice, bob, carol
  triumvirate: alice, bob, carol
  senate: hal, hella
  economic-eligible: alice, carol
  alice proxies to bob as Staking
  alice is called Alice & sons
`

const after = `${before.replace('block 7200', 'block 14400').replace('carol stakes 40 on hal', 'carol stakes 40 on hella')}
  dora has 12
`

/** The log of conversations. */
export function viewVectors(): ViewVectors {
  const told = story(script, files)
  const conversations = ['trees', 'paths', 'secret'].map((name) => ({ conversation: told.id(name) as string }))
  const accounts = ['alice', 'bob', 'dora', 'operator'].map((name) => ({ account: told.address(name) as string }))
  const asked: Asked[] = [
    ['conversations', {}],
    ...conversations.map((params): Asked => ['conversations', params]),
    ...conversations.flatMap((params): Asked[] => [
      ['opinion-map', params],
      ['opinion-groups', params],
      ['opinion-statements', params],
      ['opinion-stability', params],
    ]),
    ['statement-types', conversations[0]!],
    ['statement-types', { ...conversations[0]!, ...accounts[1]!, statement: told.id('river') }],
    ['results', {}],
    ['results', conversations[0]!],
    ...(['statement-votes', 'statement-map'] as const).map(
      (view): Asked => [view, { ...conversations[0]!, statement: told.id('hill') }],
    ),
    ['writing-hints', { ...conversations[0]!, text: 'On the hill: write to somebody@example.org.' }],
    ['writing-hints', { ...conversations[0]!, text: 'On the hill!' }],
    ...accounts.map((params): Asked => ['account', params]),
    ...conversations.map((params): Asked => ['next-statement', { ...params, ...accounts[1]! }]),
    ['next-statement', conversations[0]!],
    ['next-statement', { ...conversations[0]!, seen: [told.id('hill'), told.id('square')].join(',') }],
  ]
  const about =
    'One log of some forty records and the text of every view of conversations at its end. Folding the entries in order has to give these bytes.'
  return vectorsOf(about, told, asked)
}

/** The log of a chain. */
export function chainViewVectors(): ViewVectors {
  const [first, second] = [holdings(before), holdings(after)]
  const told = flowsTold(second, 7201, '8000: carol moves 40 from hal to hella\n9000: alice loses 3\n9000: bob gains 2')
  const unread = [{ pallet: 'Drand', name: 'NewPulse', events: 7199 }]
  const unreadStorage = [{ pallet: 'Drand', items: ['Pulses'] }]
  const flows = { ...told, facts: { ...told.facts, unread, unreadStorage, fees: '125000' } }
  const log = chainLog(
    { ...first },
    { known: `${first.address('exchange')} exchange The Exchange` },
    { ...second, flows },
  )
  const asked: Asked[] = [
    ['snapshots', {}],
    ...[{}, { level: 'account' }, { without: 'exchange' }, { account: first.address('hal') as string }].map(
      (params): Asked => ['influence', params],
    ),
    ...['concentration', 'power', 'delegation', 'movements', 'coverage'].map((view): Asked => [view, {}]),
    ['delegation', { validator: first.address('hella') }],
    ['what-if', { from: first.address('hal'), to: first.address('hella'), share: '50' }],
    ['what-if', { leave: first.address('alice') }],
    ['what-if', {}],
  ]
  const about =
    'One log of two snapshots of a small chain, and the text of every view about the chain at its end. Folding the entries in order has to give these bytes.'
  return vectorsOf(about, { ...log, told: log.entries.map(({ ms, record }) => ({ ms, record: record! })) }, asked)
}

export type Asked = [view: string, params: Record<string, string>]

export function vectorsOf(
  about: string,
  { entries, told, evidence, fold }: Pick<Story, 'entries' | 'told' | 'evidence' | 'fold'>,
  asked: Asked[],
): ViewVectors {
  const leaves = told.map(({ ms, record }) => leafHash(encodeEntry(ms, utf8(record.note))))
  const checkpoint = { origin, size: leaves.length, root: rootOf(leaves) }
  const folded = fold()
  const named = entries.flatMap(({ record }) => hashesRead(record))
  return {
    about,
    origin,
    size: checkpoint.size,
    root: base64(checkpoint.root),
    entries: entries.map(({ record, ...entry }) => ({ ...entry, note: record?.note ?? null })),
    leaves: Object.fromEntries(entries.flatMap(({ index, record }) => (record ? [] : [[index, hex(leaves[index]!)]]))),
    evidence: Object.fromEntries(named.map((hash) => [hash, base64(evidence(hash)!)])),
    results: asked.map(([view, params]) => {
      const text = folded.result(view, params, checkpoint)
      return isRefusal(text) ? { view, params, refused: text.code } : { view, params, text }
    }),
  }
}
