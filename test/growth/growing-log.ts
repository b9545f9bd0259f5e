/**
 * Logs in which one kind is said so many times, made from what the kind says of itself: its example, what its fields hold
 * and what they point at. The signatures are not real: a fold does not check them.
 */

import { writeGenesis } from '../../src/evidence/genesis.ts'
import { hex, sha256, utf8 } from '../../src/log/bytes.ts'
import { formatNote } from '../../src/log/note.ts'
import { rememberingAddresses } from '../../src/log/ss58.ts'
import { sealOf } from '../../src/records/conversation/sealed-vote.ts'
import type { RecordId } from '../../src/records/ids.ts'
import type { Pointer } from '../../src/records/kind.ts'
import { parseRecord, type SignedRecord, writeText } from '../../src/records/record.ts'
import { isRefusal, refusalLine } from '../../src/records/refusals.ts'
import {
  type AnyKind,
  type FieldsOf,
  isKindName,
  type KindName,
  kindNames,
  kindOf,
} from '../../src/records/registry.ts'
import type { Entry, Evidence } from '../../src/views/view.ts'
import { actFields, tempoCall } from '../acts-told.ts'
import { flowsTold } from '../flows.ts'
import { holdings } from '../holdings.ts'
import { snapshotFields } from '../snapshot-fields.ts'
import { keyOf, origin, start } from '../story.ts'

/** Who says it, about what, and whether all of it is taken back at the end. */
export interface Shape {
  /** One account says everything, or each time another one. */
  by: 'one' | 'many'
  /** Everything is about the same record or account, or each about another one. */
  about: 'same' | 'another'
  takenBack: boolean
}

/** A log, and the place of the first record of the kind. */
export interface GrowingLog {
  entries: Entry[]
  evidence: Evidence
  from: number
  /** The first of the records that are about something, for the questions that need an id. */
  first: (kind: KindName) => RecordId | undefined
}

type Values = Record<string, unknown>

const comments =
  'timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body\n1403054214196,x,0,0,1,0,1,Trees.\n'
const votes = 'timestamp,datetime,comment-id,voter-id,vote\n1403057082753,x,0,0,1\n'

/** `n` records of a kind, after whatever they need to count. Throws when one of them cannot be written. */
export function growingLog(kind: KindName, n: number, shape: Shape): GrowingLog {
  const maker = new Maker()
  const subjects = Array.from({ length: n }, (_, i) => maker.valuesOf(kind, i, shape))
  const from = maker.records.length
  const said = subjects.map(({ who, values }) => maker.sign(who, kind, values))
  if (shape.takenBack) for (const { id, account } of said) maker.sign(maker.nameOf(account), 'revoke', { record: id })
  return maker.log(from)
}

/** So many people each of whom says something of every kind that anybody may sign and that ends nothing, all among each other. */
export function growingCrowd(n: number): GrowingLog {
  const maker = new Maker()
  const kinds = kindNames.map(kindOf).filter(({ signer, ends }: AnyKind) => signer === 'anyone' && !ends)
  const shape: Shape = { by: 'many', about: 'another', takenBack: false }
  const from = maker.records.length
  for (let i = 0; i < n; i++)
    for (const { name: kind } of kinds) {
      const { who, values } = maker.valuesOf(kind, i, shape)
      maker.sign(who, kind, values)
    }
  return maker.log(from)
}

class Maker {
  readonly records: SignedRecord[] = []
  readonly files = new Map<string, Uint8Array>()
  readonly #names = new Map<string, string>()
  readonly #readAddress = rememberingAddresses()
  readonly #shared = new Map<string, RecordId>()
  readonly #closedTalks = new Map<string, { conversation: RecordId; size: number }>()

