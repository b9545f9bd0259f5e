/**
 * Stories: logs told in words, one record a line, signed with keys that follow from names.
 *
 *     operator rules as first: Be kind to each other.        entry 0 is told by `story` itself
 *     alice begins trees: Where to plant? (closes 2h, totals after-close, add author)
 *     alice states river in trees: Along the river.
 *     bob signs in as phone for 30m
 *     bob/phone votes agree on river (importance 3) as v1
 *     wait 1h
 *     bob/phone votes pass on river => session-expired
 *     operator removes v1 (category privacy)
 *     bob signs inquiry (to alice) as q1: Why?         any kind, with its headers; `\n` breaks a line of the body
 *     vault remarks introduction (…)                       signed by a remark that the observer has found
 *     operator sees monday                                 a snapshot that was told, at the time of the record
 *     operator sees asked as call                          an act, or a step of a referendum, that was told
 *     operator points at 1 as m1                           the record of the first movement that has none
 *
 * Each line is checked: without `=>` the record has to count, with it to be refused with that code. A refused record
 * still enters the log, as with an operator who is careless, unless it cannot even be written; `=> *` lets a line turn
 * out either way. `old/3` is statement 3 of the import `old`. A second goes by with every line.
 */

import { importedStatementId } from '../src/evidence/polis.ts'
import { startFolds, step } from '../src/folds/ledger.ts'
import { allFolds } from '../src/folds/table.ts'
import { hex, sha256, utf8 } from '../src/log/bytes.ts'
import { formatNote } from '../src/log/note.ts'
import { remarkSignature } from '../src/log/remark.ts'
import { type AccountKey, sessionKey } from '../src/log/sign.ts'
import { formatText, textId } from '../src/records/envelope.ts'
import type { InputKind } from '../src/records/fields.ts'
import { fieldsFromText } from '../src/records/headers.ts'
import type { RecordId } from '../src/records/ids.ts'
import { headerOf } from '../src/records/kind.ts'
import { parseRecord, type SignedRecord, type Writing, writeText } from '../src/records/record.ts'
import { isRefusal, type Refusal } from '../src/records/refusals.ts'
import { type FieldsOf, isKindName, kindOf } from '../src/records/registry.ts'
import { formatTime } from '../src/records/time.ts'
import { titleOf } from '../src/records/title.ts'
import { fieldsOf } from '../src/service/observe/movements.ts'
import type { MovementsValue } from '../src/views/chain/values.ts'
import { Fold } from '../src/views/fold.ts'
import type { Entry, Evidence } from '../src/views/view.ts'
import { english } from '../src/words/en.ts'
import { sentenceOf } from '../src/words/refusal.ts'
import { actFields, stepFields, type ToldAct, type ToldStep } from './acts-told.ts'
import { checked } from './check-value.ts'
import { rao } from './holdings.ts'
import { keyOf } from './keys.ts'
import { snapshotFields, type ToldSnapshot } from './snapshot-fields.ts'
import { type Act, type Line, minutesOf, type Options, readLine } from './story-lines.ts'

export { keyOf } from './keys.ts'

export const origin = 'story.example.org/log'
/** Admission time of entry 0. */
export const start = Date.UTC(2026, 10, 23, 9)

/** The two files of an import. */
export interface Files {
  comments: string
  votes: string
}

/** An entry whose record is there as it was signed. */
export interface SignedEntry extends Entry {
  record: SignedRecord | null
}

/** A log that was told. */
export interface Story {
  /** As the log is read at its end: removed records are holes. */
  entries: SignedEntry[]
  /** As they were admitted, before any removal. */
  told: { ms: number; record: SignedRecord }[]
  evidence: Evidence
  /** Ids of records and of imported statements, and addresses of people, by name. */
  id(name: string): RecordId
  address(name: string): AccountKey['address']
  index(name: string): number
  /** Every view over all of it, folded anew; each value that is asked for is checked against the schema of its view. */
  fold(): Fold
  /** Whether a record counts when the whole log is folded anew: true, or the code. */
  counts(name: string): true | string
}

