import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readSections, writeSections } from './sections.ts'

const part = (heading: string, required = false) => ({ heading, hint: 'A part.', required, maxLength: 40 })
const sections = { first: part('First', true), second: part('Second'), third: part('Third') }

describe('a body in parts', () => {
  test('is read as it was written, whatever stands in it', () => {
    const text = fc
      .array(fc.constantFrom('a', ' ', '\n', '\n\n', '#', '##', '# x', 'First', 'é', '🗳️'), {
        minLength: 1,
        maxLength: 8,
      })
      .map((pieces) => pieces.join('').trim())
      .filter((words) => words !== '')
    const texts = fc.record({ first: text, second: text, third: text }, { requiredKeys: ['first'] })
    fc.assert(
      fc.property(texts, (given) => {
        const body = writeSections(sections, given)
        // A text may be refused (a line that looks like a heading); it is never read as something else.
        if (typeof body === 'string') expect(readSections(sections, body)).toEqual(given)
        else expect(body.fault).toMatch(/^the (part|body) /)
      }),
    )
  })

  test('has each part under its heading, in order', () => {
    expect(writeSections(sections, { third: 'c', first: 'a\n\nb' })).toBe('# First\na\n\nb\n\n# Third\nc')
    expect(readSections(sections, '# First\na\n# Third\nc')).toEqual({ first: 'a', third: 'c' })
  })

  test.each([
    ['a', 'words before its first part'],
    ['# First\na\n\n# Fourth\nb', 'a part "# Fourth"'],
    ['# Third\na\n\n# First\nb', 'after a part that follows it'],
    ['# First\na\n\n# First\nb', 'stands there twice'],
    ['# Second\na', 'lacks the part "# First"'],
    ['# First\n\n# Second\nb', 'is empty'],
    ['# First\n a', 'begins or ends with white space'],
    [`# First\n${'x'.repeat(41)}`, 'has 41 characters, and may have 40'],
  ])('%j is refused in words', (body, words) => {
    const read = readSections(sections, body)
    expect(typeof read === 'string' ? read : 'taken').toContain(words)
  })

  test('nothing said is an empty body, unless something has to be said', () => {
    expect(writeSections({ second: part('Second') }, {})).toBe('')
    expect(writeSections(sections, { second: '' })).toEqual({ fault: 'the body lacks the part "# First"' })
  })
})
