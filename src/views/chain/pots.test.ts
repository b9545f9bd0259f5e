import { describe, expect, test } from 'vitest'
import { chainLog } from '../../../test/chain-log.ts'
import { holdings } from '../../../test/holdings.ts'
import { keyOf } from '../../../test/story.ts'
import { subnetPot } from '../../evidence/pots.ts'
import { concat, utf8 } from '../../log/bytes.ts'
import { addressOf } from '../../log/ss58.ts'
import { isRefusal } from '../../records/refusals.ts'
import type { ViewName } from '../registry.ts'

/** 200 TAO in all: 40 free, 80 staked on root, 80 in the pool of subnet 3. */
const people = `
  block 8700000 (issuance 200)
  alice has 20 and 5 reserved
  bob has 15
  alice runs hal
  bob runs hella
  alice stakes 10 on hal
  bob stakes 70 on hal
  bob stakes 8 on hella in 3
  carol stakes 32 on hella in 3
  subnet 3 of bob at 0.5 holding 80
  sudo: safe
  safe needs 2 of alice, bob, carol
`
const pots = `
  pot-0 has 80
  pot-3 has 80
`

/** Names of pots, and of a key that was ground until it began like one. */
const naming = (name: string): Uint8Array => {
  const netuid = /^pot-(\d+)$/.exec(name)?.[1]
  if (netuid !== undefined) return subnetPot(Number(netuid))
  if (name === 'escrow') return concat(utf8('modlsubtensrbeta/esc'), new Uint8Array(12))
  if (name === 'ground') return concat(utf8('modlsubt'), keyOf('ground').publicKey.subarray(8))
  return keyOf(name).publicKey
}
const address = (name: string) => addressOf(naming(name))

function ask<T = Record<string, never>>(script: string, view: ViewName, params: Record<string, string> = {}): T {
  return chainLog(holdings(script, naming)).fold().view(view, params) as T
}

const questions: [ViewName, Record<string, string>][] = [
  ['influence', {}],
  ['influence', { level: 'account' }],
  ['concentration', {}],
  ['power', {}],
  ['delegation', {}],
  ['disclosure', {}],
  ['what-if', { leave: keyOf('bob').address }],
]

/** What a value says of people: without where the TAO lies, and which evidence says so. */
function ofPeople(value: object): unknown {
  const left = ['issuance', 'pots', 'source', 'snapshot']
  return JSON.parse(JSON.stringify(value, (name, each) => (left.includes(name) ? undefined : each)))
}

describe('pots', () => {
  test.each(questions)('change nothing of what %s says of people (%j)', (view, params) => {
    const value = ask<object>(people + pots, view, params)
    expect(isRefusal(value)).toBe(false)
    expect(ofPeople(value)).toEqual(ofPeople(ask(people, view, params)))
    expect(JSON.stringify(ofPeople(value))).not.toContain(address('pot-0'))
  })

  test('are told by what they are for, and all TAO is found once, before and after', () => {
    const tao = (amount: number): string => String(amount * 1e9)
    const sums = { issued: tao(200), people: tao(40), surplus: '0', missing: '0', holds: true }
    const before = ask<{ issuance: object; pots: object[] }>(people, 'influence')
    expect(before).toMatchObject({ pots: [], issuance: { ...sums, pots: '0', unpotted: tao(160) } })
    const after = ask<{ issuance: object; pots: object[] }>(people + pots, 'influence')
    expect(after.issuance).toEqual({ ...sums, pots: tao(160), unpotted: '0' })
    expect(after.pots).toEqual([
      { kind: 'root', count: 1, amount: tao(80) },
      { kind: 'subnet', count: 1, amount: tao(80) },
    ])
    const { history } = ask<{ history: { issuance: object }[] }>(people + pots, 'concentration')
    expect(history.map(({ issuance }) => issuance)).toEqual([after.issuance])
  })

  test('a snapshot in which all TAO is not found says how much is missing, or too much', () => {
    const check = (script: string) => ask<{ issuance: object }>(script, 'influence').issuance
    expect(check(`${people}${pots}dave has 1`)).toMatchObject({ holds: false, surplus: '1000000000', missing: '0' })
    expect(check(people.replace('bob has 15', 'bob has 14.9'))).toMatchObject({ holds: true, missing: '100000000' })
    expect(check(people.replace('bob has 15', 'bob has 14'))).toMatchObject({ holds: false, missing: '1000000000' })
  })

  test('dust that somebody sends to a pot which the chain does not use yet breaks nothing', () => {
    const { issuance } = ask<{ issuance: object }>(`${people}pot-0 has 0.000000500\npot-3 has 0.000000500`, 'influence')
    expect(issuance).toMatchObject({ holds: true, unpotted: String(160e9), surplus: '1000', missing: '0' })
  })

  test('a key that begins like one is a person, and hides nothing', () => {
    const script = `${people.replace('issuance 200', 'issuance 1200')}${pots}ground has 1000`
    const { rows, issuance } = ask<{ rows: { key: string }[]; issuance: object }>(script, 'influence')
    expect(rows[0]?.key).toBe(address('ground'))
    expect(issuance).toMatchObject({ holds: true, people: String(1040e9) })
  })

  test('what one stakes counts for the validator, and makes it nobody’s holder', () => {
    const { rows } = ask<{ rows: { key: string; delegated: string }[] }>(
      `${people}escrow stakes 20 on hal`,
      'influence',
    )
    expect(rows.map(({ key }) => key)).not.toContain(address('escrow'))
    expect(rows.find(({ key }) => key === address('alice'))?.delegated).toBe(String(90e9))
  })

  test('whoever asks for one is told what it is', () => {
    for (const value of [
      ask(people + pots, 'influence', { account: address('pot-3') }),
      ask(people + pots, 'what-if', { leave: address('pot-3') }),
    ])
      expect(value).toMatchObject({ code: 'not-found', params: { reason: 'pot', what: 'subnet' } })
  })
})
