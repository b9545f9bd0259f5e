import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chainLog } from '../../test/chain-log.ts'
import { holdings } from '../../test/holdings.ts'
import { stances } from '../records/people/position.ts'
import type {
  ConcentrationValue,
  DelegationValue,
  InfluenceValue,
  Movement,
  Named,
  PowerValue,
} from '../views/chain/values.ts'
import type { QuestionSummary } from '../views/people/values.ts'
import { exactTao, percent, tao } from './amounts.ts'
import { concentrationPicture } from './chain/concentration.ts'
import { delegationPicture } from './chain/delegation.ts'
import { influencePicture, influenceWhole } from './chain/influence.ts'
import { powerPicture } from './chain/power.ts'
import { movementsPicture } from './people/movements.ts'
import { positionsPicture } from './people/positions.ts'
import type { PictureOptions, Words } from './picture.ts'
import { scale, ticks } from './scale.ts'
import { squarify } from './squarify.ts'
import { fitted, textWidth } from './words.ts'

describe('tiles', () => {
  const amounts = fc
    .array(fc.double({ min: 1, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 60 })
    .map((all) => all.sort((a, b) => b - a))

  test('have areas as the amounts, lie inside, and do not cover one another', () => {
    fc.assert(
      fc.property(amounts, fc.integer({ min: 100, max: 1200 }), (all, width) => {
        const total = all.reduce((sum, each) => sum + each, 0)
        const tiles = squarify(all, width, 400)
        tiles.forEach((tile, i) => {
          expect(tile.width * tile.height).toBeCloseTo((all[i]! / total) * width * 400, 3)
          for (const edge of [tile.x, tile.y]) expect(edge).toBeGreaterThan(-1e-6)
          expect(tile.x + tile.width).toBeLessThan(width + 1e-6)
          expect(tile.y + tile.height).toBeLessThan(400 + 1e-6)
          for (const other of tiles.slice(i + 1)) {
            const [w, h] = [
              Math.min(tile.x + tile.width, other.x + other.width) - Math.max(tile.x, other.x),
              Math.min(tile.y + tile.height, other.y + other.height) - Math.max(tile.y, other.y),
            ]
            expect(Math.min(w, h)).toBeLessThan(1e-6)
          }
        })
      }),
      { numRuns: 60 },
    )
  })

  test('of the example of Bruls, Huizing and van Wijk: 6, 6, 4, 3, 2, 2, 1 in 6 by 4', () => {
    const tiles = squarify([6, 6, 4, 3, 2, 2, 1], 6, 4).map(({ x, y, width, height }) =>
      [x, y, width, height].map((each) => Math.round(each * 100) / 100),
    )
    expect(tiles.slice(0, 4)).toEqual([
      [0, 0, 3, 2],
      [0, 2, 3, 2],
      [3, 0, 1.71, 2.33],
      [4.71, 0, 1.29, 2.33],
    ])
  })
})

describe('amounts', () => {
  test('in few characters', () => {
    const few = [0n, 35n, 1_234_567n, 12_345_678_901n, 123_456_789_012n, 12_345_678_901_234n, 1_234_567_000_000_000n]
    expect(few.map(tao)).toEqual([
      '0 TAO',
      '35 rao',
      '0.0012 TAO',
      '12.34 TAO',
      '123.4 TAO',
      '12,345 TAO',
      '1.23 M TAO',
    ])
    expect(tao(-35n)).toBe('−35 rao')
  })

  test('to the rao', () => {
    expect([1n, 10n ** 9n, 12_345_678_900_001n].map(exactTao)).toEqual([
      '0.000000001 TAO',
      '1 TAO',
      '12,345.678900001 TAO',
    ])
  })

  test('shares', () => {
    expect([0, 0.00001, 0.0004, 0.0123, 0.5, 1].map(percent)).toEqual([
      '0 %',
      'under 0.01 %',
      '0.04 %',
      '1.2 %',
      '50.0 %',
      '100.0 %',
    ])
  })
})

test('what comes to an account or its validators stands above the line, the rest beneath', () => {
  const cy = (own: string[], each: ReturnType<typeof movement>) => {
    const svg = movementsPicture([each], new Set(own.map((name) => town.address(name) as string)))
    return Number(/cy="([\d.]+)"/.exec(svg)![1]) < 92 ? 'came' : 'went'
  }
  expect(cy(['ben', 'b'], movement('5', 7, 'ben'))).toBe('came')
  expect(cy(['ann'], movement('5', 7, 'ben'))).toBe('went')
  expect(cy(['ben', 'b'], movement('5', 7, null, 'b'))).toBe('came')
  expect(cy(['ann'], movement('5', 7, null, 'b'))).toBe('went')
})

test('marks of an axis are round, and reach far enough', () => {
  expect([0, 1, 3, 7, 36, 1921].map(ticks)).toEqual([
    ...[
      [0, 1],
      [0, 1],
      [0, 1, 2, 3],
      [0, 2, 4, 6, 8],
      [0, 10, 20, 30, 40],
    ],
    [0, 500, 1000, 1500, 2000],
  ])
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e9 }), (most) => ticks(most).at(-1)! >= most && ticks(most).length < 8),
  )
  expect(scale([5, 5], [0, 10])(5)).toBe(5)
})

