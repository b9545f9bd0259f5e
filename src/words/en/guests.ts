/** Words about guests: keys that were made in a browser. */
export const guests = {
  'guest.heading': 'You vote as a guest',
  'guest.road': 'Vote as a guest',
  'guest.road.means':
    'Without a wallet: this browser makes a key and votes at once. Guests are counted apart: they are not on the map and in no reading, because anybody can make any number of them. Take part with a wallet later, and your votes come along.',
  'guest.means':
    'Guests are counted apart: beside each statement, but not on the map, in no reading and in no list of what people share, because anybody can make any number of them.',
  'guest.kept':
    'The key is in this browser alone. Whoever clears it loses the key; the votes stay. Take part with a wallet, and they count as yours.',
  'guest.sign-in': 'Take part with a wallet',
  'guest.forget': 'Forget this key',
  'guest.before': 'You voted here as a guest before.',
  'guest.before.means':
    'Those votes can become yours: they count where you have not voted yourself. Everybody can see that they were, and mirrors keep it.',
  'guest.becomes': 'becomes',
  'guest.take-along': 'Take the votes along',
  'guest.leave-behind': 'Leave them with the guest',
  'guest.handing-over': 'The key of the guest hands its votes over',
  'guest.not-taken': 'The votes were not taken along',
  'guest.no-key': 'This browser cannot keep a key of its own',
  'guest.no-key.why': 'It does not know Ed25519. Take part with a wallet, or open the page in another browser.',
  'guest.apart':
    '{n, plural, one {# guest} other {# guests}} apart: {agree, plural, one {# agrees} other {# agree}}, {disagree, plural, one {# disagrees} other {# disagree}}',
  'guest.account':
    'A guest: a key that was made in a browser, and of which nothing else is known. Its votes are counted apart.',
  'guest.account.adopted': 'A guest whose votes were taken on by this account:',
  'guest.account.adopts': 'Guests whose votes it took on',
  'readings.guests':
    '{n, plural, one {# guest} other {# guests}} voted too and {n, plural, one {is} other {are}} in no reading: anybody makes any number of them. What they say stands apart.',
  'reading.guests': 'Guests, apart',
} as const
