/** Words about locked alpha and what follows from it. */
export const locks = {
  'commitment.alpha': '{alpha} alpha',
  'lock.none': 'nothing',
  'lock.sum':
    '{alpha} in {n, plural, one {# lock} other {# locks}}{known, select, yes {} other {, as the chain last wrote it}}',
  'lock.how.stays': 'stays',
  'lock.how.decays': 'decays',
  'lock.how.unknown': 'not known',
  'lock.gone': 'nothing any more',
  'lock.gone.subnet': 'Subnet {netuid}, which is gone',
  'lock.of.heading': 'What is locked',
  'lock.of.means':
    'Alpha that cannot be unstaked, as of the block of the latest snapshot: evidence of commitment, and what conviction over a subnet comes from.',
  'lock.of.more': 'The first {n} of {total} locks.',
  'lock.trail': '{n, plural, one {What one snapshot showed} other {What snapshots showed, in # rows}}',
  'lock.method':
    'What is locked cannot be unstaked. A lock falls to 37 % of itself in {unlock} blocks, and so on, unless its holder has it stay; the conviction of one that stays comes to 63 % of it in {maturity} blocks. Both are as of the block of the snapshot.',
  'race.heading': 'Who would own it by conviction',
  'race.rule':
    'Since August 2026 the stated rule is this: the hotkey with the most conviction takes a subnet that was registered 2,629,800 blocks ago (about a year) or more, as soon as its own conviction is more than 18 % of the eligible alpha. Here that is more than {needed}.',
  'race.rule.none': 'No alpha of this subnet is eligible, so nobody can take it.',
  'race.enforced.seen': 'Subnets have changed hands by conviction in the blocks that this log has.',
  'race.enforced.unknown':
    'Whether the chain acts by it now is not known: no storage says so, and no subnet changed hands by conviction in the blocks that this log has.',
  'race.takeover': 'If nobody locks or unlocks anything more, it changes hands in block {block}:',
  'race.stays': 'If nobody locks or unlocks anything more, it stays with its owner for four years at least.',
  'race.old':
    '{past, select, yes {It is old enough since block {block}} other {It is old enough from block {block} on}}',
  'race.reaches.now': 'reached',
  'race.reaches.never': 'not within four years',
  'race.owners': 'the owner’s',
  'race.leads': 'leads',
  'race.others': '{n, plural, one {# further hotkey has less} other {# further hotkeys have less}}',
} as const
