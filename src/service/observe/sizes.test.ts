import { Blake2128Concat } from '@polkadot-api/substrate-bindings'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hex, sha256, utf8 } from '../../log/bytes.ts'
import { type Chain, keysAtOnce } from '../chain.ts'
import { EndpointQuorum } from './quorum.ts'
import { sizeOf } from './sizes.ts'

const prefix = sha256(utf8('a map'))

/** A chain that has this one map, of so many entries hashed as accounts are; and how many pages were asked for. */
function mapOf(entries: number, seed: number) {
  const keys = Array.from({ length: entries }, (_, i) =>
    Uint8Array.from([...prefix, ...Blake2128Concat(utf8(`${seed} ${i}`))]),
  )
    .map((key) => ({ key, text: hex(key) }))
    .sort((a, b) => (a.text < b.text ? -1 : 1))
  const pages = { asked: 0 }
  const chain: Pick<Chain, 'keys'> = {
    keys: async function* (_, __, after) {
      pages.asked++
      const start = after ? keys.findIndex(({ text }) => text > hex(after)) : 0
      const page = start < 0 ? [] : keys.slice(start, start + keysAtOnce)
      yield { keys: page.map(({ key }) => key), agreement: { asked: 1, agreed: 1, dissenting: [] } }
    },
  }
  return { chain: chain as Chain, pages }
}

test('a map of less than a page is counted; of a larger one a few pages say how large it is, to a tenth', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: 12_000 }), fc.nat(), async (entries, seed) => {
      const { chain, pages } = mapOf(entries, seed)
      const size = await sizeOf(chain, ['a map', prefix], '00', 4, new EndpointQuorum())
      expect(pages.asked).toBeLessThanOrEqual(4)
      if (entries < keysAtOnce) expect(size).toMatchObject({ entries, exact: true })
      else {
        expect(size.exact).toBe(false)
        expect(Math.abs(size.entries - entries)).toBeLessThan(entries / 10)
      }
    }),
    { numRuns: 25 },
  )
})
