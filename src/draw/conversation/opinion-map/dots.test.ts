import { expect, test } from 'vitest'
import { random } from '../../../math/random.ts'
import { opinionMapSvg } from '../opinion-map.ts'
import { mostMarks } from './dots.ts'

const { unit } = random(5)
const crowd = (n: number) => ({
  participants: Array.from({ length: n }, (_, p) => ({
    key: `import:${p}`,
    x: unit() - 0.5,
    y: unit() - 0.5,
    group: p % 2,
  })),
  statements: [],
  groups: [0, 1].map((id) => ({ id, size: n / 2, center: [id - 0.5, 0] as [number, number], representative: [] })),
})

test('up to 2,000 people have a mark each; more of them one path for each group', () => {
  expect(opinionMapSvg(crowd(mostMarks)).match(/data-key=/g)).toHaveLength(mostMarks)
  const drawn = opinionMapSvg(crowd(mostMarks + 2))
  expect(drawn).not.toContain('data-key=')
  expect(drawn.match(/class="om-people om-group-[01] om-dots"/g)).toHaveLength(2)
})

test('a crowd has no more dots than the picture has units, each once, and everybody has one', () => {
  const { participants, groups, ...rest } = crowd(20_000)
  const svg = opinionMapSvg({ participants, groups, ...rest })
  const doubled = groups.map((group) => ({ ...group, size: 2 * group.size }))
  const twice = opinionMapSvg({ participants: [...participants, ...participants], groups: doubled, ...rest })
  const of = (text: string): string[] => [...text.matchAll(/M(\d+ \d+)h0/g)].map(([, at]) => at!)
  expect(new Set(of(svg)).size).toBeLessThanOrEqual(of(svg).length)
  expect(of(twice)).toEqual(of(svg))
  const [x = 0, y = 0, scale = 0] = (/data-frame="([^"]*)"/.exec(svg)?.[1] ?? '').split(' ').map(Number)
  const drawn = new Set(of(svg))
  for (const person of participants)
    expect(drawn.has(`${Math.round(x + scale * person.x)} ${Math.round(y - scale * person.y)}`)).toBe(true)
})
