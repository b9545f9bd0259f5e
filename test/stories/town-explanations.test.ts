import { describe, expect, test } from 'vitest'
import { tableOfFlows } from '../../src/chain/flow-table.ts'
import { townKey, townSeed } from '../../src/dev/simulated-chain/town.ts'
import { townNotes } from '../../src/dev/town.ts'
import { townExplanations } from '../../src/dev/town-voices.ts'
import { hex, sha256, utf8 } from '../../src/log/bytes.ts'
import { accountKey } from '../../src/log/sign.ts'
import { movementInWords } from '../../src/records/chain/movement.ts'
import { parseRecord, type SignedRecord } from '../../src/records/record.ts'
import { isRefusal } from '../../src/records/refusals.ts'
import { scribe } from '../../src/service/begin.ts'
import type { MovementsValue } from '../../src/views/chain/values.ts'
import { Fold } from '../../src/views/fold.ts'
import { standingInWords, unplacedInWords } from '../../src/web/lib/standing/standing-words.ts'
import { english } from '../../src/words/en.ts'
import { sentenceOf } from '../../src/words/refusal.ts'
import { holdings } from '../holdings.ts'
import { snapshotFields } from '../snapshot-fields.ts'

const origin = 'town.example.org/log'
const operator = accountKey('ed25519-bytes', sha256(utf8('operator of the town')))
const ms = Date.UTC(2026, 10, 23, 9)
const town = { origin, operator, ms }
let nonces = 0
const write = scribe(operator, origin, ms, () => sha256(utf8(`nonce ${nonces++}`)).subarray(0, 16))
const files = new Map<string, Uint8Array>()
const keep = (bytes: Uint8Array): string => {
  const name = hex(sha256(bytes))
  files.set(name, bytes)
  return name
}

const person = (n: number) => townKey(townSeed)(`person ${n}`)
const amounts = [1000, 900, 800, 700, 600, 500, 400]

/** A day in which people of the town move a lot, after a day in which nothing happened. */
function snapshots(): string[] {
  const naming = (name: string): Uint8Array => person(Number(name.slice(1))).publicKey
  const script = (block: number) =>
    `block ${block} (issuance 20000)\n${amounts.map((_, i) => `p${i + 1} has 2000`).join('\n')}`
  const [monday, tuesday] = [holdings(script(7200), naming), holdings(script(14_400), naming)]
  const { chain, block: last, hash, spec } = tuesday.holdings.facts
  const rows = amounts.map((amount, i) => ({
    block: 8000 + i,
    extrinsic: 1,
    kind: 'transfer' as const,
    from: hex(person(i + 1).publicKey),
    to: hex(person(i + 51).publicKey),
    amount: BigInt(amount) * 1_000_000_000n,
  }))
  const covering = { chain, first: 7201, last, firstHash: hash, lastHash: hash, specs: [spec], undecoded: [] }
  const flows = tableOfFlows([{ rows, multisigs: [], unread: new Map(), unreadCalls: new Map(), fees: 0n }], covering)
  return [monday, { ...tuesday, flows }].map((told) => write('snapshot', snapshotFields(told, keep)).note)
}

describe('the explanations of the town', () => {
  const fold = new Fold()
  const push = (notes: readonly string[]): void => {
    const entries = notes.map((note, i) => ({ index: fold.ledger.size + i, ms, record: read(note) }))
    fold.push(entries, (name) => files.get(name))
  }
  push([write('policy', { name: 'Town', contact: 'nobody', body: 'Simulated.' }).note])
  for (const part of townNotes(town)) push(part)
  push(snapshots())
  const movements = () => (fold.view('movements', { limit: '20' }) as MovementsValue).movements
  push(
    movements().map(({ first, block, what, from, to, amount, because, flows }) => {
      const { chain } = fold.ledger
      const fields = { first, block, what, from: from.key, amount: BigInt(amount), because, flows, hash: flows }
      return write('movement', { ...fields, chain: chain ?? '', ...(to && { to: to.key }) }).note
    }),
  )
  const told = movements().flatMap(({ id, from, recorded }) =>
    id && recorded ? [{ id, from: from.key, title: movementInWords(recorded) }] : [],
  )
  for (const part of townExplanations(town, told)) push(part)

  const explained = movements().flatMap(({ state, explanations }) => explanations.map((each) => ({ state, ...each })))

  test('count, though each repeats what moved in words', () => {
    expect(told).toHaveLength(7)
    expect(explained).toHaveLength(4)
  })

  test('some stand, some are disputed, some do not stand, and each says why in words', () => {
    expect(explained.map(({ state, standing }) => [state, standing])).toEqual([
      ['explained', 'stands'],
      ['disputed', 'does-not-stand'],
      ['disputed', 'disputed'],
      ['explanation-open', 'open'],
    ])
    const sentences = explained.map((each) => standingInWords('explanation', each))
    const people = '\\d+ of \\d+ people of group [ABC]'
    const forms = [
      `^Stands: ${people} and ${people}, who usually disagree, say that it explains\\.$`,
      `^Does not stand: ${people} and ${people}, who usually disagree, say that it does not explain\\.$`,
      `^Disputed: ${people} say that it explains, ${people} that it does not\\.$`,
      '^Open: (nobody of group [ABC] has rated it yet|few of group [ABC] \\(\\d\\) have rated it; \\d more who say[s]? that it explains would be enough)\\.$',
    ]
    forms.forEach((form, i) => {
      expect(sentences[i]).toMatch(new RegExp(form))
    })
    for (const each of explained) {
      const said = unplacedInWords(each)
      if (each.unplaced === 0) expect(said).toBe('')
      else expect(said).toMatch(/no place on a side/)
    }
  })
})

function read(note: string): SignedRecord {
  const record = parseRecord(note)
  if (isRefusal(record)) throw new Error(sentenceOf(english, record))
  return record
}
