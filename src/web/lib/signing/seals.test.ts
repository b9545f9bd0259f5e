import { expect, test } from 'vitest'
import { sealOf } from '../../../records/conversation/sealed-vote.ts'
import { recordId } from '../../../records/ids.ts'
import { alice, origin } from '../testing/small-log.ts'
import { openingOf, readSeals, type Seal } from './seals.ts'

const id = recordId('ab'.repeat(32))
const seal: Seal & { id: typeof id } = {
  origin,
  conversation: 'cd'.repeat(32),
  account: alice.address,
  statement: recordId('ef'.repeat(32)),
  choice: 'pass',
  secret: '01'.repeat(32),
  id,
  opened: false,
}

test('a file gives back the seals that were kept, and nothing else that stands in it', () => {
  expect(readSeals(JSON.stringify([seal]))).toEqual([seal])
  const broken = [{ ...seal, id: null }, { ...seal, choice: 'maybe' }, { ...seal, statement: 'x' }, null, 7, 'text', []]
  expect(readSeals(JSON.stringify([...broken, seal]))).toEqual([seal])
  for (const text of ['', '{}', 'null', 'no JSON', JSON.stringify(seal)]) expect(readSeals(text)).toEqual([])
})

test('an opening says what was sealed; one word more or less is another commitment', () => {
  expect(openingOf(seal)).toEqual({ kind: 'opening', fields: { choice: 'pass', about: id, secret: seal.secret } })
  const others = [
    { ...seal, choice: 'agree' as const },
    { ...seal, secret: '02'.repeat(32) },
    { ...seal, statement: id },
    { ...seal, account: 'somebody' as Seal['account'] },
  ]
  expect(new Set([seal, ...others].map(sealOf)).size).toBe(5)
})
