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
        else expect(body.code).toBe('bad-field')
      }),
    )
  })

  test('has each part under its heading, in order', () => {
    expect(writeSections(sections, { third: 'c', first: 'a\n\nb' })).toBe('# First\na\n\nb\n\n# Third\nc')
    expect(readSections(sections, '# First\na\n# Third\nc')).toEqual({ first: 'a', third: 'c' })
  })

  test.each([
    ['a', { reason: 'words-before-parts', headings: ['# First', '# Second', '# Third'] }],
    ['# First\na\n\n# Fourth\nb', { reason: 'unknown-part', heading: 'Fourth' }],
    ['# Third\na\n\n# First\nb', { reason: 'part-order', heading: 'First' }],
    ['# First\na\n\n# First\nb', { reason: 'part-order', heading: 'First' }],
    ['# Second\na', { reason: 'part-missing', heading: 'First' }],
    ['# First\n\n# Second\nb', { reason: 'part-empty', heading: 'First' }],
    ['# First\n a', { reason: 'part-empty', heading: 'First' }],
    [`# First\n${'x'.repeat(41)}`, { reason: 'part-too-long', heading: 'First', length: 41, most: 40 }],
  ])('%j is refused with what is wrong', (body, params) => {
    expect(readSections(sections, body)).toMatchObject({ code: 'bad-field', params })
  })

  test('nothing said is an empty body, unless something has to be said', () => {
    expect(writeSections({ second: part('Second') }, {})).toBe('')
    expect(writeSections(sections, { second: '' })).toMatchObject({
      params: { reason: 'part-missing', heading: 'First' },
    })
  })
})
