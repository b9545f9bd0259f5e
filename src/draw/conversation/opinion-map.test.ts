import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { opinions, town } from '../../../test/opinions.ts'
import { makeMap } from '../../views/conversation/opinion-map/map.ts'
import { crowdOf, overlaps } from './opinion-map/crowd.ts'
import { frameOf } from './opinion-map/frame.ts'
import { core, hull } from './opinion-map/hull.ts'
import { placeLabels } from './opinion-map/labels.ts'
import { opinionMapSvg } from './opinion-map.ts'

const golden = (name: string): string =>
  readFileSync(new URL(`../../../vectors/opinion-map.${name}`, import.meta.url), 'utf8')

/** Throws unless every element is closed in order and every attribute quoted: what an XML parser asks at least. */
function checkWellFormed(svg: string): void {
  const open: string[] = []
  const rest = svg.replace(/<(\/?)([a-zA-Z]+)((?: [a-zA-Z:-]+="[^"<]*")*)(\/?)>/g, (_, end, name, __, empty) => {
    if (end) expect(open.pop()).toBe(name)
    else if (!empty) open.push(name)
    return ''
  })
  expect(open).toEqual([])
  expect(rest).not.toMatch(/[<>]/)
  expect(rest.replace(/&(amp|lt|gt|quot|#39);/g, '')).not.toContain('&')
}

test('the golden picture', () => {
  const { map } = JSON.parse(golden('json'))
  const titles = Object.fromEntries(
    map.statements.map(({ id, imported }: { id: string; imported: number }) => [
      id,
      `Statement no. ${imported} & more`,
    ]),
  )
  expect(`${opinionMapSvg(map, { titles, you: 'import:3', statements: true })}\n`).toBe(golden('svg'))
})

/** The map of people on a line, and the picture of it. */
const lineMap = () => {
  const read = (name: string) => readFileSync(new URL(`../../../vectors/${name}`, import.meta.url), 'utf8')
  return { map: JSON.parse(read('opinion-map-robust.json')).line, svg: read('opinion-map-line.svg') }
}

test('without clear groups there is a cloud: contours, no outline, no letter, and both axes in words', () => {
  const { map, svg } = lineMap()
  const titles = Object.fromEntries(
    map.statements.map(({ id, imported }: { id: string; imported: number }) => [
      id,
      `Statement no. ${imported} & more`,
    ]),
  )
  expect(`${opinionMapSvg(map, { titles, you: 'import:3', statements: true })}\n`).toBe(svg)
  checkWellFormed(svg)
  expect(svg).toContain('class="om-contours"')
  expect(svg).not.toMatch(/om-outline|om-label|om-group/)
  expect(svg).toContain('No clear groups: opinions shade into each other. From left to right: agreeing with')
  const keys = [...svg.matchAll(/data-key="([^"]*)"/g)].map(([, key]) => key)
  expect([...keys].sort()).toEqual(map.participants.map(({ key }: { key: string }) => key).sort())
})

test('the text alternative names groups, their sizes and what they stand out by', () => {
  const map = makeMap(opinions(town(40, 12, 2026), 12))
  const svg = opinionMapSvg(map)
  expect(svg).toMatch(/^<svg [^>]*role="img" aria-labelledby="opinion-map-title opinion-map-desc"/)
  expect(svg).toContain('<title id="opinion-map-title">Opinion map</title>')
  const [, desc] = svg.match(/<desc id="opinion-map-desc">([^<]*)<\/desc>/)!
  expect(desc).toMatch(/^40 people placed by how they voted/)
  for (const [i, { size }] of map.groups.entries()) {
    expect(desc).toMatch(new RegExp(`Group ${'ABCDE'[i]} \\([a-z]+ [a-z]+\\): ${size} people; stands out by`))
  }
})

test('words and keys that people chose cannot add markup', () => {
  const evil = `</desc></svg><script>alert(1)</script><img src="x" onerror='alert(2)'>&amp;]]>\u0000`
  const map = makeMap(opinions(town(30, 9, 3), 9))
  const titles = Object.fromEntries(map.statements.map(({ id }) => [id, evil]))
  const participants = map.participants.map((person) => ({ ...person, key: `"/><script>${person.key}` }))
  const svg = opinionMapSvg(
    { ...map, participants },
    { titles, statements: true, you: participants[0]!.key, idPrefix: '"><a' },
  )
  checkWellFormed(svg)
  expect(svg).not.toMatch(/<(script|img|a)\b/)
})

test('no title is taken from the prototype of an object', () => {
  const map = makeMap(opinions(town(30, 9, 3), 9))
  const statements = map.statements.map((statement) => ({ ...statement, id: 'constructor' }))
  expect(opinionMapSvg({ ...map, statements }, { statements: true })).not.toContain('native code')
})

test('colours stand in attributes; there is no style that a content policy would block', () => {
  const svg = opinionMapSvg(makeMap(opinions(town(60, 12, 5), 12)), { statements: true })
  expect(svg).not.toMatch(/style|<script|href|url\(/)
  expect(svg).toMatch(/class="om-people om-group-0" fill="#0072b2"/)
})

test('every person is drawn once, with a key by which a page finds the mark', () => {
  const map = makeMap(opinions(town(60, 12, 5), 12))
  const keys = [...opinionMapSvg(map).matchAll(/data-key="([^"]*)"/g)].map(([, key]) => key)
  expect(keys.sort()).toEqual(map.participants.map(({ key }) => key).sort())
})

test('the reader is marked when on the map', () => {
  const map = makeMap(opinions(town(20, 9, 8), 9))
  expect(opinionMapSvg(map, { you: 'import:2' })).toContain('>You</text>')
  expect(opinionMapSvg(map, { you: 'import:99' })).not.toContain('You')
})

test('nobody yet', () => {
  const svg = opinionMapSvg(makeMap(opinions([], 3)))
  checkWellFormed(svg)
  expect(svg).toContain('Nobody has voted yet, so nobody is on the map.')
})

test('any conversation gives a well-formed picture in which all that is drawn lies inside', () => {
  const people = fc.integer({ min: 1, max: 80 })
  fc.assert(
    fc.property(
      people,
      fc.integer({ min: 1, max: 14 }),
      fc.nat(999),
      fc.integer({ min: 320, max: 900 }),
      (n, s, seed, width) => {
        const map = makeMap(opinions(town(n, s, seed), s))
        const svg = opinionMapSvg(map, { width, statements: true })
        checkWellFormed(svg)
        expect(svg).not.toMatch(/NaN|Infinity|undefined|null/)
        const frame = frameOf(map, width, [])
        for (const person of map.participants) {
          const { x, y } = frame.at(person)
          expect(x >= 0 && x <= frame.width && y >= 0 && y <= frame.height).toBe(true)
        }
      },
    ),
    { numRuns: 60 },
  )
})

test('labels of groups do not cover each other', () => {
  fc.assert(
    fc.property(fc.integer({ min: 12, max: 120 }), fc.integer({ min: 6, max: 14 }), fc.nat(999), (n, s, seed) => {
      const map = makeMap(opinions(town(n, s, seed), s))
      const frame = frameOf(map, 640, [])
      const people = map.participants.map((person) => frame.at(person))
      const wanted = map.groups.map(({ id, center: [x, y] }) => ({
        centre: frame.at({ x, y }),
        outline: hull(people.filter((_, i) => map.participants[i]!.group === id)),
        size: { width: 92, height: 34 },
      }))
      const boxes = placeLabels(wanted, people, frame)
      boxes.forEach((box, i) => {
        for (const other of boxes.slice(i + 1)) expect(overlaps(box, other)).toBe(false)
        expect(box.x - 46 >= 0 && box.x + 46 <= frame.width && box.y - 17 >= 0 && box.y + 17 <= frame.height).toBe(true)
      })
    }),
    { numRuns: 60 },
  )
})

test('the grid finds under a box the marks that a look at all of them finds, and looks at few', () => {
  const side = fc.double({ min: 0, max: 640, noNaN: true })
  const places = fc.array(fc.record({ x: side, y: side }), { maxLength: 200 })
  const box = fc.record({
    x: side,
    y: side,
    width: fc.integer({ min: 1, max: 200 }),
    height: fc.integer({ min: 1, max: 60 }),
  })
  fc.assert(
    fc.property(places, box, (people, over) => {
      const all = people.filter((place) => overlaps(over, { ...place, width: 8, height: 8 })).length
      expect(crowdOf(people).under(over)).toBe(all)
    }),
  )
})

test('placing labels looks at places in proportion to their number, not to that times the places of labels', () => {
  const looks = (count: number): number => {
    let looked = 0
    const people = Array.from({ length: count }, (_, i) => ({
      get x() {
        looked++
        return (i * 37) % 640
      },
      y: (i * 91) % 640,
    }))
    const frame = frameOf({ participants: [] }, 640, [])
    const square = { ...frame, height: 640 }
    placeLabels([{ centre: { x: 320, y: 320 }, outline: [], size: { width: 92, height: 34 } }], people, square)
    return looked
  }
  expect(looks(2000)).toBeLessThan(8 * 2000)
})

test('an outline holds all its places, and the core leaves the farthest out', () => {
  const place = fc.record({ x: fc.integer({ min: -50, max: 50 }), y: fc.integer({ min: -50, max: 50 }) })
  fc.assert(
    fc.property(fc.array(place, { minLength: 3, maxLength: 40 }), (places) => {
      const corners = hull(places)
      for (const { x, y } of places) {
        corners.forEach((a, i) => {
          const b = corners[(i + 1) % corners.length]!
          expect((b.x - a.x) * (y - a.y) - (b.y - a.y) * (x - a.x)).toBeGreaterThanOrEqual(0)
        })
      }
    }),
  )
  const far = Array.from({ length: 10 }, (_, x) => ({ x, y: 0 }))
  expect(core(far, { x: 0, y: 0 })).toHaveLength(8)
})
