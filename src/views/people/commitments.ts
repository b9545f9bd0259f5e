import * as z from 'zod'
import { nobody } from '../../evidence/accounts.ts'
import type { Holdings } from '../../evidence/holdings.ts'
import { rowOfAddress } from '../../folds/chain/balance-sheet.ts'
import { groupsOf } from '../../folds/chain/groups.ts'
import { newest } from '../../folds/chain/links.ts'
import { shareOf } from '../../folds/chain/order.ts'
import { type ChainBase, isProven, type SnapshotPoint } from '../../folds/chain.ts'
import { type ActiveRecord, activeRecords } from '../../folds/people/state.ts'
import type { Address } from '../../log/ss58.ts'
import { decimal, taoText } from '../../records/amounts.ts'
import type { RecordId } from '../../records/ids.ts'
import { positionTexts } from '../../records/people/position.ts'
import { type Predicate, predicateText } from '../../records/people/predicate.ts'
import { accountAddress, limitUpTo } from '../params.ts'
import type { View } from '../view.ts'
import { answersTo, type Desk, deskOf, refOf } from './refs.ts'
import type { Commitment, CommitmentsValue, Keeping } from './values.ts'

interface Params {
  account?: Address | undefined
  state?: Keeping | undefined
  limit: number
}

/** What snapshots have shown of one predicate. */
interface Shown {
  id: RecordId
  predicate: Predicate
  from: number
  until: number | null
  /** By block. */
  seen: Map<number, { index: number; at: number; value: string; holds: boolean }>
}

type State = Map<RecordId, Shown>

const states = ['kept', 'not kept', 'not yet testable', 'disputed'] as const

/** What people said that the chain would show, and what it showed. */
export const commitments: View<Params, State, CommitmentsValue> = {
  name: 'commitments',
  version: 1,
  title: 'Say and do',
  summary:
    'Promises and positions that name something on the chain: kept at every snapshot since, not kept at one, not yet testable, or disputed; with the answer of whoever said it.',
  params: z.strictObject({
    account: accountAddress
      .optional()
      .describe('Only those of the person that this account belongs to.')
      .meta({ own: true }),
    state: z.enum(states).optional().describe('Only those in this state.'),
    limit: limitUpTo(500, 100),
  }),

  start: () => new Map(),

  step(state, { record, ms }, { counts, fresh, chain }) {
    if (fresh) look(state, chain, fresh.point, fresh.holdings)
    if (counts !== null || (record?.kind !== 'promise' && record?.kind !== 'position')) return
    const { predicate, until = null } = record.fields
    if (predicate) state.set(record.id, { id: record.id, predicate, from: ms, until, seen: new Map() })
  },

  finish(state, { account, state: wanted, limit }, base) {
    const desk = deskOf(base)
    const key = account === undefined ? null : desk.personOf(account)
    const said = [...spoken(desk, 'promise'), ...spoken(desk, 'position')].filter(({ id }) => state.has(id))
    const author = new Map(said.map((each) => [each.id as string, desk.personOf(each.account)]))
    const answers = answersTo(desk, (id) => author.get(id) ?? null)
    const rows = said
      .filter((each) => key === null || desk.personOf(each.account) === key)
      .map((each) => rowOf(desk, state.get(each.id)!, each, answers.get(each.id) ?? null))
      .filter((row) => wanted === undefined || row.state === wanted)
      .sort((a, b) => b.index - a.index)
    return { now: desk.register.ms, rows: rows.slice(0, limit), total: rows.length }
  },
}

type Spoken = ActiveRecord<'promise'> | ActiveRecord<'position'>

/** Promises that stand, and of each person the position on a question that counts: a later one ends what it said. */
function spoken(desk: Desk, kind: 'promise' | 'position'): Spoken[] {
  if (kind === 'promise') return activeRecords(desk, 'promise')
  const latest = new Map(
    activeRecords(desk, 'position').map((each) => [`${desk.personOf(each.account)} ${each.fields.question}`, each]),
  )
  return [...latest.values()]
}

