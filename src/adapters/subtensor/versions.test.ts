import { expect, test } from 'vitest'
import type { Version } from './answers.ts'
import { runtimeVersions } from './versions.ts'

const name = 'node-subtensor'

/** A chain of so many headers, of which some change the code; `asked` is how often its endpoints were asked. */
function chainOf({ upgrades = [], agreed = 3 }: { upgrades?: number[]; agreed?: number } = {}) {
  let spec = 1
  let asked = 0
  const versions = runtimeVersions(async () => {
    asked++
    return { value: { name, spec }, agreement: { asked: 3, agreed, dissenting: [] } }
  })
  const step = (number: number): Promise<{ value: Version }> => {
    const upgraded = upgrades.includes(number)
    if (upgraded) spec++
    versions.header({
      number,
      hash: `${number}`,
      parent: `${number - 1}`,
      header: { digest: upgraded ? ['0642', '08'] : ['0642', '0508'] },
    })
    return versions.after(`${number}`)
  }
  return { versions, step, asked: () => asked }
}

test('the version after a block is that after its parent, unless its digest says that the code has changed', async () => {
  const { step, asked } = chainOf({ upgrades: [5] })
  const specs: number[] = []
  for (let number = 1; number <= 9; number++) specs.push((await step(number)).value.spec)
  expect(specs).toEqual([1, 1, 1, 1, 2, 2, 2, 2, 2])
  expect(asked()).toBe(2)
})

test('it is asked for again now and then, and sooner where not all had answered', async () => {
  const [all, some] = [chainOf(), chainOf({ agreed: 2 })]
  for (let number = 1; number <= 302; number++) for (const { step } of [all, some]) await step(number)
  expect([all.asked(), some.asked()]).toEqual([2, 6])
})

test('what an endpoint announces is followed where a header does not say it, and the past is left as it was', async () => {
  const { versions, step, asked } = chainOf()
  versions.announced('a', { name, spec: 1 }, 0)
  for (let number = 1; number <= 4; number++) await step(number)
  expect(asked()).toBe(1)
  versions.announced('a', { name, spec: 2 }, 4)
  // Announced for the newest block; until the final ones come to it, each is asked for.
  for (let number = 5; number <= 7; number++) await step(number)
  expect(asked()).toBe(4)
  versions.announced('a', { name: 'another-name', spec: 1 }, 7)
  await step(8)
  expect(asked()).toBe(5)
  // Blocks of before the announcement follow from their headers alone.
  const past = chainOf()
  past.versions.announced('a', { name, spec: 9 }, 100)
  for (let number = 50; number <= 60; number++) await past.step(number)
  expect(past.asked()).toBe(1)
})
