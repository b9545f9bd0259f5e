import { bodyField, required, textField } from '../fields.ts'
import { defineKind } from '../kind.ts'
import { shorten } from '../limits.ts'
import { saidIn } from '../line.ts'
import { Refusal } from '../refusals.ts'
import { faultOf } from '../sections.ts'
import { type Expectation, expectations, isExpectation } from './expectations.ts'

/** What is expected from some share of influence on, beside what is expected of smaller shares. */
export interface Band {
  /** Share of influence, as a fraction of one. */
  from: number
  /** Does it also hold for whoever has a seat, a key or a subnet, however small? */
  office: boolean
  expects: { what: Expectation; days: number | null }[]
}

/** The ladder of a log whose operator has not signed another one. */
export const defaultLadder = `from 0.01 %: introduction
from 0.1 %: interests, positions, explanations within 14 days
from 1 %, or any seat, key or subnet: accounts, report every 90 days, answers within 14 days`

/** Which disclosures are expected of whom. The latest ladder of the operator is in force. */
export const ladder = defineKind({
  name: 'ladder',
  subject: 'people',
  title: 'Ladder',
  summary:
    'The operator publishes which disclosures are expected from which share of influence on. Nothing follows from not meeting them but that it shows; the latest ladder is in force.',
  does: 'Said what is expected of whom',
  reveals: 'what is expected of whom, and that this address says so.',
  signer: 'operator',
  session: false,
  fields: {
    title: required(textField(1, 120), { label: 'Title', hint: 'What this ladder is.' }),
  },
  body: required(bodyField(1, 2000), {
    label: 'Bands',
    hint: `One per line, the smallest first: "from 0.1 %: interests, explanations within 14 days". What a band expects holds for those above too. Known are ${expectations.join(', ')}; "within" or "every" so many days may follow.`,
  }),
  revocable: true,
  removable: true,
  rule: ({ body }) => faultOf(parseLadder(body)),
  line: ({ title }) => saidIn(title),
  shownAt: { page: 'transparency' },
  upgrade: 'Later versions may add expectations; a reader that does not know one keeps the ladder before it.',
  example: { title: 'Expectations in proportion to influence', body: defaultLadder },
})

const bandForm = /^from (\d{1,3}(?:\.\d{1,4})?) %(, or any seat, key or subnet)?: (.+)$/
const itemForm = /^([a-z]+)(?: (?:within|every) ([1-9]\d{0,3}) days)?$/

/** The bands of a ladder, the smallest first, or which line is wrong (`bad-field`). */
export function parseLadder(body: string): Band[] | Refusal {
  const bands: Band[] = []
  for (const [i, line] of body.split('\n').entries()) {
    const band = parseBand(line)
    if (band === null) return new Refusal('bad-field', { reason: 'ladder-line', line: i + 1, value: shorten(line) })
    if (bands.some(({ from }) => from >= band.from))
      return new Refusal('bad-field', { reason: 'ladder-order', line: i + 1 })
    const twice = band.expects.find(({ what }) =>
      bands.some(({ expects }) => expects.some((each) => each.what === what)),
    )
    if (twice) return new Refusal('bad-field', { reason: 'ladder-twice', line: i + 1, what: twice.what })
    bands.push(band)
  }
  return bands
}

function parseBand(line: string): Band | null {
  const [, percent, office, list] = bandForm.exec(line) ?? []
  if (percent === undefined || list === undefined || Number(percent) > 100) return null
  const expects = list.split(', ').map(parseItem)
  const known = expects.filter((each) => each !== null)
  const names = new Set(known.map(({ what }) => what))
  if (known.length < expects.length || names.size < known.length) return null
  return { from: Number(percent) / 100, office: office !== undefined, expects: known }
}

function parseItem(item: string): Band['expects'][number] | null {
  const [, what, days] = itemForm.exec(item) ?? []
  if (what === undefined || !isExpectation(what)) return null
  return { what, days: days === undefined ? null : Number(days) }
}
