import * as z from 'zod'
import { changeKinds, memberKinds, type RuntimeChange } from '../../evidence/runtime-change.ts'
import type { Act } from '../../folds/chain/acts.ts'
import { type Register, register } from '../../folds/chain/proposals.ts'
import { hex, unhex } from '../../log/bytes.ts'
import { blake2b256 } from '../../log/suites.ts'
import type { RecordId } from '../../records/ids.ts'
import { Refusal } from '../../records/refusals.ts'
import { nextOf, pageUpTo, recordIdParam, rowsOn } from '../params.ts'
import { defineView } from '../view.ts'
import { type UpgradeValue, upgradeValue } from './values.ts'

/** What changed with a new runtime. */
export const upgrade = defineView({
  name: 'upgrade',
  version: 1,
  title: 'Runtime upgrade',
  summary:
    'What changed with a new runtime of the chain, by the metadata before and after it: pallets, calls, storage, constants, events, errors and runtime calls. What the code does otherwise under the same names no metadata tells.',
  value: upgradeValue,
  params: z.strictObject({
    upgrade: recordIdParam.describe('Id of the record of the act.').meta({ own: true }),
    what: z.enum(memberKinds).optional().describe('Only members of this kind.').meta({ own: true }),
    change: z.enum(changeKinds).optional().describe('Only those that changed so.').meta({ own: true }),
    ...pageUpTo(1000, 200),
  }),

  from: { register },

  answer({ register }, { upgrade: id, what, change: how, ...page }) {
    const act = register.acts.find((each) => each.id === id)
    if (!act?.change) return new Refusal('not-found', { reason: 'upgrade', id })
    const { from, to, rows, left } = act.change
    const asked = rows.filter(
      (row) => (what === undefined || row.what === what) && (how === undefined || row.change === how),
    )
    return {
      id,
      index: act.index,
      block: act.fields.block,
      at: act.fields.at ?? null,
      from,
      to,
      code: codeOf(act),
      call: callOf(register, act),
      counts: countsOf(rows),
      rows: rowsOn(asked, page),
      left,
      next: nextOf(page, asked.length),
      total: asked.length,
    }
  },
})

function countsOf(rows: RuntimeChange['rows']): UpgradeValue['counts'] {
  const counts = new Map<string, number>()
  for (const { what, change } of rows) counts.set(`${what} ${change}`, (counts.get(`${what} ${change}`) ?? 0) + 1)
  return memberKinds.flatMap((what) =>
    changeKinds.flatMap((change) => {
      const count = counts.get(`${what} ${change}`)
      return count === undefined ? [] : [{ what, change, count }]
    }),
  )
}

/** The code among the arguments of the call that replaced it: its bytes where they are few, else their hash. */
function codeOf({ file }: Act): UpgradeValue['code'] {
  const code = file?.calls[0]?.args.find(({ path }) => path === 'code')
  if (code?.kind === 'digest') return { hash: code.text, size: code.size ?? 0 }
  if (code?.kind !== 'bytes') return null
  const bytes = unhex(code.text)
  return { hash: hex(blake2b256(bytes)), size: bytes.length }
}

/** The privileged call that the same extrinsic carried out. */
function callOf({ proposals }: Register, { fields: { hash, extrinsic } }: Act): RecordId | null {
  const found = proposals.find(
    ({ decided }) =>
      decided !== null &&
      extrinsic !== undefined &&
      decided.fields.hash === hash &&
      decided.fields.extrinsic === extrinsic,
  )
  return found?.id ?? null
}
