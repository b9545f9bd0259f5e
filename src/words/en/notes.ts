/** Notes on statements and events, and claims about events. */
export const notes = {
  'notes.title': '{what, select, event {Notes on an event} other {Notes on a statement}}',
  'notes.heading': 'Notes',
  'notes.description':
    'What a reader should know beside it, with sources. A note stands when people who usually disagree find that it helps.',
  'notes.sides': 'Who usually disagrees is told by the opinion map of',
  'notes.crowd':
    'No conversation gives sides here yet, so all accounts that were in the log before a note are one crowd.',
  'notes.none': 'Nobody has written a note yet',
  'notes.none.why': 'The first one can be yours: what a reader should know, and where one can check it.',
  'notes.none-in-state': 'No note is in this state',
  'notes.link': '{n, plural, =0 {Notes} other {Notes ({n})}}',
  'notes.link-on': 'on: {words}',
  'notes.count':
    '{n, plural, one {One note} other {{n} notes}}, of which {standing, plural, =0 {none stands} one {one stands} other {{standing} stand}}.',
  'notes.write': 'Write a note',
  'notes.more': 'More notes',
  'notes.first': 'The first notes',
  'notes.all': 'all',
  'notes.left-out':
    'Only the first {n} statements with notes are counted here, and the first {n} notes that stand are shown. Each statement leads to all of its own.',
  'notes.beside': 'What a reader should know',
  'notes.help': 'Does the note help?',
  'notes.rate': 'Sign the rating',
  'notes.rate-by-hand': 'Rate it from a terminal',
  'notes.about-event': 'The event',
  'notes.about-statement': 'The conversation',
  'notes.sources': 'Sources',
  'claims.heading': 'What is claimed about it',
  'claims.description':
    'Each claim is one sentence with sources, and stands for whoever signed it. Replies are opinions on the claim; nothing is added into a verdict.',
  'claims.none': 'Nobody has claimed anything about it yet.',
  'claims.make': 'Make a claim',
  'claims.more': 'More claims',
  'claims.reply': 'Reply to it',
  'claims.replies': '{n, plural, =0 {No reply yet} one {One reply} other {{n} replies}}',
  'claims.some': '{shown} of {n} replies',
} as const
