import { example } from '../examples.ts'
import { accountField, bodyField, optional, required, textField, timeField } from '../fields.ts'
import { defineKind } from '../kind.ts'
import { saidIn } from '../line.ts'

/** The longest that a claim may stand, in milliseconds: 184 days are at least six months. */
const longest = 184 * 86_400_000

export const attributionParts = {
  claim: { heading: 'Claim', hint: 'What you say, and why you think so.', required: true, maxLength: 2000 },
  sources: { heading: 'Sources', hint: 'Where anybody can look: one per line.', required: true, maxLength: 2000 },
}

/** Somebody claims that an account belongs to somebody else. It never adds up, and ends by itself. */
export const attribution = defineKind({
  name: 'attribution',
  subject: 'people',
  title: 'Attribution',
  summary:
    'Claims that an account belongs to somebody, with sources. It is shown as a claim of its author, never joins accounts, ends after six months at the latest, and whom it names can answer.',
  does: 'Claimed whose an account is',
  reveals: 'the claim with its sources, and that this address makes it.',
  signer: 'anyone',
  session: false,
  fields: {
    subject: required(accountField(), { label: 'Account', hint: 'The account that the claim is about.' }),
    owner: required(textField(1, 120), { label: 'Belongs to', hint: 'Whom it belongs to, in words.' }),
    ownerAccount: optional(accountField(), { label: 'Account of the owner', hint: 'One that is known to be theirs.' }),
    until: required(timeField(), { label: 'Until', hint: 'When the claim ends, at most six months from now.' }),
  },
  body: required(bodyField(1, 4100, 16_384), {
    label: 'Claim and sources',
    hint: 'Why you think so, and where to look.',
  }),
  sections: attributionParts,
  revocable: true,
  removable: true,
  rule: ({ until }, { time }) => {
    if (until <= time) return { reason: 'until-not-after-time' }
    return until - time > longest ? { reason: 'until-too-late' } : null
  },
  line: ({ owner }) => saidIn(owner),
  shownAt: { page: 'account', of: 'subject' },
  upgrade: 'Later versions may add headers; a claim stays a claim.',
  example: {
    subject: example.bob,
    owner: 'Example Mining Company',
    until: Date.UTC(2026, 11, 24),
    body: '# Claim\nThe account pays the hotkeys that the company announced.\n\n# Sources\nhttps://mining.example.org/hotkeys',
  },
})
