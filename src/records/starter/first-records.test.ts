import { expect, test } from 'vitest'
import { accountOf, nonceOf, origin, signedAt } from '../../../scripts/vectors/keys.ts'
import { recordId } from '../ids.ts'
import { writeText } from '../record.ts'
import { titleOf } from '../title.ts'
import { starterConversation, starterPolicy, starterStatements } from './first-records.ts'

const to = { origin, account: accountOf('ed25519-bytes').address, time: signedAt, nonce: nonceOf('starter') }

test('a fresh site can say all that it has to say', () => {
  const conversation = recordId('ab'.repeat(32))
  const title = titleOf(starterConversation.title)
  const texts = [
    writeText('policy', starterPolicy, to),
    writeText('conversation', starterConversation, to),
    ...starterStatements.map((body) => writeText('statement', { conversation, title, body }, to)),
  ]
  expect(texts.filter((text) => typeof text !== 'string')).toEqual([])
  expect(new Set(starterStatements).size).toBe(15)
})
