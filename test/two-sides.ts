/** People of two sides, and a conversation in which they disagree. */
export const left = ['lara', 'leo', 'lena', 'lou', 'lars', 'liv', 'luc', 'lia', 'lynn', 'lois', 'lino', 'lute']
export const right = ['rita', 'rolf', 'rosa', 'rune', 'ruth', 'ray', 'rex', 'rae', 'rory', 'rhea', 'remy', 'rudi']
const twelve = Array.from({ length: 12 }, (_, i) => `s${i}`)

/** Two sides that disagree on everything, but that each person thinks otherwise on one statement. */
const votesOf = (people: readonly string[], agrees: (i: number) => boolean): string =>
  people
    .flatMap((who, own) =>
      twelve.map((s, i) => `${who} votes ${agrees(i) === (i !== own) ? 'agree' : 'disagree'} on ${s}`),
    )
    .join('\n')

/** A conversation of so many people of each side. */
export const talkOf = (many: number): string => `
  operator begins talk: Where to?
  ${twelve.map((each) => `operator states ${each} in talk: This is ${each}.`).join('\n')}
  ${votesOf(left.slice(0, many), (i) => i < 9)}
  ${votesOf(right.slice(0, many), (i) => i >= 9)}
`
