import { mint } from '../src/dev/simulated-chain/ledger.ts'
import { type Story, type StoryOptions, tao, tellStory } from '../src/dev/simulated-chain.ts'
import { sha256, utf8 } from '../src/log/bytes.ts'
import { addressOf } from '../src/log/ss58.ts'

/** A chain of more accounts than a page of keys has. */
export function wideStory(accounts: number, options: StoryOptions = { era: 'alpha-v2' }): Story {
  const story = tellStory(options).give('alice', tao(100)).give('bob', tao(5))
  story.silently((ledger) => {
    for (let i = 0; i < accounts; i++) mint(ledger, addressOf(sha256(utf8(`one of many ${i}`))), BigInt(1000 + i))
  })
  story.block((say) => say.stake('alice', 'val', tao(3)))
  return story
}