  constructor() {
    this.sign('operator', 'policy', kindOf('policy').example)
    this.sign('operator', 'snapshot', this.#snapshot(0))
  }

  /** What was signed so far, as a log; those before `from` are what the others need. */
  log(from: number): GrowingLog {
    return {
      entries: this.records.map((record, index) => ({ index, ms: start + index * 1000, record })),
      evidence: (hash) => this.files.get(hash),
      from,
      first: (wanted) => this.records.find((each) => each.kind === wanted)?.id,
    }
  }

  nameOf(account: string): string {
    const name = this.#names.get(account)
    if (name === undefined) throw new Error(`nobody here has the account ${account}`)
    return name
  }

  /** Signs a record as the next entry of the log. */
  sign(who: string, kind: KindName, values: object): SignedRecord {
    const { address } = keyOf(who)
    this.#names.set(address, who)
    const nonce = hex(sha256(utf8(`${this.records.length}`))).slice(0, 32)
    // The values are the example of this kind, and what its fields say that they hold.
    const text = writeText(kind, values as FieldsOf<KindName>, { origin, account: address, time: start, nonce })
    if (isRefusal(text)) throw new Error(`${kind} cannot be written: ${refusalLine(text)}`)
    const signature = { name: address, keyId: new Uint8Array(4), bytes: new Uint8Array(64) }
    const record = parseRecord(formatNote(text, [signature]), this.#readAddress)
    if (isRefusal(record)) throw new Error(`${kind} cannot be read: ${refusalLine(record)}`)
    this.records.push(record)
    return record
  }

  /** Who says the i-th one, and what: whatever it points at is in the log by then. */
  valuesOf(name: KindName, i: number, { by, about }: Shape): { who: string; values: Values } {
    const kind: AnyKind = kindOf(name)
    const who = this.#speaker(name, i, by)
    const topic = about === 'same' ? 'all' : `${i}`
    const special = this.#special(name, i, who, topic)
    const values: Values = { ...kind.example, ...special }
    for (const [field, { input }] of Object.entries(kind.fields)) {
      const pointer = kind.points?.[field]
      if (field in special) continue
      if (pointer && values[field] !== undefined) values[field] = this.#target(pointer, who, topic, i)
      else if (input === 'account' && values[field] !== undefined) values[field] = keyOf(partner(by, topic, i)).address
      else if (field === 'chain') values[field] = this.#chain()
    }
    return { who, values }
  }

  /** A guest begins once; whatever else guests sign one of them may. */
  #speaker(name: KindName, i: number, by: Shape['by']): string {
    const { signer } = kindOf(name)
    if (signer === 'operator') return 'operator'
    if (signer === 'guest') return by === 'one' && name !== 'guest' ? 'visitor' : `visitor ${i}`
    return by === 'one' ? 'ann' : `person ${i}`
  }

  /** What an example cannot say of itself: files, indexes, what must differ, and what a rule wants to fit together. */
  #special(name: KindName, i: number, who: string, topic: string): Values {
    switch (name) {
      case 'handover':
        this.#beginGuest(who)
        return {}
      case 'adoption': {
        const guest = `guest ${i} of ${who}`
        this.#beginGuest(guest)
        this.sign(guest, 'handover', { to: keyOf(who).address })
        return { guest: keyOf(guest).address }
      }
      case 'sealed-vote':
        return { about: this.#sealedStatement(topic, 1_000_000) }
      case 'result':
        return this.#closed(who, topic)
      case 'opening': {
        // The statement, the sealed vote, and then the close: each has a conversation of its own.
        const statement = this.#sealedStatement(`opening ${this.records.length}`, 3)
        const { choice, secret } = kindOf('opening').example as FieldsOf<'opening'>
        const commitment = sealOf({ statement, account: keyOf(who).address, choice, secret })
        const { title } = kindOf('sealed-vote').example as FieldsOf<'sealed-vote'>
        return { about: this.sign(who, 'sealed-vote', { commitment, about: statement, title }).id }
      }
      case 'snapshot':
        return { ...this.#snapshot(1 + i) }
      case 'import':
        return { comments: this.#keep(comments), votes: this.#keep(votes), summary: undefined }
      case 'genesis':
        return { holdings: this.#put(genesisFile(this.#chain())) }
      case 'profiles':
        return { file: this.#keep('[]') }
      case 'act': {
        // Of one multisig they are steps of one call, of others the first steps of as many; each replaces the runtime too.
        const shows = { threshold: 2, signatories: ['ann', 'bob'], calls: tempoCall(3) }
        const told = {
          what: 'approved',
          block: 8000 + i,
          by: 'ann',
          of: { begun: 8000, call: 'tempo' },
          shows,
          upgrade: { spec: 430, calls: 2 },
        } as const
        return { ...actFields(told, (bytes) => this.#put(bytes), this.#chain()) }
      }
      case 'observation': {
        const { chain, block, hash, stateRoot, spec, recipe, holdings: found } = this.#snapshot(0)
        return { chain, block, hash, stateRoot, spec, recipe, holdings: found }
      }
      case 'referendum':
        return { event: i }
      case 'removal':
        return { indexes: [this.#entryOf(this.sign('ann', 'inquiry', kindOf('inquiry').example).id)] }
      default:
        return {}
    }
  }

  #beginGuest(who: string): void {
    if (this.#shared.has(`guest ${who}`)) return
    this.#shared.set(`guest ${who}`, this.sign(who, 'guest', kindOf('guest').example).id)
  }

  /** A statement of a conversation with sealed votes that closes after so many entries; one for each topic. */
  #sealedStatement(topic: string, entries: number): RecordId {
    const known = this.#shared.get(`sealed ${topic}`)
    if (known !== undefined) return known
    const closes = start + 1000 * (this.records.length + entries)
    const times = { closes, votes: 'sealed', openingEnds: start + 2_000_000_000 }
    const title = `Sealed ${topic}`
    const { id: conversation } = this.sign('zed', 'conversation', { title, add: 'anyone', totals: 'always', ...times })
    const { id } = this.sign('zed', 'statement', { conversation, title, body: 'Is it so?' })
    this.#shared.set(`sealed ${topic}`, id)
    return id
  }

  /** A conversation that has closed, and the size at which it had; one for each topic of whoever began it. */
  #closed(who: string, topic: string): { conversation: RecordId; size: number } {
    const known = this.#closedTalks.get(`${who} ${topic}`)
    if (known !== undefined) return known
    const size = this.records.length + 1
    const times = { closes: start + 1000 * size, add: 'anyone', totals: 'always' }
    const { id } = this.sign(who, 'conversation', { title: `Closed ${topic}`, ...times })
    const closed = { conversation: id, size }
    this.#closedTalks.set(`${who} ${topic}`, closed)
    return closed
  }

  #entryOf(id: RecordId): number {
    return this.records.findIndex((each) => each.id === id)
  }

  /** A record to point at: one of whoever points or of another one, one for all or one for each. */
  #target(pointer: Pointer, who: string, topic: string, i: number): RecordId {
    const { kinds, whose } = pointer
    const kind = kinds === 'any' ? 'inquiry' : kinds[0]!
    if (!isKindName(kind)) throw new Error(`${kind} is no kind`)
    const isOperators = kindOf(kind).signer === 'operator'
    const author = isOperators ? 'operator' : whose === 'own' ? who : 'zed'
    // What may be named only once is another one each time.
    const key = kinds === 'any' && whose === 'own' ? `${i}` : topic
    const known = this.#shared.get(`${kind} ${author} ${key}`)
    if (known !== undefined) return known
    const shape: Shape = { by: 'one', about: key === 'all' ? 'same' : 'another', takenBack: false }
    const { values } = this.valuesOf(kind, i, shape)
    const { id } = this.sign(author, kind, values)
    this.#shared.set(`${kind} ${author} ${key}`, id)
    return id
  }

  #snapshot(day: number): FieldsOf<'snapshot'> {
    const block = 7200 * (1 + day)
    const told = holdings(
      `block ${block} (issuance 20000)\nval has 5000\nann has 200\nbob has 30\nsubnet 3 of ann at 0.5`,
    )
    const moves = day === 0 ? '' : `${block - 100}: val transfers 900 to ann`
    const flows = flowsTold(told, block - 7199, moves)
    return snapshotFields({ ...told, flows }, (bytes) => this.#put(bytes), start - 86_400_000 * (1000 - day))
  }

  #chain(): string {
    return this.#snapshot(0).chain
  }

  #keep(content: string): string {
    return this.#put(utf8(content))
  }

  #put(bytes: Uint8Array): string {
    const name = hex(sha256(bytes))
    this.files.set(name, bytes)
    return name
  }
}

/** The account that is spoken of: pairs of people speak of each other, and whoever speaks alone of one or of many. */
function partner(by: Shape['by'], topic: string, i: number): string {
  if (topic === 'all') return 'bob'
  return by === 'one' ? `other ${topic}` : `person ${i ^ 1}`
}

/** The file of a chain that began with nobody. */
const genesisFile = (chain: string): Uint8Array =>
  writeGenesis({
    facts: { format: 'genesis-1', chain },
    accounts: new Uint8Array(0),
    free: new BigUint64Array(0),
    stakeHotkey: new Uint32Array(0),
    stakeColdkey: new Uint32Array(0),
    stakeAmount: new BigUint64Array(0),
  })
