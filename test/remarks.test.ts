import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { memoryStore } from '../src/adapters/memory.ts'
import { multisigAddress } from '../src/dev/simulated-chain/moves.ts'
import { townKey, townSeed } from '../src/dev/simulated-chain/town.ts'
import { type SimulatedChain, simulatedTown } from '../src/dev/simulated-chain.ts'
import { formatNote } from '../src/log/note.ts'
import { remarkPlace, remarkSignature } from '../src/log/remark.ts'
import type { Address } from '../src/log/ss58.ts'
import { textId } from '../src/records/envelope.ts'
import { writeText } from '../src/records/record.ts'
import { isRefusal } from '../src/records/refusals.ts'
import type { Chain } from '../src/service/chain.ts'
import { remarkFinder } from '../src/service/remarks.ts'
import type { Site } from '../src/service/site.ts'
import { english } from '../src/words/en.ts'
import { sentenceOf } from '../src/words/refusal.ts'
import { chainAt, closeChains, viewed } from './chain-parts.ts'
import { clock, closeSites, open } from './site.ts'

afterAll(closeChains)
afterAll(closeSites)

let town: SimulatedChain & { tick(): void }
let chain: Chain
let site: Site

beforeAll(async () => {
  town = await simulatedTown({ everyMs: 1_000_000, people: 20 })
  chain = chainAt([town.url]).chain
  site = await open(memoryStore(), { findRemark: remarkFinder(chain) })
})

afterAll(() => town?.close())

let nonce = 0

/** An introduction that its account does not sign, and the hash that it writes on the chain instead. */
function textOf(account: Address): { text: string; id: string } {
  const fields = { name: 'Cold Vault', anonymous: 'no', stakeAs: 'withheld', living: 'no', openTo: 'nothing' } as const
  const time = Math.floor(clock.now / 1000) * 1000
  const text = writeText('introduction', fields, {
    origin: site.origin,
    account,
    time,
    nonce: String(nonce++).padStart(32, '0'),
  })
  if (isRefusal(text)) throw new Error(sentenceOf(english, text))
  return { text, id: textId(text) }
}

/** Puts a block on the chain, and gives its place once it is final. */
async function inBlock(say: Parameters<typeof town.story.block>[0], extrinsic: number) {
  town.story.block(say)
  const { number, hash } = town.story.trunk()
  for (let i = 0; i < 4; i++) town.story.block()
  for (let tries = 0; (await chain.finalized()).number < number; tries++) {
    if (tries > 100) throw new Error('the block did not become final')
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  return { hash, extrinsic }
}

const person = (account: Address) => viewed(site, 'person', { account })
const account = (name: string): Address => townKey(townSeed)(name).address

describe('a record that the chain signs for', () => {
  test('counts once the observer has found the remark, which it says in the log', async () => {
    const vault = account('person 3')
    const { text, id } = textOf(vault)
    const place = await inBlock((say) => say.remark('person 3', `0x${id}`), 1)
    const note = formatNote(text, [remarkSignature(vault, place)])
    const answer = await site.submit(note, {})
    if (isRefusal(answer)) throw new Error(sentenceOf(english, answer))
    const found = await site.record({ index: answer.index - 1 })
    expect(found?.note).toContain('action: remark')
    expect(found?.note).toContain(`record: ${id}`)
    expect((await person(vault)).introductions).toMatchObject([{ name: 'Cold Vault', how: 'by-remark' }])
  })

  test('may be made by a multisig, with the last approval', async () => {
    const members = ['treasurer 1', 'treasurer 2', 'treasurer 3']
    const safe = multisigAddress(members.map(account), 2)
    const { text, id } = textOf(safe)
    // Digits as a text do as well as the bytes themselves.
    const bytes = id
    town.story.block((say) => say.multisig('treasurer 1', members, 2, (as) => as.remark('safe', bytes)))
    const place = await inBlock((say) => say.multisig('treasurer 2', members, 2, (as) => as.remark('safe', bytes)), 1)
    const answer = await site.submit(formatNote(text, [remarkSignature(safe, place)]), {})
    expect(isRefusal(answer) ? sentenceOf(english, answer) : 'taken').toBe('taken')
    expect((await person(safe)).introductions).toMatchObject([{ how: 'by-remark' }])
  })

  test('is refused when the remark is of another account, holds something else, or is not there', async () => {
    const [own, other] = [account('person 4'), account('person 5')]
    const { text, id } = textOf(own)
    const bytes = `0x${id}`
    const byOther = await inBlock((say) => say.remark('person 5', bytes), 1)
    const wrong = await inBlock((say) => say.remark('person 4', 'something else'), 1)
    const refusalOf = async (place: { hash: string; extrinsic: number }, note = text) => {
      const answer = await site.submit(formatNote(note, [remarkSignature(own, place)]), {})
      return isRefusal(answer) ? answer : null
    }
    expect(await refusalOf(byOther)).toMatchObject({ code: 'remark-unseen' })
    expect((await refusalOf(byOther))?.params.reason).toBe('no-remark')
    expect((await refusalOf(wrong))?.params.reason).toBe('no-remark')
    expect((await refusalOf({ ...byOther, extrinsic: 99 }))?.params).toMatchObject({
      reason: 'no-extrinsic',
      extrinsic: 99,
    })
    expect((await refusalOf({ hash: 'ab'.repeat(32), extrinsic: 1 }))?.code).toBe('remark-unseen')
    expect((await person(own)).introductions).toEqual([])
    expect(other).not.toBe(own)
  })

  test('is refused where nobody reads the chain, and before the block is final', async () => {
    const { text, id } = textOf(account('person 6'))
    const blind = await open(memoryStore())
    const there = text.replaceAll(site.origin, blind.origin)
    const place = { hash: 'ab'.repeat(32), extrinsic: 1 }
    const answer = await blind.submit(formatNote(there, [remarkSignature(account('person 6'), place)]), {})
    expect(answer).toMatchObject({ code: 'remark-unseen', params: { reason: 'no-chain' } })
    town.story.block((say) => say.remark('person 6', `0x${id}`))
    const early = { hash: town.story.trunk().hash, extrinsic: 1 }
    const soon = await site.submit(formatNote(text, [remarkSignature(account('person 6'), early)]), {})
    expect(soon).toMatchObject({ code: 'remark-unseen', params: { reason: 'not-final' } })
  })
})

test('the place of a remark is read back from its signature line, and from no other', () => {
  const place = { hash: 'cd'.repeat(32), extrinsic: 65_534 }
  const line = remarkSignature(account('person 1'), place)
  expect(remarkPlace(account('person 1'), line)).toEqual(place)
  expect(remarkPlace(account('person 2'), line)).toBeNull()
  expect(remarkPlace(account('person 1'), { ...line, bytes: line.bytes.subarray(1) })).toBeNull()
})
