import * as z from 'zod'
import { named } from '../../folds/chain/names.ts'
import { snapshots } from '../../folds/chain/snapshots.ts'
import { derived } from '../../folds/derived.ts'
import { bands, type Standing } from '../../folds/people/bands.ts'
import { latestSource } from '../chain/source.ts'
import { nextOf, pageUpTo, rowsOn } from '../params.ts'
import { defineView } from '../view.ts'
import { disclosed } from './disclosures.ts'
import { speaking } from './refs.ts'
import { type UnspokenValue, unspokenValue } from './values.ts'

/** Entities that reach a band of the ladder and have stake on hotkeys of their own, the most first. */
const validators = derived({
  name: 'validators',
  from: { bands },
  compute: ({ bands: { rows } }): readonly Standing[] =>
    rows
      .filter(({ shares }) => shares.weight > 0)
      .sort((a, b) => b.shares.weight - a.shares.weight || (a.key < b.key ? -1 : 1)),
})

/** Which validators have not said anything of themselves, and how much they vote with. */
export const unspoken = defineView({
  name: 'unspoken',
  version: 1,
  title: 'Validators that have not spoken',
  summary:
    'Which of the validators that reach a band of the ladder have signed nothing of what the ladder asks for, no promise and no announcement, and with how much of all stake they vote.',
  value: unspokenValue,
  params: z.strictObject(pageUpTo(500, 20)),

  from: { ...speaking, snapshots, validators, disclosed },

  answer({ ledger, naming, snapshots, validators, disclosed }, page) {
    const silent = validators.filter(({ key }) => !disclosed.spoken.has(key))
    const standing = ledger.operator === null ? undefined : disclosed.questions.get(ledger.operator)
    return {
      source: latestSource(snapshots),
      now: ledger.ms,
      validators: together(validators),
      unspoken: together(silent),
      questions: standing?.size ?? 0,
      rows: rowsOn(silent, page).map(({ key, shares, band }) => ({
        ...named(naming, key),
        share: shares.weight,
        band,
      })),
      next: nextOf(page, silent.length),
      total: silent.length,
    }
  },
})

/** Shares are added in one order, the largest first. */
const together = (all: readonly Standing[]): UnspokenValue['unspoken'] => ({
  count: all.length,
  share: all.reduce((sum, { shares }) => sum + shares.weight, 0),
})
