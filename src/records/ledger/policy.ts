import { bodyField, optional, required, textField } from '../fields.ts'
import { defineKind } from '../kind.ts'
import { saidIn } from '../line.ts'

/** Who runs this log, and by which rules. Entry 0 of every log is a policy; whoever signed it is the operator. */
export const policy = defineKind({
  name: 'policy',
  subject: 'ledger',
  title: 'Policy',
  summary:
    'The operator says who runs this log and by which rules. The first record of every log is a policy, and whoever signed it is the operator; the latest policy is in force.',
  does: 'Said who runs this log',
  reveals: 'who runs this log.',
  signer: 'operator',
  session: false,
  fields: {
    name: required(textField(1, 120), { label: 'Name of the site', hint: 'What people call this place.' }),
    contact: required(textField(3, 256), {
      label: 'Contact',
      hint: 'How to reach the operator: a mail or web address, or what else is true.',
    }),
    rulesUrl: optional(textField(8, 256), {
      label: 'Address of the rules',
      hint: 'Where longer rules stand, as text.',
    }),
  },
  body: required(bodyField(1, 8000, 16_384), {
    label: 'Who runs this, and the rules',
    hint: 'Plain text, at most 8000 characters.',
  }),
  revocable: true,
  removable: true,
  line: ({ name }) => saidIn(name),
  shownAt: { page: 'record', of: 'id' },
  upgrade: 'Later versions may add headers; the account that signed entry 0 stays the operator whatever they say.',
  example: {
    name: 'Voice of the example network',
    contact: 'operator@voice.example.org',
    rulesUrl: 'https://voice.example.org/rules',
    body: 'Run by three volunteers of the example network.\n\nWhat is said here is public and stays. We remove only what the law or the safety of a person demands, and say so.',
  },
})
