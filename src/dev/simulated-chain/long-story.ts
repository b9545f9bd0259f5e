import type { BlockScript } from './block-script.ts'
import { tao } from './ledger.ts'
import { dice, nth, pick, sayRandomMove } from './random-moves.ts'
import { type Story, type StoryOptions, tellStory } from './story.ts'

/** Where the long story crosses from one runtime to the next, as parts of its length. */
const firstUpgrade = 0.3
const secondUpgrade = 0.65
const thirdUpgrade = 0.86

const people = ['alice', 'bob', 'carol', 'dave', 'erin', 'frank', 'grace', 'heidi']

/**
 * A story of `length` blocks that follows from a seed: random moves, emission, two runtime upgrades, forks, and once each
 * a swap of hotkeys, a swap of coldkeys, a proxied and a multisig call, locks, a dissolved subnet, and the move of all
 * subnets' TAO into accounts of their own. With `newest` it goes on into the newest runtime: baskets, stake that is handed
 * over, convictions, and a subnet that changes hands by them.
 */
export function longStory(
  seed: string,
  length: number,
  { newest = false, ...options }: StoryOptions & { newest?: boolean } = {},
  each: (story: Story) => void = () => {},
): Story {
  const story = tellStory({ lag: 3, ...options })
  const roll = dice(seed)
  const cast = { people: [...people], hotkeys: ['val 1', 'val 2', 'val 3'] }
  people.forEach((name, i) => void story.give(name, tao(10_000 / (i + 1))))
  if (newest) story.give('ida', tao(3000))
  story.give('sudo', tao(1000)).block((say) => say.setSudoKey('sudo', 'sudo'))
  story.block((say) => {
    cast.hotkeys.forEach((hotkey, i) => void say.stake(nth(people, i), hotkey, tao(100 + i)))
    say.setMembers('sudo', 'triumvirate', ['alice', 'bob', 'carol']).setMembers('sudo', 'senate', ['val 1', 'val 2'])
  })
  const scenes = new Map([...scenesOf(length, cast), ...(newest ? newestScenes(length) : [])])
  while (story.trunk().number < length) {
    const number = story.trunk().number + 1
    const ledger = story.ledger()
    const scene = scenes.get(number)
    if (scene) scene(story)
    else {
      story.block((say) => {
        sayRandomMove(say, story, cast, pick(cast.people, roll), roll)
        if (roll(3) === 0) say.emission(pick(cast.hotkeys, roll), BigInt(1 + roll(1_000_000_000)))
        if (ledger.subnets.has(1) && roll(3) === 0) say.emission('val 1', BigInt(1 + roll(1_000_000_000)), 1)
        if (ledger.subnets.has(2) && roll(9) === 0) say.price(2, BigInt(10_000_000 + roll(90_000_000)))
      })
    }
    each(story)
    if (roll(25) === 0) story.fork(1 + roll(3), (say) => say.transfer('alice', 'bob', 1n))
  }
  return story.finalize()
}