/** A snapshot shows something of whatever was said before its block and had not ended. */
function look(state: State, chain: ChainBase, { block, index, at }: SnapshotPoint, holdings: Holdings): void {
  for (const { predicate, from, until, seen } of state.values()) {
    if (at <= from || (until !== null && at > until)) continue
    const { value, holds } = evaluate(chain, holdings, predicate)
    seen.set(block, { index, at, value, holds })
  }
}

/** The figure that a predicate is about, and whether it holds. An account whose key was swapped is asked under its new one. */
function evaluate(chain: ChainBase, holdings: Holdings, predicate: Predicate): { value: string; holds: boolean } {
  const account = newest(chain.ties, predicate.account)
  const row = rowOfAddress(holdings, account)
  const groups = groupsOf(holdings, 'entity', chain.ties)
  switch (predicate.what) {
    case 'take':
      return percentAtMost(takeOf(holdings, row), predicate.most)
    case 'influence':
      return percentAtMost(row === nobody ? 0 : shareOf(groups, holdings, groups.of[row]!), predicate.most)
    case 'stake': {
      const stake = row === nobody ? 0n : groups.ownStake[groups.of[row]!]!
      return { value: taoText(stake), holds: stake >= predicate.least }
    }
    case 'owner': {
      const owner = holdings.facts.subnets.find(({ netuid }) => netuid === predicate.netuid)?.owner ?? null
      const owns = owner !== null && row !== nobody && groups.of[rowOfAddress(holdings, owner)] === groups.of[row]
      return { value: owner ?? 'nobody', holds: owns }
    }
  }
}

/** What a hotkey takes, as a fraction; 0 for an account that is no hotkey. */
function takeOf({ hotkey, hotkeyTake }: Holdings, row: number): number {
  const place = row === nobody ? -1 : hotkey.indexOf(row)
  return place < 0 ? 0 : hotkeyTake[place]! / 65_535
}

/** Rounded to hundredths of a per cent first: 18 % of 65,535 is no whole number. */
function percentAtMost(share: number, most: number): { value: string; holds: boolean } {
  const hundredths = Math.round(share * 10_000)
  return { value: `${decimal(BigInt(hundredths), 2)} %`, holds: hundredths <= most }
}

function rowOf(desk: Desk, shown: Shown, said: Spoken, answer: Commitment['answer']): Commitment {
  const seen = [...shown.seen].sort(([a], [b]) => a - b)
  const [last, broken] = [seen.at(-1), seen.find(([, { holds }]) => !holds)]
  const text = 'stance' in said.fields ? (positionTexts(said.fields.body).reason ?? null) : (said.fields.body ?? null)
  const backed = broken ? isBacked(desk.chain, broken[0]) : true
  return {
    ...refOf(desk, said as unknown as ActiveRecord),
    kind: 'stance' in said.fields ? 'position' : 'promise',
    ...{ predicate: predicateText(shown.predicate), text, until: shown.until },
    state: stateOf(seen.length, broken !== undefined, backed, answer?.disputes ?? false),
    checked: seen.length,
    last: last ? { block: last[0], index: last[1].index, value: last[1].value } : null,
    broken: broken
      ? { block: broken[0], index: broken[1].index, at: broken[1].at, value: broken[1].value, proven: backed }
      : null,
    answer,
  }
}

/** A snapshot that others contradict, or that its endpoints did not agree on, settles nothing. */
function isBacked({ snapshots }: ChainBase, block: number): boolean {
  const point = snapshots.find((each) => each.block === block)
  return point !== undefined && isProven(point) && point.contradicted.length === 0
}

function stateOf(checked: number, broken: boolean, backed: boolean, disputes: boolean): Keeping {
  if (checked === 0) return 'not yet testable'
  if (!broken) return 'kept'
  return backed && !disputes ? 'not kept' : 'disputed'
}
