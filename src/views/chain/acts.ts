import * as z from 'zod'
import { askedFor } from '../../evidence/act.ts'
import type { Act } from '../../folds/chain/acts.ts'
import { type Naming, named, naming } from '../../folds/chain/names.ts'
import { type Register, register } from '../../folds/chain/proposals.ts'
import { ledger } from '../../folds/derived.ts'
import { nextOf, pageUpTo, recordIdParam, rowsOn, wholeNumber } from '../params.ts'
import { defineView } from '../view.ts'
import { type ActRow, actsValue } from './values/acts.ts'

/** Everything that was done with privileged power. */
export const acts = defineView({
  name: 'acts',
  version: 1,
  title: 'Privileged acts',
  summary:
    'Everything that was done with the privileged key of the chain, as far as it was observed: calls proposed, approved, withdrawn and executed, changes of the key and of the runtime, safe mode; each with who approved.',
  value: actsValue,
  params: z.strictObject({
    act: recordIdParam.optional().describe('Id of the record of an act: only this one.'),
    from: wholeNumber(0, 4_294_967_295).optional().describe('First block.').meta({ own: true }),
    netuid: wholeNumber(0, 65_535).optional().describe('Only those whose call names this subnet.').meta({ own: true }),
    ...pageUpTo(500, 50),
  }),

  from: { ledger, naming, register },

  answer({ ledger, naming, register }, { act, from, netuid, ...page }) {
    const all = register.acts
      .filter(({ id }) => act === undefined || id === act)
      .filter(({ fields: { block } }) => from === undefined || block >= from)
      .filter((each) => netuid === undefined || namesSubnet(register, each, netuid))
      .reverse()
    return {
      now: ledger.ms,
      acts: rowsOn(all, page).map((each) => ({
        ...actRowOf(naming, register, each),
        approved: approvedFor(register, each).map((account) => named(naming, account)),
      })),
      next: nextOf(page, all.length),
      total: all.length,
    }
  },
})

/** Those who had approved what an act decided. */
function approvedFor({ byAct }: Register, act: Act) {
  const call = byAct.get(act.id)
  return call?.decided === act ? call.approved : []
}

/** Names of arguments that hold the number of a subnet. */
const subnetArgument = /^(netuid|origin_netuid|destination_netuid)$/

function namesSubnet({ byAct }: Register, { id }: Act, netuid: number): boolean {
  const calls = byAct.get(id)?.call?.calls ?? []
  return calls.some(({ args }) =>
    args.some(({ path, kind, text }) => kind === 'number' && subnetArgument.test(path) && text === String(netuid)),
  )
}

/** How many names of calls a row has. */
export const mostNames = 20

/** An act as views publish it. */
export function actRowOf(naming: Naming, { byAct }: Pick<Register, 'byAct'>, act: Act): ActRow {
  const { what, block, at, extrinsic, event, by, authority, key, error, spec, until } = act.fields
  const call = byAct.get(act.id)
  return {
    id: act.id,
    index: act.index,
    what,
    block,
    at: at ?? null,
    extrinsic: extrinsic ?? null,
    event: event ?? null,
    by: by === undefined ? null : named(naming, by),
    authority: authority ?? null,
    key: key ?? null,
    calls: call?.call ? askedFor(call.call).slice(0, mostNames) : [],
    error: error ?? null,
    spec: spec ?? null,
    until: until ?? null,
    call: call?.id ?? null,
  }
}
