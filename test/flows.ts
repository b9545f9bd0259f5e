/**
 * Flows told in words, one a line, each after its block. Amounts are TAO with up to nine decimals.
 *
 *     100: alice transfers 30 to bob
 *     101: alice stakes 30 on hal in 3            without a subnet: on root
 *     102: alice unstakes 30 from hal in 3
 *     103: alice moves 30 from hal to hella in 3  in the same subnet
 *     104: alice swaps 30 on hal from 3 to 4      another subnet, the same validator
 *     105: alice hands 30 on hal to bob           to another coldkey, on root
 *     106: alice becomes alina                    the coldkey is swapped
 *     107: alice loses 30                          and no known event says why
 *     107: alice gains 30
 *     107: val swaps hotkey hal for hella in 3    without a subnet: on all of them
 */

import { tableOfFlows } from '../src/chain/flow-table.ts'
import { type FlowRow, noFlows } from '../src/chain/flows.ts'
import type { Flows } from '../src/evidence/flows.ts'
import { hex } from '../src/log/bytes.ts'
import { rao, type Told } from './holdings.ts'
import { keyOf } from './story.ts'

type Row = Omit<FlowRow, 'block' | 'extrinsic'>

const of = (name: string | undefined): string => hex(keyOf(name!).publicKey)
const subnet = (text: string | undefined): number => Number(text ?? 0)

const grammar: [RegExp, (...words: string[]) => Row][] = [
  [
    /^(\S+) transfers (\S+) to (\S+)$/,
    (from, amount, to) => ({ kind: 'transfer', from: of(from), to: of(to), amount: rao(amount!) }),
  ],
  [
    /^(\S+) stakes (\S+) on (\S+)(?: in (\d+))?$/,
    (from, amount, hotkey, netuid) => ({
      kind: 'stake-added',
      from: of(from),
      hotkey: of(hotkey),
      netuid: subnet(netuid),
      amount: rao(amount!),
    }),
  ],
  [
    /^(\S+) unstakes (\S+) from (\S+)(?: in (\d+))?$/,
    (from, amount, hotkey, netuid) => ({
      kind: 'stake-removed',
      from: of(from),
      hotkey: of(hotkey),
      netuid: subnet(netuid),
      amount: rao(amount!),
    }),
  ],
  [
    /^(\S+) moves (\S+) from (\S+) to (\S+)(?: in (\d+))?$/,
    (from, amount, hotkey, toHotkey, netuid) => ({
      kind: 'stake-moved',
      from: of(from),
      hotkey: of(hotkey),
      toHotkey: of(toHotkey),
      amount: rao(amount!),
      netuid: subnet(netuid),
      toNetuid: subnet(netuid),
    }),
  ],
  [
    /^(\S+) swaps (\S+) on (\S+) from (\d+) to (\d+)$/,
    (from, amount, hotkey, netuid, toNetuid) => ({
      kind: 'stake-swapped',
      from: of(from),
      hotkey: of(hotkey),
      amount: rao(amount!),
      netuid: subnet(netuid),
      toNetuid: subnet(toNetuid),
    }),
  ],
  [
    /^(\S+) hands (\S+) on (\S+) to (\S+)$/,
    (from, amount, hotkey, to) => ({
      kind: 'stake-transferred',
      from: of(from),
      to: of(to),
      hotkey: of(hotkey),
      amount: rao(amount!),
      netuid: 0,
      toNetuid: 0,
    }),
  ],
  [
    /^(\S+) swaps hotkey (\S+) for (\S+)(?: in (\d+))?$/,
    (from, hotkey, toHotkey, netuid) => ({
      kind: 'hotkey-swapped',
      from: of(from),
      hotkey: of(hotkey),
      toHotkey: of(toHotkey),
      netuid: netuid === undefined ? undefined : subnet(netuid),
    }),
  ],
  [/^(\S+) loses (\S+)$/, (from, amount) => ({ kind: 'unexplained', from: of(from), amount: rao(amount!) })],
  [/^(\S+) gains (\S+)$/, (to, amount) => ({ kind: 'unexplained', to: of(to), amount: rao(amount!) })],
  [
    /^subnet (\d+) goes from (\S+) to (\S+)$/,
    (netuid, from, to) => ({ kind: 'subnet-owner-changed', netuid: subnet(netuid), from: of(from!), to: of(to!) }),
  ],
  [/^(\S+) becomes (\S+)$/, (from, to) => ({ kind: 'coldkey-swapped', from: of(from), to: of(to) })],
]

/** The flows of blocks `first` to the block of a snapshot. */
export function flowsTold({ holdings: { facts } }: Told, first: number, script: string): Flows {
  const { chain, block: last, hash, spec } = facts
  const rows = script
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line): FlowRow => {
      const [, block, words = ''] = /^(\d+): (.*)$/.exec(line) ?? []
      const sentence = grammar.find(([form]) => form.test(words))
      if (!sentence) throw new Error(`"${line}" says nothing about a flow.`)
      const [form, read] = sentence
      return { block: Number(block), extrinsic: 1, ...read(...form.exec(words)!.slice(1)) }
    })
  const blocks = [{ ...noFlows(), rows }]
  return tableOfFlows(blocks, { chain, first, last, firstHash: hash, lastHash: hash, specs: [spec], undecoded: [] })
}
