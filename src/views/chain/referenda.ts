import * as z from 'zod'
import { nextOf, pageUpTo, rowsOn } from '../params.ts'
import { defineView } from '../view.ts'
import { electorateOf, isOpen, referendumRowOf, voting } from './referenda/rows.ts'
import { latestSource } from './source.ts'
import { referendaValue } from './values.ts'

/** Referenda of the chain. */
export const referenda = defineView({
  name: 'referenda',
  version: 2,
  title: 'Referenda',
  summary:
    'Referenda of the chain as far as they were observed: what each asks, its votes, what happens when by the rules of its track, and what came of it; and which collectives have members.',
  value: referendaValue,
  params: z.strictObject(pageUpTo(200, 50)),

  from: voting,

  answer(given, page) {
    const all = [...given.referenda.values()].reverse()
    const open = all.filter(isOpen)
    const rows = [...open, ...all.filter((each) => !isOpen(each))]
    return {
      source: latestSource(given.snapshots),
      ...electorateOf(given),
      rows: rowsOn(rows, page).map((each) => referendumRowOf(given, each)),
      next: nextOf(page, rows.length),
      total: rows.length,
      open: open.length,
    }
  },
})
