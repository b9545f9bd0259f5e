import * as z from 'zod'
import { named } from '../../folds/chain/names.ts'
import { snapshots } from '../../folds/chain/snapshots.ts'
import { latestSource } from '../chain/source.ts'
import { accountAddress, nextOf, pageUpTo, rowsOn } from '../params.ts'
import { defineView } from '../view.ts'
import { knownSubjects } from './opinions/roles.ts'
import { countsByRole, saidOpinions, stancesOf } from './opinions/rows.ts'
import { subjectParam } from './opinions/subject-param.ts'
import { speaking } from './refs.ts'
import { groupsOfSides } from './side-groups.ts'
import { sides } from './sides.ts'
import { opinionsValue, subjectRole } from './values/opinions.ts'

/** What people think of a subnet, an account or a movement, by what the chain shows them to be there. */
export const opinions = defineView({
  name: 'opinions',
  version: 2,
  title: 'Opinions',
  summary:
    'What people think of a subnet, an account or a movement: the latest of each, with what the latest snapshot shows them to be there, until when it holds, and the reply of whom it concerns. Counted by role and by opinion group, and never added into a rating.',
  value: opinionsValue,
  params: z.strictObject({
    subject: subjectParam
      .optional()
      .describe('Only those on this: subnet: with its number, an address, or the id of a record.')
      .meta({ own: true }),
    account: accountAddress
      .optional()
      .describe('Only those of the person that this account belongs to.')
      .meta({ own: true }),
    role: subjectRole.optional().describe('Only those of people in this role.'),
    ...pageUpTo(500, 50),
  }),

  from: { ...speaking, snapshots, saidOpinions, knownSubjects, sides },

  answer(given, { subject, account, role, ...page }) {
    const { persons, saidOpinions: said } = given
    const person = account === undefined ? null : persons(account)
    const all = subject === undefined ? said.by(person) : said.on(subject)
    const rows = all
      .filter(({ by }) => person === null || by.key === person)
      .filter((each) => role === undefined || each.role === role)
    const concerned = subject === undefined ? null : given.knownSubjects(subject).concerned
    const groups = groupsOfSides(given.sides, given.ledger.size)
    const inForce = all.filter(({ state }) => state === 'in-force')
    return {
      now: given.ledger.ms,
      source: latestSource(given.snapshots),
      concerned: concerned && named(given.naming, concerned),
      rows: rowsOn(rows, page),
      next: nextOf(page, rows.length),
      total: rows.length,
      byRole: subject === undefined ? [] : countsByRole(all, given.knownSubjects(subject).roles),
      byGroup:
        subject === undefined
          ? []
          : groups.ids.map((group) => ({ group, stances: stancesOf(inForce.filter((each) => each.group === group)) })),
      groupsFrom: subject === undefined ? null : groups.from,
    }
  },
})
