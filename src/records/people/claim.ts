import { example } from '../examples.ts'
import { bodyField, idField, required, textField } from '../fields.ts'
import { defineKind } from '../kind.ts'
import { beginningOf } from '../line.ts'
import { isRefusal } from '../refusals.ts'
import { faultOf, readSections, type SectionTexts } from '../sections.ts'
import { longestSources, readSources, sourcesPart } from '../sources.ts'

export const claimParts = {
  claim: {
    heading: 'Claim',
    hint: 'One sentence about what happened that can be right or wrong.',
    required: true,
    maxLength: 280,
  },
  sources: sourcesPart,
}

/** One sentence about an event that whoever signs it holds to be so. Others reply with opinions on it. */
export const claim = defineKind({
  name: 'claim',
  subject: 'people',
  title: 'Claim about an event',
  summary:
    'Claims in one sentence that something about an event is so, with sources. Others reply to it with opinions, and nothing is added into a verdict.',
  does: 'Claimed something about an event',
  reveals: 'the claim with its sources, beside the event.',
  signer: 'anyone',
  session: false,
  fields: {
    event: required(idField(), { label: 'Event', hint: 'Id of the event.' }),
    title: required(textField(1, 120), {
      label: 'Title of the event',
      hint: 'As it stands, so that the text says what the claim is about.',
    }),
  },
  body: required(bodyField(1, 280 + longestSources + 40, 16_384), {
    label: 'Claim',
    hint: 'The sentence, and the sources.',
  }),
  sections: claimParts,
  revocable: true,
  removable: true,
  points: { event: { kinds: ['event'] } },
  repeats: { title: { of: 'event' } },
  rule: ({ body }) => faultOf(readSources(claimTexts(body).sources ?? '')),
  line: ({ body }) => beginningOf(body),
  shownAt: { page: 'events', of: 'event' },
  upgrade: 'Later versions may add headers and parts; a source keeps its form.',
  example: {
    event: example.record,
    title: 'A team leaves the network',
    body: '# Claim\nThe emissions of the subnet were stopped a week before the team said that it leaves.\n\n# Sources\nhttps://explorer.example.org/subnet/4',
  },
})

/** The parts of a claim's body. */
export function claimTexts(body: string): SectionTexts<typeof claimParts> {
  const read = readSections(claimParts, body)
  return isRefusal(read) ? {} : read
}
