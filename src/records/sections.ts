/**
 * Bodies in parts: `# Goals` on a line of its own, and below it what its author says about them. A wallet shows such a
 * body as it is, and a program finds each part again.
 */

import { isTrimmed } from './characters.ts'

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

/** The texts of a body, or a sentence that says what to change. */
export function readSections<S extends Sections>(sections: S, body: string): SectionTexts<S> | string {
  const names = Object.keys(sections)
  const texts: Record<string, string> = {}
  let last = -1
  for (const { heading, text } of partsOf(body)) {
    const place = names.findIndex((name) => sections[name]!.heading === heading)
    if (place < 0)
      return `the body has ${heading === null ? 'words before its first part' : `a part "# ${heading}"`}; its parts are ${listed(sections)}`
    if (place <= last)
      return `the part "# ${heading}" stands there twice, or after a part that follows it; their order is ${listed(sections)}`
    const wrong = wrongText(sections[names[place]!]!, text)
    if (wrong !== null) return wrong
    texts[names[place]!] = text
    last = place
  }
  const missing = names.find((name) => sections[name]!.required && texts[name] === undefined)
  if (missing) return `the body lacks the part "# ${sections[missing]!.heading}"`
  return texts as SectionTexts<S>
}

/** The body of these texts, or a sentence that says what to change; empty texts are left out. */
export function writeSections<S extends Sections>(sections: S, texts: SectionTexts<S>): string | { fault: string } {
  const headed = Object.entries(sections).find(([name]) =>
    (texts[name] ?? '').split('\n').some((line) => headingForm.test(line)),
  )
  if (headed)
    return {
      fault: `the part "# ${headed[1].heading}" has a line that begins like a heading: put something before the "#"`,
    }
  const parts = Object.entries(sections).flatMap(([name, { heading }]) => {
    const text = texts[name] ?? ''
    return text === '' ? [] : [`# ${heading}\n${text}`]
  })
  const body = parts.join('\n\n')
  if (body === '') {
    const needed = Object.values(sections).find(({ required }) => required)
    return needed ? { fault: `the body lacks the part "# ${needed.heading}"` } : ''
  }
  const read = readSections(sections, body)
  return typeof read === 'string' ? { fault: read } : body
}

/** Lines under each heading; what stands before the first one has none. */
function partsOf(body: string): { heading: string | null; text: string }[] {
  const parts: { heading: string | null; lines: string[] }[] = []
  for (const line of body.split('\n')) {
    const [, heading] = headingForm.exec(line) ?? []
    if (heading !== undefined) parts.push({ heading, lines: [] })
    else if (parts.length > 0) parts.at(-1)!.lines.push(line)
    else parts.push({ heading: null, lines: [line] })
  }
  // One blank line stands between two parts.
  return parts.map(({ heading, lines }, i) => {
    const blank = i < parts.length - 1 && lines.at(-1) === ''
    return { heading, text: (blank ? lines.slice(0, -1) : lines).join('\n') }
  })
}

function wrongText({ heading, maxLength }: Section, text: string): string | null {
  if (text === '' || !isTrimmed(text))
    return `the part "# ${heading}" is empty, or begins or ends with white space or blank lines`
  const length = [...text].length
  return length > maxLength ? `the part "# ${heading}" has ${length} characters, and may have ${maxLength}` : null
}

const listed = (sections: Sections): string =>
  Object.values(sections)
    .map(({ heading }) => `"# ${heading}"`)
    .join(', ')
