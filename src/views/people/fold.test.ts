import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fieldsOf } from '../../../test/arbitraries.ts'
import { holdings } from '../../../test/holdings.ts'
import { askedWith } from '../../../test/questions.ts'
import { snapshotFields } from '../../../test/snapshot-fields.ts'
import { keyOf, origin, start } from '../../../test/story.ts'
import { peopleKinds } from '../../folds/people/records.ts'
import { hex, sha256, utf8 } from '../../log/bytes.ts'
import { formatNote } from '../../log/note.ts'
import type { RecordId } from '../../records/ids.ts'
import { parseRecord, type SignedRecord, writeText } from '../../records/record.ts'
import { isRefusal } from '../../records/refusals.ts'
import { type FieldsOf, type KindName, kindOf } from '../../records/registry.ts'
import { Fold } from '../fold.ts'
import type { Entry } from '../view.ts'

const people = ['operator', 'ann', 'bea', 'cat', 'hal']
const kinds: KindName[] = [...peopleKinds.filter((kind) => kind !== 'removal'), 'link', 'unlink', 'revoke', 'movement']
const told = holdings(
  'block 7200 (issuance 20000)\nann has 500\nann runs hal\nbea stakes 30 on hal\nsubnet 3 of cat at 0.5',
)

/** Whoever says what, and which earlier record and account it names where it names any. */
const acts = fc.array(
  fc.record({
    who: fc.constantFrom(...people),
    kind: fc.constantFrom(...kinds),
    seed: fc.nat(),
    at: fc.nat(),
    of: fc.nat(),
  }),
  { minLength: 1, maxLength: 60 },
)

const files = new Map<string, Uint8Array>()
const keep = (bytes: Uint8Array): string => {
  const name = hex(sha256(bytes))
  files.set(name, bytes)
  return name
}

function signed<K extends KindName>(who: string, kind: K, fields: FieldsOf<K>, index: number): SignedRecord | null {
  const key = keyOf(who)
  const nonce = hex(sha256(utf8(`${index}`))).slice(0, 32)
  const text = writeText(kind, fields, { origin, account: key.address, time: start + index * 1000, nonce })
  const record = isRefusal(text) ? text : parseRecord(formatNote(text, [key.sign(text)]))
  return isRefusal(record) ? null : record
}

/** Entries of these acts after a policy and a snapshot; an act that cannot be written is left out. */
function entriesOf(all: readonly { who: string; kind: KindName; seed: number; at: number; of: number }[]): Entry[] {
  const records: SignedRecord[] = [
    signed('operator', 'policy', { name: 'X', contact: 'nobody', body: 'x' }, 0)!,
    signed('operator', 'snapshot', snapshotFields(told, keep, start), 1)!,
  ]
  for (const { who, kind, seed, at, of } of all) {
    const index = records.length
    const [fields] = fc.sample(fieldsOf(kind, start + index * 1000), { seed, numRuns: 1 }) as [Record<string, unknown>]
    for (const [name, { input }] of Object.entries(kindOf(kind).fields)) {
      if (input === 'id' && fields[name] !== undefined) fields[name] = records[at % index]!.id as RecordId
      if (input === 'account' && fields[name] !== undefined) fields[name] = keyOf(people[of % people.length]!).address
    }
    const record = signed(who, kind, fields as FieldsOf<KindName>, index)
    if (record) records.push(record)
  }
  return records.map((record, index) => ({ index, ms: start + index * 1000, record }))
}

const asked = [...askedWith(), ...people.flatMap((name) => askedWith({ account: keyOf(name).address }))]

test('whatever people say, every view answers, and whoever folds in whichever parts reads the same', () => {
  fc.assert(
    fc.property(acts, fc.nat(), (all, cut) => {
      const entries = entriesOf(all)
      const [whole, parts] = [new Fold(), new Fold()]
      const evidence = (name: string) => files.get(name)
      whole.push(entries, evidence)
      const place = cut % (entries.length + 1)
      parts.push(entries.slice(0, place), evidence)
      for (const [view, params] of asked) parts.view(view, params)
      parts.push(entries.slice(place), evidence)
      const checkpoint = { origin, size: entries.length, root: new Uint8Array(32) }
      for (const [view, params] of asked) {
        const text = whole.result(view, params, checkpoint)
        expect(isRefusal(text) ? text.code : text.length).toBeTruthy()
        expect(parts.result(view, params, checkpoint)).toEqual(text)
      }
    }),
    { numRuns: 60 },
  )
})
