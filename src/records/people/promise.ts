import { example } from '../examples.ts'
import { bodyField, optional, required, timeField } from '../fields.ts'
import { defineKind } from '../kind.ts'
import { saidIn } from '../line.ts'
import { predicateField } from './predicate.ts'

/** Somebody says what the chain will show of them. */
export const promise = defineKind({
  name: 'promise',
  subject: 'people',
  title: 'Promise',
  summary:
    'Says in public what the chain will show, so that anybody can check it later: kept, not kept, not yet testable, or disputed. Taking it back ends it from then on.',
  does: 'Promised something',
  reveals: 'the promise. Each later snapshot of the chain shows whether it is kept.',
  signer: 'anyone',
  session: false,
  fields: {
    predicate: required(predicateField(), {
      label: 'What the chain will show',
      hint: 'Such as "take 5F… <= 18 %", "stake 5C… >= 100 TAO", "influence 5C… <= 5 %", "lock 5C… >= 100 alpha in subnet 4" or "owner of subnet 4 is 5C…".',
    }),
    until: optional(timeField(), { label: 'Until', hint: 'Until when. Empty: until you take it back.' }),
  },
  body: required(bodyField(1, 2000), { label: 'In words', hint: 'What you promise, and why.' }),
  revocable: true,
  removable: true,
  rule: ({ until }, { time }) => (until === undefined || until > time ? null : { reason: 'until-not-after-time' }),
  line: ({ body }) => saidIn(body),
  shownAt: { page: 'account', of: 'account' },
  upgrade: 'Later versions may add predicates; a reader shows those it does not know as not testable.',
  example: {
    predicate: { what: 'take', account: example.bob, most: 1800 },
    until: Date.UTC(2027, 0, 1),
    body: 'We will not raise our take this year.',
  },
})
