/** What the opinion map finds. */
export const maps = {
  'map.verdict.too-few':
    'Too few people have voted enough to tell whether there are groups ({needed} needed, {core} so far).',
  'map.verdict.too-few-statements':
    'Too few statements have been voted on to tell whether there are groups ({needed} needed, {statements} so far).',
  'map.verdict.one.small': 'No clear groups so far. With {core} people only very distinct groups would show.',
  'map.verdict.one':
    'No clear groups: opinions shade into each other. Half-way between the two most different sides stand {ratio} times as many people as at their middles.',
  'map.verdict.one.bare': 'No clear groups: opinions shade into each other.',
  'map.verdict.groups':
    '{k} clear groups: between {a} and {b} stand {middle, plural, one {# person} other {# people}}, where each side’s middle has {near} and {far}.',
  'map.marks': 'Each mark is a person.',
  'map.dots': 'There is a dot wherever somebody stands.',
  'map.repeated': '{count, plural, one {# ballot is} other {# ballots are}} identical to others and count once here.',
  'map.tried':
    'For each number of groups: people near, half-way and far on the line between the two that are least apart. There is a gap when half-way stand at most 0.4 times as many as at the smaller side, and z is at least 1.5.',
  'map.modes.robust':
    'The same votes give the same map for everybody, whatever the order in which they came; groups are shown only where there is a gap between them.',
  'map.modes.classic':
    'Classic mode follows the steps of production Polis: it always divides people into two to five groups, whether there is a gap between them or not, and the same votes in another order give other groups.',
  'map.you.place':
    '{axis, select, first {From left to right} other {From bottom to top}} you stand further towards the end of “{end}” than {share} of the others.',
  'map.you.unsure': 'That may as well be the other side of the middle: your votes do not settle it.',
  'map.you.few': 'Placed from {votes, plural, one {# vote} other {# votes}}: may well lie elsewhere.',
  'map.you.between': 'You stand between two groups: one vote may change which is yours.',
} as const
