/**
 * Bodies in parts: `# Goals` on a line of its own, and below it what its author says about them. A wallet shows such a
 * body as it is, and a program finds each part again.
 */

import { isTrimmed } from './characters.ts'
import { type Fault, type Params, Refusal } from './refusals.ts'

/** One part of a body. */
export interface Section {
  /** Its heading on the wire, and its label in a form. */
  heading: string
  hint: string
  required: boolean
  /** In code points. */
  maxLength: number
}

/** The parts of a kind by their names in code, in the order of the wire. */
export type Sections = Readonly<Record<string, Section>>

/** The texts of a body by the names of its parts; a part that is left out is not there. */
export type SectionTexts<S extends Sections> = { [K in keyof S]?: string }

const headingForm = /^# (.+)$/

/** The texts of a body, or what is wrong with it (`bad-field`). */
export function readSections<S extends Sections>(sections: S, body: string): SectionTexts<S> | Refusal {
  const known = Object.entries(sections)
  const texts: Record<string, string> = {}
  let last = -1
  for (const { heading, text } of partsOf(body)) {
    if (heading === null) return fault('words-before-parts', { headings: headingsOf(sections) })
    const place = known.findIndex(([, section]) => section.heading === heading)
    const part = known[place]
    if (part === undefined) return fault('unknown-part', { heading, headings: headingsOf(sections) })
    if (place <= last) return fault('part-order', { heading, headings: headingsOf(sections) })
    const [name, section] = part
    const wrong = wrongText(section, text)
    if (wrong !== null) return wrong
    texts[name] = text
    last = place
  }
  const missing = Object.entries(sections).find(([name, { required }]) => required && texts[name] === undefined)
  if (missing) return fault('part-missing', { heading: missing[1].heading })
  // Only names of parts were given texts.
  return texts as SectionTexts<S>
}

/** The body of these texts, or what is wrong with them (`bad-field`); empty texts are left out. */
export function writeSections<S extends Sections>(sections: S, texts: SectionTexts<S>): string | Refusal {
  const headed = Object.entries(sections).find(([name]) =>
    (texts[name] ?? '').split('\n').some((line) => headingForm.test(line)),
  )
  if (headed) return fault('part-heading', { heading: headed[1].heading })
  const parts = Object.entries(sections).flatMap(([name, { heading }]) => {
    const text = texts[name] ?? ''
    return text === '' ? [] : [`# ${heading}\n${text}`]
  })
  const body = parts.join('\n\n')
  if (body === '') {
    const needed = Object.values(sections).find(({ required }) => required)
    return needed ? fault('part-missing', { heading: needed.heading }) : ''
  }
  const read = readSections(sections, body)
  return read instanceof Refusal ? read : body
}

/** The first line of a body in parts that is no heading. */
export function firstLine(body: string): string {
  return body.split('\n').find((line) => line.trim() !== '' && !headingForm.test(line)) ?? body
}

/** What a rule says of a text that it reads: nothing when it reads, or why it does not. */
export function faultOf(read: unknown): Fault | null {
  return read instanceof Refusal ? { reason: 'unreadable', ...read.params } : null
}

const fault = (reason: string, params: Params): Refusal => new Refusal('bad-field', { ...params, reason })

/** Lines under each heading; what stands before the first one has none. */
function partsOf(body: string): { heading: string | null; text: string }[] {
  const parts: { heading: string | null; lines: string[] }[] = []
  for (const line of body.split('\n')) {
    const [, heading] = headingForm.exec(line) ?? []
    const last = parts.at(-1)
    if (heading !== undefined) parts.push({ heading, lines: [] })
    else if (last) last.lines.push(line)
    else parts.push({ heading: null, lines: [line] })
  }
  // One blank line stands between two parts.
  return parts.map(({ heading, lines }, i) => {
    const blank = i < parts.length - 1 && lines.at(-1) === ''
    return { heading, text: (blank ? lines.slice(0, -1) : lines).join('\n') }
  })
}

function wrongText({ heading, maxLength }: Section, text: string): Refusal | null {
  if (text === '' || !isTrimmed(text)) return fault('part-empty', { heading })
  const length = [...text].length
  return length > maxLength ? fault('part-too-long', { heading, length, most: maxLength }) : null
}

const headingsOf = (sections: Sections): string[] => Object.values(sections).map(({ heading }) => `# ${heading}`)
