import { expect, test } from 'vitest'
import * as z from 'zod'
import { viewNames, viewOf } from '../../views/registry.ts'
import { controls, marginInWords, movementTitle, relationDetail, seatInWords } from './chain/words.ts'
import { language } from './language.ts'
import { labelOf, partText } from './parts.ts'
import { disclosureDetail, officesInWords, shownInWords } from './people/words.ts'

/** The group of words of each property that is a code, by its path in the value of a view. */
const groups: Readonly<Record<string, string>> = {
  'power.rules.rule': 'rule',
  'influence.source.backed': 'backed',
  'commitments.rows.broken.backed': 'backed',
  'power.rules.unknown': 'rule.unknown',
  'influence.rows.keys.key': 'key',
  'influence.relations.how': 'relation',
  'movements.movements.what': 'movement.what',
  'movements.movements.because': 'movement.because',
  'movements.movements.severity': 'movement.severity',
  'movements.movements.state': 'movement.state',
  'movements.movements.explanations.role': 'explanation.role',
  'movements.movements.explanations.standing': 'standing.state',
  'context.rows.standing': 'standing.state',
  'movements.movements.explanations.why': 'standing.why',
  'context.rows.why': 'standing.why',
  'movements.movements.explanations.cut': 'standing.side',
  'context.rows.cut': 'standing.side',
  'person.accounts.tie': 'tie',
  'person.proofs.check.result': 'web-check',
  'person.profiles.verdict': 'profile',
  'disclosure.rows.disclosures.state': 'disclosure.state',
  'disclosure.rows.verification.stake': 'stake',
  'commitments.rows.state': 'commitment.state',
}

interface Shape {
  properties?: Record<string, Shape>
  items?: Shape
  anyOf?: Shape[]
  oneOf?: Shape[]
  enum?: string[]
}

function codesAt(shape: Shape, [name, ...rest]: string[]): string[] {
  const choices = [...(shape.anyOf ?? []), ...(shape.oneOf ?? []), ...(shape.items ? [shape.items] : [])]
  const inner = choices.flatMap((each) => codesAt(each, name === undefined ? [] : [name, ...rest]))
  if (name === undefined) return [...(shape.enum ?? []), ...inner]
  const own = shape.properties?.[name]
  return [...(own ? codesAt(own, rest) : []), ...inner]
}

test.each(Object.entries(groups))('every code of %s has words', (path, group) => {
  const [view, ...rest] = path.split('.')
  const name = viewNames.find((each) => each === view)!
  const codes = codesAt(z.toJSONSchema(viewOf(name).value) as Shape, rest)
  expect(codes.length).toBeGreaterThan(0)
  expect(codes.filter((code) => !language.has(`${group}.${code}`))).toEqual([])
})

const nothing = { proxyType: null, delay: null, threshold: null, of: null, netuid: null, block: null }
const sudo = { key: 'sudo' as const, threshold: null, of: null }

test('figures stand in their places', () => {
  const detail = (more: object) => relationDetail({ detail: { ...nothing, ...more } } as never)
  expect(detail({ proxyType: 'Any' })).toBe('Any')
  expect(detail({ proxyType: 'Any', delay: 12 })).toBe('Any, after 12 blocks')
  expect(detail({ threshold: 2, of: 3 })).toBe('2 of 3')
  expect(detail({ netuid: 0 })).toBe('subnet 0')
  expect(detail({ block: 7200 })).toBe('block 7200')
  const held = { subnetsOwned: [3, 4], seats: ['senate'], keys: [{ ...sudo, threshold: 2, of: 3 }] }
  expect(controls(held)).toEqual([
    'owns subnets 3 and 4',
    'sits in: senate',
    'holds a key: sudo, as one of 3 of whom any 2 decide',
  ])
  expect(officesInWords({ subnets: [3], seats: ['root'], keys: [sudo] })).toEqual(['subnet 3', 'root', 'sudo'])
  expect(movementTitle({ what: 'stake', netuid: null, toNetuid: 0 } as never)).toBe('Staked on root')
  expect(movementTitle({ what: 'unstake', netuid: 3, toNetuid: null } as never)).toBe('Unstaked on subnet 3')
  expect(marginInWords({ margin: 0.3333 } as never)).toBe('The fewest that can pass have 33.3 % more than is needed.')
  expect(marginInWords({ margin: null } as never)).toBe('All together do not reach what is needed.')
  expect(seatInWords({ amount: null, netuid: 3 } as never)).toBe('owner of subnet 3')
})

test('a disclosure says how much there is, or why there is none', () => {
  const said = (expectation: string, detail: object | null, reason: string | null = null) =>
    disclosureDetail({ expectation, detail, reason } as never)
  expect(said('positions', { of: 0, done: 0 })).toBe('no question stands yet')
  expect(said('explanations', { of: 1, done: 0 })).toBe('0 of 1 movement')
  expect(said('answers', { of: 3, done: 2 })).toBe('2 of 3 questions')
  expect(said('accounts', { linked: 2, unnamed: 0 })).toBe('2 linked, 0 not named')
  expect(said('report', { from: '2026-08-01', to: '2026-10-31' })).toBe('2026-08-01 to 2026-10-31')
  expect(said('report', null, 'I write none.')).toBe('I write none.')
})

test('what a snapshot shows, and parts of records, read as amounts and labels', () => {
  expect(shownInWords({ share: 2550 })).toBe('25.5 %')
  expect(shownInWords({ rao: '50000000000' })).toBe('50 TAO')
  expect(shownInWords({ account: null })).toBe('nobody')
  expect(labelOf('introduction', 'outcomes')).toBe('Desired outcomes')
  expect(labelOf('introduction', 'stake')).toBe('Stake')
  expect(partText('introduction', 'stake', '50 TAO')).toBe('50 TAO')
  expect(partText('introduction', 'living', 'withheld')).toBe('I do not say')
  expect(partText('introduction', 'roles', 'holder,validator')).toBe('Holder, Validator')
  expect(partText('introduction', 'since', '2020')).toBe('2020')
})
