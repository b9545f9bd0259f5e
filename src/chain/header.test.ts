import { expect, test } from 'vitest'
import { tao, tellStory } from '../dev/simulated-chain.ts'
import { hashOfHeader } from './header.ts'

test('of the genesis block of Polkadot: the published hash', () => {
  // https://polkadot.subscan.io/block/0
  const zero = '0'.repeat(64)
  expect(
    hashOfHeader({
      parent: zero,
      number: 0,
      digest: [],
      stateRoot: '29d0d972cd27cbc511e9589fcb7a4506d5eb6a9e8df205f00472e5ab354a4e17',
      extrinsicsRoot: '03170a2e7597b7b7e3d84c05391d139a62b157e78786d8c082f29dcf4c111314',
    }),
  ).toBe('91b171bb158e2d3848fa23a9f1c25182fb8e20313b2c1eb49219da7a70ce90c3')
})

test('any part of a header changes its hash', () => {
  const story = tellStory().give('alice', tao(1))
  story.block((say) => say.remark('alice', 'one'))
  const { parent, number, stateRoot, extrinsicsRoot, hash } = story.byNumber(1)!
  const header = { parent, number, stateRoot, extrinsicsRoot, digest: [] as string[] }
  expect(hashOfHeader(header)).toBe(hash)
  const others = [
    { parent: hash },
    { number: 2 },
    { stateRoot: parent },
    { extrinsicsRoot: parent },
    { digest: ['00'] },
  ]
  const hashes = others.map((other) => hashOfHeader({ ...header, ...other }))
  expect(new Set([hash, ...hashes]).size).toBe(others.length + 1)
})
