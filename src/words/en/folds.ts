/** What the ledger, the folds and the views refuse: who may do what after whom, and what is not there to be asked. */
export const folds = {
  'refusal.first-record': 'A log begins with a policy that its operator signed: sign that first.',
  'refusal.first-record.stays': 'Entry 0 names the operator of this log and stays: leave it out.',
  'refusal.wrong-origin': 'The record is for {origin}, this log is {expected}: sign it anew.',
  'refusal.duplicate': 'The log already has this record, as entry {index}: nothing is left to do.',
  'refusal.unknown-kind': 'No kind of record is called {action} here: a newer version may know it.',

  'refusal.session-revoked': 'The session was revoked by entry {index}: sign in again.',
  'refusal.session-expired': 'The session ended at {time}: sign in again.',
  'refusal.session-expired.at-once': 'The session ended at {time}: sign a new one.',
  'refusal.session-scope': 'A session key may not sign a record of the kind {action}: sign it with the wallet.',
  'refusal.not-guest':
    '{account} is no guest: only a key that began as one may do this, and only its votes can be adopted.',
  'refusal.not-guest.late':
    'This account has signed other records, from entry {index} on: only a new key can begin as a guest.',
  'refusal.guest-scope': 'A guest may not sign a record of the kind {action}: take part with a wallet.',
  'refusal.guest-adopted':
    'The votes of the guest {guest} are those of {account} by entry {index}: vote as that account.',
  'refusal.not-yours.handover':
    'The guest {guest} has not handed its votes over to this account: its own key has to sign that first.',
  'refusal.remark-unseen.not-told':
    'The log knows of no remark by {account} with the hash {id} in extrinsic {extrinsic} of block {hash}: send it to a site that reads the chain, once the block is final.',
  'refusal.not-operator': 'Only the operator of this log, {operator}, may sign a record of the kind {kind}.',
  'refusal.wrong-chain':
    'This log is about the chain whose block 0 is {own}, and the record is about {chain}: send it to its own log.',

  'refusal.target-unknown': 'The log has no record {id}: look it up again.',
  'refusal.target-unknown.no-entry-yet': 'The log has no entry {index} yet: its last is {last}.',
  'refusal.target-unknown.of-kind': 'The log has no record {id} of the kind {kinds}: look it up again.',
  'refusal.not-yours.revoke': 'Entry {index} is a record of {account}: only they can take it back.',
  'refusal.not-yours.target': 'Entry {index}, of the kind {kind}, is by {account}: name one of your own.',
  'refusal.not-others':
    'Entry {index}, of the kind {kind}, is your own: a record of the kind {own} is for others to sign.',
  'refusal.revoked.twice': 'Entry {index} was taken back already, by entry {by}: nothing is left to do.',
  'refusal.revoked.target': 'Entry {index} was taken back by entry {by}: nothing more can be said about it.',
  'refusal.revoked.statement': 'The author took this statement back: vote on another one.',
  'refusal.revoked.conversation': 'The conversation “{title}” was taken back by entry {by}: nothing more counts there.',
  'refusal.removed.again':
    'This record was entry {index} and was removed by entry {by}, so it does not come in again: entry {by} says why, and where to appeal.',
  'refusal.removed.twice': 'Entry {index} was removed already, by entry {by}: leave it out.',
  'refusal.bad-field.other-words':
    'The header {header} of this {kind} is "{value}", but what it points at says "{expected}": write these words, so that whoever signs reads what they sign.',
  'refusal.bad-field.not-revocable':
    'Entry {index} is of the kind {kind}, which cannot be taken back: sign a new record.',
  'refusal.bad-field.not-removable':
    'Entry {index} is of the kind {kind}, which stays so that people can see why others do or do not count: leave it out.',
  'refusal.bad-field.ends-another':
    'Entry {index} is of the kind {kind}, which ends an earlier record: without it that record would count again, so leave it out.',

  'refusal.conversation-unknown': 'The log has no conversation {id}: look it up again.',
  'refusal.conversation-not-open': 'The conversation “{title}” opens at {opens}: come back then.',
  'refusal.conversation-closed': 'The conversation “{title}” closed at {closes}.',
  'refusal.bad-field.closes-in-the-past':
    'The conversation would close at {closes}, which is over: give a later time, or none.',
  'refusal.votes-sealed': 'The conversation “{title}” takes sealed votes alone: seal yours.',
  'refusal.votes-open': 'The conversation “{title}” takes open votes alone: vote without a seal.',
  'refusal.opening-not-now.early': 'Sealed votes of “{title}” can be opened from {closes} on: come back then.',
  'refusal.opening-not-now.late': 'Sealed votes of “{title}” could be opened until {ends}.',
  'refusal.opening-mismatch':
    'The sealed vote {id} has another hash than this choice with this secret: what was sealed was something else.',
  'refusal.opening-superseded.later': 'The sealed vote {id} was replaced by {by}: open that one.',
  'refusal.opening-superseded.opened': 'The sealed vote {id} was opened already: nothing is left to do.',
  'refusal.target-unknown.sealed-vote': 'The log has no sealed vote {id}: look it up again.',
  'refusal.not-yours.sealed-vote': 'The sealed vote {id} is by {account}: only they can open it.',
  'refusal.revoked.sealed-vote': 'The sealed vote {id} was taken back: there is nothing to open.',
  'refusal.not-yours.result': 'Only {account}, who began or imported “{title}”, may freeze what it came to.',
  'refusal.result-not-now.never':
    'The conversation “{title}” never closes, so it comes to no result: its views can be read at any size.',
  'refusal.result-not-now.open':
    'The conversation “{title}” closes at {closes}, and had not at {size} entries: name a later size.',
  'refusal.result-not-now.beyond': 'The result names {size} entries, and the log has {last}: name a size that it has.',
  'refusal.not-allowed-to-add': 'Only {author}, who began “{title}”, may add statements to it.',
  'refusal.statement-unknown': 'The log has no statement {id}: look it up again.',
  'refusal.statement-unknown.moderated':
    'The statement {id} was moderated out where it was imported from: vote on another.',
  'refusal.statement-unknown.off-map':
    'The statement {id} is not on the map: it was moderated out, taken back, or is about the conversation itself.',
  'refusal.said-already': 'Statement {id} of this conversation says the same already: vote on that one.',
  'refusal.too-many-statements':
    'You have added {most} statements to “{title}”, which is as many as one account may: vote on what others say.',
  'refusal.totals-hidden':
    'The conversation “{title}” does not show its totals yet: come back after its close, or once sealed votes were opened.',

  'refusal.evidence-missing': 'The file {file} with the SHA-256 {sha256} is not at hand: add it first.',
  'refusal.evidence-mismatch.holdings':
    'The holdings say another {field} than the record that names them: take the snapshot again.',
  'refusal.evidence-mismatch.genesis':
    'The list of block 0 is of another chain than the record that names it: write it anew.',
  'refusal.evidence-mismatch.flows':
    'The flows are of another chain or of other blocks than the record that names them: take the snapshot again.',
  'refusal.evidence-mismatch.act':
    'The evidence of the act is of another block than the record: name the file that was written for it.',
  'refusal.evidence-mismatch.runtime':
    'The change of the runtime is of another block or to another version than the record: name the file that was written for it.',
  'refusal.bad-file.runtime': 'The change of the runtime does not read: {fault}. Read its block again.',
  'refusal.bad-file.act': 'The evidence of the act does not read: {fault}. Read its block again.',
  'refusal.bad-file.genesis': 'The list of block 0 does not read: {fault}. Write it anew.',
  'refusal.bad-file.snapshot': 'The evidence of the snapshot does not read: {fault}. Take the snapshot again.',

  'refusal.not-found.proposal':
    'The log has no privileged call with the record {id}: GET /api/views/proposals lists those there are.',
  'refusal.not-found.referendum':
    'The log knows no referendum {referendum} of the chain: GET /api/views/referenda lists those it knows.',
  'refusal.not-found.upgrade':
    'The log has no upgrade of the runtime with the record {id}: GET /api/views/acts lists those there are.',
  'refusal.not-found.view': 'There is no view called {name}: GET /api/views names those there are.',
  'refusal.not-found.not-in-snapshot': 'The latest snapshot does not have the account {account}: look it up again.',
  'refusal.not-found.pot':
    '{account} is a pot ({what, select, root {stake on root} subnet {the pool of a subnet} baskets {baskets of root dividends} burn {burned TAO} swap {the swap pallet} crowdloan {a crowdloan} orders {limit orders} other {another pallet}}): an account of the chain’s own software, to which nobody has a key. What lies in it counts where it was staked.',
  'refusal.not-found.no-snapshot': 'This log has no snapshot of the chain yet: run an observer first.',
  'refusal.not-found.subnet': 'The latest snapshot has no subnet {netuid}: look it up again.',
  'refusal.not-found.noted':
    'The log has no conversation, no statement and no event {id} that stands: look it up again.',
  'refusal.not-found.event': 'The log has no event {id}: look it up again.',
  'refusal.not-found.question': 'The log has no question {id}: look it up again.',
  'refusal.bad-parameter.of-view': 'The view {view} does not take these parameters: {fault}.',
  'refusal.bad-parameter.move-or-leave':
    'Give either how much moves from whom to whom (move, from, to), or who leaves (leave).',
} as const
