/** Words about sealed votes. */
export const sealed = {
  'sealed.heading': 'Votes here are sealed',
  'sealed.protects':
    'Nobody can read how somebody voted before the close, not even the operator: until then the log has a hash of each vote alone.',
  'sealed.does-not':
    'It is not a secret ballot, and not for guests. Everybody sees who voted on what, and after the close how, once it is opened. You have to come back with this browser and open your votes: it keeps what opens them, and nobody else can. Download it, or a lost browser means a vote that counts as nothing.',
  'sealed.count':
    '{votes, plural, =0 {Nobody has voted yet.} one {# sealed vote: {opened, plural, =0 {none opened} other {# opened}}, {not} sealed and not opened, which counts as nothing.} other {# sealed votes: {opened, plural, =0 {none opened} other {# opened}}, {not} sealed and not opened, which count as nothing.}}',
  'sealed.until': 'They can be opened from the close until',
  'sealed.kept':
    '{n, plural, one {# vote of yours} other {# votes of yours}} here can be opened from this browser; {left, plural, =0 {all are open} other {# still sealed}}.',
  'sealed.open': '{n, plural, one {Open my vote} other {Open my # votes}}',
  'sealed.opening': 'Opening {n} of {all}',
  'sealed.download': 'Download what opens them',
  'sealed.bring': 'Bring it from another browser',
  'sealed.not-opened': 'Not all of your votes were opened',
  'sealed.card':
    'Your vote is sealed: until you open it after the close, the log has only that you voted. You can change it until the close; the last one counts.',
} as const
