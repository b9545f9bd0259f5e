import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { goldenNow, unraised } from '../scripts/vectors/versions.ts'
import type { ViewVectors } from '../scripts/vectors/views.ts'

const text = (version: number, value: string) => JSON.stringify({ value, version })
const golden = (view: string, version: number, value: string) => ({ view, params: {}, text: text(version, value) })
const refused = (view: string, code: string) => ({ view, params: {}, refused: code })
const all = (version: number | null) => () => version

describe('golden bytes of a view', () => {
  test('that change under the same version are refused, each view once', () => {
    const held = [golden('power', 1, 'a'), golden('match', 1, 'b'), golden('power', 1, 'c')]
    const now = [golden('power', 1, 'x'), golden('match', 1, 'b'), golden('power', 1, 'y')]
    expect(unraised(held, now, all(1))).toEqual(['power'])
  })

  test('that change with the version may be written', () => {
    expect(unraised([golden('power', 1, 'a')], [golden('power', 2, 'b')], all(2))).toEqual([])
  })

  test('of a view that is gone may go', () => {
    expect(unraised([golden('say-do', 1, 'a')], [refused('say-do', 'not-found')], all(null))).toEqual([])
  })

  test('of a new view, of which nothing is held, may be written', () => {
    expect(unraised([], [golden('weather', 1, 'a')], all(1))).toEqual([])
  })

  test('that become a refusal, or a refusal that becomes another one, count as changed', () => {
    const held = [golden('power', 1, 'a'), refused('power', 'not-found')]
    expect(unraised(held, [refused('power', 'not-found'), held[1]!], all(1))).toEqual(['power'])
    expect(unraised(held, [held[0]!, refused('power', 'bad-parameter')], all(1))).toEqual(['power'])
    expect(unraised(held, held, all(1))).toEqual([])
  })
})

test('what is held is asked again of the log that is held', () => {
  const file = new URL('../vectors/views.json', import.meta.url)
  const held = JSON.parse(readFileSync(file, 'utf8')) as ViewVectors
  const now = goldenNow(held)
  expect(now.map(({ view, params }) => ({ view, params }))).toEqual(
    held.results.map(({ view, params }) => ({ view, params })),
  )
  const [first] = now
  expect(unraised([{ ...first!, text: text(1, 'another') }], [first!], all(1))).toEqual([first!.view])
})
