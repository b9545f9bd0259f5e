/** What the opinion map finds. */
export const maps = {
  'map.verdict.too-few':
    'Too few people have voted enough to tell whether there are groups ({needed} needed, {core} so far).',
  'map.verdict.too-few-statements':
    'Too few statements have been voted on to tell whether there are groups ({needed} needed, {statements} so far).',
  'map.verdict.too-few-voices':
    'Too little weight to tell whether there are groups: {core} people weigh as much as {voices} like the weightiest of them, and {needed} are needed.',
  'map.verdict.one.small': 'No clear groups so far. With {core} people only very distinct groups would show.',
  'map.verdict.one.small.weighed':
    'No clear groups so far. {core} people weigh as much as {voices} like the weightiest of them: only very distinct groups would show.',
  'map.verdict.one':
    'No clear groups: opinions shade into each other. Half-way between the two most different sides stand {ratio} times as many people as at their middles.',
  'map.verdict.one.weighed':
    'No clear groups: opinions shade into each other. Half-way between the two most different sides stands {ratio} times as much weight as at their middles.',
  'map.verdict.one.bare': 'No clear groups: opinions shade into each other.',
  'map.verdict.groups':
    '{k} clear groups: between {a} and {b} stand {middle, plural, one {# person} other {# people}}, where each side’s middle has {near} and {far}.',
  'map.marks': 'Each mark is a person.',
  'map.dots': 'There is a dot wherever somebody stands.',
  'map.said.title': 'Who agrees, and where: “{words}”',
  'map.told.agree': 'agree',
  'map.told.disagree': 'disagree',
  'map.told.pass': 'pass',
  'map.told.none': 'not voted on it',
  'map.said.nobody': 'Nobody has voted yet, so nobody is on the map.',
  'map.said.all':
    '{people, plural, one {Of # person} other {Of # people}} on the map {agree} agree, {disagree} disagree, {pass} pass and {none} have not voted on it.',
  'map.said.group': 'Group {letter}',
  'map.said.label': '{letter} {agree} agree',
  'map.said.everybody': 'Everybody on the map',
  'map.said.side':
    '{voted, select, 0 {{side}: nobody has voted on it.} other {{side}: {agree} of {voted} votes agree, {disagree} disagree.}}',
  'map.said.choose': 'Show one statement on the map',
  'map.said.show': 'Show who agrees',
  'map.said.link': 'Who agrees, and where?',
  'map.said.back': 'Back to the whole map',
  'map.said.marks':
    'Each mark is a person: a disc agrees, a diamond disagrees, a ring passes, a small dot has not voted on it.',
  'map.said.dots':
    'A dot stands for what most of those say who stand there: round for agree, square for disagree; grey where as many say one thing as another, or most pass, small and faint where nobody voted on it.',
  'map.said.table': 'What people on the map say of it',
  'map.said.guests': 'Guests are on no map, and in none of these figures.',
  'map.said.refused': 'The statement that the address names cannot be shown: {why} This is the whole map.',
  'map.verdict.groups.weighed':
    '{k} clear groups: between {a} and {b} stands the weight of {middle} like the weightiest person, where each side’s middle has that of {near} and {far}.',
  'map.part.halves.0': 'Left half',
  'map.part.halves.1': 'Right half',
  'map.part.quarters.0': 'Left quarter',
  'map.part.quarters.1': 'Left of the middle',
  'map.part.quarters.2': 'Right of the middle',
  'map.part.quarters.3': 'Right quarter',
  'map.memory.same':
    'The same group as on the map at {votes} votes: {people} of its {of, plural, one {# person} other {# people}} then {people, plural, one {is} other {are}} in it now.',
  'map.memory.split-of':
    '{when, select, now {Since the map at {votes} votes it has} other {By the map at {votes} votes it had}} split off from {others}.',
  'map.memory.merged-from.kept':
    '{when, select, now {Since the map at {votes} votes it has} other {By the map at {votes} votes it had}} taken in {others}.',
  'map.memory.merged-from.formed':
    '{when, select, now {Since the map at {votes} votes it was} other {By the map at {votes} votes it had been}} formed from {others}.',
  'map.memory.new': 'New since the map at {votes} votes: it is no group that was remembered then.',
  'map.memory.from': '{group} ({people} of its {of, plural, one {# person} other {# people}})',
  'map.memory.since': 'Has its letter since',
  'map.memory.about':
    'Maps are remembered at 128 votes and whenever these have doubled. As many people as can keep the letter of their group.',
  'map.repeated': '{count, plural, one {# ballot is} other {# ballots are}} identical to others and count once here.',
  'map.tried':
    'For each number of groups: people near, half-way and far on the line between the two that are least apart. There is a gap when half-way stand at most 0.4 times as many as at the smaller side, and z is at least 1.5.',
  'map.modes.robust':
    'The same votes give the same map for everybody, whatever the order in which they came; groups are shown only where there is a gap between them. Their letters, and which end is left, are kept from the maps before.',
  'map.modes.classic':
    'Classic mode follows the steps of production Polis: it always divides people into two to five groups, whether there is a gap between them or not, and the same votes in another order give other groups.',
  'map.you.place':
    '{axis, select, first {From left to right} other {From bottom to top}} you stand further towards the end of “{end}” than {share} of the others.',
  'map.you.unsure': 'That may as well be the other side of the middle: your votes do not settle it.',
  'map.you.few': 'Placed from {votes, plural, one {# vote} other {# votes}}: may well lie elsewhere.',
  'map.you.typical': '{of, select, group {Typical of your group} other {Typical of your half of the first axis}}:',
  'map.you.side.agree': 'Agree:',
  'map.you.side.disagree': 'Disagree:',
  'map.you.own.too': 'so do you',
  'map.you.own.not': 'you say the opposite',
  'map.you.own.pass': 'you passed',
  'map.you.own.nothing': 'you have not voted on it',
  'map.you.shared':
    '{n, plural, =0 {There is no statement yet on which you and more than half of {of, select, group {the other groups} other {the other half}} say the same.} one {On # statement you say what more than half of {of, select, group {the other groups} other {the other half}} say:} other {On # statements you say what more than half of {of, select, group {the other groups} other {the other half}} say. First those that most of them say:}}',
  'map.you.shared.votes': '{votes} of {seen} there',
  'map.you.between': 'You stand between two groups: one vote may change which is yours.',
} as const
