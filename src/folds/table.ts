import { acts } from './chain/acts.ts'
import { coverage } from './chain/coverage.ts'
import { flows } from './chain/flows.ts'
import { freshGroups } from './chain/fresh-groups.ts'
import { genesisLists } from './chain/genesis.ts'
import { concentrationHistory } from './chain/history.ts'
import { introduced } from './chain/introduced.ts'
import { knownAccounts } from './chain/known-accounts.ts'
import { largeMovements } from './chain/large-movements.ts'
import { links } from './chain/links.ts'
import { lockHistory } from './chain/lock-history.ts'
import { movementRecords } from './chain/movement-records.ts'
import { referendumRecords } from './chain/referenda.ts'
import { snapshots } from './chain/snapshots.ts'
import { subnetOwners } from './chain/subnet-owners.ts'
import { ballots, guestBallots } from './conversation/ballots.ts'
import { conversations } from './conversation/conversations.ts'
import { imports } from './conversation/imports.ts'
import { results } from './conversation/results.ts'
import { statementTypeVotes } from './conversation/statement-types.ts'
import { votePlaces } from './conversation/vote-places.ts'
import { adoptions } from './ledger/adoptions.ts'
import { authored } from './ledger/authored.ts'
import { tableOf } from './ledger.ts'
import { bandsReached } from './people/bands.ts'
import { ladders } from './people/ladders.ts'
import { predicates } from './people/predicates.ts'
import { profiles } from './people/profiles.ts'
import { peopleRecords } from './people/records.ts'
import { repeatedWords } from './people/repeated.ts'
import { stakeChecks } from './people/stakes.ts'

/** Every fold there is: what the views ask. */
export const allFolds = tableOf([
  authored,
  imports,
  conversations,
  votePlaces,
  ballots,
  guestBallots,
  results,
  statementTypeVotes,
  adoptions,
  snapshots,
  links,
  freshGroups,
  flows,
  coverage,
  largeMovements,
  concentrationHistory,
  genesisLists,
  knownAccounts,
  introduced,
  movementRecords,
  acts,
  referendumRecords,
  peopleRecords,
  ladders,
  stakeChecks,
  predicates,
  bandsReached,
  profiles,
  subnetOwners,
  lockHistory,
])

/**
 * What admission needs to know beside the ledger: which conversations are open, what may be voted on, typed or frozen,
 * what moved, and the words that records repeat.
 */
export const doorFolds = tableOf([conversations, results, statementTypeVotes, movementRecords, repeatedWords])

/** The ledger and no fold: who may sign what, and what was removed. */
export const ledgerAlone = tableOf([])
