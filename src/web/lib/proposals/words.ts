/** What the views of privileged calls say, in words. */

import { text, unhex } from '../../../log/bytes.ts'
import type { ActRow, ProposalSummary } from '../../../views/chain/values/acts.ts'
import { say } from '../language.ts'
import { figure } from '../words.ts'

/** `AdminUtils.sudo_set_tempo, System.remark and 3 more`; or that it is known by its hash alone. */
export function calledInWords({ calls, moreCalls = 0 }: { calls: readonly string[]; moreCalls?: number }): string {
  const named = say('proposal.called', { calls: calls.length === 0 ? 'none' : calls.join(', ') })
  return moreCalls > 0 ? `${named} ${say('proposal.more', { count: moreCalls })}` : named
}

/** `pending`, `executed in part`. */
export const stateInWords = ({ state, error }: Pick<ProposalSummary, 'state' | 'error'>): string =>
  state === 'executed' && error !== null ? say('proposal.partly') : say(`proposal.state.${state}`)

/** `It was executed`. */
export const outcomeInWords = ({ state, error }: Pick<ProposalSummary, 'state' | 'error'>): string =>
  say(`proposal.outcome.${state === 'executed' && error !== null ? 'partly' : state}`)

/** `1 of 2 approved`; empty where the key alone decided. */
export function approvalsInWords({ callHash, approved, threshold }: ProposalSummary): string {
  if (callHash === null) return ''
  return say('proposal.approvals', { approved: approved.length, threshold: threshold ?? 'none' })
}

/** What an act of the timeline was. */
export const actTitle = ({ what }: Pick<ActRow, 'what'>): string => say(`act.title.${what}`)

/** What an act changed: the version, the key, until when; empty for a step towards a call. */
export function changeInWords({ what, spec, until, key }: ActRow): string {
  if (what === 'key-changed') return say('act.key', { key: key ?? 'none' })
  if (spec !== null) return say('act.spec', { spec })
  return until === null ? '' : say('act.until', { until })
}

/** How long a call was pending, in the largest unit that is not less than two: blocks are of twelve seconds. */
export const tookInWords = ({ blocks }: { blocks: number }): string => say('proposal.took', { blocks })

/** Digits in groups; whatever is no whole number stays as it is. */
export const grouped = (digits: string): string =>
  /^-?[0-9]+$/.test(digits) && digits.length <= 15 ? figure(Number(digits)) : digits

/** The text that bytes spell, where all of them can be shown; null for others. */
export function textOf(hex: string): string | null {
  try {
    const words = text(unhex(hex))
    return /^[^\p{C}\p{Default_Ignorable_Code_Point}]+$/u.test(words) ? words : null
  } catch {
    return null // no UTF-8
  }
}
