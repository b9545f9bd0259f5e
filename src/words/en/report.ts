/** The report of a conversation, and the card of it that other sites frame. */
export const report = {
  'report.title': 'Report',
  'report.description':
    'What was asked, who took part, what joins and what divides, on one page to share and to print. Every figure follows from the log.',
  'report.back': 'To the conversation',
  'report.link': 'Report to share and to print',
  'report.follows': 'Follows from checkpoint {size} of the log {origin}.',
  'report.again': 'Anybody gets the same figures from the same log.',
  'report.summary': 'In short',
  'report.signed':
    '{people, plural, =0 {Nobody has} one {# person has} other {# people have}} signed {votes, plural, =0 {a vote} one {# vote} other {# votes}} here, on {statements, plural, one {# statement} other {# statements}}.',
  'report.imported':
    '{people, plural, one {# voice} other {# voices}} with {votes, plural, one {# vote} other {# votes}} came with the import; nobody signed them here.',
  'report.joins':
    '{cut, select, groups {Every group} other {Every part of the axis}} {side, select, agree {agrees} other {disagrees}}:',
  'report.divides': 'Mostly agree: {agreeing}. Mostly disagree: {disagreeing}.',
  'report.readings':
    'Weighed by people, stake, locked stake or sides, {robust, plural, one {# statement comes} other {# statements come}} out the same; {contested, plural, =0 {none depends} one {# depends} other {# depend}} on how votes are weighed.',
  'report.stability':
    'Had a fifth of the statements not been there, the groups would be alike by {stability}, where 1 is the same and 0 is chance.',
  'report.nothing': 'No statement joins or divides those who voted yet.',
  'report.part.groups': 'group {letter}',
  'report.part.halves': '{part, select, 0 {the left half} other {the right half}}',
  'report.part.quarters':
    '{part, select, 0 {the left quarter} 1 {those left of the middle} 2 {those right of the middle} other {the right quarter}}',
  'report.share': '{part}: {share}',
  'report.table': 'All statements',
  'report.table.rows': '{shown} of {total, plural, one {# statement} other {# statements}}',
  'report.order': 'Order',
  'report.order.added': 'as they were added',
  'report.order.votes': 'most votes first',
  'report.order.agreed': 'most agreed first',
  'report.order.rejected': 'most disagreed first',
  'report.order.apart': 'where parts differ most',
  'report.state': 'Show',
  'report.state.all': 'all ({n})',
  'report.state.joins': 'what joins ({n})',
  'report.state.divides': 'what divides ({n})',
  'report.state.open': 'neither ({n})',
  'report.state.few': 'too few voted ({n})',
  'report.least': 'At least so many votes',
  'report.empty': 'No statement fits',
  'report.method': 'How this is made',
  'report.method.votes':
    'The last vote of each account on each statement counts. Statements that were taken back, or rejected where they were imported from, are on no list.',
  'report.method.map':
    'People are placed along the two directions in which ballots differ most, and called groups only where there is a gap between them: half-way between two groups must stand at most 0.4 times as many people as at the smaller one. Without a gap the two ends of the first axis are compared.',
  'report.method.joins':
    'A statement joins when more than half of every part hold it, one vote more on either side imagined, and significantly more than half of all (one-sided, 90 %). It divides when significantly more than half of one part agree and of another disagree. Nothing is said before five people, and a tenth, of every part have voted on it.',
  'report.method.readings':
    'Readings weigh the same signed votes in several ways. None of them is the right one: what all of them say depends on no choice of weights.',
  'report.method.limits':
    'This is not a poll: those who vote chose to, and one person may have several accounts unless a reading says otherwise.',
  'report.downloads': 'To take along',
  'report.download.statements': 'Statements with their votes, CSV',
  'report.download.map': 'Every position, JSON',
  'report.download.table': 'This table, JSON',
  'report.download.svg': 'The map, SVG',
  'report.download.png': 'The map, PNG',
  'report.download.polis': 'All votes as the files of Polis, from a terminal:',
  'report.embed': 'To show it elsewhere',
  'report.embed.how': 'This line puts a card with the next statement and the result so far into a page of yours.',
  'report.print': 'Print',
  'embed.conversation.ask': 'What do you think of this?',
  'embed.conversation.vote': 'Vote on it',
  'embed.conversation.voters': '{n, plural, one {# person has} other {# people have}} voted',
  'embed.conversation.none': 'Nobody has stated anything yet.',
  'embed.conversation.hidden': 'Totals are shown when it has closed.',
  'embed.conversation.closed': 'It has closed.',
  'embed.conversation.joins': 'What joins so far',
  'embed.conversation.from': 'From a public log that anybody can check.',
  'embed.conversation.report': 'All of it',
} as const
