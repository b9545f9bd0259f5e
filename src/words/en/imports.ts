/** Bringing in a conversation that was held elsewhere: what is odd in its files, and the page on which they are looked at. */
export const imports = {
  'import.odd.sign-given': 'sign: agree is -1 in these files, as --sign or the form says; read as agreement',
  'import.odd.sign-declared': 'sign: agree is -1 in these files, as the files declare; read as agreement',
  'import.odd.sign-authors':
    'sign: agree is -1 in these files, as authors show, who voted -1 on {minus} of {n, plural, one {# statement} other {# statements}} of their own; read as agreement',
  'import.odd.sign-counts': 'sign: agree is -1 in these files, as the counts of the comments show; read as agreement',
  'import.odd.sign-form': 'sign: agree is -1 in these files, as in the answers of the API; read as agreement',
  'import.odd.sign-against':
    'sign: {against} of {n, plural, one {# vote} other {# votes}} of authors on their own statements disagree; if agree is {agree} in these files, say so (--sign {sign})',
  'import.odd.same-words': 'statements: {n} in the words of another one; each keeps its own votes',
  'import.odd.seconds': 'time: seconds in {n, plural, one {# row} other {# rows}}; kept as milliseconds',
  'import.odd.rejected':
    'moderated: the words of {n, plural, one {# rejected statement} other {# rejected statements}} are not passed on',
  'import.odd.unaccepted':
    'moderated: only accepted statements were shown there, so {n, plural, one {# statement that nobody accepted counts} other {# statements that nobody accepted count}} as rejected',
  'import.odd.closed':
    'closed: no more votes were taken there; here it goes on unless a time of closing (--closes) says when it ends',
  'import.odd.full':
    'closed: no more statements were taken there; here only the operator may add some unless anyone may (--add anyone)',
  'import.odd.left': 'left out: {n, plural, one {# row} other {# rows}}; the first: {first}',

  'import.title': 'Bring in a conversation held elsewhere',
  'import.description':
    'Look at the files of a conversation before anything is signed: how much there is, and what is odd in them.',
  'import.lead':
    'An export of Polis, or two tables of any other tool. They are read here in your browser; nothing is sent until the operator of this site signs.',
  'import.files': 'Files',
  'import.files.hint':
    'Of Polis: comments.csv and votes.csv, with summary.csv if there is one; or comments.json and votes.json; or participants-votes.csv. Of any other tool: statements.csv and votes.csv. Unpack a zip first. At most {most} MB together.',
  'import.sign': 'What a 1 means in the votes',
  'import.sign.found': 'what the files and the votes of authors show',
  'import.sign.plain': 'agree',
  'import.sign.turned': 'disagree',
  'import.read': 'Read the files',
  'import.reading': 'Reading {file}: {percent} %',
  'import.formats': 'Two tables of any tool',
  'import.formats.statements':
    'statements.csv: a header row with id and text; author, moderated and time where they are known. Moderated is 1 for accepted, -1 for rejected, whose words are not passed on, and else 0.',
  'import.formats.votes':
    'votes.csv: a header row with person, statement and vote; time where it is known. A vote is agree, disagree or pass, or 1, -1 or 0.',
  'import.formats.rest':
    'Times are Unix milliseconds, seconds, or ISO 8601 with a zone. Names of people become numbers, since evidence is public for good.',
  'import.none':
    'No conversation is in these files: comments.csv and votes.csv, comments.json and votes.json, participants-votes.csv, or statements.csv and votes.csv are needed.',
  'import.several': 'These files belong to several conversations: {names}. Choose those of one.',
  'import.large':
    'These files have {size} MB together, and {most} MB are read here. From a terminal there is no such limit.',
  'import.unreadable': 'The browser could not read {file}. Choose it again: it may have changed since.',
  'import.failed': 'These files cannot be brought in',
  'import.found': 'What is in the files',
  'import.statements': 'Statements',
  'import.people': 'People',
  'import.votes': 'Votes',
  'import.votes.means': 'the last of each person on each statement',
  'import.period': 'Period',
  'import.period.none': 'no time is known',
  'import.moderated': 'Rejected by moderators',
  'import.meta': 'About the conversation itself',
  'import.first': 'The first statements',
  'import.rejected': 'Rejected by moderators; its words are not passed on.',
  'import.odd': 'What is odd',
  'import.odd.none': 'Nothing: every row was read as it stands.',
  'import.operator': 'Sign and bring it in',
  'import.operator.means':
    'The record names both files by their SHA-256. They are sent with it and kept for everybody to check.',
  'import.others': 'Bringing it in is up to the operator',
  'import.others.means':
    'Only the operator of this site signs imports. If that is you, take part here with the account of the operator. Otherwise give the files to the operator, who puts them into a folder and runs this:',
  'import.others.operator': 'The operator is',
  'import.others.log-in': 'Take part as the operator',
  'import.attribution.polis':
    'Data was gathered using the Polis software (compdemocracy.org/polis) and is sub-licensed under CC BY 4.0 with Attribution to The Computational Democracy Project.',
  'import.command': 'From a terminal',
  'import.command.means': 'The same is read there; with --preview nothing is signed.',
  'import.without':
    'The files are read by a script in your browser, so this page needs JavaScript. From a terminal it works without:',
  'import.link': 'Bring in a conversation held elsewhere',
} as const
