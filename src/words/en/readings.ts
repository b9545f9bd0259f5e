/** Words about the readings of a conversation. */
export const readings = {
  'readings.title': 'Readings',
  'readings.description':
    'The same signed votes, weighed in several ways side by side. Where all ways agree, no choice of how to count decides it; where one says what the others deny, it is named, with those behind it.',
  'readings.ways': 'How votes are weighed',
  'readings.voices': '{n, plural, =0 {nobody has a voice} one {# person has a voice} other {# people have a voice}}',
  'readings.largest': 'the largest has {share} of it',
  'readings.imported':
    '{n, plural, one {# voice came} other {# voices came}} with the import and {n, plural, one {is} other {are}} in no reading: nobody signed them here.',
  'readings.none': 'Nobody has signed a vote here yet',
  'readings.none.why': 'Readings weigh signed votes. Yours can be the first.',
  'readings.all': 'All',
  'readings.state': '{state} ({n})',
  'readings.statements': 'What they say of each statement',
  'readings.nothing': 'No statement is in this state',
  'readings.part': '{agree} agree, {disagree} disagree',
  'readings.voters': '{n, plural, one {# person} other {# people}}',
  'readings.effective': '{n, plural, one {# person} other {# people}} who count as {effective} equal ones',
  'readings.maps': 'The opinion map under each reading',
  'readings.maps.about':
    'The same people in the same conversation, with voices of other weights: from 0 to 1, the weightiest 1. Whoever has no weight in a reading is not on its map.',
  'readings.verdicts.same': 'Of groups the maps say the same, however voices are weighed.',
  'readings.verdicts.differ': 'Whether there are groups depends on how voices are weighed.',
  'readings.verdicts.few':
    '{n, plural, =0 {Under no reading are there voices enough} other {Under one reading alone are there voices enough}} to say whether there are groups.',
  'readings.verdict': '{readings}: {verdict}.',
  'reading-verdict.too-few': 'too few voices to tell whether there are groups',
  'reading-verdict.one': 'no clear groups',
  'reading-verdict.groups': '{k} clear groups',
  'readings.held': 'What holds across the map',
  'readings.held.all':
    '{n, plural, =0 {No statement is} one {# statement is} other {# statements are}} held by all parts of each of them.',
  'readings.held.some':
    '{n, plural, one {# more is} other {# more are}} held by all parts of some of them and not of others: how voices are weighed decides it.',
  'readings.held.none': 'No map has parts yet with voices enough to hold something together.',
  'readings.held.compared': 'Compared are the maps that have voices enough in every part: {readings}.',
  'readings.held.in': 'held on the {n, plural, one {map} other {maps}} of {readings}',
  'readings.held.not': 'not on {n, plural, one {that} other {those}} of {readings}',
  'readings.held.few': '(too few voices yet)',
  'reading-held.agree': 'All parts agree:',
  'reading-held.disagree': 'All parts disagree:',
  'readings.likeness':
    'Likeness of this axis to that of the reading People: {likeness}, where 1 means that the same statements divide.',
  'readings.map.alt': 'The opinion map of the reading {reading}. {verdict}',
  'readings.map.without':
    '{n, plural, one {# person who signed has} other {# people who signed have}} no weight here and {n, plural, one {is} other {are}} not on it.',
  'readings.map.none': 'Nobody has weight in this reading, so nobody is on its map.',
  'readings.map.download': 'Download as SVG',
  'readings.link': 'The same votes under other weightings',
  'reading.people': 'People',
  'reading-means.people':
    'Everybody has one voice; accounts that are proven to belong together are one. It leaves nobody out, not even whoever makes many keys.',
  'reading-unknown.people': 'Nobody has voted.',
  'reading.stake': 'Stake',
  'reading-means.stake':
    'A voice weighs what somebody had staked from their own coldkeys at the block named below. It leaves out whoever has staked nothing, and what is staked on exchanges or by others.',
  'reading-unknown.stake': 'No snapshot of the chain is in this log yet.',
  'reading.conviction': 'Conviction',
  'reading-means.conviction':
    'A voice weighs what somebody had locked at the block named below, in TAO at its prices. It leaves out whoever can leave at once.',
  'reading-unknown.conviction': 'No snapshot in this log shows a lock.',
  'reading.balanced': 'Balanced',
  'reading-means.balanced':
    'Each side of the opinion map has one voice, shared by its people, so that no side outvotes another. It leaves out whoever has voted on too little to have a place on the map.',
  'reading-unknown.balanced': 'The map has no sides yet.',
  'reading-state.robust': 'Robust',
  'reading-state.robust.why':
    'However votes are weighed, more than half {side, select, agree {agree} other {disagree}}.',
  'reading-state.contested': 'Contested',
  'reading-state.contested.why': 'It depends on how votes are weighed.',
  'reading-state.partly': 'In part',
  'reading-state.partly.why':
    'Some readings {side, select, agree {agree} other {disagree}}, in others neither side has significantly more than half.',
  'reading-state.open': 'Open',
  'reading-state.open.why': 'In no reading has either side significantly more than half.',
  'reading-state.few': 'Too few',
  'reading-state.few.why': 'Fewer than two readings have enough voices on it.',
  'reading-says.agree': 'agree',
  'reading-says.disagree': 'disagree',
  'reading-says.open': 'neither',
  'reading-says.few': 'too few',
  'reading-side.agree': 'agree',
  'reading-side.disagree': 'disagree',
  'reading-flip':
    '{reading}: {n, plural, one {# person} other {# people}} who {side}. {none, plural, =0 {All of them have weight elsewhere, too.} other {{none} of them have no weight where the opposite comes out.}}',
  'reading-flip.largest': 'The weightiest of them: {part} of that side.',
} as const
