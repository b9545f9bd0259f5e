/** What sort of statement one is, as people say. */
export const types = {
  'types.heading': 'What type of statement is it?',
  'types.about':
    'A fact can be checked now, true or not; a forecast shows later; a value is what should be, or what matters; a definition is what a word means. It says nothing of whether one agrees.',
  'types.word.fact': 'Fact',
  'types.word.forecast': 'Forecast',
  'types.word.value': 'Value',
  'types.word.definition': 'Definition',
  'types.column': 'Type',
  'types.none': 'None leads: it takes three people, and more than half of them.',
  'types.leading':
    '{type, select, fact {Most say that it is a fact.} forecast {Most say that it is a forecast.} value {Most say that it is a value.} other {Most say that it is a definition.}}',
  'types.counts':
    '{voices, plural, =0 {Nobody has said what type it is.} one {# person says what type it is: {counts}} other {# people say what type it is: {counts}}}',
  'types.count': '{n} {type, select, fact {fact} forecast {forecast} value {value} other {definition}}',
  'types.check': 'A fact can be checked: add a note with sources',
  'types.check-on': 'on: {words}',
  'types.say': 'I say it is',
  'types.choose': 'choose a type',
  'types.sign': 'Sign the type',
  'types.said': 'You say: {type}',
  'types.by-hand': 'Say it from a terminal',
} as const