/** Where the remarks of stories stand. */
const remarkPlace = { hash: hex(sha256(utf8('block'))), extrinsic: 2 }

/** Tells a story; throws at the first line that does not turn out as it says. */
export function story(
  script: string,
  imports: Record<string, Files> = {},
  snapshots: Record<string, ToldSnapshot> = {},
  acts: Record<string, ToldAct | ToldStep> = {},
): Story {
  const teller = new Teller(imports, snapshots, acts)
  teller.tell('operator rules as first: Be kind to each other.')
  for (const line of script.split('\n').map((each) => each.trim())) if (line) teller.tell(line)
  return teller.story()
}

class Teller {
  readonly #told: { ms: number; record: SignedRecord }[] = []
  readonly #names = new Map<string, { index: number; record: SignedRecord }>()
  readonly #bodies = new Map<RecordId, string>()
  readonly #folds = startFolds(allFolds)
  readonly #files = new Map<string, Uint8Array>()
  readonly #hashes = new Map<string, { comments: string; votes: string }>()
  #ms = start

  readonly #snapshots: Record<string, ToldSnapshot>
  readonly #acts: Record<string, ToldAct | ToldStep>

  constructor(
    imports: Record<string, Files>,
    snapshots: Record<string, ToldSnapshot>,
    acts: Record<string, ToldAct | ToldStep>,
  ) {
    this.#snapshots = snapshots
    this.#acts = acts
    for (const [name, { comments, votes }] of Object.entries(imports))
      this.#hashes.set(name, { comments: this.#keep(comments), votes: this.#keep(votes) })
  }

  tell(text: string): void {
    const [, wait] = /^wait (\S+)$/.exec(text) ?? []
    if (wait) this.#ms += minutesOf(wait) * 60_000
    else this.#enter(readLine(text))
  }

