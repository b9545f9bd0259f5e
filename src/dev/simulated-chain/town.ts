import { sha256, utf8 } from '../../log/bytes.ts'
import { type AccountKey, accountKey } from '../../log/sign.ts'
import { mint, tao } from './ledger.ts'
import { multisigAddress } from './moves.ts'
import { type Cast, dice, nth, pick, type Roll, sayRandomMove } from './random-moves.ts'
import { type Story, type StoryOptions, tellStory } from './story.ts'

export interface TownOptions {
  /** The same seed gives the same people, balances and moves. */
  seed?: string
  people?: number
  /** Time of the genesis block, Unix milliseconds; the first of January 2026 unless told. */
  begins?: number
  /** Runtimes to use instead of the project's own. */
  runtimes?: NonNullable<StoryOptions['runtimes']>
}

/** A town on the simulated chain that goes on for as long as it is told to. */
export interface TownStory {
  story: Story
  /** One more block, with what happens to happen in it. */
  tick(): void
}

const firstOf2026 = 1_767_225_600_000
const validators = 12
const subnets = 6

/** The seed of the town unless another one is told. */
export const townSeed = 'network'

/**
 * The same key as the people of the pages have (`person 7`), so that those who vote hold stake too; validators,
 * exchanges and the rest have keys that follow from their names in the same way.
 */
export const townKey =
  (seed: string) =>
  (name: string): AccountKey =>
    accountKey('ed25519-bytes', sha256(utf8(`sensus simulated town ${seed} ${name}`)))

/**
 * Some hundred coldkeys with very unequal balances, twelve validators, six subnets, three exchanges, a treasury and a
 * sudo key that are multisigs of three; all in the newest era. The first blocks set it up. Blocks two behind are final.
 */
export function townStory({
  seed = townSeed,
  people = 300,
  begins = firstOf2026,
  runtimes = {},
}: TownOptions = {}): TownStory {
  const story = tellStory({ era: 'alpha-v2', keyOf: townKey(seed), runtimes, lag: 2, keep: 400, ms: begins })
  const cast: Cast = {
    people: Array.from({ length: people }, (_, i) => `person ${i + 1}`),
    hotkeys: Array.from({ length: validators }, (_, i) => `validator ${i + 1}`),
  }
  const roll = dice(`${seed} town`)
  endow(story, cast, roll)
  found(story, cast)
  settle(story, cast, roll)
  return { story, tick: () => tick(story, cast, roll) }
}

/** Accounts of the town that hold for many: the list that its log would have. */
export function townLabels({ story }: Pick<TownStory, 'story'>): string {
  const treasury = multisigAddress(treasurers.map(story.address), 2)
  const exchanges = [1, 2, 3].map((n) => `${story.address(`exchange ${n}`)} exchange Exchange ${n}`)
  return [...exchanges, `${treasury} treasury Treasury (simulated)`].join('\n')
}

/** Balances that fall as one over the rank, which chance gives: the richest holds some 20,000 TAO, most a few hundred. */
function endow(story: Story, { people }: Cast, roll: Roll): void {
  const rest = [...people]
  for (let rank = 1; rest.length > 0; rank++) {
    const who = pick(rest, roll)
    rest.splice(rest.indexOf(who), 1)
    story.give(who, tao(20_000 / rank ** 1.1 + 2))
  }
  for (const [name, amount] of [
    ['exchange 1', 90_000],
    ['exchange 2', 40_000],
    ['exchange 3', 9_000],
  ] as const) {
    story.give(name, tao(amount))
  }
  for (const name of [...treasurers, ...founders]) story.give(name, tao(50))
  story.silently((ledger) => mint(ledger, multisigAddress(treasurers.map(story.address), 2), tao(60_000)))
}

const treasurers = ['treasurer 1', 'treasurer 2', 'treasurer 3']
const founders = ['founder 1', 'founder 2', 'founder 3']

/** Who governs, who validates, and the subnets. */
function found(story: Story, { people, hotkeys }: Cast): void {
  story.silently((ledger) => {
    ledger.sudo = multisigAddress(founders.map(story.address), 2)
    ledger.touched.add('sudo')
  })
  story.block()
  story.block((say) => {
    say.pots()
    for (const [i, hotkey] of hotkeys.entries()) say.stake(nth(people, i), hotkey, tao(1))
  })
  story.block((say) => {
    for (let i = 0; i < subnets; i++) {
      const owner = `exchange ${(i % 3) + 1}`
      say.registerSubnet(owner, `subnet owner ${i + 1}`, tao(100 * (i + 1)), `Subnet ${i + 1}`)
      say.price(i + 1, tao(0.01 * (i + 1)))
    }
    say.multisig('treasurer 1', treasurers, 2, (as) => as.remark('treasury', 'The treasury is open.'))
    say.multisig('founder 1', founders, 2, (as) =>
      as.sudo('sudo', (inner) => inner.remark('sudo', 'The network is founded.')),
    )
    // One privileged call is executed in the block after, and one waits for a second signature.
    say.multisig('founder 1', founders, 2, (as) => as.sudo('sudo', (inner) => inner.setTempo('sudo', 1, 360)))
    hotkeys.forEach((hotkey, i) => void say.identity(nth(people, i), { name: `Validator ${hotkey.slice(10)}` }))
  })
  story.block((say) => {
    say.multisig('treasurer 3', treasurers, 2, (as) => as.remark('treasury', 'The treasury is open.'))
    say.multisig('founder 2', founders, 2, (as) =>
      as.sudo('sudo', (inner) => inner.remark('sudo', 'The network is founded.')),
    )
    say.multisig('founder 2', founders, 2, (as) => as.sudo('sudo', (inner) => inner.setTempo('sudo', 1, 360)))
    say.multisig('founder 3', founders, 2, (as) => as.sudo('sudo', (inner) => inner.setCode('sudo')))
  })
}

/** Nearly everybody stakes a good part, mostly with the larger validators. */
function settle(story: Story, { people, hotkeys }: Cast, roll: Roll): void {
  for (let from = 0; from < people.length; from += 50) {
    const { accounts } = story.ledger()
    story.block((say) => {
      for (const who of people.slice(from, from + 50)) {
        const free = accounts.get(story.address(who))?.free ?? 0n
        const hotkey = nth(hotkeys, Math.min(roll(validators), roll(validators)))
        const netuid = roll(3) === 0 ? 1 + roll(subnets) : 0
        if (roll(10) > 0) say.stake(who, hotkey, (free * BigInt(30 + roll(60))) / 100n, netuid)
      }
    })
  }
}

/** A few moves and some emission; now and then a large movement that nobody explains, or a branch that is left. */
function tick(story: Story, cast: Cast, roll: Roll): void {
  const movers = new Set(Array.from({ length: 1 + roll(4) }, () => pick(cast.people, roll)))
  story.block((say) => {
    for (const who of movers) sayRandomMove(say, story, cast, who, roll)
    for (const hotkey of cast.hotkeys) say.emission(hotkey, BigInt(10_000_000 + roll(90_000_000)))
    if (roll(30) === 0) say.transfer('exchange 1', `newcomer ${story.trunk().number}`, tao(500 + roll(2000)))
  })
  if (roll(40) === 0) story.fork(1)
}