/** What happens at given blocks. A scene is one block, or begins a few. */
function scenesOf(length: number, cast: { hotkeys: string[] }): Scene[] {
  const [alpha, second] = [Math.floor(length * firstUpgrade), Math.floor(length * secondUpgrade)]
  const multisig = ['alice', 'bob', 'carol']
  return [
    [6, (story) => story.block((say) => say.addProxy('alice', 'bob', 'Staking').identity('alice', { name: 'Alice' }))],
    [8, (story) => story.block((say) => say.proxied('bob', 'alice', (inner) => inner.stake('alice', 'val 1', tao(3))))],
    [9, (story) => story.block((say) => say.propose('alice', (inner) => inner.remark('alice', 'a motion')))],
    [10, (story) => story.block((say) => say.vote('alice', 0, true).vote('bob', 0, true))],
    [11, (story) => story.block((say) => say.close('carol', 0))],
    [alpha, (story) => story.upgrade('alpha')],
    [alpha + 2, (story) => story.block((say) => say.registerSubnet('bob', 'val 2', tao(90), 'One'))],
    [
      alpha + 3,
      (story) => story.block((say) => say.registerSubnet('carol', 'val 3', tao(80), 'Two').price(1, 20_000_000n)),
    ],
    [
      alpha + 4,
      (story) => story.block((say) => say.stake('alice', 'val 1', tao(40), 1).stake('dave', 'val 2', tao(9), 2)),
    ],
    [
      alpha + 5,
      (story) =>
        story.block((say) =>
          say.setChildren('alice', 'val 1', 1, [
            [250, 'val 2'],
            [125, 'val 3'],
          ]),
        ),
    ],
    [
      alpha + 7,
      (story) => story.block((say) => say.multisig('alice', multisig, 2, (inner) => inner.remark('x', 'agreed'))),
    ],
    [
      alpha + 8,
      (story) => story.block((say) => say.multisig('bob', multisig, 2, (inner) => inner.remark('x', 'agreed'))),
    ],
    [
      Math.floor((alpha + second) / 2),
      (story) => {
        story.block((say) => say.swapHotkey('alice', 'val 1', 'val 1 again'))
        cast.hotkeys[0] = 'val 1 again'
      },
    ],
    [second, (story) => story.upgrade('alpha-v2')],
    [
      second + 2,
      (story) => story.block((say) => say.stake('heidi', 'val 2', tao(1), 1).lock('heidi', 'val 2', 1000n, 1)),
    ],
    [second + 3, (story) => story.block((say) => say.announceColdkeySwap('grace', 'grace anew'))],
    [second + 5, (story) => story.block((say) => say.pots())],
    [second + 6, (story) => story.block((say) => say.swapColdkey('grace', 'grace anew'))],
    [
      Math.floor((second + length) / 2),
      (story) => story.block((say) => say.sudo('sudo', (inner) => inner.dissolveSubnet('sudo', 1))),
    ],
  ]
}

type Scene = [block: number, (story: Story) => void]

/** What only the newest runtime knows, one thing a block: the last parts of the story. */
function newestScenes(length: number): Scene[] {
  const third = Math.floor(length * thirdUpgrade)
  const said: ((say: BlockScript) => void)[] = [
    (say) => say.registerSubnet('ida', 'val ida', tao(100), 'Anew').lockRates(934_866, 311_622),
    (say) => say.stake('ida', 'val ida', tao(50), 1).stake('ida', 'val 2', tao(20)),
    (say) => say.lock('ida', 'val ida', tao(20), 1).stake('heidi', 'val 3', tao(2), 1),
    (say) => say.lock('heidi', 'val 3', tao(1), 1).keepLocks('heidi', 1).ineligible(1, 7_000n, 3_000n),
    (say) => say.stakeIntoBasket('ida', 'val 2', tao(30), 1),
    (say) => say.basketDividend('val 2', 3_141_592_653n, 1).basketDividend('val 2', 1_000_007n, 2),
    (say) => say.swapBasket('bob', 'val 2', tao(5), 1, 0),
    (say) => say.handOver('ida', 'heidi', 'val ida', 'val 3', tao(4), 1).register('ida', 'idle', 2),
    (say) => say.stakeIntoBasket('heidi', 'val 2', tao(1), 0).disassociate('ida', 'idle'),
    (say) => say.claimBasket('ida', 'val 2').lock('heidi', 'val 3', tao(2), 1),
    (say) => say.takeOver(1, 'val 3').writeOffBasket('val 2', 2),
    (say) => say.keepLocks('heidi', 1, false).moveLock('ida', 'val ida', 'val 2', 1),
    (say) => say.swapColdkey('heidi', 'heidi anew'),
    (say) => say.sudo('sudo', (inner) => inner.dissolveSubnet('sudo', 1)),
  ]
  return [
    [third, (story) => story.upgrade('baskets')],
    ...said.map((script, i): Scene => [third + 1 + i, (story) => story.block(script)]),
  ]
}
