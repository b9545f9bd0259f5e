/**
 * Which accounts belong together beside a coldkey and the hotkeys that it owns: those that both say so, and those whose
 * key was swapped on the chain.
 */

import { nobody } from '../../evidence/accounts.ts'
import { flowKinds, noSubnet } from '../../evidence/flows.ts'
import type { Holdings } from '../../evidence/holdings.ts'
import type { Address } from '../../log/ss58.ts'
import type { RecordId } from '../../records/ids.ts'
import type { FoldRecord } from '../../records/record.ts'
import { rowOfAddress } from './balance-sheet.ts'
import type { Dictionary } from './dictionary.ts'
import type { MovingFlows } from './moving.ts'

export interface Ties {
  /** Links that one side signed and that are in force: by who signed, whom it names. */
  halves: Map<Address, Map<Address, Half>>
  /** Links that both sides signed. A new list whenever it changes. */
  pairs: readonly Pair[]
  /** What became of keys that were swapped on the chain. */
  swapped: Map<Address, Swap>
}

interface Half {
  id: RecordId
  index: number
}

/** Two accounts that are proven to belong together, and the places of the two records. */
export interface Pair {
  accounts: readonly [Address, Address]
  indexes: readonly [number, number]
}

export interface Swap {
  to: Address
  block: number
  what: 'coldkey' | 'hotkey'
}

export function startTies(): Ties {
  return { halves: new Map(), pairs: [], swapped: new Map() }
}

/** Takes in a link, the end of one, or the revocation of one that counts. */
export function stepTies(ties: Ties, record: FoldRecord, index: number): void {
  const { halves } = ties
  if (record.kind === 'link') {
    const own = halves.get(record.account) ?? new Map<Address, Half>()
    halves.set(record.account, own.set(record.fields.with, { id: record.id, index }))
    part(ties, record.account, record.fields.with)
    join(ties, record.account, record.fields.with)
  } else if (record.kind === 'unlink') {
    halves.get(record.account)?.delete(record.fields.with)
    halves.get(record.fields.with)?.delete(record.account)
    part(ties, record.account, record.fields.with)
  } else if (record.kind === 'revoke') {
    const own = halves.get(record.account)
    const [account] = [...(own ?? [])].find(([, { id }]) => id === record.fields.record) ?? []
    if (account === undefined) return
    own?.delete(account)
    part(ties, record.account, account)
  }
}

/** Adds the pair of two accounts when both sides have signed. */
function join(ties: Ties, one: Address, other: Address): void {
  const [a, b] = one < other ? [one, other] : [other, one]
  const [there, back] = [ties.halves.get(a)?.get(b), ties.halves.get(b)?.get(a)]
  if (there && back) ties.pairs = [...ties.pairs, { accounts: [a, b], indexes: [there.index, back.index] }]
}

/** Takes the pair of two accounts out, if there is one. */
function part(ties: Ties, one: Address, other: Address): void {
  const isPair = ({ accounts: [a, b] }: Pair): boolean => (a === one && b === other) || (a === other && b === one)
  if (ties.pairs.some(isPair)) ties.pairs = ties.pairs.filter((pair) => !isPair(pair))
}

/** Takes in the keys that were swapped in a table of flows. A hotkey that was swapped on one subnet alone stays. */
export function takeSwaps({ swapped }: Ties, table: MovingFlows, dictionary: Dictionary): void {
  const [coldkeys, hotkeys] = [flowKinds.indexOf('coldkey-swapped'), flowKinds.indexOf('hotkey-swapped')]
  const { kind, from, to, hotkey, toHotkey, netuid, block } = table
  for (let row = 0; row < kind.length; row++) {
    if (kind[row] === coldkeys)
      swapped.set(dictionary.address(from[row]!), {
        to: dictionary.address(to[row]!),
        block: block[row]!,
        what: 'coldkey',
      })
    if (kind[row] === hotkeys && netuid[row] === noSubnet)
      swapped.set(dictionary.address(hotkey[row]!), {
        ...{ to: dictionary.address(toHotkey[row]!), block: block[row]!, what: 'hotkey' },
      })
  }
}

/** More swaps in a row than this are a circle. */
const mostSwaps = 64

/** What an account is called after all swaps. */
export function newest({ swapped }: Pick<Ties, 'swapped'>, account: Address): Address {
  let at = account
  for (let i = 0; i < mostSwaps; i++) at = swapped.get(at)?.to ?? at
  return at
}

/** Pairs of rows of a snapshot that are proven to belong together. */
export function linkedRows(ties: Ties, holdings: Holdings): [number, number][] {
  return ties.pairs.flatMap(({ accounts }) => {
    const [a, b] = accounts.map((account) => rowOfAddress(holdings, newest(ties, account)))
    return a === nobody || b === nobody ? [] : [[a!, b!] as [number, number]]
  })
}
