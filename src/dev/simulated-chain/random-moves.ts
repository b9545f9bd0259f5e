import type { Address } from '../../log/ss58.ts'
import { arbitrary } from './arbitrary.ts'
import type { BlockScript } from './block-script.ts'
import { balanceOf, type Ledger, positions } from './ledger.ts'
import type { Story } from './story.ts'

/** Numbers below a range that follow from a seed, others at each call. */
export function dice(seed: string): Roll {
  let calls = 0
  return (range) => arbitrary(range, seed, String(calls++))
}

/** Who takes part in a story: coldkeys and hotkeys by name. */
export interface Cast {
  people: string[]
  hotkeys: string[]
}

export type Roll = (range: number) => number

/** The one at a place of a list that begins anew at its end. Throws where there is none. */
export function nth<T>(list: readonly T[], at: number): T {
  const one = list[at % list.length]
  if (one === undefined) throw new Error('The story takes one of a list that is empty')
  return one
}

export const pick = <T>(list: readonly T[], roll: Roll): T => nth(list, roll(list.length || 1))

/** A part of an amount: between a thousandth and all of it. */
const partOf = (amount: bigint, roll: Roll): bigint => (amount * BigInt(1 + roll(1000))) / 1000n

interface Held {
  who: string
  hotkey: string
  netuid: number
  amount: bigint
}

type RandomMove = (
  say: BlockScript,
  at: { held: Held; other: string; hotkey: string; netuid: number; roll: Roll },
) => void

const inSubnets: RandomMove[] = [
  (say, { held: { who, hotkey, amount, netuid }, roll }) => say.unstake(who, hotkey, partOf(amount, roll), netuid),
  (say, { held, hotkey, netuid, roll }) =>
    say.move(held.who, held.hotkey, hotkey, partOf(held.amount, roll), held.netuid, netuid),
  (say, { held, hotkey, roll }) => say.move(held.who, held.hotkey, hotkey, partOf(held.amount, roll), held.netuid),
  (say, { held, netuid, roll }) => say.swap(held.who, held.hotkey, partOf(held.amount, roll), held.netuid, netuid),
  (say, { held, other, roll }) =>
    say.transferStake(held.who, other, held.hotkey, partOf(held.amount, roll), held.netuid),
]

/**
 * Says one move by `who` that the ledger can carry out, whatever its era: a transfer, stake added, or something done with
 * stake that is there. A block should hold one only for each person, because the ledger before it is asked.
 */
export function sayRandomMove(say: BlockScript, story: Story, cast: Cast, who: string, roll: Roll): void {
  const ledger = story.ledger()
  const { free } = balanceOf(ledger, story.address(who))
  const subnets = [...ledger.subnets.keys()]
  const netuid = pick(subnets, roll)
  const hotkey = pick(cast.hotkeys, roll)
  const kind = roll(8)
  if (kind === 0) say.transfer(who, pick(cast.people, roll), partOf(free / 4n, roll))
  else if (kind < 3) say.stake(who, hotkey, partOf(free / 4n, roll), netuid)
  else {
    const all = positionsOf(story, ledger, who, cast)
    const held = all[roll(all.length || 1)]
    if (!held) return
    const moves = subnets.length === 1 ? inSubnets.slice(0, 1) : inSubnets
    const other = pick(cast.people, roll)
    pick(moves, roll)(say, { held, other, hotkey, netuid, roll })
  }
}

function positionsOf(story: Story, ledger: Ledger, who: string, { hotkeys }: Cast): Held[] {
  const names = new Map<Address, string>(hotkeys.map((name) => [story.address(name), name]))
  const coldkey = story.address(who)
  return [...positions(ledger)].flatMap((held) => {
    const hotkey = names.get(held.hotkey)
    return held.coldkey === coldkey && hotkey ? [{ who, hotkey, netuid: held.netuid, amount: held.amount }] : []
  })
}
