/** Whether something stands with people who usually disagree, and why: an explanation explains, a note helps. */
export const standing = {
  'standing.state.stands': 'stands',
  'standing.state.does-not-stand': 'does not stand',
  'standing.state.disputed': 'disputed',
  'standing.state.open': 'open',
  'standing.why.sides-support':
    'Stands: {supporting}, who usually disagree, say that it {of, select, note {helps} other {explains}}.',
  'standing.why.crowd-supports':
    'Stands: {explains} of the {rated} who rated it say that it {of, select, note {helps} other {explains}}.',
  'standing.why.sides-reject':
    'Does not stand: {rejecting}, who usually disagree, say that it does not {of, select, note {help} other {explain}}.',
  'standing.why.crowd-rejects':
    'Does not stand: {doesNot} of the {rated} who rated it say that it does not {of, select, note {help} other {explain}}.',
  'standing.why.sides-differ':
    'Disputed: {supporting} say that it {of, select, note {helps} other {explains}}, {rejecting} that it does not.',
  'standing.why.nobody': 'Open: nobody has rated it yet.',
  'standing.why.no-place':
    '{cut, select, crowd {Open: only accounts that came after it have rated it, and they do not count.} other {Open: nobody who has a place on a side has rated it yet.}}',
  'standing.why.in-part': 'Open: most say that it {of, select, note {helps} other {explains}} in part.',
  'standing.why.silent': 'Open: nobody of {names} has rated it yet.',
  'standing.why.against':
    'Open: enough say that it {of, select, note {helps} other {explains}}, but {names} {n, plural, one {leans} other {lean}} the other way.',
  'standing.why.few':
    '{cut, select, crowd {Open: few have rated it ({rated});} other {Open: few of {names} have rated it;}} {more} who {n, plural, one {says} other {say}} that it {of, select, note {helps} other {explains}} would be enough{enough, select, yes {} other { there, but elsewhere too many say otherwise}}.',
  'standing.why.unclear':
    'Open: of those who rated it too many say that it does not {of, select, note {help} other {explain}}, or only in part.',
  'standing.side.leaning': '{name} ({explains} for, {partly} partly, {doesNot} against)',
  'standing.side.groups': 'group {letter}',
  'standing.side.halves': '{letter, select, A {the left half of the map} other {the right half of the map}}',
  'standing.side.crowd': 'everybody',
  'standing.side.said': '{n} of {people, plural, one {# person} other {# people}} of {name}',
  'standing.side.row':
    '{name}: {people, plural, one {# person} other {# people}}; {explains} say that it {of, select, note {helps} other {explains}}, {partly} partly, {doesNot} that it does not: {points, plural, one {# point} other {# points}}{asked, select, yes {} other {, not needed}}',
  'standing.unplaced':
    '{cut, select, crowd {{n, plural, one {# rating is by an account that came after it, and does not count.} other {# ratings are by accounts that came after it, and do not count.}}} other {{n, plural, one {# rating has no place on a side, and does not count.} other {# ratings have no place on a side, and do not count.}}}}',
  'standing.rejected-by': '{name} says “does not” to nearly everything that the side of its author writes.',
  'standing.rule.sides':
    'On each side a person who says that it {of, select, note {helps} other {explains}} counts 2 points, one who says partly takes 1 away, one who says that it does not takes 3. It stands when each of the two largest sides reaches 5 and none is below 0; with the words exchanged, it does not stand.',
  'standing.rule.crowd':
    'A person who says that it {of, select, note {helps} other {explains}} counts 2 points, one who says partly takes 1 away, one who says that it does not takes 3. It stands when they reach 10 together and no side is below 0; with the words exchanged, it does not stand. There are no two sides of at least five people whose support could be asked for.',
} as const
