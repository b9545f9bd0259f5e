/** What an audit, a mirror, a start and an upgrade say of stored results and of what the log of another version holds. */
export const audit = {
  'audit.other-version':
    '{count, plural, one {# result} other {# results}} of {view}: made by version {version}, this program has {here}: not compared',
  'audit.other-view':
    '{count, plural, one {# result} other {# results}} of {view}: made by version {version}, this program has no view of that name: not compared',
  'mirror.left-out': '{path}: left out, because it cannot be read as a result of a size that the checkpoint counts',
  'start.results-dropped':
    '{count, plural, one {# stored result} other {# stored results}} of other versions dropped: they are computed again when somebody asks',
  'start.result-damaged': '{path} is damaged: dropped, and computed again when somebody asks',
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
