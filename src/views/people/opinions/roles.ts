/** What the chain shows somebody to be to a subject, after the latest snapshot. */

import { nobody } from '../../../evidence/accounts.ts'
import { type Subnet, stakeAt } from '../../../evidence/holdings.ts'
import { rowAt } from '../../../evidence/rows.ts'
import { rowOfAddress } from '../../../folds/chain/balance-sheet.ts'
import { type MovementRecords, movementRecords } from '../../../folds/chain/movement-records.ts'
import { type PersonOf, persons } from '../../../folds/chain/names.ts'
import { type Observed, observed } from '../../../folds/chain/observed.ts'
import { type Proposal, register } from '../../../folds/chain/proposals.ts'
import { derived, remembered } from '../../../folds/derived.ts'
import type { Address } from '../../../log/ss58.ts'
import type { RecordId } from '../../../records/ids.ts'
import { type OpinionSubject, readSubject } from '../../../records/opinion-subject.ts'
import { type SubnetHolders, subnetHolders, subnetValidators } from '../../chain/subnet-holders.ts'

/** Whom a subject concerns first, then who has most to do with it. */
export const subjectRoles = ['owner', 'signatory', 'validator', 'holder', 'none'] as const
export type SubjectRole = (typeof subjectRoles)[number]

/** Roles that there are on a subnet, on an account and on a movement; and on a privileged call, which nobody owns. */
export const usualRoles = ['owner', 'validator', 'holder', 'none'] as const satisfies readonly SubjectRole[]
const rolesOnCalls = ['signatory', 'validator', 'holder', 'none'] as const satisfies readonly SubjectRole[]

/** What is known of one subject. */
export interface KnownSubject {
  /** The person whom it concerns, who may reply: owner of the subnet, the account itself, or who moved. */
  concerned: Address | null
  /** Since when it is there (Unix milliseconds): numbers of subnets are given again. */
  since: number | null
  /** Roles that there are, who has most to do with it first. */
  roles: readonly SubjectRole[]
  roleOf(person: Address): SubjectRole
}

/** What is known of a subject by its text. */
export type SubjectsKnown = (text: string) => KnownSubject

/** The subnet of those who stake on the network as a whole. */
const rootNetuid = 0

/** How many subjects are remembered at once. */
const mostSubjects = 1000

/** What the chain shows of subjects. */
export const knownSubjects = derived({
  name: 'known subjects',
  from: { observed, persons, subnetHolders, subnetValidators, movementRecords, register },
  compute: (given): SubjectsKnown => {
    const { observed, persons, subnetHolders, subnetValidators, movementRecords, register } = given
    const validators = new Map(
      [...subnetValidators].map(([netuid, list]) => [netuid, new Set(list.map(({ group }) => group))]),
    )
    return remembered(mostSubjects, (text: string): KnownSubject => {
      const subject = readSubject(text)
      if (subject === null) return unknownSubject
      if (subject.what === 'record') {
        const call = register.byAct.get(subject.id)
        if (call === undefined) return movedBy(movementRecords, persons, subject.id)
        return onCall(observed, persons, call, subnetHolders.get(rootNetuid), validators.get(rootNetuid))
      }
      if (subject.what === 'account') return tiedTo(observed, persons(subject.account))
      return onSubnet(observed, persons, subject, subnetHolders, validators)
    })
  },
})

const unknownSubject: KnownSubject = { concerned: null, since: null, roles: usualRoles, roleOf: () => 'none' }

function movedBy(records: Readonly<MovementRecords>, persons: PersonOf, id: RecordId): KnownSubject {
  const moved = records.get(id)
  if (moved === undefined) return unknownSubject
  const concerned = persons(moved.fields.from)
  return { ...unknownSubject, concerned, roleOf: (person) => (person === concerned ? 'owner' : 'none') }
}

/** Who may approve a privileged call; of all others what they are on root, where the whole network is decided on. */
function onCall(
  observed: Observed | null,
  persons: PersonOf,
  { signatories }: Pick<Proposal, 'signatories'>,
  holders: SubnetHolders | undefined,
  validators: ReadonlySet<number> | undefined,
): KnownSubject {
  const may = new Set(signatories.map(persons))
  const [weight, stake] = [validators ?? new Set<number>(), holders?.amounts ?? new Map<number, bigint>()]
  return {
    ...unknownSubject,
    roles: rolesOnCalls,
    roleOf: (person) => (may.has(person) ? 'signatory' : roleIn(groupOf(observed, person), weight, stake)),
  }
}

/** Whose stake lies with whom: on a validator of theirs the account's own, or theirs on one of the account's. */
function tiedTo(observed: Observed | null, concerned: Address): KnownSubject {
  const [validators, holders] = [new Set<number>(), new Set<number>()]
  const own = groupOf(observed, concerned)
  if (observed && own !== nobody)
    for (const row of observed.holdings.stakeAmount.keys()) {
      const { coldkey, hotkey } = stakeAt(observed.holdings, row)
      const [holder, validator] = [rowAt(observed.groups.groupOf, coldkey), rowAt(observed.groups.groupOf, hotkey)]
      if (holder === own) validators.add(validator)
      if (validator === own) holders.add(holder)
    }
  return {
    concerned,
    since: null,
    roles: usualRoles,
    roleOf: (person) => (person === concerned ? 'owner' : roleIn(groupOf(observed, person), validators, holders)),
  }
}

function onSubnet(
  observed: Observed | null,
  persons: PersonOf,
  { netuid }: Extract<OpinionSubject, { what: 'subnet' }>,
  holdersOf: ReadonlyMap<number, SubnetHolders>,
  validatorsOf: ReadonlyMap<number, ReadonlySet<number>>,
): KnownSubject {
  const subnet = observed?.holdings.facts.subnets.find((each) => each.netuid === netuid)
  if (!observed || subnet === undefined) return unknownSubject
  const concerned = subnet.owner && persons(subnet.owner)
  const validators = validatorsOf.get(netuid) ?? new Set<number>()
  const holders = holdersOf.get(netuid)?.amounts ?? new Map<number, bigint>()
  return {
    concerned,
    since: registeredMs(observed, subnet),
    roles: usualRoles,
    roleOf: (person) => (person === concerned ? 'owner' : roleIn(groupOf(observed, person), validators, holders)),
  }
}

/** Milliseconds between two blocks. */
const blockMs = 12_000

/** When a block was, by the time of the latest snapshot's block and the pace of blocks (Unix milliseconds). */
export function blockTime({ holdings: { facts } }: Pick<Observed, 'holdings'>, block: number): number {
  return Math.max(0, facts.ms - (facts.block - block) * blockMs)
}

/** When a subnet was registered (Unix milliseconds). */
export const registeredMs = (observed: Pick<Observed, 'holdings'>, { registeredAt }: Subnet): number =>
  blockTime(observed, registeredAt)

/** The row that names the entity of a person; `nobody` when the snapshot does not know it. */
function groupOf(observed: Observed | null, person: Address): number {
  const row = observed ? rowOfAddress(observed.holdings, person) : nobody
  return observed === null || row === nobody ? nobody : rowAt(observed.groups.groupOf, row)
}

function roleIn(
  group: number,
  validators: ReadonlySet<number>,
  holders: { has(group: number): boolean },
): 'validator' | 'holder' | 'none' {
  if (group === nobody) return 'none'
  if (validators.has(group)) return 'validator'
  return holders.has(group) ? 'holder' : 'none'
}
