import { expect, test } from 'vitest'
import { parametersText, readParameters } from '../../../records/conversation/result.ts'
import { isRefusal } from '../../../records/refusals.ts'
import { readParams } from '../../../views/registry.ts'
import { english } from '../../../words/en.ts'
import { answerPath, askedText, isPreset, presets } from './results.ts'

const conversation = 'ab'.repeat(32)

test.each(Object.entries(presets))(
  '%s is a question that its view takes, and that a record can name',
  (name, preset) => {
    const { view, params } = preset
    expect(isRefusal(readParams(view, { conversation, ...params }))).toBe(false)
    expect(readParameters(parametersText(params))).toEqual(params)
    expect(english.has(`results.preset.${name}`)).toBe(true)
  },
)

test('a word that is none of them is told apart, whatever an object has beside', () => {
  expect(isPreset('map')).toBe(true)
  for (const word of ['', 'all', 'constructor', '__proto__']) expect(isPreset(word)).toBe(false)
})

test('the answer of a frozen result is read at its own size, asked as it was', () => {
  const asked = [
    { name: 'limit', value: '5' },
    { name: 'order', value: 'votes' },
  ]
  expect(answerPath({ view: 'opinion-statements', conversation: conversation as never, asked, size: 9 })).toBe(
    `/api/views/opinion-statements?conversation=${conversation}&limit=5&order=votes&at=9`,
  )
  expect(askedText(asked)).toBe('limit=5&order=votes')
  expect(askedText([])).toBeNull()
})
