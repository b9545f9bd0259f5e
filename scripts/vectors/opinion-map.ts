import { opinionMapSvg } from '../../src/draw/conversation/opinion-map.ts'
import { makeMap } from '../../src/views/conversation/opinion-map/map.ts'
import { stableJson } from '../../src/views/json.ts'
import { opinions, town } from '../../test/opinions.ts'

const about =
  'A made-up conversation and its opinion map. votes: [person, statement, choice], agree +1, disagree -1, pass 0, in the order in which they were cast. Numbers are rounded to 1e-9.'
const statements = 12
const flags = { moderated: [5], meta: [7] }

/** Golden files of the opinion map, by path: votes with what follows from them, and the picture of it. */
export function opinionMapFiles(): [string, string][] {
  const votes = town(40, statements, 2026)
  const map = makeMap(opinions(votes, statements, flags))
  const titles = Object.fromEntries(map.statements.map(({ id, imported }) => [id, `Statement no. ${imported} & more`]))
  const json = stableJson({ about, ...flags, statements, votes, map })
  return [
    ['vectors/opinion-map.json', `${json}\n`],
    ['vectors/opinion-map.svg', `${opinionMapSvg(map, { titles, you: 'import:3', statements: true })}\n`],
  ]
}