test('a shortened address that is cut has one ellipsis', () => {
  const cut = [56, 60, 64, 68, 72, 80].map((width) => fitted('5D4deN…zLoFRS', width, 14))
  expect(cut).toContain('5D4deN…')
  expect(cut.filter((text) => text.includes('……'))).toEqual([])
})

test('a text that is cut fits, in any script', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.integer({ min: 0, max: 300 }), (text, width) => {
      expect(textWidth(fitted(text, width, 14), 14)).toBeLessThanOrEqual(width)
    }),
  )
})

const hostile = '</text><script>alert(1)</script>" onload="x" 雪の名前 & a very long name that goes on and on'

const town = holdings(`
  block 7200
  ann has 50
  ben has 5
  ben runs b
  cat runs c
  ann stakes 40 on b
  cat stakes 20 on c
  sudo: safe
  safe needs 2 of ann, ben, cat
  ann is called ${hostile}
`)
const fold = chainLog(town, holdings('block 14400\nann has 70\nben has 9\nben runs b\nann stakes 3 on b')).fold()
const first = chainLog(town).fold()
const influence = first.view('influence', {}) as InfluenceValue
const { rules } = first.view('power', {}) as PowerValue
const concentration = fold.view('concentration', {}) as ConcentrationValue
const delegation = first.view('delegation', {}) as DelegationValue
const who = (name: string): Named => ({
  key: town.address(name),
  introduced: null,
  name: hostile,
  label: null,
  taken: null,
})
const movement = (amount: string, block: number, to: string | null, toHotkey: string | null = null) =>
  ({
    amount,
    block,
    from: who('ann'),
    to: to === null ? null : who(to),
    hotkey: null,
    toHotkey: toHotkey === null ? null : town.address(toHotkey),
  }) as Pick<Movement, 'from' | 'to' | 'hotkey' | 'toHotkey' | 'amount' | 'block'>
const shifts: DelegationValue['flows'] = [
  { from: delegation.validators[0]!.hotkey, to: null, amount: '5000000000', coldkeys: 1, count: 1 },
  { from: null, to: delegation.validators[1]!.hotkey, amount: '70', coldkeys: 1, count: 1 },
]

const spread = (people: number): QuestionSummary => ({
  id: 'ab'.repeat(32) as never,
  index: 1,
  ms: 0,
  account: town.address('ann'),
  by: who('ann'),
  how: 'signed',
  title: hostile,
  standing: true,
  background: 'x',
  precedents: null,
  acute: null,
  people,
  spread: stances.map((stance, i) => ({
    stance,
    people: people === 0 ? 0 : i,
    holdings: people === 0 ? 0 : i / 30,
    weight: people === 0 ? 0 : i / 40,
  })),
})

/** Each sentence as its id and parameters. */
const words: Words = (id, params = {}) => [id, ...Object.values(params)].join(' ')