  story(): Story {
    const { removals } = this.#folds.ledger
    const entries = this.#told.map(({ ms, record }, index): SignedEntry => {
      const removedBy = removals.get(index)
      return removedBy === undefined ? { index, ms, record } : { index, ms, record: null, removedBy }
    })
    const evidence: Evidence = (sha256) => this.#files.get(sha256)
    const index = (name: string): number => this.#named(name).index
    return {
      entries,
      told: this.#told,
      evidence,
      id: (name) => this.#id(name),
      address: (name) => keyOf(name).address,
      index,
      fold: () => checked(folded(entries, evidence), { entries, files: this.#files.values() }),
      counts: (name) => verdicts(entries, evidence)[index(name)]!,
    }
  }

  #enter(line: Line): void {
    const record = this.#write(line)
    const onChain = line.act.verb === 'signs' && line.act.onChain && line.refused !== 'remark-unseen'
    if (onChain && !isRefusal(record)) this.#find(record)
    const refusal = isRefusal(record) ? record : this.#append(line, record)
    if (line.refused !== '*' && (refusal?.code ?? null) !== line.refused)
      throw new Error(
        `"${line.text}" turned out as ${refusal ? `${refusal.code}: ${sentenceOf(english, refusal)}` : 'counted'}.`,
      )
    this.#ms += 1000
  }

  #append({ name }: Pick<Line, 'name'>, record: SignedRecord): Refusal | null {
    const index = this.#told.push({ ms: this.#ms, record }) - 1
    if (name !== null) this.#names.set(name, { index, record })
    if (record.kind === 'statement') this.#bodies.set(record.id, record.fields.body)
    return step(allFolds, this.#folds, { index, ms: this.#ms, record }, (sha256) => this.#files.get(sha256))
  }

  #write({ who, session, act, name }: Line): SignedRecord | Refusal {
    if (act.verb === 'repeats') return this.#named(act.target).record
    const wallet = keyOf(who)
    const by = session === null ? wallet : sessionKey(sha256(utf8(`sensus story ${session}`)), wallet.address)
    const text = this.#text(act, name, {
      origin,
      account: wallet.address,
      time: this.#ms,
      nonce: hex(sha256(utf8(`nonce ${this.#told.length}`))).slice(0, 32),
      ...(session === null ? {} : { session: this.#id(session) }),
    })
    if (isRefusal(text)) return text
    const onChain = act.verb === 'signs' && act.onChain
    return parseRecord(formatNote(text, [onChain ? remarkSignature(wallet.address, remarkPlace) : by.sign(text)]))
  }

  /** What the observer says of a remark, before the record that rests on it. */
  #find({ id, account }: SignedRecord): void {
    const by = keyOf('operator')
    const to = { origin, account: by.address, time: this.#ms, nonce: hex(sha256(utf8(`find ${id}`))).slice(0, 32) }
    const chain = this.#folds.ledger.chain ?? hex(sha256(utf8('chain')))
    const text = writeText('remark', { chain, block: 7000, ...remarkPlace, by: account, record: id }, to)
    if (isRefusal(text)) throw new Error(sentenceOf(english, text))
    const found = parseRecord(formatNote(text, [by.sign(text)]))
    if (isRefusal(found)) throw new Error(sentenceOf(english, found))
    this.#append({ name: null }, found)
  }

  #text(act: Exclude<Act, { verb: 'repeats' }>, name: string | null, to: Writing): string | Refusal {
    switch (act.verb) {
      case 'begins':
        return writeText('conversation', this.#conversation(act.title, act.more), to)
      case 'imports': {
        const { totals: _, opens: __, ...fields } = this.#conversation(act.title, act.more)
        const files = this.#hashes.get(act.files)!
        return writeText(
          'import',
          { ...fields, format: 'polis', ...files, licence: 'CC0', attribution: 'Somewhere' },
          to,
        )
      }
      case 'states':
        return writeText(
          'statement',
          { conversation: this.#id(act.conversation), title: titleOf(act.conversation), body: act.body },
          to,
        )
      case 'votes':
        return writeText('vote', this.#vote(act.choice, act.about, act.more), to)
      case 'signs in':
        return writeText('session', this.#session(name!, act.minutes, to), to)
      case 'revokes':
        return writeText('revoke', { record: this.#id(act.target) }, to)
      case 'removes':
        return writeText('removal', this.#removal(act.targets, act.more), to)
      case 'signs':
        return this.#signs(act, to)
      case 'sees': {
        const keep = (bytes: Uint8Array) => this.#keepBytes(bytes)
        const told = this.#acts[act.snapshot]
        if (told && 'referendum' in told) return writeText('referendum', stepFields(told, keep), to)
        if (told) return writeText('act', actFields(told, keep), to)
        return writeText('snapshot', snapshotFields(this.#snapshots[act.snapshot]!, keep, to.time), to)
      }
      case 'points':
        return writeText('movement', this.#movement(act.place), to)
      case 'rules':
        return writeText('policy', { name: 'Story', contact: 'nobody', body: act.body }, to)
      case 'shouts':
        return formatText({ ...to, kind: 'shout', headers: [['volume', '11']], body: act.body })
    }
  }

  #conversation(
    title: string,
    { opens, closes, add = 'anyone', totals = 'always' }: Options,
  ): FieldsOf<'conversation'> {
    const time = (length: string): number => start + minutesOf(length) * 60_000
    return {
      title,
      ...(opens && { opens: time(opens) }),
      ...(closes && { closes: time(closes) }),
      add: add as 'anyone',
      totals: totals as 'always',
    }
  }

  #vote(choice: string, statement: string, { importance }: Options): FieldsOf<'vote'> {
    const about = this.#id(statement)
    const title = titleOf(this.#bodies.get(about) ?? statement)
    return { choice: choice as 'agree', about, title, ...(importance && { importance: Number(importance) as 1 }) }
  }

  #session(name: string, minutes: number, { account, time }: Writing): FieldsOf<'session'> {
    const { publicKey } = sessionKey(sha256(utf8(`sensus story ${name}`)), account)
    return { sessionKey: hex(publicKey), may: ['vote'], notAfter: time + minutes * 60_000 }
  }

  #removal(targets: string[], { category = 'court', whose }: Options): FieldsOf<'removal'> {
    const indexes = targets.map((each) => (/^\d+$/.test(each) ? Number(each) : this.#named(each).index))
    return {
      indexes: indexes.sort((a, b) => a - b),
      category: category as 'court',
      ...(whose && { whose: keyOf(whose).address }),
      appeal: 'appeal@story.example.org',
    }
  }

  /** Names stand for ids and addresses, amounts are TAO, and a time is so long after the record. */
  #signs({ kind, more, body }: Extract<Act, { verb: 'signs' }>, to: Writing): string | Refusal {
    if (!isKindName(kind)) throw new Error(`No kind is called "${kind}".`)
    const { fields } = kindOf(kind)
    const given = Object.entries(more).map(([header, value]): [string, string] => {
      const [, field] = Object.entries(fields).find(([key]) => headerOf(key) === header) ?? []
      return [header, this.#value(field?.input ?? 'text', value, to)]
    })
    const read = fieldsFromText(kind, { ...Object.fromEntries(given), ...(body === null ? {} : { body }) })
    return isRefusal(read) ? read : writeText(kind, read, to)
  }

  #value(input: InputKind, value: string, to: Writing): string {
    const named = value.replace(/@(\w+)/g, (_, name: string) => keyOf(name).address)
    switch (input) {
      case 'id':
        return this.#id(value)
      case 'account':
        return keyOf(value).address
      case 'subject':
        return value.startsWith('@') || value.startsWith('subnet:') ? named : this.#id(value)
      case 'amount':
        return String(rao(value))
      case 'time':
        return formatTime(to.time + minutesOf(value) * 60_000)!
      case 'list':
        return value
          .split(' ')
          .map((each) => (this.#names.has(each) ? this.#id(each) : each))
          .join(',')
      default:
        return named
    }
  }

  /** The fields of the record that the observer would write for a movement without one. */
  #movement(place: number): FieldsOf<'movement'> {
    const value = this.story().fold().view('movements', { limit: '500' }) as MovementsValue
    const movement = value.movements.filter(({ id }) => id === null).reverse()[place - 1]
    if (!movement) throw new Error(`There is no movement ${place} without a record.`)
    const { chain, hash } = Object.values(this.#snapshots).at(-1)!.holdings.facts
    return { chain, hash, ...fieldsOf(movement), flows: movement.flows }
  }

  /** A name that nothing bears stands for a record that the log does not have. */
  #id(name: string): RecordId {
    const [whole, number] = name.split('/')
    if (number !== undefined) return importedStatementId(this.#id(whole!), Number(number))
    return this.#names.get(name)?.record.id ?? textId(name)
  }

  #named(name: string): { index: number; record: SignedRecord } {
    const named = this.#names.get(name)
    if (!named) throw new Error(`Nothing in the story is called "${name}".`)
    return named
  }

  #keep(file: string): string {
    return this.#keepBytes(utf8(file))
  }

  #keepBytes(bytes: Uint8Array): string {
    const hash = hex(sha256(bytes))
    this.#files.set(hash, bytes)
    return hash
  }
}

/** A fold over all entries. */
export function folded(entries: Entry[], evidence: Evidence = () => undefined): Fold {
  const fold = new Fold()
  fold.push(entries, evidence)
  return fold
}

function verdicts(entries: Entry[], evidence: Evidence): (true | string)[] {
  const folds = startFolds(allFolds)
  return entries.map((entry) => step(allFolds, folds, entry, evidence)?.code ?? (entry.record ? true : 'removed'))
}
