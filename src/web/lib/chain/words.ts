/** What the views about the chain say, in sentences. */

import type { Influence, Movement, Relation, Rule } from '../../../views/chain/values.ts'
import { figure, nameOf } from '../words.ts'

/** `A`, `A and B`, `A, B and 3 more`; at most `most` by name. */
export function listed(names: readonly string[], total = names.length, most = 6): string {
  const shown = names.slice(0, total > most ? most - 1 : most)
  const last = total > shown.length ? `${figure(total - shown.length)} more` : shown.pop()
  return shown.length === 0 ? (last ?? '') : `${shown.join(', ')} and ${last}`
}

/** `These 4 can pass it together: A, B, C and D.` */
export function whoCan(what: 'pass' | 'block', { players, canPass, canBlock, fewest }: Rule): string {
  const [accounts, count] = what === 'pass' ? [canPass, fewest.pass] : [canBlock, fewest.block]
  if (accounts === null || count === null)
    return what === 'pass' ? 'All together do not reach what is needed.' : 'Nobody needs to block it: it cannot pass.'
  const known = new Map(players.map((player) => [player.key, player]))
  const names = accounts.map((key) => nameOf(known.get(key) ?? { key, introduced: null, name: null, label: null }))
  if (count === 1) return `One alone can ${what} it: ${names[0]}.`
  return `These ${figure(count)} together can ${what} it: ${listed(names, count)}.`
}

/** What a movement was, as a heading. */
export function movementTitle({ what, netuid, toNetuid }: Movement): string {
  const words: Record<string, string> = {
    transfer: 'Transferred',
    stake: `Staked${onSubnet(toNetuid)}`,
    unstake: `Unstaked${onSubnet(netuid)}`,
    redelegation: 'Moved to another validator',
    swap: 'Swapped between subnets',
    handover: 'Stake handed over',
    'hotkey-swap': 'Moved to a new hotkey',
    'coldkey-swap': 'Moved to a new coldkey',
  }
  return words[what] ?? what
}

function onSubnet(netuid: number | null): string {
  if (netuid === null) return ''
  return netuid === 0 ? ' on root' : ` on subnet ${netuid}`
}

/** Why a movement is shown. */
export const becauseInWords: Readonly<Record<Movement['because'], string>> = {
  issuance: 'a large share of all TAO',
  habit: 'far beyond what this account usually moves',
  power: 'enough to change who has a majority by stake',
  price: 'enough to move the price of a subnet',
}

/** A step of a movement. */
export const stepInWords: Readonly<Record<string, string>> = {
  transfer: 'transfer',
  'stake-added': 'staked',
  'stake-removed': 'unstaked',
  'stake-moved': 'stake moved',
  'stake-swapped': 'stake swapped',
  'stake-transferred': 'stake handed over',
  'hotkey-swapped': 'hotkey swapped',
  'coldkey-swapped': 'coldkey swapped',
}

/** What an entity controls beside what it holds, in a few words; empty when it controls nothing. */
export function controls({ subnetsOwned, seats, keys }: Pick<Influence, 'subnetsOwned' | 'seats' | 'keys'>): string[] {
  const subnets =
    subnetsOwned.length === 0
      ? []
      : [`owns ${subnetsOwned.length === 1 ? 'subnet' : 'subnets'} ${listed(subnetsOwned.map(String))}`]
  return [...subnets, ...seats.map((seat) => `sits in: ${seat}`), ...keys.map((key) => `holds a key: ${key}`)]
}

/** How another account stands to one of the entity's. */
export const relationInWords: Readonly<Record<Relation['how'], string>> = {
  proxy: 'may act for it',
  'proxy-for': 'it may act for',
  signatory: 'signs in its multisig',
  'signatory-of': 'it signs in the multisig',
  child: 'takes weight from its validator',
  parent: 'gives weight to its validator',
  'swap-due': 'will move to a new coldkey',
  'swapped-from': 'moved here from',
  'swapped-to': 'moved to',
}
