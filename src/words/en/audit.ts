/** What an audit, a mirror, a start and an upgrade say of stored results and of what the log of another version holds. */
export const audit = {
  'audit.other-version':
    '{count, plural, one {# result} other {# results}} of {view}: made by version {version}, this program has {here}: not compared',
  'audit.other-view':
    '{count, plural, one {# result} other {# results}} of {view}: made by version {version}, this program has no view of that name: not compared',
  'audit.frozen.holds': 'entry {index}: {view} at {size, number} entries: holds',
  'audit.frozen.other-bytes': 'entry {index}: {view} at {size, number} entries: other bytes follow from the log',
  'audit.frozen.other-version':
    'entry {index}: {view} at {size, number} entries: made by a version that this program has not, not compared',
  'audit.frozen.not-asked':
    'entry {index}: {view} at {size, number} entries: {why, select, damaged {entries before it are damaged} removed {entries before it were removed since} other {the view gives no answer ({why})}}, not compared',
  'mirror.left-out': '{path}: left out, because it cannot be read as a result of a size that the checkpoint counts',
  'clock.ahead':
    'the clock of this machine says {clock}, long after the last entry of the log ({last}): nothing is taken in. Set the clock right; where it is right and the log was still for so long, start with SENSUS_TODAY={day}, read off another clock.',
  'clock.jumped':
    'the clock of this machine has jumped to {clock}, more than a day further than time went by: nothing is taken in. Set it right; where it is right because the machine slept, start again.',
  'clock.behind':
    'the last entry of the log is from {last}, and the clock of this machine says {clock}. Where the clock is behind, set it right. Where it is right, an earlier entry was admitted under a wrong clock: sessions end and conversations close by the time of the last entry, so go back to a copy from before it, if nobody has a receipt for a later one, or begin a new log.',
  'start.results-dropped':
    '{count, plural, one {# stored result} other {# stored results}} of other versions dropped: they are computed again when somebody asks',
  'start.result-damaged': '{path} is damaged: dropped, and computed again when somebody asks',
  'observer.part-damaged': '{path} is damaged: dropped, and its blocks are read again',
  'observer.book-damaged': '{path} is damaged: the snapshot is read whole, and not from what changed',
  'observer.issuance-moved':
    'what changed until block {block} does not add up to the TAO that was issued: the snapshot is read whole',
  'observer.changes-missed':
    'by block {block} something had changed that no block told of: {first}. The snapshot of that block is whole; those after block {since} and before it may lack this',
  'observer.begins-anew':
    'the state of block {block} is gone before all of it was read: beginning again at a newer block, with about {of} entries to read',
  'observer.begun-unread':
    'block {block}, in which a pending privileged call was begun, cannot be read: {fault}. The call is told as the state has it',
  'observer.renamed':
    'from block {block} on the runtime calls itself {to}, no longer {from}: it is read by what it has',
  'observer.upgraded': 'the runtime has changed from version {from} to {to}, by block {block}',
  'observer.estimate':
    'about {accounts} accounts and {entries} entries in all: {requests} questions and {megabytes} MB for a snapshot by pages, {minutes} minutes at {rate} questions a second',
  'observer.estimate-streamed':
    'the node streams storage: {requests} questions and {megabytes} MB, {minutes} minutes unless it streams slowly',
  'start.tile-mended': '{path} was not as the signed entries give it: written anew from them',
  'upgrade.results':
    '{count, plural, one {# stored result} other {# stored results}} of {view}, made by version {version}; this program has {here}: drop',
  'upgrade.results-unknown':
    '{count, plural, one {# stored result} other {# stored results}} of {view}, made by version {version}; this program has no view of that name: drop',
  'upgrade.question': 'the standing question “{title}” is not in the log: sign and append it as the operator',
  'upgrade.kind':
    '{count, plural, one {# record} other {# records}} of the kind {kind}, which this program does not know: kept in the log, and shown by no view',
  'upgrade.unread':
    '{count, plural, one {# record} other {# records}} of the kind {kind}, which this program knows in another form: kept in the log, and shown by no view',
  'upgrade.how': 'nothing was changed: sensus upgrade --apply does this',
  'upgrade.done':
    '{results, plural, one {# stored result} other {# stored results}} dropped, {questions, plural, one {# standing question} other {# standing questions}} appended',
  'upgrade.nothing': 'nothing is left to do',
} as const