const pictures: Record<string, (options: PictureOptions) => string> = {
  positions: (options) => positionsPicture(spread(28), options),
  'positions of nobody': (options) => positionsPicture(spread(0), options),
  influence: (options) => influencePicture(influence, 'holdings', options),
  'voting stake': (options) => influencePicture(influence, 'weight', options),
  'influence of one': (options) =>
    influencePicture({ ...influence, rows: influence.rows.slice(0, 1) }, 'holdings', options),
  'influence of none': (options) => influencePicture({ ...influence, rows: [] }, 'weight', options),
  'power by keys': (options) => powerPicture(rules.find(({ rule }) => rule === 'sudo')!, words, options),
  'power by stake': (options) => powerPicture(rules.find(({ rule }) => rule === 'stake-half')!, words, options),
  concentration: (options) => concentrationPicture(concentration, options),
  'concentration at one block': (options) =>
    concentrationPicture({ history: concentration.history.slice(0, 1) }, options),
  'concentration never': (options) => concentrationPicture({ history: [] }, options),
  delegation: (options) => delegationPicture({ ...delegation, flows: shifts }, options),
  'delegation of nothing': (options) => delegationPicture({ ...delegation, flows: [] }, options),
  movements: (options) =>
    movementsPicture(
      [movement('5000', 7, 'ben'), movement('900000000000', 9, null), movement('77', 9, 'ann')],
      new Set([town.address('ann') as string]),
      options,
    ),
  'one movement': (options) => movementsPicture([movement('5', 7, 'ben')], new Set(), options),
  'no movement': (options) => movementsPicture([], new Set(), options),
}

describe.each(Object.entries(pictures))('the picture of %s', (_, draw) => {
  test.each([
    { width: 360, theme: 'light' as const },
    { width: 960, theme: 'dark' as const },
  ])('for %o is sound, the same every time, and holds nothing but shapes and words', (options) => {
    const svg = draw(options)
    expect(svg).toBe(draw(options))
    expect(svg).toMatch(new RegExp(`^<svg [^>]*viewBox="0 0 ${options.width} [\\d.]+"[^>]*role="img"`))
    expect(svg).not.toMatch(/NaN|undefined|Infinity/)
    expect([...new Set(Array.from(svg.matchAll(/<(\w+)/g), ([, tag]) => tag))].sort()).toEqual(
      expect.not.arrayContaining(['script', 'style', 'foreignObject', 'a', 'image']),
    )
    const tags = Array.from(svg.matchAll(/<(\/?)(\w+)[^>]*?(\/?)>/g))
    const depth = tags.reduce((sum, [, close, , own]) => sum + (close ? -1 : own ? 0 : 1), 0)
    expect(depth).toBe(0)
    expect(svg).toMatch(/<title>[^<]+<\/title><desc>[^<]*<\/desc>/)
  })
})

test.each(['holdings', 'weight'] as const)(
  'parts of a whole (%s) sum to it, with everybody else as one of them',
  (whole) => {
    for (const count of [0, 1, 2, influence.rows.length]) {
      const { parts } = influenceWhole({ ...influence, rows: influence.rows.slice(0, count) }, whole)
      expect(parts.reduce((sum, { amount }) => sum + amount, 0)).toBeCloseTo(1, 9)
      expect(parts.every(({ amount }) => amount > 0)).toBe(true)
    }
  },
)

test('nothing is drawn of parts that are more than their whole: alpha at its price may be more than all TAO', () => {
  const { rows, totals } = influence
  const twice = { rows: [...rows, ...rows], totals }
  expect(influenceWhole(twice, 'weight').parts).toEqual([])
  expect(influencePicture(twice, 'weight')).toContain('Nothing that is known sums to all stake.')
})

test('validators of one name stay two', () => {
  const named = delegation.validators.map((each) => ({ ...each, name: 'Twin', label: null, introduced: null }))
  const [one, other] = named.map(({ hotkey }) => hotkey)
  const flows = [one!, other!].map((from) => ({ from, to: null, amount: '5', coldkeys: 1, count: 1 }))
  const svg = delegationPicture({ flows, validators: named })
  expect(Array.from(svg.matchAll(/>Twin</g))).toHaveLength(2)
})
