/** What is said while somebody writes. Nothing of it refuses a text. */
export const writing = {
  'writing.near': 'Somebody said nearly this: vote on it instead?',
  'writing.near.line': '  {id}: {words}',
  'writing.personal.line': '  {sort}: {words}',
  'writing.vote': 'Vote on it',
  'writing.personal': 'This looks like personal data.',
  'writing.personal.means':
    'Everybody can read what you sign, and mirrors keep it. A removal takes it from this site, not from those who have read it.',
  'personal.seed-phrase': 'the words of a wallet, which give away all that it holds',
  'personal.hex-secret': 'a secret key, perhaps',
  'personal.card-number': 'the number of a card',
  'personal.national-number': 'a number that a state gave to a person',
  'personal.street-address': 'where somebody lives',
  'personal.telephone': 'a telephone number',
  'personal.e-mail': 'an e-mail address',
  'personal.ip-address': 'the address of a computer',
} as const
