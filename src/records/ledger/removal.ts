import { accountField, bodyField, enumField, listField, numberField, optional, required, textField } from '../fields.ts'
import { defineKind } from '../kind.ts'

/** The operator stops serving records. Their places in the log stay, so everybody sees that something was removed. */
export const removal = defineKind({
  name: 'removal',
  subject: 'ledger',
  title: 'Removal',
  summary:
    'The operator stops serving records, and says why and where to appeal. What was said is no longer served; that it was removed stays for everybody to see.',
  does: 'Removed content',
  reveals: 'that this address removed the named records.',
  signer: 'operator',
  session: false,
  fields: {
    indexes: required(
      listField(numberField(0, 9_007_199_254_740_991), 64, (a, b) => a - b),
      {
        label: 'Indexes',
        hint: 'Places in the log, in rising order with commas between them; at most 64, and at most 256 characters.',
      },
    ),
    category: required(enumField('illegal', 'privacy', 'defamation', 'court', 'author-request', 'key-compromise'), {
      label: 'Category',
      hint: 'The kind of reason.',
    }),
    jurisdiction: optional(textField(1, 120), {
      label: 'Jurisdiction',
      hint: 'The law or the court that asks for it.',
    }),
    whose: optional(accountField(), {
      label: 'Whose they were',
      hint: 'The account that signed them, when it wants that to be said; its page then shows that something was removed.',
    }),
    appeal: required(textField(3, 256), { label: 'Appeal', hint: 'Mail or web address for whoever disagrees.' }),
  },
  body: optional(bodyField(1, 2000), { label: 'Reason', hint: 'Why, without repeating what was removed.' }),
  revocable: false,
  removable: false,
  removes: 'indexes',
  line: ({ category, indexes }) => ({ params: { category, count: indexes.length } }),
  lineWords: '{category}, {count, plural, one {# record} other {# records}}',
  shownAt: { page: 'record', of: 'id' },
  upgrade: 'Later versions may add categories; every reader honours a removal whatever its category.',
  example: {
    indexes: [17, 41],
    category: 'privacy',
    jurisdiction: 'European Union, GDPR article 17',
    appeal: 'appeal@voice.example.org',
    body: 'Two statements named the home of a person who is not a public figure.',
  },
})
