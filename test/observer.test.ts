import { describe, expect, test } from 'vitest'
import { longStory } from '../src/adapters/simulated-chain/long-story.ts'
import { simulatedChain } from '../src/adapters/simulated-chain.ts'
import { subtensorChain } from '../src/adapters/subtensor.ts'
import { runtimesOf } from '../src/service/observe/runtimes.ts'
import { takeHoldings } from '../src/service/observe/take.ts'
import { holdingsIn, ledgerFigures } from './ledger-figures.ts'

const random = (length: number) => new Uint8Array(length)

describe('a snapshot', () => {
  test('equals the ledger of the simulated chain to the rao, at every block of a story of 500 over two upgrades', async () => {
    const story = longStory('every block', 500)
    const node = await simulatedChain({ story })
    const chain = subtensorChain({ endpoints: [node.url], clock: Date.now, random, report: () => undefined })
    const runtimes = runtimesOf(chain)
    const eras = new Set<string>()
    for (let number = 0; number <= 500; number++) {
      const { holdings } = await takeHoldings(chain, runtimes, await chain.block(number))
      const { era } = holdings.facts
      eras.add(era)
      expect(holdingsIn(holdings), `block ${number}`).toEqual(ledgerFigures(story.byNumber(number)!.ledger!, era))
    }
    expect([...eras]).toEqual(['stake', 'alpha', 'alpha-v2'])
    await chain.close()
    await node.close()
  })
})
